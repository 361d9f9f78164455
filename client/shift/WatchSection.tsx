import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useAgainWhen } from '#client/api/useAgainWhen.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showAge, showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { ReasonDialog } from '#client/ui/ReasonDialog.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { routes } from '#shared/routes.ts'
import { type WatchedRow, type WatchList, watchReasons } from '#shared/shift.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { nameOf } from './core/nameOf.ts'
import { PutOnWatch } from './PutOnWatch.tsx'
import { Suggested } from './Suggested.tsx'

type Props = { mark: string; now: Instant; isStale: boolean; onChanged: () => void }

/** Whom the nurses watch. Asked for again only when it is another list: each look is in the log of everybody on it. */
export function WatchSection({ mark, ...rest }: Props) {
  const loaded = useLoad('watch', signal => call(routes.watchList, { signal }))
  useAgainWhen(mark, loaded)
  return (
    <section className="app-stack" aria-labelledby="shift-watch">
      <h2 id="shift-watch">
        Watch list{' '}
        {loaded.kind === 'here' ? (
          <span className="app-numbers app-quiet">{loaded.value.rows.filter(row => !row.isOver).length}</span>
        ) : null}
      </h2>
      {loaded.kind === 'loading' ? <Skeleton lines={3} label="Opening the watch list…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="The watch list could not be shown." failed={loaded} />
      ) : null}
      {loaded.kind === 'here' ? (
        <>
          {loaded.missed ? (
            <Notice tone="caution" role="status" title="The watch list may be old.">
              {loaded.missed.message}
            </Notice>
          ) : null}
          <List list={loaded.value} {...rest} />
          <Suggested list={loaded.value} {...rest} />
        </>
      ) : null}
    </section>
  )
}

function List({ list, now, isStale, onChanged }: Omit<Props, 'mark'> & { list: WatchList }) {
  const [leaving, leave] = useState<WatchedRow | null>(null)
  const [again, watchAgain] = useState<WatchedRow | null>(null)
  if (list.rows.length === 0)
    return (
      <p className="app-quiet">
        Nobody is watched. Press “Keep watch…” in a call, or beside an open task: who is unstable or dying,
        not settled, or owed a call comes here.
      </p>
    )
  return (
    <>
      <ul className="app-shift__rows">
        {list.rows.map(row => (
          <li
            key={row.watchId}
            className={`app-shift__row app-shift__row--${row.isOver ? 'soon' : 'in_time'}`}
          >
            <div className="app-shift__head">
              <b>
                {nameOf(row)} <Tag tone="caution">{watchReasons[row.reason].text}</Tag>
              </b>
              <span className="app-numbers">
                {row.isOver
                  ? 'time is over'
                  : `for ${inWordsDuration(Math.max(60, secondsBetween(now, row.until)))}`}
              </span>
            </div>
            <p>{row.because}</p>
            <p className="app-small app-quiet">
              {row.putBy}, {showAge(row.putAt, now)} · until {showMoment(row.until, now)}
            </p>
            <div className="app-row">
              {row.isOver ? (
                <Button
                  size="small"
                  disabled={isStale}
                  aria-label={`Watch for longer: ${nameOf(row)}`}
                  onClick={() => watchAgain(row)}
                >
                  Watch for longer…
                </Button>
              ) : null}
              <Button
                size="small"
                look="quiet"
                disabled={isStale}
                aria-label={`Take off the list: ${nameOf(row)}`}
                onClick={() => leave(row)}
              >
                Take off…
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {again ? (
        <PutOnWatch
          patientId={again.patientId}
          about={`${nameOf(again)}. Until now: ${again.because}`}
          now={now}
          isStale={isStale}
          onDone={() => {
            watchAgain(null)
            onChanged()
          }}
          onClose={() => watchAgain(null)}
        />
      ) : null}
      {leaving ? (
        <ReasonDialog
          title={`Take ${nameOf(leaving)} off the watch list`}
          explains={`They were watched because: ${leaving.because}`}
          id="watch-off"
          label="Why nobody needs to watch any more"
          least={3}
          wanting="Say in a few words why nobody needs to watch any more."
          maxLength={500}
          act="Take off the list"
          busy="Saving…"
          look="primary"
          isStale={isStale}
          send={({ commandId, because }) =>
            call(routes.changeWatch, { body: { act: 'off', commandId, watchId: leaving.watchId, because } })
          }
          onDone={() => {
            leave(null)
            onChanged()
          }}
          onClose={() => leave(null)}
        />
      ) : null}
    </>
  )
}
