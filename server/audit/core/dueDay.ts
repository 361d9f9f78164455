import type { Instant } from '#shared/time.ts'

const DAY_MS = 86_400_000

/** The same time of day so many working days later: Saturdays and Sundays do not count. Domain guide 5.3.7: two for the broken glass. */
export function workingDaysLater(at: Instant, days: number): Instant {
  let moment = Date.parse(at)
  for (let left = days; left > 0; ) {
    moment += DAY_MS
    const weekday = new Date(moment).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return new Date(moment).toISOString()
}
