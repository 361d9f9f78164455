import { useCallback, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { Looking } from '#client/board/Console.tsx'
import { useSoftphone } from '#client/softphone/SoftphoneProvider.tsx'
import { readSetting } from '#client/ui/settings.ts'
import type { CallDetail } from '#shared/calls.ts'
import { type CallId, CommandId, type TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { AnswersBy } from '#shared/staff.ts'

/** What became of pressing "Take the call", when it was not simply taken. */
type TakeState = { isBusy: boolean; refused: { of: CallId | TaskId; words: string } | null }

/** Takes a waiting call, or rings somebody back: both end with this nurse on a call. */
export type TakeCall = Pick<TakeState, 'isBusy'> & {
  /** Why this call or this task was refused, if that was the last thing she asked for: of another it says nothing. */
  refusedOf: (id: CallId | TaskId) => string | null
  take: (callId: CallId) => Promise<void>
  callBack: (taskId: TaskId) => Promise<void>
  forget: () => void
}

/** One command id for one intention: pressing again after a silence cannot take two calls. */
export function useTakeCall(look: (looking: Looking) => void, chosen: AnswersBy | undefined): TakeCall {
  const softphone = useSoftphone()
  const [state, setState] = useState<TakeState>({ isBusy: false, refused: null })
  const forget = useCallback(() => setState({ isBusy: false, refused: null }), [])
  const intentions = useRef(new Map<CallId | TaskId, CommandId>())
  const intend = useCallback((id: CallId | TaskId) => {
    const commandId = intentions.current.get(id) ?? newCommandId()
    intentions.current.set(id, commandId)
    return commandId
  }, [])

  const begin = useCallback(
    async (of: CallId | TaskId, ask: (answersBy: AnswersBy) => Promise<CallDetail | string>) => {
      const answersBy = chosen ?? AnswersBy.safeParse(readSetting('answersBy')).data ?? 'browser'
      setState({ isBusy: true, refused: null })
      try {
        const got = await ask(answersBy)
        intentions.current.clear()
        if (typeof got === 'string') {
          softphone.close()
          setState({ isBusy: false, refused: { of, words: got } })
          return
        }
        setState({ isBusy: false, refused: null })
        look({ kind: 'call', callId: got.call.callId })
        if (answersBy === 'browser') await softphone.connect(got.call.callId)
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error
        softphone.close()
        setState({ isBusy: false, refused: { of, words: error.message } })
      }
    },
    [softphone, look, chosen],
  )

  const take = useCallback(
    (callId: CallId) =>
      begin(callId, async answersBy => {
        look({ kind: 'call', callId })
        if (answersBy === 'browser') softphone.expect(callId)
        const reply = await call(routes.claimCall, {
          params: { callId },
          body: { commandId: intend(callId), answersBy },
        })
        if (reply.kind === 'claimed') return reply.detail
        return reply.kind === 'taken' ? `${reply.by} has taken this call.` : reply.because
      }),
    [begin, softphone, intend, look],
  )
  const callBack = useCallback(
    (taskId: TaskId) =>
      begin(taskId, async answersBy => {
        const reply = await call(routes.callBack, {
          params: { taskId },
          body: { commandId: intend(taskId), answersBy },
        })
        if (reply.kind === 'refused') return reply.because
        softphone.expect(reply.detail.call.callId)
        return reply.detail
      }),
    [begin, softphone, intend],
  )
  const { isBusy, refused } = state
  const refusedOf = useCallback(
    (id: CallId | TaskId) => (refused?.of === id ? refused.words : null),
    [refused],
  )
  return { isBusy, refusedOf, take, callBack, forget }
}

export function newCommandId() {
  return CommandId.parse(crypto.randomUUID())
}
