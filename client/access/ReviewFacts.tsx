import { quoted } from '#client/ui/core/quoted.ts'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { kindsOfTheHouse, type Review, reviewKinds, verdicts } from '#shared/access.ts'
import { foldReviewed, howOften } from './core/foldLooks.ts'

/** What a review is about: the reason in words, the two it is between, the looks, and who has judged it. */
export function ReviewFacts({ review }: { review: Review }) {
  const { kind, because, verdict, looks, takenOff } = review
  const isLate = verdict === null && Date.parse(review.dueAt) < Date.now()
  return (
    <div className="app-reviews__facts">
      <div className="app-reviews__head">
        <h3>{reviewKinds[kind].text}</h3>
        {verdict === null ? (
          <Tag tone={isLate ? 'danger' : 'plain'}>
            {isLate ? '■ late: was due' : 'due'} {when(review.dueAt)}
          </Tag>
        ) : null}
      </div>
      {kindsOfTheHouse.includes(kind) ? null : <Whose review={review} />}
      {because ? <p>{isTheirWords(review) ? `They wrote: ${quoted(because)}` : because}</p> : null}
      {takenOff.map(({ at, by, because: why, wasInHand }) => (
        <p key={at}>
          A call in which they looked was about somebody else:{' '}
          {wasInHand ? `${by} put that right in the call itself,` : `${by} took it off this person’s record,`}{' '}
          <span className="app-numbers">{when(at)}</span>
          {why ? `: ${quoted(why)}` : '.'}
        </p>
      ))}
      {looks.length > 0 ? <Looks review={review} /> : null}
      {verdict ? (
        <p>
          <Tag tone={verdict.verdict === 'justified' ? 'well' : 'caution'}>
            {verdicts[verdict.verdict].text}
          </Tag>{' '}
          {verdict.by}, {when(verdict.at)}
          {verdict.note ? `: ${quoted(verdict.note)}` : ''}
        </p>
      ) : null}
    </div>
  )
}

/** Who did it, and whom it was about. */
function Whose({ review }: { review: Review }) {
  const { kind, staffName, organisation, patientName, people } = review
  return (
    <p>
      {staffName}, {organisation}
      {patientName ? (
        <>
          {' '}
          {kind === 'identity_disputed' ? 'said that this may not be the record of' : 'looked at'}{' '}
          <b>{patientName}</b>
        </>
      ) : people === null ? null : (
        <>
          {' '}
          looked at <b>{people} people</b>
        </>
      )}
    </p>
  )
}

/** A reason that somebody typed; the others are the house's. */
function isTheirWords({ kind }: Review): boolean {
  return (
    kind === 'break_glass' || kind === 'claimed' || kind === 'skipped_checks' || kind === 'identity_disputed'
  )
}

function Looks({ review }: { review: Review }) {
  // Of several people, looks that say the same are looks at one after the other.
  const looks =
    review.patientId === null
      ? review.looks.map(({ link, ...look }) => ({ ...look, from: look.at, links: [link], ids: [look.id] }))
      : foldReviewed(review.looks)
  const [first, last] = [looks[0], looks.at(-1)]
  if (!first || !last) return null
  const count = looks.length === 1 ? 'One look' : `${looks.length} looks`
  const span = spanOf(first.from, last.at)
  return (
    <details className="app-reviews__looks">
      <summary>
        {count}, <span className="app-numbers">{span}</span>
      </summary>
      <ol>
        {looks.map(look => (
          <li key={look.id}>
            <span className="app-numbers app-quiet">{spanOf(look.from, look.at)}</span>
            <span>
              {look.did}
              {howOften(look)}.
              {look.what.length > 0 ? (
                <span className="app-small app-quiet"> Shown: {shown(look.what)}.</span>
              ) : null}
            </span>
            <span className="app-small app-quiet app-numbers">
              {look.device ? `${look.device}, ` : ''}
              {look.links.length === 1 ? 'link' : 'links'} {look.links.join(', ')}
            </span>
          </li>
        ))}
      </ol>
      {looks.length < review.looks.length ? (
        <p className="app-small app-quiet">
          A page that stays open reads the record again by itself when it changes, and each time is counted.
        </p>
      ) : null}
    </details>
  )
}

const MOST_NAMED = 6

/** A whole record has some thirty parts: how many there were says more than all their names. */
function shown(what: readonly string[]): string {
  if (what.length <= MOST_NAMED) return what.join(', ')
  return `${what.length} parts of the record: ${what.slice(0, MOST_NAMED).join(', ')} and others`
}

function when(at: string): string {
  return `${showDate(dayOf(at))} ${showTime(at)}`
}

function spanOf(from: string, to: string): string {
  const [began, ended] = [when(from), when(to)]
  return began === ended ? ended : `${began} to ${dayOf(from) === dayOf(to) ? showTime(to) : ended}`
}
