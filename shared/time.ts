import { z } from 'zod'

/** Earlier and later years are slips of the finger, and neither the database nor a Date writes them as they came. */
const YEARS = { from: '1800', to: '2199' }
const isLikely = (moment: string) => moment.slice(0, 4) >= YEARS.from && moment.slice(0, 4) <= YEARS.to
const UNLIKELY = `Give a year between ${YEARS.from} and ${YEARS.to}.`

/** A moment, as an ISO 8601 string in UTC ('2026-11-23T02:10:00.000Z'). Order by the server's sequence, not by this. */
export const Instant = z.iso.datetime({ offset: false }).refine(isLikely, UNLIKELY)
export type Instant = z.infer<typeof Instant>

/** Nobody whose age is certain lived longer than 122 years: an older birth date is a slip of the finger. */
export const OLDEST_YEARS = 125

/** A day without a time or a zone, 'YYYY-MM-DD': a birthday is the same day everywhere. */
export const LocalDate = z.iso.date().refine(isLikely, UNLIKELY)
export type LocalDate = z.infer<typeof LocalDate>

/** Whole seconds from one moment to another; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 1000)
}

/** The moment `seconds` after `at`. */
export function plusSeconds(at: Instant, seconds: number): Instant {
  return new Date(Date.parse(at) + seconds * 1000).toISOString()
}

/**
 * Age in whole years on a day.
 * A person born on 29 February has the birthday on 1 March in other years (Family Law Reform Act 1969, s.9: age is attained
 * at the commencement of the anniversary; no anniversary exists until 1 March).
 */
export function ageOn(birthDate: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
