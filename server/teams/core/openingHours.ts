import { plusDays, weekdayOf } from '#server/patients/core/dayCount.ts'
import { dayInBritain, showTime } from '#shared/days.ts'
import type { Hours } from '#shared/teams.ts'
import { type Instant, type LocalDate, secondsBetween } from '#shared/time.ts'
import { dayTypeOf, type Holidays } from './holidays.ts'
import { covers, type Moments, momentsOf } from './spans.ts'

/** A week and a bank holiday at either end of it. */
const LOOK_AHEAD_DAYS = 10
/** Within these a time alone is understood: at ten at night, 08:00 is tomorrow's. */
const SOON_SECONDS = 16 * 3_600
/** One that closes within this is told of: what it is asked for is still to be done. */
const CLOSING_SECONDS = 3_600

/** Whether a team works at this moment: also by a span that began on the evening before. */
export function isOpen(hours: Hours, at: Instant, holidays: Holidays): boolean {
  const day = dayInBritain(at)
  return [plusDays(day, -1), day].some(one => spansOf(hours, one, holidays).some(span => covers(span, at)))
}

/** When it next begins to work after this moment; undefined: on no day soon. */
export function opensNext(hours: Hours, at: Instant, holidays: Holidays): Instant | undefined {
  const today = dayInBritain(at)
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const begins = spansOf(hours, plusDays(today, ahead), holidays)
      .map(({ from }) => from)
      .filter(from => from > at)
      .sort()
    if (begins[0]) return begins[0]
  }
  return undefined
}

/** 'Opens at 08:00', 'Opens on Monday at 09:00'. */
export function sayOpens(hours: Hours, at: Instant, holidays: Holidays): string {
  const opens = opensNext(hours, at, holidays)
  if (!opens) return 'Has no hours in the next days'
  if (secondsBetween(at, opens) <= SOON_SECONDS) return `Opens at ${showTime(opens)}`
  return `Opens on ${weekdayOf(dayInBritain(opens))} at ${showTime(opens)}`
}

/** 'Closes at 22:00' of one that is open and soon is not; one whose next span goes on from there does not close. */
export function sayCloses(hours: Hours, at: Instant, holidays: Holidays): string | undefined {
  const until = openUntil(hours, at, holidays)
  return until && secondsBetween(at, until) <= CLOSING_SECONDS ? `Closes at ${showTime(until)}` : undefined
}

function openUntil(hours: Hours, at: Instant, holidays: Holidays): Instant | undefined {
  const day = dayInBritain(at)
  const spans = [-1, 0, 1].flatMap(ahead => spansOf(hours, plusDays(day, ahead), holidays))
  let until = lastOf(spans.filter(span => covers(span, at)))
  for (let next = until; next; until = next ?? until)
    next = lastOf(spans.filter(span => until && span.until > until && span.from <= until))
  return until
}

function lastOf(spans: readonly Moments[]): Instant | undefined {
  return spans
    .map(({ until }) => until)
    .sort()
    .at(-1)
}

function spansOf(hours: Hours, day: LocalDate, holidays: Holidays): Moments[] {
  return hours[dayTypeOf(day, holidays)].map(span => momentsOf(day, span))
}
