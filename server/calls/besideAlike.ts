import { findLookAlikes } from '#server/patients/compareIdentity.ts'
import { MOST_BESIDE, standSideBySide } from '#server/patients/standSideBySide.ts'
import { Problem } from '#server/platform/problems.ts'
import type { Said } from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { SideBySide } from '#shared/sideBySide.ts'
import type { Actor } from '#shared/staff.ts'
import type { CallDeps } from './changeCall.ts'
import { callInHand } from './commandCall.ts'
import { isInHand } from './identityStore.ts'
import { compare, noSuchPerson } from './sayWhoItIs.ts'

/**
 * Somebody whom the caller may mean, beside those who could be taken for them: for the nurse who has the call, and only once
 * something that the caller said matches, so that nobody browses. Every one of them is in the access log.
 */
export async function besideAlike(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { patientId, said }: { patientId: PatientId; said: Said },
  requestId: string,
): Promise<SideBySide> {
  await callInHand(deps, actor, callId)
  const { matches } = await compare(deps, actor, callId, patientId, said, requestId)
  if (matches === 0)
    throw new Problem(
      'not_allowed',
      'Nothing that the caller said matches this person yet. Ask for one thing first.',
    )
  const relationship = isInHand(deps.db.sql, callId, actor.lineId, actor.staffId)
  const why = { kind: 'call', callId } as const
  const alike = await findLookAlikes(deps, { actor, patientId, why, relationship, requestId })
  if (alike.kind === 'refused') throw noSuchPerson()
  const others = alike.people.slice(0, MOST_BESIDE - 2).map(one => one.patientId)
  return standSideBySide(deps, {
    actor,
    why,
    patientIds: [patientId, ...others],
    isShown: relationship,
    requestId,
  })
}
