import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { ReviewKind, ReviewQueue } from '#shared/access.ts'
import { routes } from '#shared/routes.ts'
import { JudgeReview } from './JudgeReview.tsx'
import { ReviewFacts } from './ReviewFacts.tsx'
import { ReviewFilters } from './ReviewFilters.tsx'
import './Reviews.css'

const A_PAGE = 50

export type Showing = { show: 'open' | 'judged'; kind: ReviewKind | null; skip: number }

/** The privacy officer's queue: each look that somebody must judge, the one due first on top. */
export function Reviews() {
  const [showing, setShowing] = useState<Showing>({ show: 'open', kind: null, skip: 0 })
  const { show, kind, skip } = showing
  const loaded = useLoad(`reviews ${show} ${kind} ${skip}`, signal =>
    call(routes.reviews, { query: { show, ...(kind ? { kind } : {}), skip }, signal }),
  )
  // What was judged goes with its buttons: the keyboard goes on from the top of what is left.
  useFocusIfGone('to-judge', 'main')
  const [last, setLast] = useState<ReviewQueue | null>(null)
  if (loaded.kind === 'here' && loaded.value !== last) setLast(loaded.value)
  if (loaded.kind === 'failed') return <NotLoaded title="We could not open your queue." failed={loaded} />
  if (!last) return <Skeleton lines={8} label="Opening your queue…" />
  const waiting = Object.values(last.waiting).reduce((sum, one) => sum + one, 0)
  return (
    <div className="app-stack">
      <h2 id="to-judge" tabIndex={-1} className="app-reviews__title">
        To judge <span className="app-numbers app-quiet">{waiting}</span>
        {last.late > 0 ? <Tag tone="danger">{last.late} late</Tag> : null}
      </h2>
      <ReviewFilters queue={last} showing={showing} onShow={setShowing} />
      {loaded.kind === 'here' && loaded.missed ? (
        <Notice tone="caution" title="The server does not answer.">
          What stands here may be old. We keep asking.
        </Notice>
      ) : null}
      {loaded.kind === 'loading' ? (
        <Skeleton lines={8} label="Opening this part of your queue…" />
      ) : (
        <List queue={loaded.value} showing={showing} onClosed={loaded.again} />
      )}
      <div className="app-row">
        {skip > 0 ? (
          <Button onClick={() => setShowing({ ...showing, skip: Math.max(0, skip - A_PAGE) })}>Back</Button>
        ) : null}
        {last.more ? (
          <Button onClick={() => setShowing({ ...showing, skip: skip + A_PAGE })}>The next {A_PAGE}</Button>
        ) : null}
      </div>
    </div>
  )
}

type ListProps = { queue: ReviewQueue; showing: Showing; onClosed: () => void }

function List({ queue, showing, onClosed }: ListProps) {
  const { reviews } = queue
  if (reviews.length === 0)
    return (
      <p className="app-quiet">
        {showing.show === 'judged'
          ? 'Nothing of this kind has been judged yet.'
          : 'Nothing waits to be judged. Emergencies and claims come when they happen, and what a rule finds odd within a minute; where a call or a task may still explain a look, a day later.'}
      </p>
    )
  return (
    <ul className="app-stack">
      {reviews.map(review => (
        <li key={review.reviewId} className="app-access__review">
          <ReviewFacts review={review} />
          {review.verdict ? null : <JudgeReview review={review} onClosed={onClosed} />}
        </li>
      ))}
    </ul>
  )
}
