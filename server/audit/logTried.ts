import type { Database } from '#server/platform/database.ts'
import type { Action } from '#shared/actions.ts'
import { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { logAccess } from './auditStore.ts'
import { triedAs } from './core/triedAs.ts'

/**
 * Somebody whose role does not include it tried something with one person: the person can read it, like every other refusal
 * (reliability guide 2.2.1). `names` is what the address holds, unread as yet: what is no id is nobody.
 */
export async function logTried(
  db: Database,
  actor: Actor,
  {
    action,
    names,
    requestId,
  }: { action: Action; names: Readonly<Record<string, unknown>>; requestId: string },
): Promise<void> {
  const { data: patientId } = PatientId.safeParse(names.patientId)
  if (!patientId) return
  const access = { actor, action: triedAs(action), why: { kind: 'search' as const }, requestId }
  await logAccess(db, access, { patientId, what: [], outcome: 'refused' })
}
