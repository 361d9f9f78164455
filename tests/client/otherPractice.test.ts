import { expect, test } from 'vitest'
import { otherPracticeOf } from '#client/access/core/otherPractice.ts'
import type { GlanceItem } from '#shared/record/glance.ts'

const practice = (name: string, more: Partial<GlanceItem> = {}) =>
  [{ section: 'gpPractice', knownState: 'known', body: { name }, ...more }] as GlanceItem[] // no more of it is read

test.each(['Moor End Surgery', 'moor end  surgery.', 'Moor-End Surgery'])('%s is the same practice', name => {
  expect(otherPracticeOf(practice(name), 'Moor End Surgery')).toBeNull()
})

test('another one is named as the record has it', () => {
  expect(otherPracticeOf(practice('Oxlow Surgery'), 'Moor End Surgery')).toBe('Oxlow Surgery')
})

test.each([
  ['none is recorded', []],
  ['it is not known', practice('', { knownState: 'not_known', body: undefined })],
  ['it is kept, as it would tell where they are', practice('Oxlow Surgery', { isCovered: true })],
])('nobody is asked where %s', (_, items) => {
  expect(otherPracticeOf(items, 'Moor End Surgery')).toBeNull()
})
