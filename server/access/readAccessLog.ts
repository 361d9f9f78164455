import { appendAccess } from '#server/audit/auditStore.ts'
import { readLog } from '#server/audit/logStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { AccessLog } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { sayAccess } from './core/sayAccess.ts'
import { type AccessDeps, wayInOf } from './wayIn.ts'

const LINES_AT_ONCE = 100

type Reading = Pick<WayIn, 'actor' | 'patientId' | 'why' | 'relationship'> & { requestId: string }

/**
 * Who looked at this person's record, in words, for whoever may open the record (to read it to them) and for privacy officers of
 * the hub.
 */
export async function readAccessLog(
  deps: AccessDeps,
  actor: Actor,
  patientId: PatientId,
  before: number | null,
  requestId: string,
): Promise<AccessLog> {
  const { sql } = deps.db
  const isOfficer = actor.role === 'privacy_officer' && actor.organisationKind === 'hub'
  const way = isOfficer ? undefined : await wayInOf(deps, { actor, patientId, hasAsked: false, requestId })
  const why = way?.why ?? { kind: 'search' as const }
  const relationship = isOfficer ? sql`true` : (way?.relationship ?? sql`false`)
  const read = await logBy(deps, { actor, patientId, why, relationship, requestId }, before)
  if (read.kind === 'refused') throw new Problem('not_allowed', read.because)
  return { lines: read.lines, before: read.before }
}

/** Who looked, by this way in. Reading it is a look as well, and in the list from then on. */
export async function logBy(
  { db }: { db: Database },
  { actor, patientId, why, relationship, requestId }: Reading,
  before: number | null,
): Promise<({ kind: 'read' } & AccessLog) | Refused> {
  const { isAllowed, rows } = await readLog(db, {
    lineId: actor.lineId,
    patientId,
    relationship,
    accessLogged: appendAccess(db.sql, { actor, action: 'read_log', why, requestId }),
    before,
    limit: LINES_AT_ONCE + 1,
  })
  if (!isAllowed) return { kind: 'refused', because: NO_REASON }
  const shown = rows.slice(0, LINES_AT_ONCE)
  return {
    kind: 'read',
    lines: shown.map(sayAccess),
    before: rows.length > LINES_AT_ONCE ? (shown.at(-1)?.id ?? null) : null,
  }
}
