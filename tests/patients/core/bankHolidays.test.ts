import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bankHolidays, easterSunday } from '#server/patients/core/bankHolidays.ts'
import { plusDays, weekdayOf } from '#server/patients/core/dayCount.ts'
import {
  askBy,
  endOfNextClosure,
  endsWhen,
  isWorkingDay,
  nearness,
} from '#server/patients/core/runningOut.ts'

/** As the government published them for England and Wales (gov.uk, UK bank holidays), by month and day. */
const KNOWN: Readonly<Record<number, string>> = {
  2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
  2013: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2014: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
}

test.each(Object.entries(KNOWN))('the bank holidays of %s are those that were published', (year, days) => {
  expect(bankHolidays(Number(year))).toEqual(days.split(' ').map(day => `${year}-${day}`))
})

test.each([
  ['the earliest there can be', 1818, '1818-03-22'],
  ['the latest there can be', 1943, '1943-04-25'],
  ['one moved back by the rule for a late moon', 1981, '1981-04-19'],
  ['another of those', 1954, '1954-04-18'],
  ['one in a year of two hundreds', 2100, '2100-03-28'],
  ['one of next year', 2027, '2027-03-28'],
])('Easter: %s', (_, year, day) => {
  expect(easterSunday(year)).toBe(day)
})

test('in every year there are eight days or more, none twice, none on a weekend', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1978, max: 2199 }), year => {
      const days = bankHolidays(year)
      expect(days.length).toBeGreaterThanOrEqual(8)
      expect(new Set(days).size).toBe(days.length)
      expect(days.filter(day => ['Saturday', 'Sunday'].includes(weekdayOf(day)))).toEqual([])
    }),
  )
})

test('Easter is a Sunday between 22 March and 25 April', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1800, max: 2199 }), year => {
      const easter = easterSunday(year)
      expect(weekdayOf(easter)).toBe('Sunday')
      expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
    }),
  )
})

describe('what runs out before somebody can renew it', () => {
  // 2026: Christmas is a Friday, and the Monday after it is the day for Boxing Day.
  test.each([
    ['yesterday, it has', '2026-12-20', '2026-12-21', 'past'],
    ['today', '2026-12-21', '2026-12-21', 'tonight'],
    ['tomorrow', '2026-12-22', '2026-12-21', 'tonight'],
    ['in three days, working days all', '2026-12-24', '2026-12-21', 'soon'],
    [
      'on the Sunday after Christmas, seen on Christmas Eve: nobody works until then',
      '2026-12-27',
      '2026-12-24',
      'tonight',
    ],
    ['on the day for Boxing Day, seen on Christmas Eve', '2026-12-28', '2026-12-24', 'tonight'],
    ['on the first working day after it', '2026-12-29', '2026-12-24', 'soon'],
    [
      'on the day for Boxing Day, seen seven days before: within the next closure',
      '2026-12-28',
      '2026-12-21',
      'soon',
    ],
    ['on the working day after that closure', '2026-12-29', '2026-12-21', 'later'],
    ['on a Sunday, seen on the Monday six days before', '2026-11-29', '2026-11-23', 'soon'],
    ['on the Monday after it, seven days on', '2026-11-30', '2026-11-23', 'later'],
    ['on a Monday, seen on Saturday: Monday is soon enough', '2026-11-23', '2026-11-21', 'soon'],
    ['on a Sunday, seen on Saturday', '2026-11-22', '2026-11-21', 'tonight'],
    ['in a year', '2027-11-23', '2026-11-23', 'later'],
  ] as const)('%s', (_, last, today, near) => {
    expect(nearness(last, today)).toBe(near)
  })

  test.each([
    ['2026-11-23', '2026-11-29'],
    ['2026-11-28', '2026-11-29'],
    ['2026-12-21', '2026-12-28'],
    ['2026-12-25', '2026-12-28'],
    ['2027-03-22', '2027-03-29'],
  ])('seen on %s, the next closure ends on %s', (today, end) => {
    expect(endOfNextClosure(today)).toBe(end)
  })

  test('it is looked for as far as a closure can end, and no further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000 }), days => {
        const today = plusDays('2020-01-01', days)
        expect(nearness(endOfNextClosure(today), today)).not.toBe('later')
      }),
    )
  })

  test('says when it ends, and by when to ask', () => {
    const said = (last: string, today: string) => `${endsWhen(last, today)}; ask ${askBy(last, today)}`

    expect([
      said('2026-11-23', '2026-11-23'),
      said('2026-11-22', '2026-11-21'),
      said('2026-12-28', '2026-12-22'),
      said('2026-11-26', '2026-11-23'),
      said('2026-12-27', '2026-12-24'),
    ]).toEqual([
      'today; ask today',
      'tomorrow; ask today, out of hours',
      'on Monday 28-Dec-2026; ask by Thursday 24-Dec-2026, before surgeries shut',
      'on Thursday 26-Nov-2026; ask by Thursday 26-Nov-2026',
      'on Sunday 27-Dec-2026; ask today, before surgeries shut',
    ])
  })

  test('Saturday, Sunday and bank holidays are no working days', () => {
    expect(['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-28', '2026-12-29'].map(isWorkingDay)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ])
  })
})
