import { useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { type Loaded, useLoad } from '#client/api/useLoad.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useReturn } from '#client/live/useReturn.ts'
import type { CallDetail } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { routes } from '#shared/routes.ts'

/** A call with its identity and notes. A command's own reply counts at once; whatever has the higher epoch wins. */
export function useCallDetail(callId: CallId): [Loaded<CallDetail>, (detail: CallDetail) => void] {
  const loaded = useLoad(`call ${callId}`, signal => call(routes.callDetail, { params: { callId }, signal }))
  const [given, give] = useState<CallDetail | null>(null)
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const known = loaded.kind === 'here' ? loaded.value.parties.length : 0
  const ear = useCallback(
    (message: LiveMessage) => {
      if (message.kind === 'identity' && message.callId === callId) again?.()
      // Somebody was brought in: who they are and which language they speak stands on no board.
      const isOfThis = message.kind === 'call' && message.call.callId === callId
      if (isOfThis && message.call.parties.length > known) again?.()
    },
    [callId, again, known],
  )
  useHeard(ear)
  useReturn(again)
  const isGivenNewer =
    given !== null && loaded.kind === 'here' && given.identity.epoch > loaded.value.identity.epoch
  return [isGivenNewer ? { ...loaded, value: given } : loaded, give]
}
