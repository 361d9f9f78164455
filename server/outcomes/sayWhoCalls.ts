import { toBoard } from '#server/calls/callStore.ts'
import { writeWhoCalls } from '#server/calls/identityStore.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import { whoIsCalling } from '#server/patients/core/whoIsCalling.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { NONE_OF_THEM } from '#shared/calls.ts'
import { dayInBritain } from '#shared/days.ts'
import type { CallId, CommandId, ItemId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, type RecordDeps } from './aboutPatient.ts'

type Said = { commandId: CommandId; epoch: number; itemId: ItemId | null }

/**
 * Keeps with the call which of those who go by the caller's name is calling. Only of those whom the open record offers, or none of
 * them: what the choice lets the caller be told is worked out anew, by the same rule, whenever the record is read.
 */
export async function sayWhoCalls(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { commandId, epoch, itemId }: Said,
  requestId: string,
): Promise<Record<string, never>> {
  const { call, patientId, looking } = await aboutPatient(deps, actor, callId, epoch, {
    action: 'opened',
    requestId,
  })
  const opened = await openRecord(deps, looking)
  if (opened.kind === 'refused') throw stale()
  const at = deps.clock()
  const { among } = whoIsCalling(call.identity.caller, opened.entries, {
    from: toBoard(call).from,
    today: dayInBritain(at),
  })
  const isOffered = itemId === NONE_OF_THEM ? among.length > 0 : among.some(one => one.itemId === itemId)
  if (itemId !== null && !isOffered)
    throw new Problem('not_found', 'Nobody of that name is on this record any more. Look at it again.')
  const about = { callId, lineId: actor.lineId, staffId: actor.staffId, patientId, epoch }
  const written = await writeWhoCalls(deps.db, about, itemId, { sourceKey: `caller/${commandId}`, at })
  if (!written) throw stale()
  deps.keptCalls?.keep(written)
  return {}
}
