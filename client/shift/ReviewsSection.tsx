import { reviewWords } from '#client/triage/core/reviewWords.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { languageName } from '#shared/consentGuide.ts'
import { dayInBritain, showDay } from '#shared/days.ts'
import type { Instant } from '#shared/time.ts'
import type { WordsToReview } from '#shared/wordsReviewed.ts'

/** To whoever leads: which words of the line somebody agreed to look at again by a day that has nearly come, or is over. */
export function ReviewsSection({ reviews, now }: { reviews: readonly WordsToReview[]; now: Instant }) {
  if (reviews.length === 0) return null
  const today = dayInBritain(now)
  return (
    <section className="app-stack" aria-labelledby="shift-reviews">
      <h2 id="shift-reviews">
        Reviews due <span className="app-numbers app-quiet">{reviews.length}</span>
      </h2>
      <ul className="app-shift__rows">
        {reviews.map(review => (
          <ReviewRow key={`${review.what} ${review.title}`} review={review} today={today} />
        ))}
      </ul>
    </section>
  )
}

function ReviewRow({ review: { what, title, reviewOn }, today }: { review: WordsToReview; today: string }) {
  const due = reviewWords(reviewOn, today)
  return (
    <li className="app-shift__row">
      <div className="app-shift__head">
        <b>{what === 'guide' ? `Guide for talking about sharing, ${languageName(title)}` : title}</b>
        <Tag tone={due?.isOverdue ? 'danger' : 'caution'}>{due?.isOverdue ? 'Overdue' : 'Soon'}</Tag>
      </div>
      <p className="app-small">
        {due?.words} <span className="app-quiet">({showDay(reviewOn)})</span>
      </p>
      {what === 'protocol' ? (
        <a href="/protocols" target="_blank" rel="noreferrer">
          Open the prompts: {title} (opens beside this page)
        </a>
      ) : (
        <p className="app-small">
          Its next version is written and signed by two, and put in by whoever keeps the house.
        </p>
      )}
    </li>
  )
}
