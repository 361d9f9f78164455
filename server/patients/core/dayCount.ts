import { showDay } from '#shared/days.ts'
import type { LocalDate } from '#shared/time.ts'

const DAY = 86_400_000

/** The day so many days later; earlier when `days` is negative. */
export function plusDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

export function weekdayOf(day: LocalDate): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(Date.parse(day)).getUTCDay()] as (typeof WEEKDAYS)[number] // 0 to 6
}

/** 'Thursday 24-Dec-2026'. */
export function showWeekday(day: LocalDate): string {
  return `${weekdayOf(day)} ${showDay(day)}`
}
