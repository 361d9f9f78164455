import type { OrganisationId, StaffId, TeamId } from '#shared/ids.ts'
import type { TeamKind } from '#shared/teamWork.ts'

type Team<One> = { teamId: TeamId; organisationId: OrganisationId; kind: TeamKind; managers: readonly One[] }

/**
 * The managers on call who are told that somebody is missed, the nearest circle first: of the worker's own team, of the other teams of its
 * organisation, then of the teams of the line that do such work. Nobody stands in two circles, and none is empty.
 */
export function managersNear<One extends { staffId: StaffId }>(
  teams: readonly Team<One>[],
  ownTeam: TeamId,
  kinds: readonly TeamKind[],
): One[][] {
  const own = teams.find(({ teamId }) => teamId === ownTeam)
  const known = new Set<StaffId>()
  return [
    teams.filter(({ teamId }) => teamId === ownTeam),
    teams.filter(({ organisationId }) => organisationId === own?.organisationId),
    teams.filter(({ kind }) => kinds.includes(kind)),
  ]
    .map(circle => circle.flatMap(({ managers }) => managers.filter(one => isNew(known, one.staffId))))
    .filter(circle => circle.length > 0)
}

function isNew(known: Set<StaffId>, staffId: StaffId): boolean {
  if (known.has(staffId)) return false
  known.add(staffId)
  return true
}
