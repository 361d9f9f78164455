import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { PatientId } from '#shared/ids.ts'
import { OPEN_PAGE, type ShiftNow, type ShowOpen } from '#shared/shift.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { openWords } from './openWords.ts'
import { PutOnWatch } from './PutOnWatch.tsx'

export type Asked = { show: ShowOpen; rows: number }

type Props = {
  me: Me
  shift: ShiftNow
  now: Instant
  asked: Asked
  onAsk: (asked: Asked) => void
  isStale: boolean
  onWatched: () => void
}

const SHOWS: readonly { show: ShowOpen; says: string; none: string }[] = [
  {
    show: 'all',
    says: 'All that is open',
    none: 'Nothing is open. What is owed, and what is asked of teams, comes here.',
  },
  { show: 'late', says: 'Late', none: 'Nothing is late.' },
  {
    show: 'day_old',
    says: 'Not closed after 24 h',
    none: 'Everything that is open was raised within 24 hours.',
  },
]

/** What the line owes and what teams are asked, the most pressing first. It opens on the console, by the door that is there. */
export function OpenWork({ me, shift, now, asked, onAsk, isStale, onWatched }: Props) {
  const [watching, watch] = useState<{ patientId: PatientId; about: string } | null>(null)
  const { rows, counts } = shift
  const count = counts[asked.show]
  return (
    <section className="app-stack" aria-labelledby="shift-open">
      <h2 id="shift-open">Open tasks</h2>
      <fieldset className="app-row app-shift__shows">
        <legend className="nhsuk-u-visually-hidden">Which are shown</legend>
        {SHOWS.map(({ show, says }) => (
          <Button
            key={show}
            size="small"
            look={show === asked.show ? 'primary' : 'secondary'}
            aria-pressed={show === asked.show}
            onClick={() => onAsk({ show, rows: OPEN_PAGE })}
          >
            {says} <span className="app-numbers">{counts[show]}</span>
          </Button>
        ))}
      </fieldset>
      {rows.length === 0 ? (
        <p className="app-quiet">{SHOWS.find(({ show }) => show === asked.show)?.none}</p>
      ) : null}
      <ul className="app-shift__rows">
        {rows.map(row => {
          const { id, who, clock, more, tone, look, isDayOld, patientId } = openWords(row, now, me.staffId)
          return (
            <li key={id} className={`app-shift__row app-shift__row--${tone}`}>
              <div className="app-shift__head">
                <b>
                  {who} {isDayOld ? <Tag tone="caution">Over 24 h</Tag> : null}
                </b>
                <b className="app-numbers">
                  {tone === 'broken' ? <span aria-hidden="true">■ </span> : null}
                  {clock}
                </b>
              </div>
              {more.map(words => (
                <p key={words} className="app-small">
                  {words}
                </p>
              ))}
              <div className="app-row">
                <a
                  href={`/#look=${look}`}
                  target="goldthread-console"
                  aria-label={`Open on the console: ${who}, ${clock}`}
                >
                  Open on the console
                </a>
                {patientId ? (
                  <Button
                    size="small"
                    look="quiet"
                    disabled={isStale}
                    aria-label={`Keep watch over the person of ${who}, ${clock}`}
                    onClick={() =>
                      watch({ patientId, about: `The person of: ${[who, clock, ...more].join(' · ')}.` })
                    }
                  >
                    Keep watch…
                  </Button>
                ) : null}
              </div>
            </li>
          )
        })}
      </ul>
      {rows.length < count ? (
        <div className="app-row">
          <Button onClick={() => onAsk({ ...asked, rows: asked.rows + OPEN_PAGE })}>
            Show {Math.min(OPEN_PAGE, count - rows.length)} more of {count}
          </Button>
        </div>
      ) : null}
      {watching ? (
        <PutOnWatch
          {...watching}
          now={now}
          isStale={isStale}
          onDone={() => {
            watch(null)
            onWatched()
          }}
          onClose={() => watch(null)}
        />
      ) : null}
    </section>
  )
}
