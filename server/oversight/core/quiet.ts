import type { ReviewKind, Verdict } from '#shared/access.ts'
import type { Instant } from '#shared/time.ts'

/**
 * For how many days a verdict "there was good reason" speaks for the same one looking at the same person, reason by reason. What
 * does not change (a name, a street) is asked once a year; what was one day's reason is asked again after a month. A skipped
 * check is judged each time. Any other verdict, and a later one, ends the quiet.
 */
export const QUIET_DAYS: Partial<Readonly<Record<ReviewKind, number>>> = {
  own_record: 365,
  same_surname: 365,
  same_street: 365,
  no_call_or_task: 30,
  after_death: 30,
  many_in_an_hour: 7,
}

const DAY_MS = 86_400_000

export type Judged = { kind: ReviewKind; verdict: Verdict; at: Instant }

/** Whether the newest verdict on this reason between these two says that it need not be asked again yet. */
export function isQuiet(kind: ReviewKind, newest: Judged | undefined, at: Instant): boolean {
  const days = QUIET_DAYS[kind]
  if (days === undefined || newest?.verdict !== 'justified') return false
  return Date.parse(at) - Date.parse(newest.at) < days * DAY_MS
}
