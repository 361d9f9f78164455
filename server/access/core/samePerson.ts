import { nameWords } from '#server/patients/core/nameWords.ts'

/** What stands before or after a name and tells nobody from another. */
const TITLES: ReadonlySet<string> = new Set(
  'dr doctor mr mrs miss ms mx prof professor sir dame lord lady rev revd reverend sister matron nurse rn rgn rmn rcn mbe obe cbe frcp mrcp mrcgp frcn msc bsc phd md mbbs mbchb'.split(
    ' ',
  ),
)

/**
 * Whether two names, as somebody wrote them down, can be of one person: by their words, whatever the case, the spaces, the marks, the order
 * and the title. A name that is nothing but titles is nobody's.
 */
export function isSamePerson(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  return a !== '' && a === b
}

function wordsOf(name: string): string {
  return nameWords(name)
    .filter(word => !TITLES.has(word))
    .toSorted()
    .join(' ')
}
