import { plusDays } from '#server/patients/core/dayCount.ts'
import type { Hours } from '#shared/teams.ts'
import type { LocalDate } from '#shared/time.ts'
import { dayTypeOf, type Holidays } from './holidays.ts'
import type { Duty, Leave } from './rota.ts'
import { covers, type Moments, momentsOf } from './spans.ts'

/** When a team works by its hours and nobody is on call who is not on leave: spans that begin on these days, as stretches in order. */
export function gapsIn(
  hours: Hours,
  duties: readonly Duty[],
  leave: readonly Leave[],
  { days, holidays }: { days: readonly LocalDate[]; holidays: Holidays },
): Moments[] {
  const open = days.flatMap(day => hours[dayTypeOf(day, holidays)].map(span => momentsOf(day, span)))
  const onCall = duties.filter(({ position }) => position !== 'manager')
  const edges = [...open, ...onCall, ...leave].flatMap(({ from, until }) => [from, until])
  const sorted = [...new Set(edges)].sort()
  const isEmpty = (at: string) =>
    open.some(span => covers(span, at)) &&
    !onCall.some(
      duty => covers(duty, at) && !leave.some(one => one.staffId === duty.heldBy && covers(one, at)),
    )
  const gaps: Moments[] = []
  for (const [i, from] of sorted.entries()) {
    const until = sorted[i + 1]
    if (!until || !isEmpty(from)) continue
    const last = gaps.at(-1)
    if (last?.until === from) last.until = until
    else gaps.push({ from, until })
  }
  return gaps
}

/** A day and the six after it. */
export function weekFrom(day: LocalDate): LocalDate[] {
  return Array.from({ length: 7 }, (_, i) => plusDays(day, i))
}
