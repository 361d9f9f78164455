import { expect, test } from 'vitest'
import { receiptsOf } from '#server/access/core/sharingReceipts.ts'
import type { Entry } from '#shared/record/entry.ts'
import { entry } from '#tests/patients/core/entries.ts'

const AT = '2026-11-28T03:10:00.000Z'
const LATER = '2026-12-03T09:00:00.000Z'
const MILL = {
  name: 'Mill Lane Surgery',
  kind: 'gp' as const,
  odsCode: null,
  organisationId: '3e0c2a31-5f10-4a4e-9b1d-0d8f6a3b7c11',
}
const everybody = (more: object = {}) =>
  entry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person', ...more })

/** What a written entry comes to, beside what stood there. */
function of(entries: readonly Entry[], written: Entry) {
  const { version, ...fresh } = written
  const write = {
    entries,
    written: [{ ...fresh, change: 'changed' as const, expectedVersion: version - 1 }] as never,
    elsewhere: [],
  }
  return receiptsOf(write, { organisations: [MILL], lookedAfterBy: [MILL.organisationId] }, AT)
}

test('a yes that begins later leaves a receipt of when, though nothing is seen before and until then', () => {
  expect(of([], everybody({ from: LATER }))).toMatchObject([
    { kind: 'organisation', before: 'nothing', after: 'nothing', later: { at: LATER, is: 'everything' } },
  ])
})

test('a word that is mended beside it leaves none', () => {
  const before = everybody({ from: LATER })
  const mended = { ...everybody({ from: LATER, by: 'Ida Moss' }), itemId: before.itemId, version: 2 }

  expect(of([before], mended)).toEqual([])
})

test('a limit that begins later, and one that ends, say so; the day after its last day in Britain', () => {
  const limit = (more: object) =>
    entry('sharingRestrictions', {
      against: { kind: 'organisation', name: 'Mill Lane Surgery' },
      rule: 'hide_all',
      ...more,
    })

  expect(of([everybody()], limit({ from: LATER }))).toMatchObject([
    { before: 'everything', after: 'everything', later: { at: LATER, is: 'nothing' } },
  ])
  expect(of([everybody()], limit({ until: '2026-12-05' }))).toMatchObject([
    { before: 'everything', after: 'nothing', later: { at: '2026-12-06T00:00:00.000Z', is: 'everything' } },
  ])
})

test('what carers may be told from a later day on is told of each of them', () => {
  const son = entry('personalContacts', {
    name: 'Sam Moss',
    relationship: 'son',
    roles: ['carer'],
    phones: [],
    mayBeTold: 'all',
  })

  expect(of([son], entry('consentToTellCarers', { value: 'given_by_person', from: LATER }))).toMatchObject([
    {
      kind: 'carer',
      who: 'Sam Moss (son)',
      before: 'all',
      after: 'nothing',
      later: { at: LATER, is: 'all' },
    },
  ])
})
