import { inASentence } from '#client/ui/core/inASentence.ts'
import { showMoment, showMonth } from '#client/ui/core/when.ts'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { UNWANTED_DAYS, type UnwantedBefore } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import { useCandidates } from './useCandidates.ts'

type Props = { callId: CallId; isWithheld: boolean; isShort?: boolean }

/** Who it may be. A number is shared, borrowed and can be forged: it suggests, and the nurse asks. */
export function CandidateHints({ callId, isWithheld, isShort = false }: Props) {
  const loaded = useCandidates(callId)
  if (isWithheld)
    return (
      <p className="app-quiet">The number is withheld: it suggests nobody. Ask who they are calling about.</p>
    )
  if (loaded.kind === 'loading') return <Skeleton lines={2} label="Looking up the number…" />
  if (loaded.kind === 'failed')
    return <p className="app-quiet">We could not look up this number: {loaded.failure.message}</p>
  const { candidates, unwanted } = loaded.value
  const warning = unwanted ? <Unwanted {...unwanted} isOnRecord={candidates.length > 0} /> : null
  if (candidates.length === 0)
    return (
      <>
        {warning}
        <p className="app-quiet">This number is on nobody's record. Ask who they are calling about.</p>
      </>
    )
  return (
    <section
      className={`app-hints app-stack ${isShort ? 'app-hints--short' : ''}`}
      aria-label="Who it may be"
    >
      {warning}
      <h3>
        It may be about{' '}
        <span className="app-quiet app-small">
          {candidates.length === 1
            ? 'this person: ask, do not tell'
            : `one of ${candidates.length}: ask, do not tell`}
        </span>
      </h3>
      <ul className="app-hints__list">
        {candidates.map(hint => (
          <li className="app-hints__item" key={hint.patientId}>
            <b className="app-hints__initials">{hint.initials}</b>{' '}
            <span>born {showMonth(hint.birthMonth)}</span>{' '}
            {hint.hasDied ? <Tag tone="danger">has died: do not ask for them</Tag> : null}{' '}
            <span className="app-quiet">number of: {whoseInASentence(hint.numberIs)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** That the number has misused the line. It is for her to know, and turns nobody away: the next may ring for somebody who is dying. */
function Unwanted({ count, lastAt, lastWith, isOnRecord }: UnwantedBefore & { isOnRecord: boolean }) {
  return (
    <p>
      <Tag tone="caution">
        {count} hoax or abusive calls from here in {UNWANTED_DAYS} days
      </Tag>{' '}
      <span className="app-quiet app-small">
        The last with {lastWith}, {showMoment(lastAt, new Date().toISOString())}.{' '}
        {isOnRecord ? 'It is on somebody’s record: listen first. ' : 'Listen first. '}
        If it goes on, end it with a word of courtesy and tell a shift lead.
      </span>
    </p>
  )
}

/** 'their own, Husband' as 'their own, husband'; longer parts may hold a name, and stay as they are. */
function whoseInASentence(numberIs: string): string {
  return numberIs
    .split(', ')
    .map(part => (part.includes(' ') ? part : inASentence(part)))
    .join(', ')
}
