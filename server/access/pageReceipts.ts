import { hasShown } from '#server/audit/logStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { keepPageReceipt } from './sharingChangeStore.ts'

/** A page that had this record open was told to look again, and will find it closed. */
export function keepToldPage({ db }: { db: Database }, actor: Actor, patientId: PatientId): Promise<void> {
  return keepPageReceipt(db, { actor, records: recordsOf(db.sql, patientId), what: 'told' }, db.sql`true`)
}

/** Somebody who was shown the record looked again and was refused: from now on their page shows nothing of it. */
export function keepClosedPage({ db }: { db: Database }, actor: Actor, patientId: PatientId): Promise<void> {
  const shown = hasShown(db.sql, actor.lineId, patientId, actor.sessionId)
  return keepPageReceipt(db, { actor, records: recordsOf(db.sql, patientId), what: 'closed' }, shown)
}
