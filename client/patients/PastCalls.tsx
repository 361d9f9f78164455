import { useState } from 'react'
import { DISPOSITION_WORDS, REASON_WORDS, WHERE_WORDS } from '#client/outcomes/core/words.ts'
import { MoveCall } from '#client/outcomes/MoveCall.tsx'
import { ShowPlace } from '#client/place/ShowPlace.tsx'
import { SavedPrompts } from '#client/triage/SavedPrompts.tsx'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showAge, showMoment } from '#client/ui/core/when.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { MOVED_BY_SAVER_DAYS } from '#shared/movedOutcome.ts'
import type { CallBack, PastCall, WhereAfter } from '#shared/outcomes.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import type { Instant } from '#shared/time.ts'

export type PastCallsProps = {
  calls: readonly PastCall[]
  now: Instant
  hasDied: boolean
  /** What is said where there is none. */
  nothing: string
  /** Why this reader is not shown the calls. */
  leftOut?: string | null
  /** Where a call can be said to have been about somebody else, by whoever may. */
  canMove?: { isStale: boolean }
}

const PLACE_KEPT =
  'Where this person is, is protected. What was said in these calls may tell it: it is shown with where they are, for a reason.'

/** The person's last calls, newest first, on the gold thread: the newest is open, for whoever reads goes on from there. */
export function PastCalls({ calls, now, hasDied, nothing, leftOut = null, canMove }: PastCallsProps) {
  const [moving, setMoving] = useState<PastCall | null>(null)
  useFocusIfGone('last-calls') // a call that was moved is no longer here
  return (
    <section className="app-block app-block--calls" aria-label="Last calls">
      <h3 className="app-block__title" id="last-calls" tabIndex={-1}>
        Last calls
      </h3>
      {calls.length === 0 ? <p className="app-block__nothing">{leftOut ?? nothing}</p> : null}
      {calls.some(({ isCovered }) => isCovered) ? (
        <p className="app-block__nothing">
          {PLACE_KEPT} <ShowPlace />
        </p>
      ) : null}
      <div>
        {calls.map((call, place) => (
          <details className="app-past__call" key={call.callId} open={place === 0}>
            <summary>
              <b>{showMoment(call.at, now)}</b>{' '}
              <span className="app-quiet app-small">{showAge(call.at, now)}</span> ·{' '}
              {REASON_WORDS[call.outcome.reason]} → {done(call)}
            </summary>
            <p className="app-quiet app-small">{about(call)}</p>
            {call.moved ? <p className="app-quiet app-small">{movedWords(call.moved, now)}</p> : null}
            <Words call={call} now={now} hasDied={hasDied} />
            {canMove && call.moveEpoch !== null ? (
              <Button
                look="quiet"
                size="small"
                aria-label={`This call was about somebody else: ${showMoment(call.at, now)}`}
                disabled={canMove.isStale}
                onClick={() => setMoving(call)}
              >
                This call was about somebody else…
              </Button>
            ) : null}
          </details>
        ))}
      </div>
      {canMove && calls.some(({ moveEpoch }) => moveEpoch === null) ? (
        <p className="app-quiet app-small">
          Was one of these about somebody else? Tell whoever saved it, who can move it for{' '}
          {MOVED_BY_SAVER_DAYS} days, or a shift lead of the line, for a year.
        </p>
      ) : null}
      {canMove && moving && moving.moveEpoch !== null ? (
        <MoveCall
          saved={{
            callId: moving.callId,
            epoch: moving.moveEpoch,
            about: `The call of ${showMoment(moving.at, now)}`,
          }}
          isStale={canMove.isStale}
          onClose={() => setMoving(null)}
        />
      ) : null}
    </section>
  )
}

function done({ outcome: { disposition } }: PastCall): string {
  return disposition === null ? 'what was done is not shown' : DISPOSITION_WORDS[disposition]
}

/** It was written on another record first: whose, stands nowhere here. */
function movedWords({ at, by, because }: NonNullable<PastCall['moved']>, now: Instant): string {
  return `Moved here ${showMoment(at, now)} by ${by}${because ? `: ${because}` : ''}`
}

/** Who rang and who answered, how long, and where it left the person. */
function about(call: PastCall): string {
  const { callerName, callerRelationship, nurse, seconds, outcome, isCovered } = call
  const caller = `${callerName ?? 'Caller not named'}${callerRelationship ? ` (${relationshipInWords(callerRelationship)})` : ''}`
  return [
    ...(isCovered ? [] : [caller]),
    nurse,
    ...(seconds === null ? [] : [inWordsDuration(seconds)]),
    ...(outcome.whereAfter === null ? [] : [afterwards(outcome.whereAfter)]),
  ].join(' · ')
}

function afterwards(where: WhereAfter): string {
  return where === 'died' ? 'the person has died' : `afterwards ${WHERE_WORDS[where]}`
}

/** Of somebody who has died, what was to come next is past: it is told as what was planned. */
function Words({ call, now, hasDied }: { call: PastCall; now: Instant; hasDied: boolean }) {
  const { found, advice, next, callBack } = call.outcome
  return (
    <>
      <SavedPrompts triage={call.outcome.triage} />
      {found ? <p className="app-past__found">Found: {found}</p> : null}
      {advice ? <p>Advice: {advice}</p> : null}
      {next ? (
        <p>
          {hasDied ? 'Planned then' : 'Next'}: {next}
        </p>
      ) : null}
      <CallBackWords callBack={callBack} now={now} />
      {call.notes ? <p className="app-past__notes">{call.notes}</p> : null}
    </>
  )
}

function CallBackWords({ callBack, now }: { callBack: CallBack; now: Instant }) {
  if (!callBack.needed) return null
  if (callBack.needed === 'owed')
    return <p>The call back that was owed already was to answer this call too.</p>
  const { dueAt, secondBecause } = callBack
  return (
    <p>
      {secondBecause ? 'A second call back' : 'A call back'} was promised for {showMoment(dueAt, now)}
      {secondBecause ? `: ${secondBecause}` : '.'}
    </p>
  )
}
