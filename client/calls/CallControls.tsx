import { useCallback, useState } from 'react'
import { call as ask } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useHearing } from '#client/live/useHearing.ts'
import { useSoftphone, useSoftphoneView } from '#client/softphone/SoftphoneProvider.tsx'
import { Button } from '#client/ui/Button.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { BoardCall } from '#shared/calls.ts'
import { routes } from '#shared/routes.ts'
import type { AnswersBy } from '#shared/staff.ts'
import { BringInButton } from './BringInButton.tsx'
import type { Lost } from './useLostLine.ts'

type Props = { call: BoardCall; answersBy: AnswersBy; lost: Lost | null }

/** Mute, join again, give back, hang up. What the server must do waits until it is heard; muting is the line's own. */
export function CallControls({ call, answersBy, lost }: Props) {
  const softphone = useSoftphone()
  const { line, callId } = useSoftphoneView()
  const isStale = useHearing() === 'stale'
  const [problem, setProblem] = useState<string | null>(null)
  const isHere = answersBy === 'browser' && callId === call.callId && line.kind === 'talking'
  const isMuted = line.kind === 'talking' && line.isMuted
  const isOver = call.state === 'wrapup'
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
  useShortcut('H', 'Hang up', hasTalked && !isOver && !isStale ? hangUp : null)

  if (isOver) return null
  return (
    <span className="app-call-card__controls">
      {problem ? (
        <span role="alert" className="app-field__error">
          {problem}
        </span>
      ) : null}
      {/* Where they are far below the record, on a narrow screen: one press away. */}
      <Button
        size="small"
        className="app-call-card__to-notes"
        onClick={() => document.getElementById('notes')?.focus()}
      >
        Notes
      </Button>
      <BringInButton call={call} />
      {isHere ? (
        <Button size="small" aria-pressed={isMuted} shortcut="M" onClick={mute}>
          {isMuted ? 'You are muted' : 'Mute'}
        </Button>
      ) : null}
      {lost ? (
        <Button
          size="small"
          look="primary"
          shortcut="J"
          disabled={!lost.rejoin}
          onClick={lost.rejoin ?? undefined}
        >
          Rejoin
        </Button>
      ) : null}
      {hasTalked ? (
        <Button size="small" look="danger" shortcut="H" disabled={isStale} onClick={hangUp}>
          Hang up
        </Button>
      ) : (
        <Button size="small" disabled={isStale} onClick={() => void end(routes.releaseCall)}>
          {call.isCallBack ? 'Stop calling' : 'Give back to the queue'}
        </Button>
      )}
    </span>
  )
}
