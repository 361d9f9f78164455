import { describe, expect, test } from 'vitest'
import { nextShift, suggestWatch, type WatchFacts } from '#server/shift/core/suggestWatch.ts'
import type { PatientId } from '#shared/ids.ts'

const [one, other] = ['a', 'b'] as PatientId[] as [PatientId, PatientId]
const none: WatchFacts = { phases: [], calls: [], silent: [], failed: [], owed: [] }

describe('who is suggested for the watch list', () => {
  test.each<[Partial<WatchFacts>, string, string, string]>([
    [{ phases: [{ patientId: one, phase: 'dying' }] }, 'phase_dying', 'dying', 'Recorded as dying'],
    [
      { phases: [{ patientId: one, phase: 'unstable' }] },
      'phase_unstable',
      'unstable',
      'Recorded as unstable',
    ],
    [{ calls: [{ patientId: one, count: 3 }] }, 'many_calls', 'unresolved', '3 calls within 24 hours'],
    [{ silent: [one] }, 'nobody_accepts', 'unresolved', 'Nobody has accepted what a team was asked for'],
    [{ failed: [one] }, 'visit_failed', 'unresolved', 'What a team was asked for could not be done'],
    [{ owed: [one] }, 'call_late', 'owed_call', 'A call back is late'],
  ])('is so by a rule that says why: %j', (facts, rule, reason, because) => {
    expect(suggestWatch({ ...none, ...facts }, [])).toEqual([
      { patientId: one, rules: [rule], reason, because },
    ])
  })

  test('is nobody of whom two calls came, or who is stable', () => {
    const facts = {
      ...none,
      calls: [{ patientId: one, count: 2 }],
      phases: [{ patientId: other, phase: 'stable' }],
    }
    expect(suggestWatch(facts, [])).toEqual([])
  })

  test('stands there once, with the weightiest reason, and those with most reasons first', () => {
    const facts = { ...none, owed: [other, one, one], phases: [{ patientId: other, phase: 'dying' }] }

    expect(suggestWatch(facts, [])).toEqual([
      {
        patientId: other,
        rules: ['phase_dying', 'call_late'],
        reason: 'dying',
        because: 'Recorded as dying; A call back is late',
      },
      expect.objectContaining({ patientId: one, rules: ['call_late'] }),
    ])
  })

  test('is not suggested again for what was put away, and is for something else', () => {
    const dismissed = [{ patientId: one, rules: ['call_late'] }]

    expect(suggestWatch({ ...none, owed: [one] }, dismissed)).toEqual([])
    expect(suggestWatch({ ...none, owed: [one], failed: [one] }, dismissed)).toMatchObject([
      { rules: ['visit_failed', 'call_late'] },
    ])
    expect(suggestWatch({ ...none, owed: [other] }, dismissed)).toHaveLength(1)
  })
})

test.each([
  ['2026-11-30T03:00:00.000Z', 6, '2026-11-30T20:00:00.000Z'],
  ['2026-11-30T01:00:00.000Z', 6, '2026-11-30T08:00:00.000Z'],
  ['2026-11-30T21:00:00.000Z', 1, '2026-12-01T08:00:00.000Z'],
  // Nine in the evening by the clocks, and the next begins an hour earlier by Greenwich.
  ['2026-06-30T20:00:00.000Z', 1, '2026-07-01T07:00:00.000Z'],
  // The clocks go back in this night.
  ['2026-10-24T20:00:00.000Z', 6, '2026-10-25T08:00:00.000Z'],
])('from %s the first shift in %i hours or more begins %s', (at, hours, begins) => {
  expect(nextShift(at, hours * 3_600)).toBe(begins)
})
