import { appendAccess } from '#server/audit/auditStore.ts'
import { dayInBritain } from '#shared/days.ts'
import type { IdentityResult, LookAlike, SaidByCaller } from '#shared/patients.ts'
import { checkIdentity } from './core/identityChecks.ts'
import { lookAlikes } from './core/lookAlikes.ts'
import { peopleNear } from './lookAlikeStore.ts'
import { type Looking, lookIntoRecord, NO_REASON, type Tools } from './openRecord.ts'

export type Compared = { kind: 'compared'; result: IdentityResult } | { kind: 'refused'; because: string }

/** Compares what a caller said with the record; shows nobody the record. The comparison is in the access log. */
export async function compareIdentity(
  { db }: Tools,
  { said, ...looking }: Looking & { said: SaidByCaller },
): Promise<Compared> {
  const only = ['identity', 'addresses', 'agreedPhrases', 'locationProtection'] as const
  const opened = await lookIntoRecord({ db }, { ...looking, only, action: 'compared' })
  if (opened.kind === 'refused') return opened
  return { kind: 'compared', result: checkIdentity(opened.entries, said, dayInBritain(opened.asOf)) }
}

export type Alike = { kind: 'alike'; people: LookAlike[] } | { kind: 'refused'; because: string }

/**
 * People of the same line who could be taken for this one, side by side with what differs. They are shown by name and month of
 * birth, as in a search, and each is in the access log.
 */
export async function findLookAlikes(
  { db }: Tools,
  { actor, patientId, why, relationship, requestId }: Looking,
): Promise<Alike> {
  const accessLogged = appendAccess(db.sql, {
    actor,
    action: 'compared',
    why,
    ...(requestId ? { requestId } : {}),
  })
  const rows = await db.run(
    peopleNear(db.sql, { lineId: actor.lineId, patientId, relationship, accessLogged }),
  )
  const person = rows.find(row => row.patientId === patientId)
  if (!person) return { kind: 'refused', because: NO_REASON }
  return { kind: 'alike', people: lookAlikes(person, rows) }
}
