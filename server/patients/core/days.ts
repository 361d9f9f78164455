import type { Instant, LocalDate } from '#shared/time.ts'

const MONTHS = [
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

/** '22-Nov-2026', as guides/look.md writes dates: no two countries read it differently. */
export function showDay(day: LocalDate): string {
  return `${day.slice(8, 10)}-${MONTHS[Number(day.slice(5, 7)) - 1]?.slice(0, 3)}-${day.slice(0, 4)}`
}

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** The day it was in Britain at a moment. Whatever the machine's own zone is. */
export function dayInBritain(at: Instant): LocalDate {
  const parts = Object.fromEntries(london.formatToParts(Date.parse(at)).map(part => [part.type, part.value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** '22-Nov-2026 02:10', British time. */
export function showMoment(at: Instant): string {
  const parts = Object.fromEntries(london.formatToParts(Date.parse(at)).map(part => [part.type, part.value]))
  return `${showDay(`${parts.year}-${parts.month}-${parts.day}`)} ${parts.hour}:${parts.minute}`
}
