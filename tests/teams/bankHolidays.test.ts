import { describe, expect, test } from 'vitest'
import { bankHolidays } from '#server/patients/core/bankHolidays.ts'
import { daysOfCountry } from '#server/teams/core/holidays.ts'

/** England and Wales, as published by the government (gov.uk/bank-holidays), with the weekday on which each falls. */
const PUBLISHED = `
Thu 2026-01-01 New Year’s Day
Fri 2026-04-03 Good Friday
Mon 2026-04-06 Easter Monday
Mon 2026-05-04 Early May bank holiday
Mon 2026-05-25 Spring bank holiday
Mon 2026-08-31 Summer bank holiday
Fri 2026-12-25 Christmas Day
Mon 2026-12-28 Boxing Day (substitute day)
Fri 2027-01-01 New Year’s Day
Fri 2027-03-26 Good Friday
Mon 2027-03-29 Easter Monday
Mon 2027-05-03 Early May bank holiday
Mon 2027-05-31 Spring bank holiday
Mon 2027-08-30 Summer bank holiday
Mon 2027-12-27 Christmas Day (substitute day)
Tue 2027-12-28 Boxing Day (substitute day)
Mon 2028-01-03 New Year’s Day (substitute day)
Fri 2028-04-14 Good Friday
Mon 2028-04-17 Easter Monday
Mon 2028-05-01 Early May bank holiday
Mon 2028-05-29 Spring bank holiday
Mon 2028-08-28 Summer bank holiday
Mon 2028-12-25 Christmas Day
Tue 2028-12-26 Boxing Day`
  .trim()
  .split('\n')
  .map(row => {
    const [weekday = '', day = '', ...name] = row.split(' ')
    return { weekday, day, name: name.join(' ') }
  })

describe('the bank holidays of England and Wales', () => {
  test('are those that were published, each under its name, and no others', () => {
    expect(daysOfCountry('2026-01-01')).toEqual(PUBLISHED.map(({ day, name }) => ({ day, name })))
  })

  test.each(PUBLISHED)('$day is a $weekday: $name', ({ weekday, day }) => {
    const name = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })
    expect(name.format(new Date(`${day}T12:00:00Z`))).toBe(weekday)
  })

  test.each([2026, 2027, 2028])(
    'of %s are the same by the rule of the record, which knows every year',
    year => {
      const days = daysOfCountry(`${year}-01-01`).map(({ day }) => day)
      expect(bankHolidays(year)).toEqual(days.filter(day => day.startsWith(`${year}-`)))
    },
  )
})
