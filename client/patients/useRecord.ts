import { useCallback } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useReturn } from '#client/live/useReturn.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'

/** The record behind this call, through the one audited door. Asked again whenever it changed or this page was away. */
export function useRecord(callId: CallId, epoch: number, patientId: PatientId) {
  const loaded = useLoad(`record ${callId} ${epoch}`, signal =>
    call(routes.openRecord, { params: { callId }, query: { epoch }, signal }),
  )
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const ear = useCallback(
    (message: LiveMessage) => {
      if (message.kind === 'record' && message.patientId === patientId) again?.()
    },
    [patientId, again],
  )
  useHeard(ear)
  useReturn(again)
  return loaded
}
