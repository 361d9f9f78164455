import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import type { AboutNobody } from '#shared/movedOutcome.ts'
import { routes } from '#shared/routes.ts'
import type { Instant } from '#shared/time.ts'
import { showFrom } from './core/words.ts'

type Props = {
  resting: AboutNobody['resting']
  now: Instant
  isStale: boolean
  /** A shift lead; whose call it was can still say whom it was about. */
  mayTakeUp: boolean
  onFind: (saved: AboutNobody['resting'][number]) => void
  onTakenUp: () => void
}

/** Calls that a shift lead let rest, folded away, each with why. */
export function Resting({ resting, now, isStale, mayTakeUp, onFind, onTakenUp }: Props) {
  const { isBusy, refusals, send } = useSend()

  async function takeUp({ callId, epoch }: Props['resting'][number]) {
    const body = { commandId: newCommandId(), epoch, act: { kind: 'take_up' as const } }
    if (await send(() => call(routes.restCall, { params: { callId }, body }))) onTakenUp()
  }

  return (
    <details>
      <summary>{resting.length === 1 ? 'One call rests' : `${resting.length} calls rest`}</summary>
      <ErrorSummary errors={refusals} title="That was not done" />
      <ul className="app-about-nobody__calls app-about-nobody__calls--resting">
        {resting.map(one => (
          <li key={one.callId} className="app-about-nobody__call">
            <b>
              {showMoment(one.at, now)} · {showFrom(one.from)}
            </b>
            {mayTakeUp ? (
              <Button
                size="small"
                disabled={isStale || isBusy}
                aria-label={`Take it up again: ${showMoment(one.at, now)}, ${showFrom(one.from)}`}
                onClick={() => void takeUp(one)}
              >
                Take it up again
              </Button>
            ) : (
              <Button
                size="small"
                disabled={isStale}
                aria-label={`It was found out: ${showMoment(one.at, now)}, ${showFrom(one.from)}`}
                onClick={() => onFind(one)}
              >
                It was found out…
              </Button>
            )}
            <span className="app-small">
              {one.restBy}, {showMoment(one.restsSince, now)}: {one.restBecause}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
