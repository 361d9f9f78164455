import { momentInBritain } from '#shared/days.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

/**
 * So many days after a discharge somebody is still put on the ring-round. That they are rung, and that what is on the record is gone
 * through, is asked by the domain guide (5.3.6) and the ring-round's own (7.1.14); no guide gives a number, it is for the line to judge.
 */
export const AFTER_DISCHARGE_DAYS = 3
/** By this time of the day after, in Britain: while whoever discharged them can still be asked. */
const BY = '14:00'

/** The first day of discharge that counts on this day. */
export function dischargesSince(day: LocalDate): LocalDate {
  return dayAfter(day, -AFTER_DISCHARGE_DAYS)
}

/** By when somebody is to be rung who was discharged on a day: the record knows no hour. */
export function dueAfterDischarge(on: LocalDate): Instant {
  return momentInBritain(dayAfter(on, 1), BY)
}

/** Counted at noon, which no change of the clocks is near. */
function dayAfter(day: LocalDate, days: number): LocalDate {
  const noon = new Date(`${day}T12:00:00Z`)
  noon.setUTCDate(noon.getUTCDate() + days)
  return noon.toISOString().slice(0, 10)
}
