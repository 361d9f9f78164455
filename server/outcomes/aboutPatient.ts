import { logAccess } from '#server/audit/auditStore.ts'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { callOfLine, notYours } from '#server/calls/commandCall.ts'
import { holder } from '#server/calls/core/follows.ts'
import { isAboutPatient } from '#server/calls/identityStore.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { MINIMUM_SECTIONS } from '#server/patients/core/minimumRecord.ts'
import type { KeptRecords } from '#server/patients/keptRecords.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import type { WriteGlance } from '#server/patients/writeGlance.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'

export type RecordDeps = CallDeps & { kept: KeptRecords; writeGlance: WriteGlance }

/**
 * The person a call is about, for the nurse who holds it, as of the identity she saw: her reason to look and to write. A try at
 * the record of a call that is a colleague's is in that person's access log.
 */
export async function aboutPatient(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  wanted: { action: 'opened' | 'changed' | 'exported' | 'revealed' | 'read_log'; requestId: string },
): Promise<{ call: StoredCall; patientId: PatientId; looking: WayIn }> {
  const call = await callOfLine(deps, actor, callId)
  const { patientId } = call
  if (holder(call.facts)?.staffId !== actor.staffId) {
    const access = { ...wanted, actor, why: { kind: 'call' as const, callId } }
    if (patientId) await logAccess(deps.db, access, { patientId, what: [], outcome: 'refused' })
    throw notYours()
  }
  if (call.identityEpoch !== epoch) throw stale()
  if (!patientId) throw new Problem('conflict', 'Say first who the call is about.')
  const relationship = isAboutPatient(deps.db.sql, {
    callId,
    lineId: actor.lineId,
    staffId: actor.staffId,
    patientId,
    epoch,
  })
  const { requestId } = wanted
  const saidBy = call.identity.caller?.name
  const looking: WayIn = {
    actor,
    patientId,
    why: whyOf(call),
    relationship,
    requestId,
    key: `call ${callId} ${epoch}`,
    source: { kind: 'call', callId },
    ...(isMinimum(call) ? { only: MINIMUM_SECTIONS } : { showsCalls: true }),
    ...(saidBy ? { saidBy } : {}),
  }
  return { call, patientId, looking }
}

/** Who is off the register is shown in little, unless the nurse has said why she needs all of it. */
export function isMinimum({ isOffRegister, identity }: StoredCall): boolean {
  return isOffRegister === true && identity.skippedBecause === null
}

/** Without a reason to be there the call has moved on; a rule of the record says what to do instead. */
export function refusal(because: string): Problem {
  return because === NO_REASON ? stale() : new Problem('conflict', because)
}

/** A record opened without the checks says so in the access log, with the nurse's reason. */
function whyOf({ id, identity }: StoredCall): WhyOpened {
  if (!identity.skippedBecause) return { kind: 'call', callId: id }
  return { kind: 'emergency', reason: identity.skippedBecause, callId: id }
}
