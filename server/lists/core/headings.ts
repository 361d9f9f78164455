import { COLUMN_KEYS, type ColumnKey, columnOf } from './listColumns.ts'

export type Headings = {
  /** Which cell of a row is which column. */
  places: ReadonlyMap<ColumnKey, number>
  /** How the file calls it, for the words about a cell. */
  names: ReadonlyMap<ColumnKey, string>
  /** Headings whose cells are not read. */
  unread: string[]
  count: number
}

/** Taken twice they could make somebody another person. */
const ONLY_ONCE: readonly ColumnKey[] = ['nhsNumber', 'given', 'family', 'birthDate']

/** Which heading is which column, or why nobody can be read from this list. */
export function readHeadings(cells: readonly string[]): Headings | { refused: string } {
  const places = new Map<ColumnKey, number>()
  const names = new Map<ColumnKey, string>()
  const unread: string[] = []
  for (const [place, cell] of cells.entries()) {
    const heading = cell.trim()
    const key = KEYS.get(folded(heading))
    if (key !== undefined && places.has(key) && ONLY_ONCE.includes(key))
      return {
        refused: `Two columns are the ${columnOf(key).heading}: “${names.get(key)}” and “${heading}”. Take one of them out.`,
      }
    if (key === undefined || places.has(key)) {
      if (heading !== '' && !OURS.has(folded(heading))) unread.push(heading)
    } else {
      places.set(key, place)
      names.set(key, heading)
    }
  }
  const missing = [
    ...(places.has('given') || places.has('family') ? [] : ['a first name or a family name']),
    ...(places.has('birthDate') ? [] : ['a birth date']),
  ]
  if (missing.length > 0)
    return {
      refused: `The first row must say what is in each column. There is no column for ${missing.join(', and none for ')}. The template has all headings.`,
    }
  return { places, names, unread, count: cells.length }
}

/** Whatever its case, spaces, dots and dashes: 'D.O.B.', 'Date of Birth' and 'date_of_birth' are one. */
function folded(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

const KEYS: ReadonlyMap<string, ColumnKey> = new Map(
  COLUMN_KEYS.flatMap(key => {
    const { heading, also } = columnOf(key)
    return [heading, ...also].map(name => [folded(name), key] as const)
  }),
)

export function keyOfHeading(heading: string): ColumnKey | undefined {
  return KEYS.get(folded(heading.trim()))
}

/** A column of our own lists that says nothing about anybody. */
const OURS = new Set(['asof', 'row', 'whattodo'])
