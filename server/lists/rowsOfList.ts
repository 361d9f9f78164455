import type { Database } from '#server/platform/database.ts'
import type { ServedFile } from '#server/platform/serve.ts'
import { dayInBritain } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import { type ListRowShown, type RowVerdict, rowVerdicts } from '#shared/lists.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import { brought } from './bringList.ts'
import { cellsFor, problemsFor, whoFor } from './core/colleaguesCells.ts'
import { BYTE_ORDER_MARK, csvLine, unguarded } from './core/csvText.ts'
import { COLUMN_KEYS, columnOf } from './core/listColumns.ts'
import { becauseNow, isAboutRecord, type RecordNow, rowNow, sectionsAsked } from './core/rowNow.ts'
import { type KeptRow, readRows } from './importRowStore.ts'
import { importById } from './importStore.ts'
import { listSectionsFor, recordsNow } from './recordsNow.ts'

type Deps = { db: Database; clock: () => Instant }

const ROWS_SHOWN = 50

/**
 * Rows of a list of the actor's organisation, for reading. What the record says of whom a row means is asked for by this, as of any
 * record, and is in the log: the dry run kept nothing of it.
 */
export async function rowsOfList(
  { db, clock }: Deps,
  actor: Actor,
  importId: string,
  asked: { verdict?: RowVerdict | undefined; after: number },
  requestId: string,
): Promise<{ rows: ListRowShown[]; more: boolean }> {
  const opened = await openedFor(db, actor, importId)
  const found = await readRows(db, importId, { ...asked, limit: ROWS_SHOWN + 1 })
  const rows = found.slice(0, ROWS_SHOWN)
  const at = clock()
  const now = await recordsNow(db, actor, peopleOf(rows, sectionsAsked), { at, requestId })
  const today = dayInBritain(at)
  return {
    rows: rows.map(row => shown(row, nowOf(row, now), opened, today)),
    more: found.length > ROWS_SHOWN,
  }
}

/** The headings of the list, and the sections of which a colleague of whoever brought it reads what it says. */
type Opened = { headings: readonly string[]; words: readonly SectionName[] | undefined }

async function openedFor(db: Database, actor: Actor, importId: string): Promise<Opened> {
  const { isOwn } = await brought({ db }, actor, importId)
  const headings = (await importById(db, importId))?.reading?.headings ?? []
  return { headings, words: isOwn ? undefined : listSectionsFor(actor.role) }
}

/** Whom rows mean where what they say hangs on a record, each once, and what of it they ask for. */
function peopleOf(rows: readonly KeptRow[], sectionsOf: (row: KeptRow) => SectionName[]) {
  const about = rows.flatMap(row =>
    row.patientId && isAboutRecord(row.verdict) ? [{ patientId: row.patientId, row }] : [],
  )
  return [...Map.groupBy(about, ({ patientId }) => patientId)].map(([patientId, theirs]) => ({
    patientId,
    sections: [...new Set(theirs.flatMap(({ row }) => sectionsOf(row)))],
  }))
}

const NOBODY: RecordNow = { isShown: false, isDeceased: false, stopped: null, open: [], items: {} }

function nowOf(
  { patientId, verdict }: KeptRow,
  now: ReadonlyMap<PatientId, RecordNow>,
): RecordNow | undefined {
  return patientId && isAboutRecord(verdict) ? (now.get(patientId) ?? NOBODY) : undefined
}

function shown(
  row: KeptRow,
  now: RecordNow | undefined,
  { headings, words }: Opened,
  today: LocalDate,
): ListRowShown {
  const { place, firstLine, lastLine, cells, verdict, outcome, finding } = row
  return {
    place,
    firstLine,
    lastLine,
    verdict,
    outcome,
    who: whoFor(finding.who, cells, headings, words),
    problems: problemsFor(finding.problems, words),
    ...rowNow(row, now, today),
  }
}

const ROWS_AT_ONCE = 250

/** The rows that were left out, as they were, with what to do about each: to be mended and brought again. */
export async function leftOutFile(
  { db, clock }: Deps,
  actor: Actor,
  importId: string,
  requestId: string,
): Promise<ServedFile> {
  const { headings, words } = await openedFor(db, actor, importId)
  const rows: { place: number; cells: readonly string[]; because: string }[] = []
  for (let after = 0; ; ) {
    const page = await readRows(db, importId, { isLeftOut: true, after, limit: ROWS_AT_ONCE })
    // Only a death is told here, and not what differs.
    const people = peopleOf(page, row => (row.verdict === 'died' ? sectionsAsked(row) : []))
    const now = await recordsNow(db, actor, people, { at: clock(), requestId })
    for (const row of page) {
      const { place, verdict, finding } = row
      const problems = problemsFor(finding.problems, words)
      const because =
        problems.map(({ column, because }) => `${column}: ${because}`).join(' ') ||
        becauseNow(row, nowOf(row, now)) ||
        rowVerdicts[verdict].says
      rows.push({ place, cells: cellsFor(row.cells, headings, words), because })
    }
    after = page.at(-1)?.place ?? after
    if (page.length < ROWS_AT_ONCE) break
  }
  const width = Math.max(headings.length, ...rows.map(({ cells }) => cells.length))
  const filled = (cells: readonly string[]) => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => ''),
  ]
  const lines = rows.map(({ place, cells, because }) =>
    csvLine([...filled(cells.map(unguarded)), `Row ${place}`, because]),
  )
  const head = csvLine([...filled(headings), 'Row', 'What to do'])
  return { name: 'left-out.csv', content: Buffer.from(BYTE_ORDER_MARK + head + lines.join('')) }
}

/** The headings that are read, in a file with nobody in it. */
export function listTemplate(): ServedFile {
  const headings = COLUMN_KEYS.filter(key => key !== 'died').map(key => columnOf(key).heading)
  return { name: 'caseload-template.csv', content: Buffer.from(BYTE_ORDER_MARK + csvLine(headings)) }
}
