import { appendAccess } from '#server/audit/auditStore.ts'
import { readLog } from '#server/audit/logStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import type { AccessLine } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { sayAccess } from './core/sayAccess.ts'
import { type AccessDeps, wayInOf } from './wayIn.ts'

const LINES_AT_ONCE = 100

/**
 * Who looked at this person's record, in words, for whoever may open the record (to read it to them) and for privacy officers of
 * the hub. Reading it is a look as well.
 */
export async function readAccessLog(
  deps: AccessDeps,
  actor: Actor,
  patientId: PatientId,
  before: number | null,
  requestId: string,
): Promise<{ lines: AccessLine[]; before: number | null }> {
  const { db } = deps
  const isOfficer = actor.role === 'privacy_officer' && actor.organisationKind === 'hub'
  const way = isOfficer ? undefined : await wayInOf(deps, { actor, patientId, hasAsked: false, requestId })
  const why = way?.why ?? { kind: 'search' as const }
  const { isAllowed, rows } = await readLog(db, {
    lineId: actor.lineId,
    patientId,
    relationship: isOfficer ? db.sql`true` : (way?.relationship ?? db.sql`false`),
    accessLogged: appendAccess(db.sql, { actor, action: 'read_log', why, requestId }),
    before,
    limit: LINES_AT_ONCE + 1,
  })
  if (!isAllowed) throw new Problem('not_allowed', NO_REASON)
  const shown = rows.slice(0, LINES_AT_ONCE)
  return {
    lines: shown.map(sayAccess),
    before: rows.length > LINES_AT_ONCE ? (shown.at(-1)?.id ?? null) : null,
  }
}
