import { followSharing } from '#server/access/sharingByForm.ts'
import { confirmItems, retractItem } from '#server/patients/correctItems.ts'
import { editItem } from '#server/patients/editItem.ts'
import { dropForm, keepForm } from '#server/patients/halfWritten.ts'
import type { CallId } from '#shared/ids.ts'
import type { HalfWritten, HalfWrittenKey } from '#shared/record/halfWritten.ts'
import type { ConfirmEntries, Corrected, EditEntry, Edited, RetractEntry } from '#shared/recordActs.ts'
import type { Actor } from '#shared/staff.ts'
import type { RecordDeps } from './aboutPatient.ts'
import { inCall } from './inCall.ts'

const CHANGED = { action: 'changed' } as const
type InCall<Asked> = Asked & { epoch: number }

/** Writes what the call taught: a new version of one item, said to come from this call and, as it was told, confirmed. */
export function editForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  edit: InCall<EditEntry>,
  requestId: string,
): Promise<Edited> {
  return inCall(deps, actor, callId, { ...CHANGED, epoch: edit.epoch, requestId }, way =>
    editItem(deps, way, edit, followSharing(deps)),
  )
}

/** Keeps a form as it is being written in the call. */
export function keepFormForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { epoch, ...form }: InCall<HalfWritten>,
  requestId: string,
): Promise<{ kind: 'kept' }> {
  return inCall(deps, actor, callId, { ...CHANGED, epoch, requestId }, way => keepForm(deps, way, form))
}

export function dropFormForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { epoch, ...form }: InCall<HalfWrittenKey>,
  requestId: string,
): Promise<{ kind: 'kept' }> {
  return inCall(deps, actor, callId, { ...CHANGED, epoch, requestId }, way => dropForm(deps, way, form))
}

/** Says of items that were gone through in the call that they are still right: all of them, or none. */
export function confirmForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  asked: InCall<ConfirmEntries>,
  requestId: string,
): Promise<Corrected> {
  return inCall(deps, actor, callId, { ...CHANGED, epoch: asked.epoch, requestId }, way =>
    confirmItems(deps, way, asked),
  )
}

/** Marks an item as entered in error, with the reason. It stays on the record, struck through. */
export function retractForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  asked: InCall<RetractEntry>,
  requestId: string,
): Promise<Corrected> {
  return inCall(deps, actor, callId, { ...CHANGED, epoch: asked.epoch, requestId }, way =>
    retractItem(deps, way, asked, followSharing(deps)),
  )
}
