import { readWhereabouts } from '#server/patients/readWhereabouts.ts'
import type { Database } from '#server/platform/database.ts'
import type { LineId, PatientId, StaffId, TeamId } from '#shared/ids.ts'
import type { TeamFor } from '#shared/teams.ts'
import type { Skill, WorkKind } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { holidaysOf } from './core/holidays.ts'
import { whoIsAvailable } from './core/whoIsAvailable.ts'
import { readRota } from './rotaStore.ts'

export type WantedFor = {
  patientId: PatientId
  kind: WorkKind
  /** Beside those that the kind of work always needs: a catheter is a man's or a woman's. */
  skills: readonly Skill[]
  at: Instant
  /** How many tasks each team has in hand: told by whoever owns the tasks. */
  inHand?: ReadonlyMap<TeamId, number>
  /** When somebody is done with what they have in hand. */
  busyUntil?: ReadonlyMap<StaffId, Instant>
}

/**
 * Every team of the line as it stands for this, the best first, with why not for those that cannot be asked. Where the person is decides
 * the order, and is in none of the words.
 */
export async function readTeamsFor(
  db: Database,
  lineId: LineId,
  { patientId, ...wanted }: WantedFor,
): Promise<TeamFor[]> {
  const { at } = wanted
  const [{ teams, lineDays }, place] = await Promise.all([
    readRota(db, lineId, { from: at, until: plusSeconds(at, 1) }),
    readWhereabouts(db, lineId, patientId, at),
  ])
  return whoIsAvailable(teams, { ...wanted, place, holidays: holidaysOf(lineDays) })
}
