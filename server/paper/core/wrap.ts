/** The width of a text at size 1, in points. */
export type WidthOf = (text: string) => number

/**
 * A text as rows that are no wider than `width` (points at this size), broken between words; a word that is wider by itself is
 * broken within. An empty text is no row.
 */
export function wrap(
  text: string,
  { width, size, widthOf }: { width: number; size: number; widthOf: WidthOf },
): string[] {
  const rows: string[] = []
  const space = widthOf(' ') * size
  let row = ''
  let used = 0
  for (const word of text.split(/\s+/u).flatMap(whole => broken(whole, width / size, widthOf))) {
    const wide = widthOf(word) * size
    if (row !== '' && used + space + wide > width) {
      rows.push(row)
      row = ''
    }
    used = row === '' ? wide : used + space + wide
    row = row === '' ? word : `${row} ${word}`
  }
  return row === '' ? rows : [...rows, row]
}

/** Letters as a reader counts them: an accent stays with its letter. */
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

function broken(word: string, width: number, widthOf: WidthOf): string[] {
  if (word === '') return []
  if (widthOf(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const { segment } of letters.segment(word)) {
    // Measured whole: letters stand closer or wider beside each other than alone.
    if (part !== '' && widthOf(part + segment) > width) {
      parts.push(part)
      part = ''
    }
    part += segment
  }
  return [...parts, part]
}

const MORE = ' … (more on the record)'

/** At most so many rows; what is left out is said at the end of the last one. */
export function clipped(rows: readonly string[], most: number, fits: (row: string) => boolean): string[] {
  if (rows.length <= most) return [...rows]
  let last = rows[most - 1] ?? ''
  while (last !== '' && !fits(last + MORE)) last = last.replace(/\s*\S+$/u, '')
  return [...rows.slice(0, most - 1), `${last}${MORE}`.trim()]
}
