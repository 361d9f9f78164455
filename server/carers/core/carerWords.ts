import type { Both, CarerLanguage } from '#shared/carers.ts'
import { english } from './words/english.ts'
import { polish } from './words/polish.ts'
import { urdu } from './words/urdu.ts'
import { welsh } from './words/welsh.ts'
import type { AllWords, Words } from './words/words.ts'

export const carerWords: AllWords = { en: english, cy: welsh, pl: polish, ur: urdu }

/** Says one thing in English and in the carer's language: `pick` takes it from the words of either. `at`: '02:40'; `n`: a count. */
export function bothSaid(language: CarerLanguage) {
  return (pick: (words: Words) => string, filling: { at?: string; n?: number } = {}): Both => ({
    english: filled(pick(english), filling),
    theirs: language === 'en' ? null : filled(pick(carerWords[language]), filling),
  })
}

function filled(words: string, { at, n }: { at?: string; n?: number }): string {
  return words.replace('{at}', at ?? '{at}').replace('{n}', n === undefined ? '{n}' : String(n))
}
