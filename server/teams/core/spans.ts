import { plusDays } from '#server/patients/core/dayCount.ts'
import { momentInBritain, whichHour } from '#shared/days.ts'
import type { Clock, Span } from '#shared/teams.ts'
import { type Instant, type LocalDate, plusSeconds } from '#shared/time.ts'

/** A span of one day as moments: from the first until before the second. */
export type Moments = { from: Instant; until: Instant }

/**
 * The moments of a span that begins on a day. On the night on which the clocks go back a span that begins in the hour told twice begins
 * the first time, and one that ends in it ends the second time: two duties that meet there leave no hour between them.
 */
export function momentsOf(day: LocalDate, { from, until }: Span): Moments {
  const endsOn = until <= from ? plusDays(day, 1) : day
  return { from: momentInBritain(day, from), until: lastMoment(endsOn, until) }
}

export function covers({ from, until }: Moments, at: Instant): boolean {
  return from <= at && at < until
}

export function overlap(a: Moments, b: Moments): boolean {
  return a.from < b.until && b.from < a.until
}

/** The last moment at which clocks in Britain show this. */
function lastMoment(day: LocalDate, clock: Clock): Instant {
  const first = momentInBritain(day, clock)
  return whichHour(first) === ' BST' ? plusSeconds(first, HOUR) : first
}

const HOUR = 3_600
