/** What somebody wrote in a field: in which window, how the field is called, and their words alone. */
export type WordsLeft = { readonly where: string; readonly label: string; readonly says: string }

/** Above it the order of the words counts for nothing: as many steps as take no time that anybody notices. */
const MOST_STEPS = 4_000_000

/**
 * The words that somebody put into a field which held something before: what stood there is not repeated, because they may not be shown it
 * any more. What stands apart in the field is kept apart: 'no salt … not after six'.
 */
export function typedOver(before: string, now: string): string {
  if (before.trim() === '') return now.trim()
  if (before.trim() === now.trim()) return ''
  const [was, is] = [wordsOf(before), wordsOf(now)]
  const kept = was.length * is.length > MOST_STEPS ? ofBefore(was, is) : inBoth(was, is)
  // All of it is theirs: of what stood there no more is left than any two sentences have in common.
  if ([...kept].every(place => isSmall(is[place] ?? ''))) return now.trim()
  const runs: string[][] = []
  is.forEach((word, place) => {
    if (kept.has(place)) return
    const goesOn = place > 0 && !kept.has(place - 1)
    if (goesOn) runs.at(-1)?.push(word)
    else runs.push([word])
  })
  return runs.map(run => run.join(' ')).join(' … ')
}

/** 'the', 'in', 'of' */
function isSmall(word: string): boolean {
  return /^[a-z]{1,3}$/i.test(word)
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}

function ofBefore(was: readonly string[], is: readonly string[]): Set<number> {
  const known = new Set(was)
  return new Set(is.flatMap((word, place) => (known.has(word) ? [place] : [])))
}

/** The places in `is` of the longest row of words that both have in this order. */
function inBoth(was: readonly string[], is: readonly string[]): Set<number> {
  const width = is.length + 1
  const longest = new Uint16Array((was.length + 1) * width)
  const at = (row: number, column: number) => longest[row * width + column] ?? 0
  for (let row = was.length - 1; row >= 0; row -= 1)
    for (let column = is.length - 1; column >= 0; column -= 1)
      longest[row * width + column] =
        was[row] === is[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const places = new Set<number>()
  let [row, column] = [0, 0]
  while (row < was.length && column < is.length) {
    if (was[row] === is[column]) {
      places.add(column)
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return places
}
