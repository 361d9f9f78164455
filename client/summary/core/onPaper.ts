import type { EmergencySummary } from '#shared/summary.ts'

type Part = EmergencySummary['parts'][number]
type Size = 'usual' | 'full' | 'crowded' | 'cut'

/** How the page is printed, and of each part how many items stand on the paper; the others stay on the record. */
export type OnPaper = { size: Size; shown: readonly number[] }

/** Letters that one column of the printed page takes on a line, and lines that two columns take, at each size of type. */
const SIZES = [
  { size: 'usual', letters: 58, lines: 115 },
  { size: 'full', letters: 58, lines: 150 },
  { size: 'crowded', letters: 70, lines: 165 },
] as const
/** At the smallest size what does not fit is cut: a text after so many lines, as the stylesheet does it. */
const MOST_OF_A_TEXT = 4
/** A warning over the parts runs over both columns, and takes a line of each. */
const LETTERS_ACROSS = 140

/**
 * How small the letters must be for everything to be on one side of A4. Where even the smallest are too large, long texts are cut
 * and items stay out, the least important first and the first of every part last: each place says so, as on the PDF.
 */
export function onPaper({ parts }: Pick<EmergencySummary, 'parts'>, warnings: readonly string[]): OnPaper {
  const all = parts.map(({ items }) => items.length)
  const head = 2 * warnings.reduce((sum, words) => sum + Math.ceil(words.length / LETTERS_ACROSS), 0)
  const whole = SIZES.find(({ letters, lines }) => head + linesOf(parts, all, letters) <= lines)
  return whole ? { size: whole.size, shown: all } : { size: 'cut', shown: cutDown(parts, head) }
}

function cutDown(parts: readonly Part[], head: number): number[] {
  const { letters, lines } = SIZES[2]
  // An item is not parted between the columns: at the foot of the first, up to the longest of them stays empty.
  const longest = Math.max(
    0,
    ...parts.flatMap(({ items }) => items.map(item => rowsOf(item, letters, MOST_OF_A_TEXT))),
  )
  const fits = (shown: readonly number[]) =>
    head + linesOf(parts, shown, letters, MOST_OF_A_TEXT) + longest <= lines
  let shown = parts.map(() => 0)
  const full = new Set<number>()
  // The first of every part is more important than the second of any.
  const turns = [...parts.keys(), ...parts.flatMap(({ items }, place) => items.slice(1).map(() => place))]
  for (const place of turns) {
    const next = shown.with(place, (shown[place] ?? 0) + 1)
    if (!full.has(place) && fits(next)) shown = next
    else full.add(place)
  }
  return shown
}

function linesOf(
  parts: readonly Part[],
  shown: readonly number[],
  letters: number,
  mostOfAText = Number.POSITIVE_INFINITY,
): number {
  return parts.reduce((sum, { items }, place) => {
    const own = items
      .slice(0, shown[place])
      .reduce((all, item) => all + rowsOf(item, letters, mostOfAText), 0)
    return sum + 2 + own
  }, 0)
}

function rowsOf(item: Part['items'][number], letters: number, mostOfAText: number): number {
  return textsOf(item).reduce((n, text) => n + Math.min(mostOfAText, Math.ceil(text.length / letters)), 0)
}

function textsOf({ title, headline, warnings, lines, word }: Part['items'][number]): string[] {
  return [`${title}: ${headline}`, ...warnings, ...lines, word]
}
