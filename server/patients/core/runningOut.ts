import type { LocalDate } from '#shared/time.ts'
import { bankHolidays } from './bankHolidays.ts'
import { daysBetween, plusDays, showWeekday, weekdayOf } from './dayCount.ts'

/** Days of warning before something runs out. Source: domain guide 7.1.5. */
const WARNING_DAYS = 5
/** Five working days and a closure of four are the furthest that the next closure ends: beyond, it is not looked up. */
const FURTHEST_CLOSURE = 9

/**
 * Whether surgeries and pharmacies keep their usual hours: not on Saturdays, Sundays and bank holidays.
 */
export function isWorkingDay(day: LocalDate): boolean {
  const weekday = weekdayOf(day)
  return (
    weekday !== 'Saturday' && weekday !== 'Sunday' && !bankHolidays(Number(day.slice(0, 4))).includes(day)
  )
}

/** The last day of the closure that is going on, or else of the next: the Sunday of a weekend, the Monday of a long one. */
export function endOfNextClosure(today: LocalDate): LocalDate {
  let day = today
  while (isWorkingDay(day)) day = plusDays(day, 1)
  while (!isWorkingDay(plusDays(day, 1))) day = plusDays(day, 1)
  return day
}

/** The newest working day up to this one. */
export function workingDayUpTo(day: LocalDate): LocalDate {
  return isWorkingDay(day) ? day : workingDayUpTo(plusDays(day, -1))
}

/**
 * How near the end of something is whose last good day is `last`: 'past'; 'tonight' when it ends by tomorrow or before anybody
 * who could renew it is at work again; 'soon' within five days or by the end of the next weekend or bank holiday.
 */
export function nearness(last: LocalDate, today: LocalDate): 'past' | 'tonight' | 'soon' | 'later' {
  const days = daysBetween(today, last)
  if (days < 0) return 'past'
  if (days <= 1 || workingDayUpTo(last) <= today) return 'tonight'
  if (days <= WARNING_DAYS) return 'soon'
  return days <= FURTHEST_CLOSURE && last <= endOfNextClosure(today) ? 'soon' : 'later'
}

/** 'today', 'tomorrow', 'on Thursday 26-Nov-2026'. */
export function endsWhen(last: LocalDate, today: LocalDate): string {
  const days = daysBetween(today, last)
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `on ${showWeekday(last)}`
}

/** By when to ask for a new one: 'by Thursday 24-Dec-2026, before surgeries shut', 'today, out of hours'. */
export function askBy(last: LocalDate, today: LocalDate): string {
  const day = workingDayUpTo(last)
  if (day < today) return 'today, out of hours'
  const when = day === today ? 'today' : `by ${showWeekday(day)}`
  return day === last ? when : `${when}, before surgeries shut`
}

/** What to ask for, and first by when: where a line has no room for all of it, the day is what is read. */
export function askFirstBy(last: LocalDate, today: LocalDate, ask: string): string {
  const when = askBy(last, today)
  return `${when.slice(0, 1).toUpperCase()}${when.slice(1)}: ${ask}`
}
