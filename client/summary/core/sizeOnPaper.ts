import type { EmergencySummary } from '#shared/summary.ts'

/** Letters that one column of the printed page takes on a line at its usual size. */
const LETTERS_ON_A_LINE = 58
/** Lines that two columns take, at the usual size and at the next smaller one. */
const USUAL = 115
const FULL = 150

/** How small the letters must be for everything to be on one side of A4: nothing is ever cut off. */
export function sizeOnPaper({ parts }: Pick<EmergencySummary, 'parts'>): 'usual' | 'full' | 'crowded' {
  const lines = parts.reduce(
    (sum, part) => sum + 2 + part.items.reduce((all, item) => all + linesOf(item), 0),
    0,
  )
  if (lines <= USUAL) return 'usual'
  return lines <= FULL ? 'full' : 'crowded'
}

function linesOf(item: EmergencySummary['parts'][number]['items'][number]): number {
  const texts = [`${item.title}: ${item.headline}`, ...item.warnings, ...item.lines, item.word]
  return texts.reduce((sum, text) => sum + Math.ceil(text.length / LETTERS_ON_A_LINE), 0)
}
