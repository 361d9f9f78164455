import { whichHour } from '#shared/days.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** '1955-05-14' as '14-May-1955': day first, the month in letters, so that nobody takes one for the other. */
export function showDate(date: LocalDate): string {
  const [year, month, day] = date.split('-')
  return `${day}-${MONTHS[Number(month) - 1]}-${year}`
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** '2026-11-22' as 'Sunday 22-Nov-2026': a slip of the finger is seen by its weekday. */
export function showLongDate(date: LocalDate): string {
  return `${WEEKDAYS[new Date(`${date}T12:00:00.000Z`).getUTCDay()]} ${showDate(date)}`
}

/** '1955-05' or '1955-05-14' as 'May 1955'. */
export function showMonth(month: string): string {
  const [year, number] = month.split('-')
  const name = MONTHS[Number(number) - 1]
  return name ? `${name} ${year}` : month
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const day = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** What the clocks in Britain show: '02:14'. To count with; to be read, `showTime` says which hour it is where there are two. */
export function clockTime(at: Instant): string {
  return clock.format(Date.parse(at)).slice(0, 5)
}

/** The time of day in Britain: '02:14'; in the hour that the clocks tell twice '01:14 BST', then '01:14 GMT'. */
export function showTime(at: Instant): string {
  return `${clockTime(at)}${whichHour(at)}`
}

/** The time of day in Britain, to the second: '02:14:05'. */
export function showTimeToSecond(at: Instant): string {
  return `${clock.format(Date.parse(at))}${whichHour(at)}`
}

/** The day in Britain on which a moment falls, 'YYYY-MM-DD'. */
export function dayOf(at: Instant): LocalDate {
  return day.format(Date.parse(at))
}

/** '22-Nov-2026 02:14', or only the time when it is the day of `now`. */
export function showMoment(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? showTime(at) : `${showDate(dayOf(at))} ${showTime(at)}`
}

/** How long ago, in words: 'just now', '4 min ago', '3 days ago', '8 weeks ago', '5 months ago', '2 years ago'. */
export function showAge(at: Instant, now: Instant): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return ago(Math.floor(minutes / 60), 'hour')
  const days = Math.floor(minutes / 1_440)
  if (days < 14) return ago(days, 'day')
  if (days < 61) return ago(Math.floor(days / 7), 'week')
  return days < 730 ? ago(Math.floor(days / 30.44), 'month') : ago(Math.floor(days / 365.25), 'year')
}

function ago(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
