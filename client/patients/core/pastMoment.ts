import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { asTime } from '#client/outcomes/core/outcomeForm.ts'
import { dayInBritain, momentInBritain } from '#shared/days.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** A day and, if it matters, a time of day, as a nurse types them. */
export type PastForm = { day: string; time: string }
export type PastMoment =
  | { kind: 'moment'; at: Instant }
  | { kind: 'wrong'; field: keyof PastForm; says: string }

const LAST_SECOND = 59

/**
 * The moment that was typed; of a day alone, its end. Of today, no later than `now`: the record of a moment that is still to come
 * is nobody's.
 */
export function pastMoment({ day, time }: PastForm, now: Instant): PastMoment {
  const date = spokenDate(day, Number(now.slice(0, 4)))
  if (!date) return { kind: 'wrong', field: 'day', says: 'Type the day first, like 22 11 2026.' }
  const clock = time.trim() === '' ? '23:59' : asTime(time)
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(clock))
    return { kind: 'wrong', field: 'time', says: 'Type the time in 24 hours, like 02:30.' }
  const at = plusSeconds(momentInBritain(date, clock), LAST_SECOND)
  if (at <= now) return { kind: 'moment', at }
  if (date > dayInBritain(now))
    return { kind: 'wrong', field: 'day', says: 'Choose a day that has passed, or today.' }
  return time.trim() === ''
    ? { kind: 'moment', at: now }
    : { kind: 'wrong', field: 'time', says: 'That time is still to come.' }
}
