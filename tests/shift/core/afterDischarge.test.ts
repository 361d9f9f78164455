import { expect, test } from 'vitest'
import { dischargesSince, dueAfterDischarge } from '#server/shift/core/afterDischarge.ts'

test.each([
  ['2026-12-01', '2026-11-28'],
  ['2026-03-30', '2026-03-27'],
  ['2027-01-02', '2026-12-30'],
])('on %s a discharge counts from %s', (day, since) => {
  expect(dischargesSince(day)).toBe(since)
})

test.each([
  ['in winter', '2026-11-30', '2026-12-01T14:00:00.000Z'],
  ['in summer', '2026-07-01', '2026-07-02T13:00:00.000Z'],
  ['over the night the clocks go forward', '2026-03-28', '2026-03-29T13:00:00.000Z'],
  ['over the night they go back', '2026-10-24', '2026-10-25T14:00:00.000Z'],
])('whoever was discharged is rung by two in the afternoon of the day after: %s', (_, on, due) => {
  expect(dueAfterDischarge(on)).toBe(due)
})
