import { useCallback } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import { useReturn } from '#client/live/useReturn.ts'
import type { CallId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { BesideThis } from '#shared/otherCalls.ts'
import { routes } from '#shared/routes.ts'

const NOBODY: BesideThis = { calls: [], owed: [] }

/** Who else talks about this person now, and what is owed: asked again when another call is identified, moves on, or owes something. */
export function useOtherCalls(callId: CallId, epoch: number): BesideThis {
  const loaded = useLoad(`others ${callId} ${epoch}`, signal =>
    call(routes.otherCalls, { params: { callId }, query: { epoch }, signal }),
  )
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const beside = loaded.kind === 'here' ? loaded.value : NOBODY
  const ear = useCallback(
    (message: LiveMessage) => {
      const isOfOther = message.kind === 'identity' && message.callId !== callId
      const hasMoved =
        message.kind === 'call' && beside.calls.some(other => other.callId === message.call.callId)
      if (isOfOther || hasMoved || message.kind === 'task') again?.()
    },
    [callId, beside, again],
  )
  useHeard(ear)
  useReturn(again)
  return beside
}

/** What a colleague writes in her call about the same person, as she saves it. Only while somebody reads it: each look is kept. */
export function useOtherNotes(callId: CallId, epoch: number, otherCallId: CallId) {
  const loaded = useLoad(`notes ${callId} ${epoch} ${otherCallId}`, signal =>
    call(routes.otherNotes, { params: { callId, otherCallId }, query: { epoch }, signal }),
  )
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const ear = useCallback(
    (message: LiveMessage) => {
      if (message.kind === 'notes' && message.callId === otherCallId) again?.()
    },
    [otherCallId, again],
  )
  useHeard(ear)
  useReturn(again)
  return loaded
}
