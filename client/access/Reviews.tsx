import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { dayOf, showDate, showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { type Review, reviewKinds, type Verdict, verdicts } from '#shared/access.ts'
import { routes } from '#shared/routes.ts'

/** The privacy officer's queue: each look that somebody must judge, the one due first on top. */
export function Reviews() {
  const loaded = useLoad('reviews', signal => call(routes.reviews, { signal }))
  if (loaded.kind === 'loading') return <Skeleton lines={8} label="Opening your queue…" />
  if (loaded.kind === 'failed') return <NotLoaded title="We could not open your queue." failed={loaded} />
  const { reviews } = loaded.value
  const open = reviews.filter(({ verdict }) => verdict === null)
  const closed = reviews.filter(({ verdict }) => verdict !== null)
  return (
    <div className="app-stack">
      <h2>
        To judge <span className="app-numbers app-quiet">{open.length}</span>
      </h2>
      {open.length === 0 ? (
        <p className="app-quiet">Nothing waits for you. Emergencies and claims come here when they happen.</p>
      ) : null}
      <ul className="app-stack">
        {open.map(review => (
          <OpenReview key={review.reviewId} review={review} onClosed={loaded.again} />
        ))}
      </ul>
      {closed.length > 0 ? (
        <details className="app-glance__more">
          <summary>Judged ({closed.length})</summary>
          <ul className="app-stack">
            {closed.map(review => (
              <li key={review.reviewId} className="app-access__review">
                <Facts review={review} />
                {review.verdict ? (
                  <p>
                    <Tag tone={review.verdict.verdict === 'justified' ? 'well' : 'caution'}>
                      {verdicts[review.verdict.verdict].text}
                    </Tag>{' '}
                    {review.verdict.by}, {when(review.verdict.at)}
                    {review.verdict.note ? `: “${review.verdict.note}”` : ''}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

const VERDICTS = Object.entries(verdicts) as [Verdict, { text: string }][] // entries of a const object

function OpenReview({ review, onClosed }: { review: Review; onClosed: () => void }) {
  const [note, setNote] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  async function judge(verdict: Verdict) {
    setBusy(true)
    setRefused(null)
    try {
      const params = { reviewId: review.reviewId }
      const reply = await call(routes.judgeReview, { params, body: { verdict, note } })
      if (reply.kind === 'refused') setRefused(reply.because)
      else onClosed()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setRefused(error.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <li className="app-access__review">
      <Facts review={review} />
      {refused ? (
        <Notice tone="danger" role="alert" title="That was not saved.">
          {refused}
        </Notice>
      ) : null}
      <TextArea
        label="What you found"
        hint="Whom you asked, and what they said."
        value={note}
        onChange={setNote}
        maxLength={2000}
      />
      <div className="app-row">
        {VERDICTS.map(([verdict, { text }]) => (
          <Button key={verdict} disabled={isBusy} onClick={() => judge(verdict)}>
            {text}
          </Button>
        ))}
      </div>
    </li>
  )
}

function Facts({ review }: { review: Review }) {
  const isLate = review.verdict === null && Date.parse(review.dueAt) < Date.now()
  return (
    <div>
      <p>
        <b>{reviewKinds[review.kind].text}</b>{' '}
        {review.verdict === null ? (
          <Tag tone={isLate ? 'danger' : 'plain'}>
            {isLate ? 'was due' : 'due'} {when(review.dueAt)}
          </Tag>
        ) : null}
      </p>
      <p>
        {review.staffName}, {review.organisation}
        {review.patientName ? (
          <>
            {' '}
            · about <b>{review.patientName}</b>
          </>
        ) : null}{' '}
        · <span className="app-numbers">{when(review.raisedAt)}</span>
      </p>
      {review.because ? <p>“{review.because}”</p> : null}
    </div>
  )
}

function when(at: string): string {
  return `${showDate(dayOf(at))} ${showTime(at)}`
}
