import type { Instant, LocalDate } from './time.ts'

/** By their place, from 0. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** 'March 1948'. */
export function monthOf(day: LocalDate): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
}

/** '22-Nov-2026', as the look guide writes dates: no two countries read it differently. */
export function showDay(day: LocalDate): string {
  return `${day.slice(8, 10)}-${MONTHS[Number(day.slice(5, 7)) - 1]?.slice(0, 3)}-${day.slice(0, 4)}`
}

/** The day it was in Britain at a moment, whatever the machine's own zone is. */
export function dayInBritain(at: Instant): LocalDate {
  return britishClock(at).slice(0, 10)
}

/** '22-Nov-2026 02:10', British time. */
export function showMoment(at: Instant): string {
  const clock = britishClock(at)
  return `${showDay(clock.slice(0, 10))} ${clock.slice(11, 16)}${whichHour(at)}`
}

/** '02:10', British time. */
export function showTime(at: Instant): string {
  return `${britishClock(at).slice(11, 16)}${whichHour(at)}`
}

/** '02:10:07', British time: where seconds count. */
export function showClock(at: Instant): string {
  return `${britishClock(at).slice(11, 19)}${whichHour(at)}`
}

/**
 * In the hour that the clocks tell twice, which of the two it is: ' BST', then ' GMT'. At any other time nothing. A dose at 01:45 may be
 * followed by one at 01:45, an hour later. Source: hazard H09, reliability guide 2.3.
 */
export function whichHour(at: Instant): '' | ' BST' | ' GMT' {
  const moment = Date.parse(at)
  if (isSummerTime(moment) && !isSummerTime(moment + HOUR)) return ' BST'
  return !isSummerTime(moment) && isSummerTime(moment - HOUR) ? ' GMT' : ''
}

/** The moment at which clocks in Britain show this: '2026-06-21' and '23:59'. In the hour that is told twice, the first time. */
export function momentInBritain(day: LocalDate, clock: string): Instant {
  const moment = Date.parse(`${day}T${clock}:00.000Z`)
  return new Date(isSummerTime(moment - HOUR) ? moment - HOUR : moment).toISOString()
}

const HOUR = 3_600_000

function britishClock(at: Instant): string {
  const moment = Date.parse(at)
  return new Date(isSummerTime(moment) ? moment + HOUR : moment).toISOString()
}

/**
 * From one in the morning, Greenwich mean time, of the last Sunday in March to that of the last Sunday in October.
 * Source: Summer Time Act 1972 s.1, as amended by the Summer Time Order 2002 (SI 2002/262).
 */
function isSummerTime(moment: number): boolean {
  const year = new Date(moment).getUTCFullYear()
  return moment >= lastSunday(year, 2) && moment < lastSunday(year, 9)
}

/** One o'clock on the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: 2 | 9): number {
  const last = new Date(Date.UTC(year, month, 31, 1))
  return last.getTime() - last.getUTCDay() * 24 * HOUR
}
