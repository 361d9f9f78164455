import { useCallback, useState } from 'react'
import { call as ask } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useSoftphone, useSoftphoneView } from '#client/softphone/SoftphoneProvider.tsx'
import { Button } from '#client/ui/Button.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { BoardCall } from '#shared/calls.ts'
import { routes } from '#shared/routes.ts'
import type { AnswersBy } from '#shared/staff.ts'

type Props = { call: BoardCall; answersBy: AnswersBy }

/** Mute, give back, hang up. */
export function CallControls({ call, answersBy }: Props) {
  const softphone = useSoftphone()
  const { line, callId } = useSoftphoneView()
  const [problem, setProblem] = useState<string | null>(null)
  const isHere = answersBy === 'browser' && callId === call.callId && line.kind === 'talking'
  const isMuted = line.kind === 'talking' && line.isMuted
  const hasTalked = call.talkingSince !== null

  const end = useCallback(
    async (route: typeof routes.endCall | typeof routes.releaseCall) => {
      setProblem(null)
      try {
        await ask(route, { params: { callId: call.callId } })
        softphone.disconnect()
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error
        setProblem(error.message)
      }
    },
    [call.callId, softphone],
  )
  const mute = useCallback(() => softphone.mute(!isMuted), [softphone, isMuted])
  const hangUp = useCallback(() => void end(routes.endCall), [end])
  useShortcut('M', 'Mute, or speak again', isHere ? mute : null)
  useShortcut('H', 'Hang up', hasTalked ? hangUp : null)

  return (
    <span className="app-call-card__controls">
      {problem ? (
        <span role="alert" className="app-field__error">
          {problem}
        </span>
      ) : null}
      {isHere ? (
        <Button size="small" aria-pressed={isMuted} shortcut="M" onClick={mute}>
          {isMuted ? 'You are muted' : 'Mute'}
        </Button>
      ) : null}
      {hasTalked ? null : (
        <Button size="small" onClick={() => void end(routes.releaseCall)}>
          Give back to the queue
        </Button>
      )}
      {hasTalked ? (
        <Button size="small" look="danger" shortcut="H" onClick={hangUp}>
          Hang up
        </Button>
      ) : null}
    </span>
  )
}
