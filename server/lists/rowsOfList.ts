import type { Database } from '#server/platform/database.ts'
import type { ServedFile } from '#server/platform/serve.ts'
import { type ListRowShown, type RowVerdict, rowVerdicts } from '#shared/lists.ts'
import type { Actor } from '#shared/staff.ts'
import { brought } from './bringList.ts'
import { BYTE_ORDER_MARK, csvLine, unguarded } from './core/csvText.ts'
import { COLUMN_KEYS, columnOf } from './core/listColumns.ts'
import { readRows, type ShownRow } from './importRowStore.ts'
import { importById } from './importStore.ts'

const ROWS_SHOWN = 50

/** Rows of a list of the actor's organisation, for reading. Nothing is said here that the dry run did not already log. */
export async function rowsOfList(
  deps: { db: Database },
  actor: Actor,
  importId: string,
  asked: { verdict?: RowVerdict | undefined; after: number },
): Promise<{ rows: ListRowShown[]; more: boolean }> {
  await brought(deps, actor, importId)
  const rows = await readRows(deps.db, importId, { ...asked, limit: ROWS_SHOWN + 1 })
  return { rows: rows.slice(0, ROWS_SHOWN).map(shown), more: rows.length > ROWS_SHOWN }
}

function shown({
  place,
  firstLine,
  lastLine,
  verdict,
  outcome,
  outcomeBecause,
  finding,
}: ShownRow): ListRowShown {
  return {
    place,
    firstLine,
    lastLine,
    verdict,
    outcome,
    ...finding,
    because: outcomeBecause ?? finding.because,
  }
}

const ALL = 1_000_000

/** The rows that were left out, as they were, with what to do about each: to be mended and brought again. */
export async function leftOutFile(
  { db }: { db: Database },
  actor: Actor,
  importId: string,
): Promise<ServedFile> {
  await brought({ db }, actor, importId)
  const rows = await readRows(db, importId, { isLeftOut: true, after: 0, limit: ALL })
  const headings = (await importById(db, importId))?.reading?.headings ?? []
  const width = Math.max(headings.length, ...rows.map(({ cells }) => cells.length))
  const filled = (cells: readonly string[]) => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => ''),
  ]
  const lines = rows.map(({ place, cells, verdict, outcomeBecause, finding }) => {
    const problems = finding.problems.map(({ column, because }) => `${column}: ${because}`).join(' ')
    const because = problems || outcomeBecause || finding.because || rowVerdicts[verdict].says
    return csvLine([...filled(cells.map(unguarded)), `Row ${place}`, because])
  })
  const head = csvLine([...filled(headings), 'Row', 'What to do'])
  return { name: 'left-out.csv', content: Buffer.from(BYTE_ORDER_MARK + head + lines.join('')) }
}

/** The headings that are read, in a file with nobody in it. */
export function listTemplate(): ServedFile {
  const headings = COLUMN_KEYS.filter(key => key !== 'died').map(key => columnOf(key).heading)
  return { name: 'caseload-template.csv', content: Buffer.from(BYTE_ORDER_MARK + csvLine(headings)) }
}
