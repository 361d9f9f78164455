import type { Freshness } from '#shared/record/glance.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How old an item is, in words for a badge, counted from when it was last confirmed, or recorded when it never was. Overdue
 * after the section's review time (three months for what changes care; domain guide 5.3.6).
 */
export function freshness(
  {
    section,
    recordedAt,
    confirmedAt,
  }: { section: SectionName; recordedAt: Instant; confirmedAt?: Instant | undefined },
  at: Instant,
): Freshness {
  const seconds = Math.max(0, secondsBetween(confirmedAt ?? recordedAt, at))
  const days = Math.floor(seconds / DAY)
  const { reviewAfterDays } = sectionOf(section)
  return {
    words: ageInWords(seconds),
    days,
    isOverdue: reviewAfterDays !== undefined && days > reviewAfterDays,
  }
}

/** The moment, in milliseconds, from which `freshness` says this item's age in other words than at `at`. */
export function ageChangesAt(
  { recordedAt, confirmedAt }: { recordedAt: Instant; confirmedAt?: Instant | undefined },
  at: Instant,
): number {
  const from = confirmedAt ?? recordedAt
  const seconds = Math.max(0, secondsBetween(from, at))
  const unit = seconds < HOUR ? MINUTE : seconds < DAY ? HOUR : DAY
  return Date.parse(from) + (Math.floor(seconds / unit) + 1) * unit * 1000
}

/** 'just now', '40 min', '5 hours', '3 days', '6 weeks', '14 months', '3 years': one unit, rounded down. */
export function ageInWords(seconds: number): string {
  const days = Math.floor(seconds / DAY)
  if (seconds < MINUTE) return 'just now'
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`
  if (days < 1) return count(Math.floor(seconds / HOUR), 'hour')
  if (days < 14) return count(days, 'day')
  if (days < 63) return count(Math.floor(days / 7), 'week')
  if (days < 730) return count(Math.floor(days / 30.44), 'month')
  return count(Math.floor(days / 365.25), 'year')
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
