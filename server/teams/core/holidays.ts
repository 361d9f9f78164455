import { weekdayOf } from '#server/patients/core/dayCount.ts'
import type { DayType } from '#shared/teams.ts'
import type { LocalDate } from '#shared/time.ts'
import country from './bankHolidays.json' with { type: 'json' }

/** What a line says of a day: a holiday that the country does not keep, or a day on which its teams work as on any other. */
export type LineDay = { day: LocalDate; isHoliday: boolean; name: string }

/** Which days are bank holidays, the country's and the line's own, and until when that is known. */
export type Holidays = {
  nameOf(day: LocalDate): string | undefined
  /** Whether the bank holidays of that day's year are known at all. */
  isKnown(day: LocalDate): boolean
  source: string
  firstYear: number
  lastYear: number
}

const DAYS: ReadonlyMap<LocalDate, string> = new Map(Object.entries(country.days))

/** The country's days, and over them what the line has said last of each day. */
export function holidaysOf(lineDays: readonly LineDay[]): Holidays {
  const own = new Map(lineDays.map(one => [one.day, one]))
  return {
    nameOf: day => {
      const said = own.get(day)
      if (said) return said.isHoliday ? said.name : undefined
      return DAYS.get(day)
    },
    isKnown: day => own.has(day) || isYearKnown(Number(day.slice(0, 4))),
    source: country.source,
    firstYear: country.firstYear,
    lastYear: country.lastYear,
  }
}

/** The days of the country from one on, in order. */
export function daysOfCountry(from: LocalDate): { day: LocalDate; name: string }[] {
  return [...DAYS].flatMap(([day, name]) => (day >= from ? [{ day, name }] : []))
}

export function dayTypeOf(day: LocalDate, holidays: Holidays): DayType {
  if (holidays.nameOf(day) !== undefined) return 'bank_holiday'
  const weekday = weekdayOf(day)
  return weekday === 'Saturday' ? 'saturday' : weekday === 'Sunday' ? 'sunday' : 'weekday'
}

function isYearKnown(year: number): boolean {
  return year >= country.firstYear && year <= country.lastYear
}
