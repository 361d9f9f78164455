import { useCallback, useState } from 'react'
import { call as ask } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useNow } from '#client/live/useNow.ts'
import { useSoftphone, useSoftphoneView } from '#client/softphone/SoftphoneProvider.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { BoardCall } from '#shared/calls.ts'
import { routes } from '#shared/routes.ts'
import type { AnswersBy } from '#shared/staff.ts'
import { isLineLost } from './core/lostLine.ts'

type Props = { call: BoardCall; answersBy: AnswersBy }

/** The nurse's own line to the caller is gone, after a reload or a crash: one press makes it again. */
export function LostLine({ call, answersBy }: Props) {
  const softphone = useSoftphone()
  const view = useSoftphoneView()
  const now = useNow()
  const [problem, setProblem] = useState<string | null>(null)
  const isLost = answersBy === 'browser' ? isLineLost(view, call, now) : call.state === 'reconnecting'

  const rejoin = useCallback(async () => {
    setProblem(null)
    try {
      await ask(routes.rejoinCall, { params: { callId: call.callId }, body: { answersBy } })
      if (answersBy === 'browser') await softphone.connect(call.callId)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
    }
  }, [call.callId, answersBy, softphone])
  useShortcut('J', 'Join the caller again', isLost ? rejoin : null)

  if (!isLost) return null
  return (
    <Notice
      tone="danger"
      role="alert"
      title="Your line to the caller was lost."
      actions={
        <Button look="primary" shortcut="J" onClick={rejoin}>
          Rejoin
        </Button>
      }
    >
      {problem ??
        (view.line.kind === 'failed'
          ? view.line.says
          : 'The caller is still on the line. Press once to talk again.')}
    </Notice>
  )
}
