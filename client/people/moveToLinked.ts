import { call } from '#client/api/call.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { CallDetail } from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

/** To the other record of the same person: whom the call is about stays confirmed, and the epoch grows. */
export function moveToLinked(callId: CallId, epoch: number, patientId: PatientId): Promise<CallDetail> {
  const body = { commandId: newCommandId(), epoch, patientId }
  return call(routes.moveToLinked, { params: { callId }, body })
}
