import type { Database } from '#server/platform/database.ts'
import { readManagersOnCall } from '#server/teams/managersOnCall.ts'
import { readTeamsFor } from '#server/teams/teamsFor.ts'
import type { LineId, PatientId, StaffId, TeamId } from '#shared/ids.ts'
import { LONE_WORK } from '#shared/loneWork.ts'
import type { OnDuty, TeamFor } from '#shared/teams.ts'
import type { TeamsToAsk } from '#shared/teamTasks.ts'
import { type TeamKind, type WorkKind, workKinds } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { TeamToAsk } from './core/ladder.ts'
import { managersNear } from './core/managersNear.ts'
import { outsOf } from './core/outsOf.ts'
import { watchesOf } from './core/watches.ts'
import type { TeamsFor } from './handleTeamTask.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readInHand, readTeamTasksWithOuts } from './teamTaskStore.ts'

/** Every team for something that is about to be asked for, in words for whoever asks. */
export type TeamsToRaise = (
  lineId: LineId,
  wanted: { patientId: PatientId; kind: WorkKind; at: Instant },
) => Promise<TeamsToAsk['teams']>

/** Who of one team is on duty now, and by which ways each is reached. */
export type OnDutyFor = (task: StoredTeamTask, teamId: TeamId, at: Instant) => Promise<OnDuty[]>

/** The managers who are on call now for the teams that do this kind of work, in the order in which the teams are asked. */
export type ManagersFor = (task: StoredTeamTask, at: Instant) => Promise<OnDuty[]>

/** The managers on call for whoever of this team is missed: their own first, in circles that widen. */
export type ManagersNear = (task: StoredTeamTask, ownTeam: TeamId, at: Instant) => Promise<OnDuty[][]>

/** How many tasks each team has in hand is known here, and whether somebody of it can go is known in teams/. */
export function teamsToAsk({ db }: { db: Database }): {
  teamsFor: TeamsFor
  onDutyFor: OnDutyFor
  managersFor: ManagersFor
  managersNear: ManagersNear
  teamsToRaise: TeamsToRaise
} {
  const read = async (lineId: LineId, wanted: Omit<Parameters<typeof readTeamsFor>[2], 'inHand'>) =>
    readTeamsFor(db, lineId, {
      ...wanted,
      inHand: await readInHand(db, lineId),
      busyUntil: busyUntil(await readTeamTasksWithOuts(db, lineId), wanted.at),
    })
  return {
    teamsFor: async ({ lineId, patientId, facts }, at) => {
      const { kind, skills } = facts
      return (await read(lineId, { patientId, kind, skills, at })).map(ofLadder)
    },
    onDutyFor: async ({ lineId, patientId, facts }, teamId, at) => {
      const { kind, skills } = facts
      const teams = await read(lineId, { patientId, kind, skills, at })
      return teams.find(team => team.teamId === teamId)?.members ?? []
    },
    managersFor: async ({ lineId, patientId, facts }, at) => {
      const { kind, skills } = facts
      const asked: readonly TeamKind[] = workKinds[kind].teams
      const teams = await read(lineId, { patientId, kind, skills, at })
      return teams
        .filter(team => asked.includes(team.kind))
        .flatMap(({ members }) => members.filter(({ position }) => position === 'manager'))
    },
    managersNear: async ({ lineId, facts }, ownTeam, at) =>
      managersNear(await readManagersOnCall(db, lineId, at), ownTeam, workKinds[facts.kind].teams),
    teamsToRaise: async (lineId, wanted) => (await read(lineId, { ...wanted, skills: [] })).map(inWords),
  }
}

/** Until when each who is out on a visit is thought to be; of who is over that time, a while from now. */
function busyUntil(tasks: readonly StoredTeamTask[], at: Instant): Map<StaffId, Instant> {
  const busy = new Map<StaffId, Instant>()
  for (const { staffId, by } of tasks.flatMap(({ facts }) => outsOf(watchesOf(facts)))) {
    const until = by > at ? by : plusSeconds(at, LONE_WORK.leave * 60)
    const before = busy.get(staffId)
    if (!before || before < until) busy.set(staffId, until)
  }
  return busy
}

/** Managers are told of silence, and are not asked to go. */
function ofLadder({ teamId, name, isAvailable, members }: TeamFor): TeamToAsk {
  const asked = members.filter(({ position }) => position !== 'manager')
  return { teamId, name, isAvailable, members: asked.map(({ staffId, name }) => ({ staffId, name })) }
}

function inWords({ teamId, name, isAvailable, because, criteria, members }: TeamFor) {
  return { teamId, name, isAvailable, because, criteria, members: members.map(member => member.name) }
}
