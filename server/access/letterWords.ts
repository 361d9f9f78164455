import { LetterWords } from '#shared/letterWords.ts'
import starter from './guides/starterLetter.json' with { type: 'json' }

/** What a letter says where nobody on the line has written and signed words of their own. */
export const starterLetter: LetterWords = LetterWords.parse(starter)

/** The newest words as a row keeps them, or the starter set. */
export function letterFrom(stored: unknown): LetterWords {
  return stored === null ? starterLetter : LetterWords.parse(stored)
}
