import { z } from 'zod'
import { LocalDate } from './time.ts'

/** From so many days before it the day is said on which somebody agreed to look again at words that a line uses. */
export const REVIEW_SOON_DAYS = 30

/** Words that a line has signed, with the day on which they are looked at again: nearly come, or over. */
export const WordsToReview = z.object({
  what: z.enum(['protocol', 'guide', 'letter']),
  title: z.string(),
  reviewOn: LocalDate,
})
export type WordsToReview = z.infer<typeof WordsToReview>
