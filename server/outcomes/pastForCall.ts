import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { itemHistory } from '#server/patients/history.ts'
import { openRecordAsOf } from '#server/patients/recordAsOf.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CallId, ItemId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { ItemHistory } from '#shared/record/history.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { aboutPatient, type RecordDeps, refusal } from './aboutPatient.ts'

export type AskedItem = { epoch: number; section: SectionName; itemId: ItemId; before?: number | undefined }

/** Every version of one item of the person a call is about, for the nurse who holds the call. */
export async function historyForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { epoch, section, itemId, before }: AskedItem,
  requestId: string,
): Promise<{ epoch: number; history: ItemHistory }> {
  const { looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const shown = await itemHistory(deps, { ...looking, section, itemId, ...(before ? { before } : {}) })
  if (shown.kind === 'refused') throw refusal(shown.because)
  if (shown.kind === 'no_such_item')
    throw new Problem('not_found', 'There is no such thing on this record, or nothing earlier of it.')
  return { epoch, history: shown.history }
}

/** The record of the person a call is about as it was at a moment that has passed; age, freshness and what had run out as of then. */
export async function recordAsOfForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { epoch, at }: { epoch: number; at: Instant },
  requestId: string,
): Promise<{ epoch: number; record: RecordAtAGlance }> {
  const { looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  if (at > deps.clock())
    throw new Problem('bad_request', 'Choose a moment that has passed.', {
      fields: { at: 'That is still to come: choose a moment that has passed.' },
    })
  const opened = await openRecordAsOf(deps, { ...looking, at })
  if (opened.kind === 'refused') throw refusal(opened.because)
  return { epoch, record: recordAtAGlance(opened) }
}
