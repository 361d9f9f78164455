import type { Database } from '#server/platform/database.ts'
import { dayInBritain } from '#shared/days.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { type Whereabouts, whereaboutsOf } from './core/whereabouts.ts'
import { entryOf } from './openRecord.ts'
import { readWhereaboutsOf } from './whereaboutsStore.ts'

/**
 * In whose area somebody is: sector, district and practice, for deciding which team to ask. Shown to nobody: who must know where a person
 * is, opens the record.
 */
export async function readWhereabouts(
  db: Database,
  lineId: LineId,
  patientId: PatientId,
  at: Instant,
): Promise<Whereabouts> {
  const rows = await db.run(readWhereaboutsOf(db.sql, lineId, patientId))
  const isProtected = rows.some(row => row.isProtected === true)
  return whereaboutsOf(rows.flatMap(entryOf), dayInBritain(at), isProtected)
}
