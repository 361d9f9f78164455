import type { SectionName } from '#shared/record/sections.ts'
import { keyOfHeading } from './headings.ts'
import { columnOf, KEPT_BACK } from './listColumns.ts'
import type { CellProblem } from './readRow.ts'
import { LIST_SECTIONS } from './sayRow.ts'

/**
 * What somebody reads of a list. Who brought it reads all of it: it is theirs. A colleague reads the columns that their role is shown of
 * any record, and of no column that is not known what it holds. `shown`: those sections; left out of one's own.
 */
type Shown = readonly SectionName[] | undefined

export function cellsFor(
  cells: readonly string[],
  headings: readonly string[],
  shown: Shown,
): readonly string[] {
  if (isAll(shown)) return cells
  if (isInOne(cells, headings)) return [KEPT_BACK]
  return cells.map((cell, place) =>
    cell.trim() === '' || isColumnOf(headings[place] ?? '', shown) ? cell : KEPT_BACK,
  )
}

export function problemsFor(problems: readonly CellProblem[], shown: Shown): CellProblem[] {
  return problems.map(({ column, because }) => ({
    column,
    because:
      isAll(shown) || !keyOfHeading(column) || isColumnOf(column, shown)
        ? because
        : 'This cell cannot be read as it is. Whoever brought the list is told why.',
  }))
}

export function whoFor(
  who: string,
  cells: readonly string[],
  headings: readonly string[],
  shown: Shown,
): string {
  return !isAll(shown) && isInOne(cells, headings) ? 'Somebody' : who
}

function isAll(shown: Shown): boolean {
  return shown === undefined || LIST_SECTIONS.every(name => shown.includes(name))
}

function isColumnOf(heading: string, shown: Shown): boolean {
  const key = keyOfHeading(heading)
  return key !== undefined && shown?.includes(columnOf(key).section) === true
}

/** Its cells could not be told apart: anything may stand in the one that is there. */
function isInOne(cells: readonly string[], headings: readonly string[]): boolean {
  return cells.length === 1 && headings.length > 1
}
