import { parse } from 'csv-parse/sync'
import type { RawRow } from './core/splitRows.ts'

const BROKEN = {
  quotes:
    'A quotation mark is opened and never closed, or something stands behind it. Put the cell in quotation marks, and double those within it.',
  too_long: 'This row is longer than any row can be. A line end may be missing.',
} as const

export type Fields = { cells: string[]; because?: string }

/** The cells of one row; where they cannot be told apart the row is one cell, and why is said. */
export function fieldsOf({ raw, broken }: RawRow, delimiter: string): Fields {
  if (broken) return { cells: [raw.trimEnd().slice(0, 2_000)], because: BROKEN[broken] }
  try {
    const [cells = []] = parse(raw, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      ltrim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as string[][]
    return { cells }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error // what csv-parse refuses has a code
    return { cells: [raw.trimEnd().slice(0, 2_000)], because: BROKEN.quotes }
  }
}
