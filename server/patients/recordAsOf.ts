import { appendAccess } from '#server/audit/auditStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { LOCATION_SECTIONS_WHOLE } from './core/coverLocation.ts'
import { readRecordAsOf } from './historyStore.ts'
import { entryOf, type Looking, marksShown, NO_REASON, type OpenedRecord, readable } from './openRecord.ts'

/**
 * The record as it was at a moment that has passed: what was written by then and nothing later, whatever was corrected or marked
 * as entered in error since; `only` limits the look to some sections. The same door as `openRecord`, logged as 'record as of …' with what was shown. Nothing can be
 * changed from here: versions of then are refused by every save. The marks are those of today: that this may be somebody else's record
 * was not known then.
 */
export async function openRecordAsOf(
  { db }: { db: Database },
  {
    actor,
    patientId,
    why,
    relationship,
    requestId,
    at,
    only,
  }: Looking & { at: Instant; only?: readonly SectionName[] },
): Promise<OpenedRecord> {
  const { sql } = db
  const rows = await db.run(
    readRecordAsOf(sql, {
      lineId: actor.lineId,
      patientId,
      relationship,
      accessLogged: appendAccess(sql, { actor, action: 'opened', why, ...(requestId ? { requestId } : {}) }),
      at,
      only,
      covered: LOCATION_SECTIONS_WHOLE,
    }),
  )
  const [first] = rows
  if (!first?.allowed || first.recordVersion === null) return { kind: 'refused', because: NO_REASON }
  return {
    kind: 'opened',
    patientId,
    version: first.recordVersion,
    asOf: at,
    ...readable(rows.flatMap(entryOf), first.isProtected === true),
    beside: null,
    marks: marksShown(first.marks, only),
    ...(only && { only }),
  }
}
