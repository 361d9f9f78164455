import { historyOf, recordOfThen } from '#server/patients/lookBack.ts'
import type { CallId, ItemId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { ItemHistory } from '#shared/record/history.ts'
import type { RecordMarks } from '#shared/record/marks.ts'
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
  asked: AskedItem,
  requestId: string,
): Promise<{ epoch: number; history: ItemHistory }> {
  const { epoch } = asked
  const { looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const shown = await historyOf(deps, looking, asked)
  if (shown.kind === 'refused') throw refusal(shown.because)
  return { epoch, history: shown.history }
}

/** The record of the person a call is about as it was at a moment that has passed. */
export async function recordAsOfForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { epoch, at }: { epoch: number; at: Instant },
  requestId: string,
): Promise<{ epoch: number; record: RecordAtAGlance; marks: RecordMarks }> {
  const { looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const shown = await recordOfThen(deps, looking, at)
  if (shown.kind === 'refused') throw refusal(shown.because)
  return { epoch, record: shown.record, marks: shown.marks }
}
