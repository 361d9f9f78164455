import { useEffect, useState } from 'react'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { quoted } from '#client/ui/core/quoted.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { Act, HeldTask } from '#shared/onThePhone.ts'
import { DeclineReason, declineReasons, skills, workKinds } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import type { Stands } from './core/standsAs.ts'
import type { Phone } from './phone.ts'

type Props = {
  held: HeldTask
  stands: Stands
  phone: Phone
  now: Instant
  /** What else is asked of them, or theirs, for the same person. */
  alsoFor: readonly HeldTask[]
}

/** Not chosen by who presses: it is what a text or a key leaves open. */
const REASONS = DeclineReason.options.filter(reason => reason !== 'not_said')

/** One offer: what is needed to say yes or no, and nothing of whom it is about. Yes is one press, no is two. */
export function OfferCard({ held, stands, phone, now, alsoFor }: Props) {
  const { task } = held
  const [isDeclining, setDeclining] = useState(false)
  const { offer, teamTaskId, version } = task
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each offer that is shown
  useEffect(() => {
    void phone.seen(held)
  }, [phone, teamTaskId, version])
  if (!offer) return null
  const left = secondsBetween(now, offer.until)
  const say = (body: Extract<Act['asked'], { kind: 'answer' }>['body']) =>
    void phone.press(teamTaskId, { kind: 'answer', body })
  return (
    <article className="app-card" aria-labelledby={`offer-${teamTaskId}`}>
      <h3 id={`offer-${teamTaskId}`}>{workKinds[task.kind].text}</h3>
      <p>
        <Tag tone={task.urgency === 'U0' || task.urgency === 'U1' ? 'danger' : 'caution'}>{task.urgency}</Tag>{' '}
        Be there by <b>{showMoment(task.dueAt, now)}</b>.
      </p>
      {alsoFor.length > 0 ? <p>{samePerson(alsoFor)}</p> : null}
      <p className="app-phone__why">{quoted(task.why)}</p>
      <dl className="app-phone__facts">
        <dt>Where</dt>
        <dd>{task.district ?? 'Not shown before you accept'}</dd>
        {task.skills.length > 0 ? (
          <>
            <dt>Needs</dt>
            <dd>{task.skills.map(skill => skills[skill].text).join(', ')}</dd>
          </>
        ) : null}
        {task.criteria.length > 0 ? (
          <>
            <dt>Your team asks</dt>
            <dd>{task.criteria.join('. ')}</dd>
          </>
        ) : null}
        <dt>Asked by</dt>
        <dd>
          {task.askedBy}, {showMoment(task.raisedAt, now)}, of {task.team}
        </dd>
      </dl>
      {task.two && !task.two.isWaived ? (
        <p>
          <b>Nobody goes here alone.</b> You are asked as one of two: agree with the other where you meet,
          before either goes in.
        </p>
      ) : null}
      {task.beware.length > 0 ? (
        <Notice tone="danger" title="Beware">
          {task.beware.join('. ')}.
        </Notice>
      ) : (
        <p className="app-quiet">
          No warning for whoever goes is on the record. What else is known of the home, such as oxygen, you
          see when you accept.
        </p>
      )}
      <p className="app-numbers" role="status">
        {left > 0
          ? `Answer within ${inWordsDuration(left)}: then the next team is asked.`
          : 'The time is over: the next team may be asked. If you can go, say so all the same.'}
      </p>
      {stands.isAccepting ? (
        <p role="status">
          <b>{stands.isUnsent ? 'Not sent yet.' : 'Said.'}</b> It is yours when the line has heard it: ring if
          you set out now.
        </p>
      ) : (
        <>
          {/* “Back” stands where “I cannot go…” stood: pressed twice in a hurry it gives no reason that nobody chose. */}
          <div className="app-phone__answers">
            <Button
              look="primary"
              size="large"
              onClick={() => say({ answer: 'accept', commandId: newCommandId(), offer: offer.number })}
            >
              I go
            </Button>
            <Button size="large" aria-expanded={isDeclining} onClick={() => setDeclining(before => !before)}>
              {isDeclining ? 'Back' : 'I cannot go…'}
            </Button>
          </div>
          {isDeclining ? (
            <fieldset className="app-phone__reasons">
              <legend>Why can you not go?</legend>
              {REASONS.map(reason => (
                <Button
                  key={reason}
                  size="large"
                  onClick={() =>
                    say({
                      answer: 'decline',
                      commandId: newCommandId(),
                      offer: offer.number,
                      reason,
                      words: null,
                    })
                  }
                >
                  {declineReasons[reason].text}
                </Button>
              ))}
            </fieldset>
          ) : null}
        </>
      )}
    </article>
  )
}

/** Not whom: that it is one way, and not two. */
function samePerson(others: readonly HeldTask[]): string {
  const named = others.map(
    ({ task }) => `“${workKinds[task.kind].text}”${task.isMine ? ', which is yours' : ''}`,
  )
  return `For the same person as ${named.join(' and ')}.`
}
