import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import type { Board } from '#client/live/core/board.ts'
import { useHeard } from '#client/live/LiveProvider.tsx'
import type { Heard } from '#client/live/liveStore.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import { LetRest } from '#client/outcomes/LetRest.tsx'
import { MoveCall } from '#client/outcomes/MoveCall.tsx'
import type { Moved } from '#client/outcomes/useMoveCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { OFF_BOARD } from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { type AboutNobody as Calls, FOUND_WITHIN_HOURS } from '#shared/movedOutcome.ts'
import { routes } from '#shared/routes.ts'
import type { Instant } from '#shared/time.ts'
import { CallsThatLeft } from './CallsThatLeft.tsx'
import { mayChangeList, standingOf } from './core/aboutNobody.ts'
import { showFrom } from './core/words.ts'
import { Resting } from './Resting.tsx'
import { SavedCallRow } from './SavedCallRow.tsx'
import { YourLast } from './YourLast.tsx'

type SavedCall = Calls['calls'][number]

const FIND = 'Find whom it was about'
type Props = {
  isStale: boolean
  /** The call that was moved last on this desk, after which the list is another. */
  moved: string
  /** What she saved last is told already, with the way to move it. */
  isLastTold: boolean
  onLastMoved: (call: { callId: CallId }, moved: Moved) => void
}

/** Saved calls that were taken off a record, or put right after they were saved: each waits for whoever says onto whose record it goes. */
export function AboutNobody({ isStale, moved, isLastTold, onLastMoved }: Props) {
  const loaded = useLoad(`about nobody ${moved}`, signal => call(routes.callsAboutNobody, { signal }))
  const [opened, setOpened] = useState<SavedCall | null>(null)
  const [toRest, setToRest] = useState<SavedCall | null>(null)
  useHeard(useWhenMoved(loaded.kind === 'here' ? loaded : null))
  useFocusIfGone('desk-title', 'main') // the call that was moved is no longer listed
  const now = new Date(useServerNow()).toISOString()
  if (loaded.kind === 'failed')
    return (
      <NotLoaded title="Whether a saved call is on nobody’s record could not be looked up." failed={loaded} />
    )
  if (loaded.kind !== 'here') return null
  const { calls, mayRest, resting, yourLast, leftBehind } = loaded.value
  const last =
    yourLast && !isLastTold ? (
      <YourLast key={yourLast.callId} last={yourLast} now={now} isStale={isStale} onMoved={onLastMoved} />
    ) : null
  const left = <CallsThatLeft calls={leftBehind} now={now} isStale={isStale} again={loaded.again} />
  if (calls.length === 0 && resting.length === 0 && !opened && !toRest)
    return (
      <>
        {last}
        {left}
      </>
    )
  const waiting = (
    <section className="app-stack app-about-nobody" aria-labelledby="about-nobody">
      <h3 id="about-nobody">{titleFor(calls.length)}</h3>
      {calls.length > 0 ? (
        <p className="app-quiet">
          Find out whom {calls.length === 1 ? 'it' : 'each'} was about, and move it onto that person’s record:
          within {FOUND_WITHIN_HOURS} hours, so that whoever looks after them reads of it.
        </p>
      ) : null}
      <ul className="app-about-nobody__calls">
        {calls.map(saved => (
          <SavedCallRow
            key={saved.callId}
            call={saved}
            now={now}
            standing={standingOf(saved, now)}
            acts={which => (
              <>
                <Button
                  size="small"
                  disabled={isStale}
                  aria-label={`${FIND}: ${which}`}
                  onClick={() => setOpened(saved)}
                >
                  {FIND}…
                </Button>
                {mayRest && !saved.isFoundOut ? (
                  <Button
                    look="quiet"
                    size="small"
                    disabled={isStale}
                    aria-label={`Let it rest: ${which}`}
                    onClick={() => setToRest(saved)}
                  >
                    Let it rest…
                  </Button>
                ) : null}
              </>
            )}
          />
        ))}
      </ul>
      {resting.length > 0 ? (
        <Resting
          resting={resting}
          now={now}
          isStale={isStale}
          mayTakeUp={mayRest}
          onFind={setOpened}
          onTakenUp={loaded.again}
        />
      ) : null}
      {toRest ? (
        <LetRest
          saved={{ ...toRest, about: inWords(toRest, now) }}
          isStale={isStale}
          onClose={isDone => {
            setToRest(null)
            if (isDone) loaded.again()
          }}
        />
      ) : null}
      {opened ? (
        <MoveCall
          saved={{ ...opened, isOnNobody: true, about: inWords(opened, now) }}
          isStale={isStale}
          onClose={done => {
            setOpened(null)
            if (done) loaded.again()
          }}
        />
      ) : null}
    </section>
  )
  return (
    <>
      {last}
      {waiting}
      {left}
    </>
  )
}

/** Which of them a window is about: it lies over the list. */
function inWords({ at, from, nurse }: SavedCall, now: Instant): string {
  return `Saved ${showMoment(at, now)} by ${nurse} · ${showFrom(from)}`
}

function titleFor(calls: number): string {
  if (calls === 0) return 'Every saved call is on a record, or rests'
  return calls === 1
    ? 'One saved call is on nobody’s record yet'
    : `${calls} saved calls are on nobody’s record yet`
}

/** Asks again when the list may be another; also what was heard while it was being asked for. */
function useWhenMoved(list: { value: Calls; isAsking: boolean; again: () => void } | null): Heard {
  const isDue = useRef(false)
  const settled = useRef(new Set<CallId>())
  const changed = useRef(new Set<PatientId>())
  const shown = useRef(list)
  shown.current = list
  const again = list && !list.isAsking ? list.again : null
  useEffect(() => {
    if (!again) return
    const isOnOne = shown.current && [...recordsIn(shown.current.value)].some(id => changed.current.has(id))
    changed.current.clear()
    if (!isDue.current && !isOnOne) return
    isDue.current = false
    again()
  }, [again])
  return useCallback((message: LiveMessage, before: Board) => {
    // Of many that are heard at once, after a silence, all were told with the board as it was before the first of them.
    if (message.kind === 'identity' && before.calls.has(message.callId)) settled.current.add(message.callId)
    const isOver = message.kind === 'call' && OFF_BOARD.includes(message.call.state)
    const wasSettled = isOver && settled.current.delete(message.call.callId)
    const now = shown.current
    if ((!now || now.isAsking) && message.kind === 'record') changed.current.add(message.patientId)
    if (!wasSettled && !mayChangeList(message, before, now ? recordsIn(now.value) : NONE)) return
    if (now) now.again()
    else isDue.current = true
  }, [])
}

const NONE: ReadonlySet<PatientId> = new Set()

function recordsIn({ leftBehind }: Calls): ReadonlySet<PatientId> {
  return new Set(leftBehind.flatMap(({ records }) => records))
}
