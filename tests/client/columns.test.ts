import { expect, test } from 'vitest'
import { columnsOf, wholeColumnsOf } from '#client/patients/core/columns.ts'
import type { BlockName } from '#shared/record/blocks.ts'
import type { GlanceBlock, GlanceItem } from '#shared/record/glance.ts'
import { AT } from './builders.ts'

test('phase and diagnosis stand under the shorter of the two columns beside what matters', () => {
  const long = Array.from({ length: 4 }, () => contact())

  expect([arranged({ told: long, urgent: [] }), arranged({ told: [], urgent: long })]).toEqual([
    [['matters', 'places'], ['may_be_told'], ['urgent_medicines', 'course']],
    [['matters', 'places'], ['may_be_told', 'course'], ['urgent_medicines']],
  ])
})

test('where both are long, it stands under what matters, and the places under who may be told: that is the lowest', () => {
  const long = Array.from({ length: 4 }, () => contact())

  expect(arranged({ told: long, urgent: long })).toEqual([
    ['matters', 'course'],
    ['may_be_told', 'places'],
    ['urgent_medicines'],
  ])
})

test('shown whole, the essentials stand in two columns, and none is lost', () => {
  const names = ['matters', 'places', 'may_be_told', 'urgent_medicines', 'course'] as const
  const columns = wholeColumnsOf(names.map(name => block(name, [])))

  expect(columns).toHaveLength(2)
  expect(columns.flatMap(column => column.map(({ name }) => name)).toSorted()).toEqual([...names].toSorted())
})

test('a record without one of the essentials leaves no hole', () => {
  expect(columnsOf([block('may_be_told', [])]).map(column => column.map(({ name }) => name))).toEqual([
    [],
    ['may_be_told'],
    [],
  ])
})

function arranged({ told, urgent }: { told: GlanceItem[]; urgent: GlanceItem[] }): BlockName[][] {
  const blocks = [
    block('matters', []),
    block('places', []),
    block('may_be_told', told),
    block('urgent_medicines', urgent),
    block('course', [contact()]),
  ]
  return columnsOf(blocks).map(column => column.map(({ name }) => name))
}

function block(name: BlockName, items: GlanceItem[]): GlanceBlock {
  return { name, title: name, items, earlier: [], nothingRecorded: [] }
}

/** Of a section that is never folded away. */
function contact(): GlanceItem {
  return {
    section: 'whatMatters',
    title: 'Contact',
    itemId: '0d4b9f2e-6c1f-4b4e-9d3a-1f1f6f0e0001',
    version: 1,
    knownState: 'known',
    headline: 'Imtiaz Hussain, Son',
    lines: ['May be told: how the person is'],
    warnings: [],
    source: { kind: 'call' } as GlanceItem['source'], // where it came from decides nothing here
    recordedBy: { name: 'Eleanor Swift', role: 'nurse' } as GlanceItem['recordedBy'], // nor does who wrote it
    recordedAt: AT,
    freshness: { words: '6 days', days: 6, isOverdue: false },
  }
}
