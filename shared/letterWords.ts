import { z } from 'zod'
import { line, longText } from './text.ts'
import { LocalDate } from './time.ts'

const few = (most: number) => z.array(longText(500)).min(1, 'Write at least one sentence.').max(most)

/**
 * The fixed words of the letter that a person keeps: content, not code, as the guide by which sharing is talked about (`ConsentGuide`).
 * `{line}` is filled in with the line's name, `{number}` with its number, `{names}` with those of whom the sentence is. Whoever is
 * responsible on a line signs their own version; until then the starter set is shown, and says that nobody has.
 */
export const LetterWords = z.strictObject({
  version: z.int().min(1),
  author: line(120),
  /** Null: nobody has approved it for this line. */
  approver: line(120).nullable(),
  reviewOn: LocalDate.nullable(),
  title: line(80),
  /** What matters, for whoever reads no further. */
  inShort: few(6),
  whoSees: line(80),
  nursesSee: longText(300),
  /** Of those who look after the person. */
  seeAll: longText(300),
  seePart: longText(300),
  seeAfterAsking: longText(300),
  seeNone: longText(300),
  /** Of those who do not look after the person now. */
  seeLater: longText(300),
  inEmergency: longText(500),
  howToSayNo: line(80),
  sayNo: few(6),
  howToSeeWhoLooked: line(80),
  seeWhoLooked: few(6),
  family: line(80),
  ofFamily: few(6),
  askAnew: longText(300),
})
export type LetterWords = z.infer<typeof LetterWords>

/** Sentences that name organisations: without the names they would say nothing. */
export const NAMING = [
  'seeAll',
  'seePart',
  'seeAfterAsking',
  'seeLater',
] as const satisfies readonly (keyof LetterWords)[]
