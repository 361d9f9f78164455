import { dayInBritain } from '#shared/days.ts'
import { type Instant, type LocalDate, plusSeconds } from '#shared/time.ts'

/** Days and moments told from now, as people tell them: "three weeks ago at half past two". */
export type Calendar = {
  readonly now: Instant
  /** The day so many days from today in Britain; negative is past. */
  day(days: number): LocalDate
  /** What a British clock showed as 'HH:MM' on an earlier day. `days` is -1 or less: today may not have come to that hour. */
  at(days: number, time: string): Instant
  minutesAgo(minutes: number): Instant
  /** For what is due or expected; nothing that happened lies ahead. */
  minutesAhead(minutes: number): Instant
}

export function calendarAt(now: Instant): Calendar {
  const today = dayInBritain(now)
  const day = (days: number) =>
    new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return {
    now,
    day,
    at: (days, time) => {
      if (days > -1) throw new RangeError('a time of day of today may not have come yet: use minutesAgo')
      return momentInBritain(day(days), time)
    },
    minutesAgo: minutes => plusSeconds(now, -minutes * 60),
    minutesAhead: minutes => plusSeconds(now, minutes * 60),
  }
}

const clockFace = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/**
 * The moment at which a clock in Britain shows this. Of the hour that comes twice in October it is the first; the hour that
 * does not exist in March is read as an hour later.
 */
export function momentInBritain(day: LocalDate, time: string): Instant {
  const shown = Date.parse(`${day}T${time}:00Z`)
  const summer = shown - 3_600_000
  return new Date(aheadOfUtc(summer) === 0 ? shown : summer).toISOString()
}

/** Milliseconds by which British clocks are ahead of UTC. */
function aheadOfUtc(at: number): number {
  return Date.parse(`${clockFace.format(at).replace(' ', 'T')}Z`) - at
}
