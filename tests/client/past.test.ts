import { describe, expect, test } from 'vitest'
import { elided } from '#client/patients/core/elide.ts'
import { pastMoment } from '#client/patients/core/pastMoment.ts'
import { together } from '#client/patients/core/together.ts'
import { dayInBritain, momentInBritain, showMoment } from '#shared/days.ts'

const NOW = '2026-11-23T02:10:00.000Z'

describe('the moment of a past record', () => {
  test.each([
    ['22 11 2026', '', '2026-11-22T23:59:59.000Z'],
    ['22-Nov-2026', '02:30', '2026-11-22T02:30:59.000Z'],
    ['21 6 2026', '', '2026-06-21T22:59:59.000Z'],
    ['21 6 26', '430', '2026-06-21T03:30:59.000Z'],
    ['23 11 2026', '', NOW],
    ['23 11 2026', '02:09', '2026-11-23T02:09:59.000Z'],
  ])('%s %s is %s', (day, time, at) => {
    expect(pastMoment({ day, time }, NOW)).toEqual({ kind: 'moment', at })
  })

  test.each([
    ['', '', 'day'],
    ['Tuesday', '', 'day'],
    ['24 11 2026', '', 'day'],
    ['22 11 2026', 'noon', 'time'],
    ['22 11 2026', '25:00', 'time'],
    ['23 11 2026', '14:00', 'time'],
  ])('%s %s is asked for again at the %s', (day, time, field) => {
    expect(pastMoment({ day, time }, NOW)).toMatchObject({ kind: 'wrong', field, says: expect.any(String) })
  })
})

test.each([
  ['2026-01-15', '12:00', '2026-01-15T12:00:00.000Z'],
  ['2026-06-21', '00:30', '2026-06-20T23:30:00.000Z'],
  ['2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
])('clocks in Britain show %s %s at %s', (day, clock, at) => {
  expect(momentInBritain(day, clock)).toBe(at)
  expect([dayInBritain(at), showMoment(at).slice(-5)]).toEqual([day, clock])
})

test('of a long text, what did not change is cut short between words', () => {
  const long =
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen'

  const cut = elided([
    { kind: 'same', text: long },
    { kind: 'gone', text: ' old' },
    { kind: 'new', text: ' new' },
    { kind: 'same', text: ` ${long} ${long}` },
  ])

  expect(cut.map(({ text }) => text)).toEqual([
    ' … fourteen fifteen sixteen seventeen',
    ' old',
    ' new',
    ' one two three four five six seven eight …',
  ])
  expect(elided([{ kind: 'same', text: 'short' }])).toEqual([{ kind: 'same', text: 'short' }])
})

test('what came into one list is read in one line', () => {
  const added = (after: string, words = 'Discussed with') =>
    ({ path: words, words, change: 'added', after }) as const
  const gone = {
    path: 'Discussed with',
    words: 'Discussed with',
    change: 'removed',
    before: 'Claire',
  } as const

  expect(together([added('Ron'), added('Angela'), gone, added('Dr Loud', 'Told')])).toEqual([
    added('Ron; Angela'),
    gone,
    added('Dr Loud', 'Told'),
  ])
})
