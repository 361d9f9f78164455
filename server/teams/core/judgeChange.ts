import { plusDays } from '#server/patients/core/dayCount.ts'
import { dayInBritain, showDay } from '#shared/days.ts'
import type { StaffId } from '#shared/ids.ts'
import type { DutyChange, TeamChange } from '#shared/teamRota.ts'
import { dayTypes, type Hours } from '#shared/teams.ts'
import { type Instant, type LocalDate, secondsBetween } from '#shared/time.ts'
import { type Duty, dutiesIn, fallsOn } from './rota.ts'
import { momentsOf, overlap } from './spans.ts'
import type { TeamNow } from './whoIsAvailable.ts'

/** What is known when a change is judged: every team with its rota from now on, and the swaps that nobody has taken. */
export type Known = {
  at: Instant
  teams: readonly TeamNow[]
  openSwaps: readonly {
    swapId: string
    shiftId: string
    day: LocalDate
    askedBy: StaffId
    askedOf: StaffId | null
  }[]
}

export const GONE = 'Somebody was quicker, or it is not there any more. Look again.'
const MOST_LEAVE_SECONDS = 366 * 86_400

/** Why a change of a shift lead cannot be made, in words; undefined: nothing speaks against it. */
export function whyNotTeams(change: TeamChange, known: Known): string | undefined {
  const { at, teams } = known
  switch (change.what) {
    case 'team': {
      const { name, hours } = change.said
      const taken = teams.some(
        team => team.teamId !== change.teamId && team.name.toLowerCase() === name.toLowerCase(),
      )
      return taken ? 'There is a team of this name already.' : whyNotHours(hours)
    }
    case 'member':
      return change.phone === null && change.rungs.some(rung => rung !== 'app')
        ? 'Give a number for texts and calls, or reach them by the app alone.'
        : undefined
    case 'shift': {
      const { shift, teamId, staffId } = change
      const team = teams.find(one => one.teamId === teamId)
      if (!team?.members.some(one => one.staffId === staffId)) return 'Take them into the team first.'
      if (shift.everyWeeks === null && shift.lastDay !== null)
        return 'A duty that is once has no last day: say every how many weeks it comes again.'
      if (shift.lastDay !== null && shift.lastDay < shift.day) return 'The last day is before the first.'
      return shift.everyWeeks === null && shift.day < plusDays(dayInBritain(at), -1)
        ? 'That day is over.'
        : undefined
    }
    case 'swap': {
      const found = dutyOf(teams, change.shiftId, change.day)
      if (!found) return `There is no such duty on ${showDay(change.day)}.`
      return whyNotTakes(known, found, change.takenBy, 'They')
    }
    case 'leave':
      return whyNotLeave(change, at)
    case 'holiday':
      return change.day < dayInBritain(at) ? 'That day is over.' : undefined
    default:
      return undefined
  }
}

/** The same for what somebody changes of their own duties. */
export function whyNotDuty(change: DutyChange, staffId: StaffId, known: Known): string | undefined {
  const { at, teams, openSwaps } = known
  switch (change.what) {
    case 'reached':
      return teams.some(team => isMember(team, staffId))
        ? undefined
        : 'You are in no team: there is nothing to be reached for.'
    case 'swap_asked': {
      const found = dutyOf(teams, change.shiftId, change.day)
      if (found?.duty.heldBy !== staffId) return 'That duty is not yours.'
      if (found.duty.until <= at) return 'That duty is over.'
      if (openSwaps.some(one => one.shiftId === change.shiftId && one.day === change.day))
        return 'That is asked already. Take it back first.'
      if (change.askedOf === null) return undefined
      return whyNotTakes(known, found, change.askedOf, 'They')
    }
    case 'swap_taken': {
      const swap = openSwaps.find(one => one.swapId === change.swapId)
      if (!swap || (swap.askedOf !== null && swap.askedOf !== staffId)) return GONE
      const found = dutyOf(teams, swap.shiftId, swap.day)
      // Held by another meanwhile, by a shift lead's word: there is nothing left to take from whoever asked.
      if (!found || found.duty.heldBy !== swap.askedBy) return GONE
      return whyNotTakes(known, found, staffId, 'You')
    }
    case 'swap_withdrawn':
      return openSwaps.some(one => one.swapId === change.swapId && one.askedBy === staffId) ? undefined : GONE
    case 'own_leave':
      return whyNotLeave(change, at)
    default:
      return undefined
  }
}

type Found = { team: TeamNow; duty: Duty }

function dutyOf(teams: readonly TeamNow[], shiftId: string, day: LocalDate): Found | undefined {
  for (const team of teams) {
    const shift = team.shifts.find(one => one.shiftId === shiftId)
    if (!shift || !fallsOn(shift, day)) continue
    const duty = dutiesIn(team, momentsOf(day, shift)).find(one => one.shiftId === shiftId && one.day === day)
    if (duty) return { team, duty }
  }
  return undefined
}

function whyNotTakes(
  known: Known,
  { team, duty }: Found,
  staffId: StaffId,
  who: 'You' | 'They',
): string | undefined {
  const are = who === 'You' ? 'You are' : 'They are'
  if (duty.until <= known.at) return 'That duty is over.'
  if (!isMember(team, staffId)) return `${are} not in this team.`
  if (duty.heldBy === staffId) return `${who} have that duty already.`
  if (team.leave.some(one => one.staffId === staffId && overlap(one, duty))) return `${are} on leave then.`
  const isBusy = known.teams.some(other =>
    dutiesIn(other, duty).some(one => one.heldBy === staffId && one.position !== 'manager'),
  )
  return isBusy ? `${are} on duty then already.` : undefined
}

function whyNotLeave({ from, until }: { from: Instant; until: Instant }, at: Instant): string | undefined {
  if (until <= from) return 'It ends before it begins.'
  if (until <= at) return 'That time is over.'
  return secondsBetween(from, until) > MOST_LEAVE_SECONDS ? 'Put in a year at most.' : undefined
}

function whyNotHours(hours: Hours): string | undefined {
  for (const [type, spans] of Object.entries(hours)) {
    const moments = spans.map(span => momentsOf('2026-06-01', span))
    const meets = moments.some((one, i) => moments.some((other, k) => k > i && overlap(one, other)))
    if (meets) return `${dayTypes[type as keyof Hours].text}: two of the times overlap.` // the keys of Hours
  }
  return undefined
}

function isMember({ members }: TeamNow, staffId: StaffId): boolean {
  return members.some(one => one.staffId === staffId)
}
