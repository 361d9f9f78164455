import type { LocalDate } from '#shared/time.ts'
import { plusDays, weekdayOf } from './dayCount.ts'

/**
 * England's bank holidays of a year, in order, with Good Friday and Christmas Day, which are holidays by common law.
 * Source: Banking and Financial Dealings Act 1971, s.1 and Sch. 1 para 1 (Easter Monday; the last Mondays of May and August; 26
 * December, and 27 December where 25 or 26 is a Sunday); by yearly royal proclamation under s.1(3): New Year's Day (since
 * 1974), the first Monday in May (since 1978), and another day for one that falls on a weekend. Days proclaimed once are listed;
 * one that is proclaimed after this was written is not known here until it is added.
 */
export function bankHolidays(year: number): readonly LocalDate[] {
  const known = worked.get(year) ?? workedOut(year)
  worked.set(year, known)
  return known
}

/** Years asked for before: the same year is asked for with every record that is opened. */
const worked = new Map<number, readonly LocalDate[]>()

function workedOut(year: number): LocalDate[] {
  const { moved = {}, extra = [] } = PROCLAIMED[year] ?? {}
  const easter = easterSunday(year)
  const usual = [
    onAWorkday(`${year}-01-01`),
    plusDays(easter, -2),
    plusDays(easter, 1),
    mondayFrom(`${year}-05-01`),
    lastMondayTo(`${year}-05-31`),
    lastMondayTo(`${year}-08-31`),
    ...christmas(year),
  ]
  return [...usual.map(day => moved[day] ?? day), ...extra].sort()
}

/** What one proclamation did to one year: days put elsewhere, and days added. Source: gov.uk, UK bank holidays. */
const PROCLAIMED: Readonly<
  Record<number, { moved?: Readonly<Record<LocalDate, LocalDate>>; extra?: readonly LocalDate[] }>
> = {
  2012: { moved: { '2012-05-28': '2012-06-04' }, extra: ['2012-06-05'] },
  2020: { moved: { '2020-05-04': '2020-05-08' } },
  2022: { moved: { '2022-05-30': '2022-06-02' }, extra: ['2022-06-03', '2022-09-19'] },
  2023: { extra: ['2023-05-08'] },
}

/**
 * Easter Sunday in the Gregorian calendar.
 * Source: the anonymous algorithm of Nature, 20 April 1876, as in J. Meeus, Astronomical Algorithms, chapter 8.
 */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const correction = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return dayOf(year, Math.floor(days / 31), (days % 31) + 1)
}

/** Christmas and Boxing Day, each on a day of its own that is not a weekend. */
function christmas(year: number): LocalDate[] {
  switch (weekdayOf(`${year}-12-25`)) {
    case 'Friday':
      return [`${year}-12-25`, `${year}-12-28`]
    case 'Saturday':
      return [`${year}-12-27`, `${year}-12-28`]
    case 'Sunday':
      return [`${year}-12-26`, `${year}-12-27`]
    default:
      return [`${year}-12-25`, `${year}-12-26`]
  }
}

function onAWorkday(day: LocalDate): LocalDate {
  const weekday = weekdayOf(day)
  return weekday === 'Saturday' ? plusDays(day, 2) : weekday === 'Sunday' ? plusDays(day, 1) : day
}

function mondayFrom(day: LocalDate): LocalDate {
  return weekdayOf(day) === 'Monday' ? day : mondayFrom(plusDays(day, 1))
}

function lastMondayTo(day: LocalDate): LocalDate {
  return weekdayOf(day) === 'Monday' ? day : lastMondayTo(plusDays(day, -1))
}

function dayOf(year: number, month: number, day: number): LocalDate {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
