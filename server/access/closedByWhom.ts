import { hasShown } from '#server/audit/logStore.ts'
import type { Database } from '#server/platform/database.ts'
import { showTime } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { SharingChange } from '#shared/sharing.ts'
import type { Actor } from '#shared/staff.ts'
import { sayChange } from './core/sayChange.ts'
import { readLastOwn } from './sharingChangeStore.ts'

/**
 * What the person said to this very reader, on whose page the record was open until then: it is read to them from there. Null for anybody
 * else, who learns no more than of somebody who was never asked.
 */
export async function closedByOwnHand(
  db: Database,
  actor: Actor,
  patientId: PatientId,
): Promise<{ says: string; change: SharingChange } | null> {
  const shown = hasShown(db.sql, actor.lineId, patientId, actor.sessionId)
  const kept = await readLastOwn(db, actor, patientId, shown)
  if (!kept) return null
  const did = kept.kind === 'withdrawn_all' ? 'They stopped sharing' : 'They changed what is shared'
  return { says: `${did} at ${showTime(kept.at)}.`, change: sayChange(kept) }
}
