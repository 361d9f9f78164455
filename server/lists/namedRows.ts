import { nameWords } from '#server/patients/core/nameWords.ts'
import { isWholeNumber, phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { known } from '#shared/record/knownState.ts'
import type { LocalDate } from '#shared/time.ts'
import { type Headings, readHeadings } from './core/headings.ts'
import type { Named } from './core/judgeRow.ts'
import { type ReadRow, readRow } from './core/readRow.ts'
import type { ListBodies } from './core/sayRow.ts'
import { delimiterOf, splitRows } from './core/splitRows.ts'
import { fieldsOf } from './fieldsOf.ts'

/** A row that is somebody, or why it is nobody. */
export type OneRow = {
  place: number
  firstLine: number
  lastLine: number
  cells: string[]
  read: ReadRow
  named: Named | undefined
}

/** `cells` are the headings as they stand, for giving rows back under them. */
export type Opened =
  | {
      headings: Headings
      cells: string[]
      rows: Generator<OneRow>
      blank: () => number
      /** Whether there are more rows than this, besides the headings; none of them is read for it. */
      hasMore: (most: number) => boolean
    }
  | { refused: string }

/** Something but delimiters and quotation marks: a row that is not blank. */
const HOLDS_SOMETHING = /[^\s,;"]/

/** The rows of a list, each named by its place and lines; blank ones are counted and are no rows. */
export function openList(text: string, today: LocalDate): Opened {
  const [first] = splitRows(text, ',')
  if (!first || text.trim() === '') return { refused: 'The file is empty.' }
  const delimiter = delimiterOf(first.raw)
  const all = splitRows(text, delimiter)
  let blanks = 0
  let head = all.next()
  while (!head.done && head.value.raw.trim() === '') head = all.next()
  if (head.done) return { refused: 'The file is empty.' }
  const top = fieldsOf(head.value, delimiter)
  if (top.because) return { refused: `The first row, with the headings, cannot be read. ${top.because}` }
  const headings = readHeadings(top.cells)
  if ('refused' in headings) return headings

  const hasMore = (most: number) => {
    let count = 0
    for (const { raw } of splitRows(text, delimiter))
      if (HOLDS_SOMETHING.test(raw) && ++count > most + 1) return true
    return false
  }

  function* rows(of: Headings): Generator<OneRow> {
    let place = 0
    const seen = new Map<string, number>()
    for (const raw of all) {
      const { cells, because } = fieldsOf(raw, delimiter)
      if (cells.every(cell => cell.trim() === '')) {
        blanks += 1
        continue
      }
      place += 1
      const read = because
        ? { who: '', bodies: {}, problems: [{ column: 'the row', because }], hasDied: false }
        : readRow(cells, of, today, readPhone)
      const named = read.problems.length === 0 ? nameOf(read) : undefined
      const twin = named && twinOf(named, place, seen)
      if (twin)
        read.problems.push({
          column: 'the row',
          because: `This is the same person as row ${twin}. Take one of them out.`,
        })
      yield {
        place,
        firstLine: raw.firstLine,
        lastLine: raw.lastLine,
        cells: cells.map(storable),
        read,
        named: twin ? undefined : named,
      }
    }
  }
  return { headings, cells: top.cells.map(storable), rows: rows(headings), blank: () => blanks, hasMore }
}

/** What a row says, from its cells as they are kept; nothing of one that cannot be read any more. */
export function readAgain(cells: readonly string[], headings: readonly string[], day: LocalDate): ListBodies {
  const known = readHeadings(headings)
  if ('refused' in known) return {}
  const { bodies, problems } = readRow(cells, known, day, readPhone)
  return problems.length > 0 ? {} : bodies
}

function nameOf({ bodies }: ReadRow): Named | undefined {
  const name = known(bodies.identity?.name)
  const birthDate = known(bodies.identity?.birthDate)
  if (!name || !birthDate) return undefined
  const words = nameWords([name.given, name.family].filter(Boolean).join(' '))
  const familyWords = nameWords(name.family ?? '')
  return { nhsNumber: known(bodies.identity?.nhsNumber), birthDate, nameWords: words, familyWords }
}

/** The row before it that is the same person: by the number, or without one by names and birth date. */
function twinOf(
  { nhsNumber, birthDate, nameWords: words }: Named,
  place: number,
  seen: Map<string, number>,
): number | undefined {
  const key = nhsNumber ?? `${birthDate} ${[...words].sort().join(' ')}`
  const before = seen.get(key)
  if (before === undefined) seen.set(key, place)
  return before
}

function readPhone(text: string): string | undefined {
  const number = phoneInAnySpelling(text)
  return number && isWholeNumber(number) ? number : undefined
}

/** What PostgreSQL can keep: NUL is shown as a mark of its own. */
export function storable(cell: string): string {
  return cell.slice(0, 4_000).toWellFormed().replaceAll('\u0000', '\u2400')
}
