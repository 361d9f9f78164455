/** One slip of the finger or of the ear between two words of names. */

/**
 * By what words that are one slip apart meet in an index: the word, what is left of it without one of its letters, and '=' with all of
 * its letters in order. Who has one in common may be one slip away (`isOneSlip` says); who has none is not. The same as `name_traces`
 * in the database.
 */
export function tracesOf(word: string): string[] {
  const letters = [...word]
  const without = letters.length > 1 ? letters.map((_, place) => letters.toSpliced(place, 1).join('')) : []
  return [...new Set([word, ...without, `=${letters.toSorted(byCode).join('')}`])]
}

/**
 * Whether two different words are one slip apart: a letter lost, one too many, another one, two that changed places (Roland, Ronald), or
 * one that stands elsewhere (Jean, Jane).
 */
export function isOneSlip(one: string, other: string): boolean {
  const [a, b] = unlike([...one], [...other])
  if (a.length + b.length === 0) return false
  if (a.length <= 1 && b.length <= 1) return true
  if (a.length !== b.length) return false
  return isMoved(a, b) || isMoved(b, a) || isSwapped(a, b)
}

/** What is left of both without the letters in which they begin alike, and then those in which they end so. */
function unlike(a: string[], b: string[]): [string[], string[]] {
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1
  let end = 0
  while (end < a.length - from && end < b.length - from && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return [a.slice(from, a.length - end), b.slice(from, b.length - end)]
}

function isMoved(a: readonly string[], b: readonly string[]): boolean {
  return a.at(0) === b.at(-1) && a.slice(1).join('') === b.slice(0, -1).join('')
}

function isSwapped(a: readonly string[], b: readonly string[]): boolean {
  return a.at(0) === b.at(-1) && a.at(-1) === b.at(0) && a.slice(1, -1).join('') === b.slice(1, -1).join('')
}

/** As the database orders them byte by byte. */
function byCode(a: string, b: string): number {
  return (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)
}
