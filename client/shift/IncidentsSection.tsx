import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { ReasonDialog } from '#client/ui/ReasonDialog.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { routes } from '#shared/routes.ts'
import type { Incident } from '#shared/shift.ts'
import { declineReasons, workKinds } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { incidentWhy } from './core/incidentWhy.ts'

const ANSWERS = {
  accepted: 'accepted',
  declined: 'declined',
  silent: 'did not answer',
  withdrawn: 'was asked no more',
} as const

/** Targets that were missed, drafted by themselves: a shift lead says what happened, and closes each with a finding. */
export function IncidentsSection({ now, isStale }: { now: Instant; isStale: boolean }) {
  const loaded = useLoad('incidents', signal => call(routes.incidents, { signal }))
  const open = loaded.kind === 'here' ? loaded.value.incidents.filter(one => !one.closed) : []
  const closed = loaded.kind === 'here' ? loaded.value.incidents.filter(one => one.closed) : []
  const again = loaded.kind === 'here' ? loaded.again : () => {}
  const row = (one: Incident) => (
    <IncidentRow key={one.incidentId} incident={one} now={now} isStale={isStale} onChanged={again} />
  )
  return (
    <section className="app-stack" aria-labelledby="shift-incidents">
      <h2 id="shift-incidents">
        Drafted incidents{' '}
        {loaded.kind === 'here' ? <span className="app-numbers app-quiet">{open.length}</span> : null}
      </h2>
      {loaded.kind === 'loading' ? <Skeleton lines={2} label="Opening the incidents…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="The incidents could not be shown." failed={loaded} />
      ) : null}
      {loaded.kind === 'here' && loaded.missed ? (
        <Notice tone="caution" role="status" title="This may be old.">
          {loaded.missed.message}
        </Notice>
      ) : null}
      {loaded.kind === 'here' && open.length === 0 ? (
        <p className="app-quiet">
          None is open. A U1 or U2 that nobody reaches in time is drafted here by itself, and so is whoever
          went and was not heard of, or pressed for help.
        </p>
      ) : null}
      <ul className="app-shift__rows">{open.map(row)}</ul>
      {closed.length > 0 ? (
        <details>
          <summary>Closed, the last first ({closed.length})</summary>
          <ul className="app-shift__rows">{closed.map(row)}</ul>
        </details>
      ) : null}
    </section>
  )
}

type RowProps = { incident: Incident; now: Instant; isStale: boolean; onChanged: () => void }

function IncidentRow({ incident, now, isStale, onChanged }: RowProps) {
  const [asked, ask] = useState<'add' | 'close' | null>(null)
  const { incidentId, account, draftedAt, notes, closed } = incident
  const title = `${account.urgency} ${workKinds[account.kind].text}`
  const done = () => {
    ask(null)
    onChanged()
  }
  return (
    <li className={`app-shift__row app-shift__row--${closed ? 'in_time' : 'broken'}`}>
      <div className="app-shift__head">
        <b>
          {title}: {incidentWhy(account.safety)}
        </b>
        <span className="app-numbers">{showMoment(draftedAt, now)}</span>
      </div>
      <p className="app-small">
        Asked for at {showMoment(account.raisedAt, now)}, due within{' '}
        {inWordsDuration(secondsBetween(account.raisedAt, account.dueAt))}, at{' '}
        {showMoment(account.dueAt, now)}.
      </p>
      {account.safety ? (
        <p className="app-small">
          {account.safety.outBy ? `To be out by ${showMoment(account.safety.outBy, now)}. ` : ''}
          {account.safety.how === 'help' ? 'Pressed at' : 'Told to who leads at'}{' '}
          {showMoment(account.safety.at, now)}.
        </p>
      ) : null}
      {account.asked.length === 0 ? <p className="app-small">No team could be asked.</p> : null}
      <ul className="app-small">
        {account.asked.map(({ team, at, answer, answeredAt, reason }) => (
          <li key={`${team} ${at}`}>
            {showMoment(at, now)} {team}: {answer ? ANSWERS[answer] : 'had not answered yet'}
            {answeredAt ? ` ${showMoment(answeredAt, now)}` : ''}
            {reason ? `: ${declineReasons[reason].text.toLowerCase()}` : ''}
          </li>
        ))}
      </ul>
      {notes.map(({ at, by, words }) => (
        <p key={`${at} ${by}`} className="app-shift__words">
          {words}{' '}
          <span className="app-small app-quiet">
            {by}, {showMoment(at, now)}
          </span>
        </p>
      ))}
      {closed ? (
        <p className="app-shift__words">
          <b>Finding:</b> {closed.finding}{' '}
          <span className="app-small app-quiet">
            {closed.by}, {showMoment(closed.at, now)}
          </span>
        </p>
      ) : null}
      <div className="app-row">
        <Button
          size="small"
          disabled={isStale}
          aria-label={`Add what happened: ${title}`}
          onClick={() => ask('add')}
        >
          Add what happened…
        </Button>
        {closed ? null : (
          <Button
            size="small"
            disabled={isStale}
            aria-label={`Close with a finding: ${title}`}
            onClick={() => ask('close')}
          >
            Close with a finding…
          </Button>
        )}
      </div>
      {asked ? (
        <ReasonDialog
          title={asked === 'add' ? 'What happened' : 'Close this incident'}
          explains={
            asked === 'add'
              ? 'It is kept with your name, and never changed or taken away.'
              : 'It stays to be read, with your finding and your name.'
          }
          id={`incident-${asked}`}
          label={asked === 'add' ? 'What happened, as far as you know' : 'What was found, and what follows'}
          hint="No name of anybody who was cared for."
          least={3}
          wanting="Say it in a few words."
          maxLength={2000}
          act={asked === 'add' ? 'Add it' : 'Close it'}
          busy="Saving…"
          look="primary"
          isStale={isStale}
          send={({ commandId, because }) =>
            call(routes.changeIncident, {
              body:
                asked === 'add'
                  ? { act: 'add', commandId, incidentId, words: because }
                  : { act: 'close', commandId, incidentId, finding: because },
            })
          }
          onDone={done}
          onClose={() => ask(null)}
        />
      ) : null}
    </li>
  )
}
