import { plusDays } from '#server/patients/core/dayCount.ts'
import { readOrganisations } from '#server/staff/organisationStore.ts'
import { dayInBritain, momentInBritain } from '#shared/days.ts'
import type { TeamId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { MyDuties, RotaWeek, SwapAsked, TeamShown, TeamsTonight } from '#shared/teamRota.ts'
import { type Instant, type LocalDate, plusSeconds } from '#shared/time.ts'
import { readChanges } from './changeStore.ts'
import type { TeamDeps } from './changeTeams.ts'
import { gapsIn, weekFrom } from './core/gaps.ts'
import { daysOfCountry, type Holidays, holidaysOf, type LineDay } from './core/holidays.ts'
import { dutiesIn } from './core/rota.ts'
import { sayChange } from './core/sayChange.ts'
import { momentsOf } from './core/spans.ts'
import { shown, tonight } from './core/tonight.ts'
import { isProvenFor } from './core/whoIsAvailable.ts'
import { type OpenSwap, readLeave, readOpenSwaps } from './dutyStore.ts'
import { readRota, type TeamRow } from './rotaStore.ts'

const DAY_SECONDS = 86_400
const DUTIES_DAYS = 28

/** `stopped`: of these numbers, those whose owner wants no texts of ours. */
export type TonightDeps = TeamDeps & {
  stopped: (numbers: readonly string[]) => Promise<ReadonlySet<string>>
}

/** Which teams there are tonight, who is in them, and what was changed of them lately. */
export async function readTeamsTonight(
  { db, clock, stopped }: TonightDeps,
  actor: Actor,
): Promise<TeamsTonight> {
  const at = clock()
  const { lineId } = actor
  const today = dayInBritain(at)
  const [{ teams, lineDays }, leave, swaps, changes, organisations] = await Promise.all([
    readRota(db, lineId, { from: at, until: plusSeconds(at, DAY_SECONDS) }),
    readLeave(db, lineId, at),
    readOpenSwaps(db, lineId, today),
    readChanges(db, lineId),
    actor.role === 'shift_lead' ? readOrganisations(db, lineId) : [],
  ])
  const holidays = holidaysOf(lineDays)
  const phones = teams.flatMap(({ members }) => members.flatMap(({ phone }) => phone ?? []))
  const cannotText = await stopped(phones)
  return {
    at,
    teams: teams.map(team => shownTonight(team, at, holidays, cannotText)),
    leave,
    swaps: swaps.flatMap(swap => asked(swap, teams)),
    holidays: {
      source: holidays.source,
      lastYear: holidays.lastYear,
      coming: comingDays(today, lineDays, holidays),
    },
    changes: changes.map(({ said, team, whom, ...rest }) => ({ ...rest, says: sayChange(said, team, whom) })),
    people: organisations.flatMap(({ name: organisation, people }) =>
      people
        .filter(({ role }) => role !== 'administrator' && role !== 'privacy_officer')
        .map(({ staffId, name }) => ({ staffId, name, organisation })),
    ),
    organisations: organisations.map(({ organisationId, name }) => ({ organisationId, name })),
  }
}

/** Seven days of one team; of no team of this line, an empty week. */
export async function readRotaWeek(
  { db }: TeamDeps,
  { lineId }: Actor,
  { teamId, from }: { teamId: TeamId; from: LocalDate },
): Promise<RotaWeek> {
  const days = weekFrom(from)
  const time = { from: momentInBritain(from, '00:00'), until: momentInBritain(plusDays(from, 7), '00:00') }
  // A span that begins on the last day ends on the day after.
  const wider = { from: time.from, until: plusSeconds(time.until, DAY_SECONDS) }
  const { teams, lineDays } = await readRota(db, lineId, wider)
  const team = teams.find(one => one.teamId === teamId)
  if (!team) return { from, duties: [], gaps: [], shifts: [] }
  const names = new Map(team.members.map(one => [one.staffId, one.name]))
  const duties = shown(team, dutiesIn(team, wider))
  return {
    from,
    duties: duties.filter(duty => duty.from < time.until),
    gaps: gapsIn(team.hours, duties, team.leave, { days, holidays: holidaysOf(lineDays) }),
    shifts: team.shifts.flatMap(shift => {
      const name = names.get(shift.staffId)
      return name ? [{ ...shift, name }] : []
    }),
  }
}

/** One's own duties of four weeks, what is to be swapped, and one's leave. */
export async function readMyDuties({ db, clock }: TeamDeps, { lineId, staffId }: Actor): Promise<MyDuties> {
  const at = clock()
  const time = { from: at, until: plusSeconds(at, DUTIES_DAYS * DAY_SECONDS) }
  const [{ teams }, openSwaps, leave] = await Promise.all([
    readRota(db, lineId, time),
    readOpenSwaps(db, lineId, dayInBritain(at)),
    readLeave(db, lineId, at, staffId),
  ])
  const mine = teams.filter(({ members }) => members.some(one => one.staffId === staffId))
  const duties = mine
    .flatMap(team => shown(team, dutiesIn(team, time)))
    .filter(({ heldBy }) => heldBy === staffId)
    .toSorted((a, b) => a.from.localeCompare(b.from))
  const lastProvenAt = mine[0]?.members.find(one => one.staffId === staffId)?.lastProvenAt ?? null
  const now = duties.find(({ from, until }) => from <= at && at < until) ?? duties[0]
  return {
    at,
    teams: mine.map(({ teamId, name, members }) => ({
      teamId,
      name,
      colleagues: members
        .filter(one => one.staffId !== staffId)
        .map(one => ({ staffId: one.staffId, name: one.name })),
    })),
    duties,
    lastProvenAt,
    isProven: now !== undefined && isProvenFor(lastProvenAt, now.from, at),
    swaps: openSwaps
      .filter(({ askedOf, askedBy }) => askedBy === staffId || askedOf === null || askedOf === staffId)
      .flatMap(swap => asked(swap, mine)),
    leave,
  }
}

function shownTonight(
  team: TeamRow,
  at: Instant,
  holidays: Holidays,
  stopped: ReadonlySet<string>,
): TeamShown {
  const { teamId, version, name, kind, organisation, phone, capacity, criteria, area, hours, members } = team
  const said = { name, kind, organisation, phone, capacity, criteria, area, hours }
  const inTonight = tonight(team, at, holidays)
  const cannotBeTexted = members.flatMap(one =>
    one.phone && stopped.has(one.phone)
      ? [`${one.name} has stopped our texts: they are rung. Ask them to text START`]
      : [],
  )
  return {
    teamId,
    version,
    ...said,
    members: members.map(({ lastProvenAt: _, notReachedAt: __, ...one }) => one),
    ...inTonight,
    says: [...inTonight.says, ...cannotBeTexted],
  }
}

function asked(swap: OpenSwap, teams: readonly TeamRow[]): SwapAsked[] {
  const team = teams.find(({ teamId }) => teamId === swap.teamId)
  const shift = team?.shifts.find(({ shiftId }) => shiftId === swap.shiftId)
  if (!team || !shift) return []
  return [{ ...swap, team: team.name, position: shift.position, ...momentsOf(swap.day, shift) }]
}

function comingDays(
  today: LocalDate,
  lineDays: readonly LineDay[],
  holidays: Holidays,
): { day: LocalDate; name: string }[] {
  const until = plusDays(today, 366)
  const days = [
    ...new Set([...daysOfCountry(today).map(({ day }) => day), ...lineDays.map(({ day }) => day)]),
  ]
  return days
    .filter(day => day >= today && day <= until)
    .sort()
    .flatMap(day => {
      const name = holidays.nameOf(day)
      return name ? [{ day, name }] : []
    })
}
