import { dayOf, showDate } from '#client/ui/core/when.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import type { When } from './field.ts'
import { plusDays } from './typedTime.ts'

/** The days that are often meant: today of what has been, a quarter from today of what is gone through again. */
export function quickDays(name: string, when: When, now: Instant): { says: string; value: string }[] {
  const today = dayOf(now)
  if (name === 'birthDate') return []
  if (when === 'past') return [{ says: 'Today', value: showDate(today) }]
  return when === 'review' ? [{ says: 'In 3 months', value: showDate(inMonths(today, 3)) }] : []
}

/** The same day some months on, or the last of that month where it has no such day. */
function inMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
  const last = new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10)
  const wanted = plusDays(first, date - 1)
  return wanted < last ? wanted : last
}
