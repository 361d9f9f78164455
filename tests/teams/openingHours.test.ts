import { describe, expect, test } from 'vitest'
import { bankHolidays } from '#server/patients/core/bankHolidays.ts'
import { daysOfCountry, dayTypeOf, holidaysOf } from '#server/teams/core/holidays.ts'
import { isOpen, sayCloses, sayOpens } from '#server/teams/core/openingHours.ts'
import { momentsOf } from '#server/teams/core/spans.ts'
import { secondsBetween } from '#shared/time.ts'
import { hours } from './aTeam.ts'

const usual = holidaysOf([])
const night = hours('20:00–08:00')
const doctors = hours('18:30–08:00', '08:00–08:00')

describe('whether a team works at a moment', () => {
  test.each([
    ['a night team at ten past two', night, '2026-12-01T02:10:00.000Z', true],
    ['a night team as it ends', night, '2026-12-01T08:00:00.000Z', false],
    ['a night team as it begins', night, '2026-12-01T20:00:00.000Z', true],
    ['a night team by day', night, '2026-12-01T12:00:00.000Z', false],
    ['in summer, by the clock on the wall', night, '2026-07-01T19:00:00.000Z', true],
    ['in summer, an hour before that', night, '2026-07-01T18:59:00.000Z', false],
    ['doctors on Friday evening', doctors, '2026-12-04T18:30:00.000Z', true],
    ['doctors on Saturday morning, by Saturday’s span', doctors, '2026-12-05T08:00:00.000Z', true],
    ['doctors on Monday morning before eight, by Sunday’s', doctors, '2026-12-07T07:59:00.000Z', true],
    ['doctors on Monday at eight', doctors, '2026-12-07T08:00:00.000Z', false],
    ['doctors on Good Friday at noon', doctors, '2027-03-26T12:00:00.000Z', true],
    ['doctors on the Tuesday after Easter', doctors, '2027-03-30T12:00:00.000Z', false],
    ['doctors on the substitute for Boxing Day', doctors, '2026-12-28T12:00:00.000Z', true],
    ['closed all Sunday', hours('08:00–18:00', '08:00–12:00', ''), '2026-12-06T10:00:00.000Z', false],
    ['two spans, between them', hours('08:00–12:00, 13:00–17:00'), '2026-12-01T12:30:00.000Z', false],
    ['two spans, in the second', hours('08:00–12:00, 13:00–17:00'), '2026-12-01T13:30:00.000Z', true],
  ])('%s', (_, given, at, expected) => {
    expect(isOpen(given, at, usual)).toBe(expected)
  })

  test('on the night on which the clocks go back it works thirteen hours, and on that on which they go forward eleven', () => {
    const length = (day: string) => {
      const { from, until } = momentsOf(day, { from: '20:00', until: '08:00' })
      return secondsBetween(from, until) / 3_600
    }

    expect([length('2026-10-24'), length('2027-03-27'), length('2026-11-30')]).toEqual([13, 11, 12])
  })

  test('of two duties that meet in the hour told twice, neither leaves an hour to nobody', () => {
    const before = momentsOf('2026-10-24', { from: '20:00', until: '01:30' })
    const after = momentsOf('2026-10-25', { from: '01:30', until: '08:00' })

    expect(before.until).toBe('2026-10-25T01:30:00.000Z')
    expect(after.from).toBe('2026-10-25T00:30:00.000Z')
  })

  test('of two duties that meet in the hour that is not told, neither leaves a gap', () => {
    const before = momentsOf('2027-03-27', { from: '20:00', until: '01:30' })
    const after = momentsOf('2027-03-28', { from: '01:30', until: '08:00' })

    expect(before.until).toBe(after.from)
  })

  test('at every quarter of an hour of both nights somebody works, where day and night take turns', () => {
    const day = hours('08:00–20:00')

    for (const begin of ['2026-10-24T12:00:00.000Z', '2027-03-27T12:00:00.000Z'])
      for (let quarter = 0; quarter < 96; quarter += 1) {
        const at = new Date(Date.parse(begin) + quarter * 900_000).toISOString()
        expect([at, isOpen(day, at, usual) !== isOpen(night, at, usual)]).toEqual([at, true])
      }
  })
})

describe('when it works again, in words', () => {
  test.each([
    ['by night, of the morning', hours('08:00–20:00'), '2026-12-01T22:00:00.000Z', 'Opens at 08:00'],
    [
      'on Friday night, of Monday',
      hours('08:00–18:00', ''),
      '2026-12-04T22:00:00.000Z',
      'Opens on Monday at 08:00',
    ],
    [
      'before Christmas, over two holidays and a weekend',
      hours('08:00–18:00', ''),
      '2026-12-24T19:00:00.000Z',
      'Opens on Tuesday at 08:00',
    ],
    ['never', hours(''), '2026-12-01T22:00:00.000Z', 'Has no hours in the next days'],
    [
      'in the hour told twice, by which of the two',
      hours('01:30–03:00'),
      '2026-10-24T22:00:00.000Z',
      'Opens at 01:30 BST',
    ],
  ])('%s', (_, given, at, expected) => {
    expect(sayOpens(given, at, usual)).toBe(expected)
  })

  test.each([
    ['soon', night, '2026-12-01T07:30:00.000Z', 'Closes at 08:00'],
    ['not yet', night, '2026-12-01T02:10:00.000Z', undefined],
    ['never: the next span goes on from there', doctors, '2026-12-06T07:30:00.000Z', undefined],
    ['never: always open', hours('00:00–00:00'), '2026-12-01T23:30:00.000Z', undefined],
  ])('%s', (_, given, at, expected) => {
    expect(sayCloses(given, at, usual)).toBe(expected)
  })
})

describe('which days are bank holidays', () => {
  test('those of the country are what the law makes them, year by year', () => {
    const { firstYear, lastYear } = usual
    const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i)

    expect(daysOfCountry('2000-01-01').map(({ day }) => day)).toEqual(years.flatMap(bankHolidays))
  })

  test('of a year that nobody has put in, it says that it does not know', () => {
    expect(usual.isKnown('2028-12-31')).toBe(true)
    expect(usual.isKnown('2029-01-01')).toBe(false)
    expect(usual.isKnown('2025-12-25')).toBe(false)
  })

  test('a line adds a day of its own, and takes one away', () => {
    const line = holidaysOf([
      { day: '2027-12-25', isHoliday: true, name: 'Christmas Day itself' },
      { day: '2027-08-30', isHoliday: false, name: 'Works as on a Monday' },
    ])

    expect(dayTypeOf('2027-12-25', usual)).toBe('saturday')
    expect(dayTypeOf('2027-12-25', line)).toBe('bank_holiday')
    expect(dayTypeOf('2027-08-30', line)).toBe('weekday')
  })
})
