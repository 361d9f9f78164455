import { findLookAlikes } from '#server/patients/compareIdentity.ts'
import { MOST_BESIDE, standSideBySide } from '#server/patients/standSideBySide.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { Said } from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { SideBySide } from '#shared/sideBySide.ts'
import type { Actor } from '#shared/staff.ts'
import type { CallDeps } from './changeCall.ts'
import { callInHand } from './commandCall.ts'
import { isInHand } from './identityStore.ts'
import { compare, noSuchPerson } from './sayWhoItIs.ts'

type Asked = { patientId: PatientId; said: Said }

/**
 * Somebody whom the caller may mean, beside those who could be taken for them: for the nurse who has the call, and only once
 * something that the caller said matches, so that nobody browses. Every one of them is in the access log.
 */
export async function besideAlike(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  asked: Asked,
  requestId: string,
): Promise<SideBySide> {
  await callInHand(deps, actor, callId)
  const relationship = isInHand(deps.db.sql, callId, actor.lineId, actor.staffId)
  return standBeside(deps, actor, callId, { ...asked, after: null }, requestId, relationship)
}

/**
 * The same for whoever has another reason to settle whom this call was about: `relationship`. `after`: on whose record it is, who comes
 * first and is compared with nobody else.
 */
export async function standBeside(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { patientId, said, after }: Asked & { after: PatientId | null },
  requestId: string,
  relationship: Fragment,
): Promise<SideBySide> {
  const { matches } = await compare(deps, actor, callId, patientId, said, requestId, relationship)
  if (matches === 0)
    throw new Problem(
      'not_allowed',
      'Nothing that the caller said matches this person yet. Ask for one thing first.',
    )
  const why = { kind: 'call', callId } as const
  const looking = { actor, why, relationship, requestId }
  const patientIds = after
    ? [after, patientId]
    : [patientId, ...(await alikeTo(deps, { ...looking, patientId }))]
  return standSideBySide(deps, { actor, why, patientIds, isShown: relationship, requestId })
}

async function alikeTo(deps: CallDeps, looking: Parameters<typeof findLookAlikes>[1]): Promise<PatientId[]> {
  const alike = await findLookAlikes(deps, looking)
  if (alike.kind === 'refused') throw noSuchPerson()
  return alike.people.slice(0, MOST_BESIDE - 2).map(one => one.patientId)
}
