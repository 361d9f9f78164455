import { useCallback, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useAgainWhen } from '#client/api/useAgainWhen.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { showAge, showMoment } from '#client/ui/core/when.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import type { HandOverRow } from '#shared/handOver.ts'
import type { HandOverId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { GiveHandOver, NO_WORRY, type Worry } from './GiveHandOver.tsx'
import { OpenHandOver } from './OpenHandOver.tsx'

/** One's own that waits. */
const OWN = 'hand-over-own'

type Props = { mark: string; me: Me; now: Instant; isStale: boolean; onChanged: () => void }

/** What one nurse leaves to the next: what waits to be acknowledged, to give one, and what was. */
export function HandOverSection({ mark, me, now, isStale, onChanged }: Props) {
  const loaded = useLoad('hand-overs', signal => call(routes.handOvers, { signal }))
  useAgainWhen(mark, loaded)
  const again = loaded.kind === 'here' ? loaded.again : null
  const [isGiving, setGiving] = useState(false)
  const [worries, setWorries] = useState<readonly Worry[]>(NO_WORRY)
  const typed = worries.filter(({ words }) => words.trim() !== '').length
  const typedNow = useRef(typed)
  typedNow.current = typed
  useUnsaved(useCallback(() => typedNow.current > 0, []))
  const [opened, open] = useState<HandOverId | null>(null)
  const waiting = loaded.kind === 'here' ? loaded.value.waiting : []
  const past = loaded.kind === 'here' ? loaded.value.past : []
  const isOwnWaiting = waiting.some(({ givenBy }) => givenBy.staffId === me.staffId)
  useFocusIfGone(isOwnWaiting ? OWN : 'hand-over')
  return (
    <section className="app-stack" aria-labelledby="hand-over" id="hand-over-section">
      <h2 id="hand-over" tabIndex={-1}>
        Hand-over
      </h2>
      {loaded.kind === 'loading' ? <Skeleton lines={2} label="Opening the hand-overs…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="The hand-overs could not be shown." failed={loaded} />
      ) : null}
      {waiting.length > 0 ? (
        <ul className="app-shift__rows">
          {waiting.map(row => (
            <Waiting key={row.handOverId} row={row} me={me} now={now} onOpen={() => open(row.handOverId)} />
          ))}
        </ul>
      ) : null}
      {loaded.kind === 'here' && waiting.length === 0 ? (
        <p className="app-quiet">None waits to be acknowledged.</p>
      ) : null}
      {loaded.kind === 'here' && !isOwnWaiting ? (
        <div className="app-row">
          <Button disabled={isStale} onClick={() => setGiving(true)}>
            Hand over…
          </Button>
          {typed > 0 && !isGiving ? (
            <span className="app-quiet">
              {typed === 1 ? 'The worry that you began is' : `The ${typed} worries that you began are`} kept
              on this page.
            </span>
          ) : null}
        </div>
      ) : null}
      {past.length > 0 ? (
        <details>
          <summary>Before ({past.length})</summary>
          <ul className="app-hand-over__past">
            {past.map(row => (
              <li key={row.handOverId}>
                <Button
                  look="quiet"
                  size="small"
                  aria-label={`Read: ${row.givenBy.name}, ${showMoment(row.givenAt, now)}`}
                  onClick={() => open(row.handOverId)}
                >
                  Read
                </Button>
                <span>
                  {showMoment(row.givenAt, now)} {row.givenBy.name}
                  {row.taken ? ` to ${row.taken.by}, ${showMoment(row.taken.at, now)}` : ', taken back'}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {isGiving ? (
        <GiveHandOver
          me={me}
          isStale={isStale}
          worries={worries}
          onWorries={setWorries}
          onDone={() => {
            setWorries(NO_WORRY)
            setGiving(false)
            again?.()
          }}
          onClose={() => setGiving(false)}
        />
      ) : null}
      {opened ? (
        <OpenHandOver
          key={opened}
          handOverId={opened}
          me={me}
          isStale={isStale}
          onChanged={() => {
            again?.()
            onChanged()
          }}
          onClose={() => open(null)}
        />
      ) : null}
    </section>
  )
}

type WaitingProps = { row: HandOverRow; me: Me; now: Instant; onOpen: () => void }

function Waiting({ row: { givenBy, givenAt, leadToldAt }, me, now, onOpen }: WaitingProps) {
  const isOwn = givenBy.staffId === me.staffId
  return (
    <li
      id={isOwn ? OWN : undefined}
      tabIndex={isOwn ? -1 : undefined}
      className={`app-shift__row app-shift__row--${leadToldAt ? 'broken' : 'soon'}`}
    >
      <div className="app-shift__head">
        <b>{isOwn ? 'Your hand-over' : `${givenBy.name} hands over`}</b>
        <span className="app-numbers">{showAge(givenAt, now)}</span>
      </div>
      <p className="app-small">
        {isOwn ? 'Nobody has acknowledged it yet: you stand as responsible.' : 'Not acknowledged yet.'}
        {leadToldAt ? ' Shift leads are told.' : ''}
      </p>
      <div className="app-row">
        <Button
          size="small"
          look={isOwn ? 'secondary' : 'primary'}
          aria-label={isOwn ? 'Read your hand-over' : `Read and acknowledge: ${givenBy.name}`}
          onClick={onOpen}
        >
          {isOwn ? 'Read…' : 'Read and acknowledge…'}
        </Button>
      </div>
    </li>
  )
}
