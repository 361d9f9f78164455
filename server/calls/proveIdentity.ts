import { logAccess } from '#server/audit/auditStore.ts'
import { isPersonOfLine } from '#server/patients/registerPatient.ts'
import type { Fragment } from '#server/platform/database.ts'
import type { Identifier, IdentityMatch, Said } from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { CallDeps } from './changeCall.ts'
import { toMatch } from './core/toMatch.ts'
import { compare, noSuchPerson } from './sayWhoItIs.ts'

export type Claimed = { patientId: PatientId; said: Said; skippedBecause?: string | undefined }

/** What was checked, or why it was not. */
export type Proof =
  | { kind: 'proved'; checked: Identifier[]; skippedBecause: string | null }
  | { kind: 'not_enough'; match: IdentityMatch }

/**
 * Whether a call may be said to be about this person: two things that the caller said match, or the nurse says why there is no time
 * for that. Never by the id alone. `relationship`: why she may compare, where that is not the call in hand.
 */
export async function proveIdentity(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { patientId, said, skippedBecause }: Claimed,
  requestId: string,
  relationship?: Fragment,
): Promise<Proof> {
  const isAnythingSaid = Object.values(said).some(value => value)
  const result = isAnythingSaid
    ? await compare(deps, actor, callId, patientId, said, requestId, relationship)
    : { checks: [], matches: 0, isEnough: false, because: '' }
  if (!(await isPersonOfLine(deps, actor.lineId, patientId))) {
    const access = { actor, action: 'opened' as const, why: { kind: 'call' as const, callId }, requestId }
    await logAccess(deps.db, access, { patientId, what: [], outcome: 'refused' })
    throw noSuchPerson()
  }
  const match = toMatch(
    { patientId, name: null, initials: 'this person', birthMonth: '', age: null, deceased: false, marks: {} },
    said,
    result,
  )
  if (!match.isEnough && !skippedBecause) return { kind: 'not_enough', match }
  return {
    kind: 'proved',
    checked: match.matched,
    skippedBecause: match.isEnough ? null : (skippedBecause ?? null),
  }
}
