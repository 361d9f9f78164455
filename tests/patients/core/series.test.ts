import { describe, expect, test } from 'vitest'
import { seriesOf } from '#server/patients/core/series.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { Body } from '#shared/record/sections.ts'
import { Series, type SeriesName } from '#shared/record/series.ts'
import { aReading, entry, itemNo } from './entries.ts'

type Phase = Body<'phaseOfIllness'>['phase']

function measured<Name extends SeriesName>(section: Name, month: number, body: object): Entry {
  const at = `2026-${String(month).padStart(2, '0')}-10T09:00:00.000Z`
  // Each test gives the body of its section, less the time.
  return entry(section, { ...body, at } as Body<Name>, { itemId: itemNo(month) })
}

const akps = (...scores: number[]) => scores.map((score, n) => measured('akps', n + 1, { score }))
const phases = (...names: Phase[]) => names.map((phase, n) => measured('phaseOfIllness', n + 1, { phase }))
const direction = (entries: Entry[]) => {
  const one = seriesOf(aReading(entries))[0]
  return [one?.direction, one?.directionWords]
}

describe('where a measure goes, from its last three measurements', () => {
  test.each<[string, Entry[], string, string]>([
    ['once', akps(60), 'single', '60, measured once, 10-Jan-2026'],
    ['falling', akps(60, 50, 30), 'falling', 'Falling: from 60 to 30 in 8 weeks'],
    ['falling, then the same', akps(60, 30, 30), 'falling', 'Falling: from 60 to 30 in 8 weeks'],
    ['rising', akps(30, 40), 'rising', 'Rising: from 30 to 40 in 4 weeks'],
    ['the same', akps(40, 40), 'steady', 'Unchanged for 10 months: 40'],
    ['both ways', akps(40, 20, 30), 'both_ways', 'Up and down: 40, then 20, then 30'],
    [
      'older measurements no longer count',
      akps(90, 20, 30, 40),
      'rising',
      'Rising: from 20 to 40 in 8 weeks',
    ],
    [
      'fewer months in the Gold Standards Framework are worse',
      [measured('gsf', 1, { stage: 'green' }), measured('gsf', 2, { stage: 'yellow' })],
      'falling',
      'Shorter: from Green: months to Yellow: weeks in 4 weeks',
    ],
    [
      'a higher frailty is worse',
      [measured('clinicalFrailty', 1, { level: '5' }), measured('clinicalFrailty', 2, { level: '7' })],
      'falling',
      'Frailer: from 5 Mild frailty to 7 Severe frailty in 4 weeks',
    ],
    [
      'a higher IPOS total is worse',
      [
        measured('ipos', 1, { version: 'staff', scores: { pain: 1, anxiety: 1 } }),
        measured('ipos', 2, { version: 'staff', scores: { anxiety: 3, pain: 2 } }),
      ],
      'falling',
      'Worse: from 2 on 2 of 17 questions (staff) to 5 on 2 of 17 questions (staff) in 4 weeks',
    ],
    [
      'IPOS totals over other questions say nothing beside each other',
      [
        measured('ipos', 1, { version: 'staff', scores: { pain: 1 } }),
        measured('ipos', 2, { version: 'staff', scores: { pain: 1, anxiety: 3 } }),
      ],
      'not_comparable',
      '4 on 2 of 17 questions (staff); those before asked other questions, or another person',
    ],
    [
      'nor do the person’s and the staff’s',
      [
        measured('ipos', 1, { version: 'patient', scores: { pain: 1 } }),
        measured('ipos', 2, { version: 'staff', scores: { pain: 3 } }),
      ],
      'not_comparable',
      '3 on 1 of 17 questions (staff); those before asked other questions, or another person',
    ],
    ['a phase that stayed', phases('stable', 'stable'), 'steady', 'Stable since 10-Jan-2026'],
    [
      'a phase that changed',
      phases('stable', 'unstable'),
      'changed',
      'Unstable since 10-Feb-2026; changed once',
    ],
    [
      'a phase that changed and came back',
      phases('unstable', 'stable', 'stable', 'unstable'),
      'changed',
      'Unstable since 10-Apr-2026; changed twice',
    ],
  ])('%s', (_, entries, where, words) => {
    expect(direction(entries)).toEqual([where, words])
  })
})

test('points stand in the order of their times, whatever order they were written in, with who measured', () => {
  const [one] = seriesOf(aReading(akps(60, 30).toReversed()))

  expect(one?.points).toEqual([
    { at: '2026-01-10T09:00:00.000Z', value: 60, words: '60', short: '60', author: 'Dr Loud Author, GP' },
    { at: '2026-02-10T09:00:00.000Z', value: 30, words: '30', short: '30', author: 'Dr Loud Author, GP' },
  ])
})

test('what was never measured has no series, and the phase comes first', () => {
  const all = seriesOf(aReading([...akps(60), ...phases('stable')]))

  expect(all.map(({ name }) => name)).toEqual(['phaseOfIllness', 'akps'])
  expect(all.map(one => Series.safeParse(one).success)).toEqual([true, true])
  expect(seriesOf(aReading([entry('akps', undefined)]))).toEqual([])
})

test('of a very long series the newest sixty are drawn', () => {
  const daily = Array.from({ length: 70 }, (_, n) =>
    entry(
      'akps',
      { score: 10, at: new Date(Date.UTC(2026, 0, n + 1)).toISOString() },
      { itemId: itemNo(n + 1) },
    ),
  )

  const points = seriesOf(aReading(daily))[0]?.points ?? []

  expect([points.length, points[0]?.at, points.at(-1)?.at]).toEqual([
    60,
    '2026-01-11T00:00:00.000Z',
    '2026-03-11T00:00:00.000Z',
  ])
})
