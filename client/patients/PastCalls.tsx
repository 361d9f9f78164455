import { DISPOSITION_WORDS, REASON_WORDS, WHERE_WORDS } from '#client/outcomes/core/words.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showAge, showMoment } from '#client/ui/core/when.ts'
import type { PastCall } from '#shared/outcomes.ts'
import type { Instant } from '#shared/time.ts'

/** The person's last calls, newest first, on the gold thread: the newest is open, for the caller goes on from there. */
export function PastCalls({ calls, now }: { calls: readonly PastCall[]; now: Instant }) {
  return (
    <section className="app-block app-block--calls" aria-label="Last calls">
      <h3 className="app-block__title">Last calls</h3>
      {calls.length === 0 ? (
        <p className="app-block__nothing">This is the first call about this person.</p>
      ) : null}
      <div>
        {calls.map(
          ({ callId, at, seconds, callerName, callerRelationship, nurse, outcome, notes }, place) => (
            <details className="app-past__call" key={callId} open={place === 0}>
              <summary>
                <b>{showMoment(at, now)}</b> <span className="app-quiet app-small">{showAge(at, now)}</span> ·{' '}
                {REASON_WORDS[outcome.reason]} → {DISPOSITION_WORDS[outcome.disposition]}
              </summary>
              <p className="app-quiet app-small">
                {callerName ?? 'Caller not named'}
                {callerRelationship ? ` (${callerRelationship})` : ''} · {nurse}
                {seconds === null ? '' : ` · ${inWordsDuration(seconds)}`} · afterwards{' '}
                {WHERE_WORDS[outcome.whereAfter]}
              </p>
              {outcome.found ? <p>Found: {outcome.found}</p> : null}
              {outcome.advice ? <p>Advice: {outcome.advice}</p> : null}
              {outcome.next ? <p>Next: {outcome.next}</p> : null}
              {notes ? <p className="app-past__notes">{notes}</p> : null}
            </details>
          ),
        )}
      </div>
    </section>
  )
}
