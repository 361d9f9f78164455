import type { Database } from '#server/platform/database.ts'
import type { LineId, OrganisationId, TeamId } from '#shared/ids.ts'
import type { OnDuty } from '#shared/teams.ts'
import type { TeamKind } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { membersNow } from './core/whoIsAvailable.ts'
import { readRota } from './rotaStore.ts'

/** Who is on the rota as manager of a team now. */
export type ManagersOfTeam = {
  teamId: TeamId
  organisationId: OrganisationId
  kind: TeamKind
  managers: readonly OnDuty[]
}

/** The managers of each team of the line who are on call now, whatever is to be done and wherever. */
export async function readManagersOnCall(
  db: Database,
  lineId: LineId,
  at: Instant,
): Promise<ManagersOfTeam[]> {
  const { teams } = await readRota(db, lineId, { from: at, until: plusSeconds(at, 1) })
  return teams.map(team => ({
    teamId: team.teamId,
    organisationId: team.organisationId,
    kind: team.kind,
    managers: membersNow(team, { at }).members.filter(({ position }) => position === 'manager'),
  }))
}
