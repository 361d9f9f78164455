import { expect, test } from 'vitest'
import { dutiesToTest } from '#server/teams/core/toTest.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { staff } from './aTeam.ts'

// Each duty is tested once, at its beginning; on the night on which an hour is told twice, or left out, as on any other.
const nightly = (from: string, changes = {}) => ({
  shifts: [
    {
      shiftId: '00000000-0000-4000-8000-000000000001',
      staffId: staff(1),
      position: 'first' as const,
      day: '2026-03-22',
      from,
      until: '08:00',
      everyWeeks: 1,
      lastDay: null,
      ...changes,
    },
  ],
  swaps: [],
})
/** What is promised by somebody who looks every ten minutes of twelve hours: keys, as the promises have them. */
const promised = (rota: ReturnType<typeof nightly>, from: Instant) => {
  const looks = Array.from({ length: 72 }, (_, nth) => plusSeconds(from, nth * 600))
  const all = looks.flatMap(at => dutiesToTest(rota, at).map(duty => `${duty.day} ${duty.from}`))
  return [...new Set(all)]
}

test.each([
  ['the hour is left out', '2026-03-28T20:00:00.000Z', '2026-03-29 2026-03-29T01:30:00.000Z'],
  ['the hour is told twice', '2026-10-24T20:00:00.000Z', '2026-10-25 2026-10-25T00:30:00.000Z'],
  ['any other', '2026-06-06T20:00:00.000Z', '2026-06-07 2026-06-07T00:30:00.000Z'],
])('a duty from 01:30 on the night on which %s: one test, at its beginning', (_, evening, begins) => {
  expect(promised(nightly('01:30'), evening)).toEqual([begins])
})

test('a duty that was ended or taken off before it began has none', () => {
  expect(promised(nightly('01:30', { lastDay: '2026-05-01' }), '2026-06-06T20:00:00.000Z')).toEqual([])
})

test('one that is planned shortly before it begins, or began while no process ran, is found; an older one is not', () => {
  const begins = '2026-06-07T00:30:00.000Z'
  const found = (seconds: number) => dutiesToTest(nightly('01:30'), plusSeconds(begins, seconds)).length

  expect([found(-5_401), found(-5_400), found(-60), found(1_800), found(1_801)]).toEqual([0, 0, 1, 1, 0])
})
