import type { z } from 'zod'
import { appendAccess } from '#server/audit/auditStore.ts'
import { nameWords } from '#server/patients/core/nameWords.ts'
import { isShared } from '#server/patients/sharingStore.ts'
import { Problem } from '#server/platform/problems.ts'
import type { FoundKnown } from '#shared/accessRoutes.ts'
import type { PatientQuery } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { findExactly, readCaseload } from './relationshipStore.ts'
import type { AccessDeps } from './wayIn.ts'

/**
 * Looks for somebody by what only who knows them can say: the NHS number, or whole name and birth date. Of those the actor has
 * nothing to do with, the answer is at most that a record may exist.
 */
export async function findKnown(
  { db }: AccessDeps,
  actor: Actor,
  { nhsNumber, name, birthDate }: PatientQuery,
  requestId: string,
): Promise<z.infer<typeof FoundKnown>> {
  const words = nameWords(name ?? '')
  const isNamed = words.length >= 2 && birthDate !== undefined
  if (nhsNumber === undefined && !isNamed)
    throw new Problem('bad_request', 'Write the NHS number, or first name, family name and birth date.', {
      fields: { name: 'Write both names and the birth date, or the NHS number alone.' },
    })
  const keys = {
    nhsNumber: nhsNumber ?? null,
    nameWords: isNamed ? words : [],
    birthDate: isNamed ? birthDate : null,
  }
  const accessLogged = appendAccess(db.sql, { actor, action: 'searched', why: { kind: 'search' }, requestId })
  const found = await findExactly(db, actor, keys, person => isShared(db.sql, actor, person), accessLogged)
  const others = found.filter(one => !one.isOpen)
  return {
    people: found.filter(one => one.isOpen).map(({ isOpen: _, ...person }) => person),
    // Two whom it may be are not told apart by somebody who may see neither.
    mayExist: others.length === 1 && others[0] ? others[0].patientId : null,
  }
}

/** Whom the actor's organisation looks after. */
export function caseload({ db }: AccessDeps, actor: Actor, requestId: string) {
  const accessLogged = appendAccess(db.sql, { actor, action: 'listed', why: { kind: 'caseload' }, requestId })
  return readCaseload(db, actor, accessLogged)
}
