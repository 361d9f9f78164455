import { logAccess } from '#server/audit/auditStore.ts'
import { isPersonOfLine } from '#server/patients/registerPatient.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import {
  CALLER_WANTING,
  type CallerSaid,
  CHILD_IS_NOT_ASKED,
  type Identifier,
  type IdentityMatch,
  type Said,
} from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { CallDeps } from './changeCall.ts'
import { toMatch } from './core/toMatch.ts'
import { compare, noSuchPerson } from './sayWhoItIs.ts'

export type Claimed = {
  patientId: PatientId
  said: Said
  caller: CallerSaid
  skippedBecause?: string | undefined
}

/** What was checked, or why it was not. */
export type Proof =
  | { kind: 'proved'; checked: Identifier[]; skippedBecause: string | null }
  | { kind: 'not_enough'; match: IdentityMatch }

/**
 * Whether a call may be said to be about this person: two things that the caller said match, or the nurse says why there is no time
 * for that, or a child rings, who is held against nothing. Never by the id alone, and never without who rings: what may be told depends on it. `relationship`: why she may compare, where that is not the call in hand.
 */
export async function proveIdentity(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { patientId, said, caller, skippedBecause }: Claimed,
  requestId: string,
  relationship?: Fragment,
): Promise<Proof> {
  const isAnythingSaid = !caller.isChild && Object.values(said).some(value => value)
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
  if (caller.isChild) return { kind: 'proved', checked: [], skippedBecause: CHILD_IS_NOT_ASKED }
  if (!match.isEnough && !skippedBecause) return { kind: 'not_enough', match }
  if (match.isEnough) demandCaller(caller)
  return {
    kind: 'proved',
    checked: match.matched,
    skippedBecause: match.isEnough ? null : (skippedBecause ?? null),
  }
}

/** Who rings, and who they are to the person; of the person themselves neither. Source: domain guide 3.6. */
function demandCaller({ name, relationship, isPatient }: CallerSaid): void {
  if (isPatient) return
  const fields = {
    ...(name ? {} : { 'caller.name': CALLER_WANTING.name }),
    ...(relationship ? {} : { 'caller.relationship': CALLER_WANTING.relationship }),
  }
  const [says] = Object.values(fields)
  if (says) throw new Problem('bad_request', says, { fields })
}
