import { plusDays } from '#server/patients/core/dayCount.ts'
import type { LocalDate } from '#shared/time.ts'
import { REVIEW_SOON_DAYS, type WordsToReview } from '#shared/wordsReviewed.ts'

/** Of all that is signed what is to be looked at again within a month, or was to be, the longest overdue first. */
export function reviewsDue(
  all: readonly (Omit<WordsToReview, 'reviewOn'> & { reviewOn: LocalDate | null })[],
  today: LocalDate,
): WordsToReview[] {
  const until = plusDays(today, REVIEW_SOON_DAYS)
  return all
    .flatMap(({ reviewOn, ...one }) => (reviewOn !== null && reviewOn <= until ? [{ ...one, reviewOn }] : []))
    .toSorted(
      (one, other) => one.reviewOn.localeCompare(other.reviewOn) || one.title.localeCompare(other.title),
    )
}
