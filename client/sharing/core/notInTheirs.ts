import type { TheirLanguage } from '#shared/sharing.ts'

/** What a nurse does where the line has no guide in the language of the person; undefined where nothing is wanting. */
export function sayNotInTheirs(theirs: TheirLanguage | null): { title: string; says: string } | undefined {
  if (!theirs || theirs.guide !== null) return undefined
  return {
    title: theirs.name === null ? 'Their language is not on the record.' : `Not in ${theirs.name}.`,
    says: theirs.needsInterpreter
      ? 'Use an interpreter; the words are there in English.'
      : 'The words are there in English. Ask whether they want an interpreter for this.',
  }
}
