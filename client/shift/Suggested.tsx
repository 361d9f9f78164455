import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { routes } from '#shared/routes.ts'
import { type ChangeWatch, type SuggestedWatch, type WatchList, watchReasons } from '#shared/shift.ts'
import type { Instant } from '#shared/time.ts'
import { nameOf } from './core/nameOf.ts'

/** So many are shown at first: of a long list nobody reads the end. */
const SHOWN = 5

type Props = { list: WatchList; now: Instant; isStale: boolean; onChanged: () => void }

/** Who may have to be watched, by rules that say why. Nobody is until a nurse presses. */
export function Suggested({ list: { suggested }, now, isStale, onChanged }: Props) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [isWhole, showWhole] = useState(false)
  const { isBusy, refusals, send } = useSend()

  async function say(body: ChangeWatch) {
    await send(async () => {
      const reply = await call(routes.changeWatch, { body })
      setCommandId(newCommandId())
      return reply
    })
    // Also where it was refused: a colleague may have been quicker.
    onChanged()
  }
  if (suggested.length === 0 && refusals.length === 0) return null
  const isOff = isStale || isBusy
  return (
    <section className="app-stack" aria-labelledby="shift-suggested">
      <h3 id="shift-suggested">
        Suggested <span className="app-numbers app-quiet">{suggested.length}</span>
      </h3>
      <p className="app-small app-quiet">By rules. They are not watched unless you say so.</p>
      <ErrorSummary errors={refusals} title="That was not done" />
      <ul className="app-shift__rows">
        {suggested.slice(0, isWhole ? undefined : SHOWN).map(one => (
          <Row
            key={one.patientId}
            one={one}
            now={now}
            isOff={isOff}
            onWatch={() => {
              const { patientId, reason, because, until } = one
              void say({ act: 'put', commandId, patientId, reason, because, until })
            }}
            onDismiss={() => {
              const { patientId, rules } = one
              void say({ act: 'dismiss', commandId, patientId, rules })
            }}
          />
        ))}
      </ul>
      {suggested.length > SHOWN && !isWhole ? (
        <div className="app-row">
          <Button size="small" look="quiet" onClick={() => showWhole(true)}>
            Show all {suggested.length}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

type RowProps = {
  one: SuggestedWatch
  now: Instant
  isOff: boolean
  onWatch: () => void
  onDismiss: () => void
}

function Row({ one, now, isOff, onWatch, onDismiss }: RowProps) {
  const name = nameOf(one)
  const until = showMoment(one.until, now)
  return (
    <li className="app-shift__row app-shift__row--suggested">
      <div className="app-shift__head">
        <b>
          {name} <Tag>{watchReasons[one.reason].text}</Tag>
        </b>
      </div>
      <p>{one.because}</p>
      <div className="app-row">
        <Button size="small" disabled={isOff} aria-label={`Watch until ${until}: ${name}`} onClick={onWatch}>
          Watch until {until}
        </Button>
        <Button
          size="small"
          look="quiet"
          disabled={isOff}
          aria-label={`Not this shift: ${name}`}
          onClick={onDismiss}
        >
          Not this shift
        </Button>
      </div>
    </li>
  )
}
