/** One row of a file before anything of it is understood. Together the rows are the file, letter by letter. */
export type RawRow = {
  raw: string
  /** Lines of the file, from 1; a row with a line end in quotes has several. */
  firstLine: number
  lastLine: number
  /** Why its fields cannot be told apart. */
  broken?: 'quotes' | 'too_long'
}

/** Longer than any row of people; in it nobody looks for the end of a quotation. */
const LONGEST_ROW = 32_000

/**
 * Cuts a text into rows. Where a quotation never ends, or something stands behind its end, the line is a row by itself that says
 * so, and the next line begins afresh: one slip costs one row. Source of the quotes: RFC 4180, section 2.
 */
export function* splitRows(text: string, delimiter: string): Generator<RawRow> {
  let from = 0
  let line = 1
  while (from < text.length) {
    const lineEnd = endOfLine(text, from)
    const end = endOfRow(text, from, delimiter)
    const isTooLong = lineEnd - from > LONGEST_ROW
    const to = end === undefined || isTooLong ? lineEnd : end
    const raw = text.slice(from, to)
    const lines = isTooLong ? 1 : Math.max(1, raw.match(/\r\n|\n|\r/g)?.length ?? 1)
    yield {
      raw,
      firstLine: line,
      lastLine: line + lines - 1,
      ...(isTooLong
        ? { broken: 'too_long' as const }
        : end === undefined
          ? { broken: 'quotes' as const }
          : {}),
    }
    line += lines
    from = to
  }
}

/** Behind the line end that follows, or the end of the text. */
function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from)
  const carriage = text.slice(from, feed === -1 ? undefined : feed).indexOf('\r')
  if (carriage !== -1) {
    const at = from + carriage
    return text[at + 1] === '\n' ? at + 2 : at + 1
  }
  return feed === -1 ? text.length : feed + 1
}

/** Behind the line end that is in no quotation; undefined where the quotes are wrong. */
function endOfRow(text: string, from: number, delimiter: string): number | undefined {
  const limit = Math.min(text.length, from + LONGEST_ROW)
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  for (let at = from; at < limit; at += 1) {
    const letter = text[at]
    if (state === 'quoted') {
      if (letter !== '"') continue
      if (text[at + 1] === '"') at += 1
      else state = 'closed'
    } else if (letter === '\n') return at + 1
    else if (letter === '\r') return text[at + 1] === '\n' ? at + 2 : at + 1
    else if (letter === delimiter) state = 'start'
    else if (state === 'start' && letter === '"') state = 'quoted'
    else if (state === 'closed') {
      if (letter !== ' ') return undefined
    } else if (!(state === 'start' && letter === ' ')) state = 'plain'
  }
  return state === 'quoted' || limit < text.length ? undefined : text.length
}

/** What stands between the cells of the first row: a spreadsheet of another country writes semicolons. */
export function delimiterOf(heading: string): string {
  const counts = [',', ';', '\t'].map(mark => ({ mark, count: heading.split(mark).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark
}
