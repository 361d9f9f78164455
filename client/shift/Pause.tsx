import { useEffect, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import { useReturn } from '#client/live/useReturn.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { routes } from '#shared/routes.ts'
import { type ChangePause, PAUSE_MINUTES } from '#shared/shift.ts'
import { secondsBetween } from '#shared/time.ts'

type Props = {
  /** What was just saved was a death, or hard in another way: then it is offered, and not only there. */
  isOffered: boolean
  /** As the board says it: with another state of hers the pause is asked for anew. */
  state: string
  isStale: boolean
}

/** Some minutes without a call, by her own wish or offered after a hard one. Nobody counts it. */
export function Pause({ isOffered, state, isStale }: Props) {
  const loaded = useLoad(`pause ${state}`, signal => call(routes.shiftOnBoard, { signal }))
  const again = loaded.kind === 'here' ? loaded.again : undefined
  useReturn(again)
  const now = new Date(useServerNow()).toISOString()
  const { isBusy, refused, forget, send } = useSend()
  const [isWished, wish] = useState(false)
  const [commandId, setCommandId] = useState(newCommandId)
  const until = loaded.kind === 'here' ? loaded.value.pausedUntil : null
  const isAsking = loaded.kind === 'here' && loaded.value.isAsking
  const isOver = until !== null && until <= now
  // The server ends it by itself; what it says then is on the board, and here.
  useEffect(() => {
    if (isOver) again?.()
  }, [isOver, again])

  async function say(body: ChangePause) {
    const isDone = await send(async () => {
      const reply = await call(routes.changePause, { body })
      setCommandId(newCommandId())
      return reply
    })
    if (isDone) wish(false)
    again?.()
  }

  if (until && !isOver)
    return (
      <Notice
        tone="well"
        role="status"
        title={`Your pause lasts until ${showTime(until)}.`}
        actions={
          <Button disabled={isStale || isBusy} onClick={() => void say({ act: 'end', commandId })}>
            End it now
          </Button>
        }
      >
        {inWordsDuration(Math.max(60, secondsBetween(now, until)))} yet. Then calls ring here again by
        themselves, if this page is open. A caller who has waited for twenty seconds rings at every console,
        also here.
      </Notice>
    )
  if (!isOffered && !isWished && !isAsking)
    return (
      <p>
        <Button look="quiet" size="small" disabled={isStale} onClick={() => wish(true)}>
          Take a pause…
        </Button>
      </p>
    )
  return (
    <Notice
      tone="plain"
      {...(isOffered ? { role: 'status' as const } : {})}
      title={isAsking ? 'You have asked for a pause.' : isOffered ? 'That was a hard call.' : 'A pause'}
      actions={
        <div className="app-row">
          {PAUSE_MINUTES.map(minutes => (
            <Button
              key={minutes}
              size="small"
              disabled={isStale || isBusy}
              onClick={() => {
                forget()
                void say({ act: 'begin', commandId, minutes })
              }}
            >
              {minutes} min
            </Button>
          ))}
          {refused && !isAsking ? (
            <Button
              size="small"
              look="primary"
              disabled={isStale || isBusy}
              onClick={() => void say({ act: 'ask', commandId })}
            >
              Ask for it
            </Button>
          ) : null}
          {isWished || isAsking ? (
            <Button
              size="small"
              look="quiet"
              disabled={isStale || isBusy}
              onClick={() => {
                wish(false)
                forget()
                if (isAsking) void say({ act: 'end', commandId })
              }}
            >
              Not now
            </Button>
          ) : null}
        </div>
      }
    >
      {refused ? (
        <p role="alert">{refused}</p>
      ) : isAsking ? (
        'Your shift lead is told. As soon as a colleague is ready, choose how long.'
      ) : (
        'You can have some minutes without a call, while a colleague is ready. It ends by itself, and nobody counts it.'
      )}
    </Notice>
  )
}
