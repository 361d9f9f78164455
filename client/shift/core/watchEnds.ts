import { showMoment } from '#client/ui/core/when.ts'
import { dayInBritain, momentInBritain } from '#shared/days.ts'
import { LONGEST_WATCH_HOURS, SHIFT_BEGINS } from '#shared/shift.ts'
import { type Instant, type LocalDate, plusSeconds } from '#shared/time.ts'

const DAYS = [0, 1, 2, 3, 4]

/**
 * Until when somebody may be watched, to choose from: the next beginnings of a shift by the clocks in Britain, whatever the clocks do in
 * between, up to the longest watch. Those within the hour are left out.
 */
export function watchEnds(now: Instant): { value: Instant; says: string }[] {
  return DAYS.flatMap(days => SHIFT_BEGINS.map(clock => momentInBritain(dayAfter(now, days), clock)))
    .filter(end => end > plusSeconds(now, 3_600) && end <= plusSeconds(now, LONGEST_WATCH_HOURS * 3_600))
    .map(value => ({ value, says: showMoment(value, now) }))
}

/** Counted at noon, which no change of the clocks is near. */
function dayAfter(now: Instant, days: number): LocalDate {
  return plusSeconds(`${dayInBritain(now)}T12:00:00.000Z`, days * 86_400).slice(0, 10)
}
