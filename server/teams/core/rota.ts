import { daysBetween, plusDays } from '#server/patients/core/dayCount.ts'
import { dayInBritain } from '#shared/days.ts'
import type { StaffId } from '#shared/ids.ts'
import type { Position, ShiftSaid } from '#shared/teams.ts'
import { type Instant, type LocalDate, plusSeconds } from '#shared/time.ts'
import { covers, type Moments, momentsOf, overlap } from './spans.ts'

/** A duty as it stands on the rota. */
export type Shift = ShiftSaid & { shiftId: string; staffId: StaffId }
/** One duty of one day that another has taken. */
export type TakenSwap = { shiftId: string; day: LocalDate; takenBy: StaffId }
export type Leave = Moments & { staffId: StaffId }

/** One duty on one day: whose it is by the rota, and who holds it. */
export type Duty = Moments & {
  shiftId: string
  day: LocalDate
  position: Position
  /** By the rota. */
  ownedBy: StaffId
  heldBy: StaffId
}

export type Rota = {
  shifts: readonly Shift[]
  /** In the order in which they were taken: the last one counts. */
  swaps: readonly TakenSwap[]
  leave: readonly Leave[]
}

/** The duties that fall into a time, in order. */
export function dutiesIn({ shifts, swaps }: Omit<Rota, 'leave'>, time: Moments): Duty[] {
  return shifts
    .flatMap(shift => daysIn(shift, time).map(day => dutyOn(shift, day, swaps)))
    .filter(duty => overlap(duty, time))
    .sort((a, b) => compare(a.from, b.from) || ORDER[a.position] - ORDER[b.position])
}

/** Who is on duty at a moment, and who would be but for their leave. One person of two duties at once is there by the nearer position. */
export function onDutyAt(rota: Rota, at: Instant): { there: Duty[]; onLeave: Duty[] } {
  const duties = dutiesIn(rota, { from: at, until: plusSeconds(at, 1) }).filter(duty => covers(duty, at))
  const sorted = duties.sort((a, b) => ORDER[a.position] - ORDER[b.position] || compare(a.from, b.from))
  const once = sorted.filter((duty, i) => sorted.findIndex(one => one.heldBy === duty.heldBy) === i)
  const isAway = ({ heldBy }: Duty) => rota.leave.some(leave => leave.staffId === heldBy && covers(leave, at))
  return { there: once.filter(duty => !isAway(duty)), onLeave: once.filter(isAway) }
}

/** The order in which they are asked. */
export const ORDER: Readonly<Record<Position, number>> = { first: 0, second: 1, manager: 2 }

/** Whether a duty begins on this day. */
export function fallsOn(
  { day, everyWeeks, lastDay }: Pick<Shift, 'day' | 'everyWeeks' | 'lastDay'>,
  on: LocalDate,
): boolean {
  if (everyWeeks === null) return on === day
  if (on < day || (lastDay !== null && on > lastDay)) return false
  return daysBetween(day, on) % (everyWeeks * 7) === 0
}

function daysIn(shift: Shift, { from, until }: Moments): LocalDate[] {
  // A duty that began on the evening before may still last.
  const first = plusDays(dayInBritain(from), -1)
  const count = daysBetween(first, dayInBritain(until)) + 1
  return Array.from({ length: count }, (_, i) => plusDays(first, i)).filter(day => fallsOn(shift, day))
}

function dutyOn(shift: Shift, day: LocalDate, swaps: readonly TakenSwap[]): Duty {
  const { shiftId, position, staffId } = shift
  const swap = swaps.findLast(one => one.shiftId === shiftId && one.day === day)
  return {
    shiftId,
    day,
    position,
    ownedBy: staffId,
    heldBy: swap?.takenBy ?? staffId,
    ...momentsOf(day, shift),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
