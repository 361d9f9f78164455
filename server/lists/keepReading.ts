import { appendAccess } from '#server/audit/auditStore.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { dayInBritain } from '#shared/days.ts'
import { MOST_ROWS } from '#shared/lists.ts'
import type { Actor } from '#shared/staff.ts'
import type { LocalDate } from '#shared/time.ts'
import type { BringDeps } from './bringList.ts'
import { decode } from './core/decode.ts'
import { WHERE_SECTIONS } from './core/exportColumns.ts'
import { judgeRow } from './core/judgeRow.ts'
import { COLUMN_KEYS, columnOf, type ListRow } from './core/listColumns.ts'
import { bodiesOf, itemsForList, type ListItems, type ListSection, sayRow } from './core/sayRow.ts'
import { type CandidateRow, findCandidates, keepRows, type NamedRow } from './importRowStore.ts'
import { importById, readParts, settleReading } from './importStore.ts'
import { type OneRow, openList, storable } from './namedRows.ts'
import { parsedItem } from './parsedItem.ts'
import { listSectionsFor } from './recordsNow.ts'
import { isNoMore, mayStill } from './stillWho.ts'
import { wishesOf } from './wishesOf.ts'

const ROWS_AT_ONCE = 100
/** Well within the lease of a promise: a long list is read in several takings, and no row twice. */
const ENOUGH_MS = 6_000

/** The dry run: reads a list, names every row, and holds each against the records. It writes to nobody's record. */
export async function keepReading(deps: BringDeps, { subjectId: importId }: TakenPromise): Promise<Keeping> {
  const { db, clock } = deps
  const brought = await importById(db, importId)
  if (brought?.state !== 'reading') return 'needless'
  // To hold a row against a record is a look at it.
  if (!(await mayStill(db, brought.actor))) return refuse(deps, importId, isNoMore(brought.actor))
  const until = performance.now() + ENOUGH_MS
  const today = dayInBritain(clock())
  const { text, encoding } = decode(await readParts(db, importId))
  const opened = openList(text, today)
  if ('refused' in opened) return refuse(deps, importId, opened.refused)
  // Before anything of it is kept.
  if (brought.rows === 0 && opened.hasMore(MOST_ROWS))
    return refuse(
      deps,
      importId,
      `The list has more than ${MOST_ROWS} rows. Divide it, and bring one part after the other.`,
    )
  let batch: OneRow[] = []
  let count = 0
  for (const row of opened.rows) {
    count += 1
    if (count <= brought.rows) continue
    batch.push(row)
    if (batch.length < ROWS_AT_ONCE) continue
    await nameRows(deps, brought.actor, importId, batch, today)
    batch = []
    if (performance.now() > until) return { againAt: clock() }
  }
  if (batch.length > 0) await nameRows(deps, brought.actor, importId, batch, today)
  const { unread, names } = opened.headings
  const says = [
    `Read as ${encoding}.`,
    `Read: ${[...names].map(([key, heading]) => (columnOf(key).heading === heading ? heading : `${heading} (as ${columnOf(key).heading})`)).join(', ')}.`,
    ...(unread.length > 0 ? [`Not read, as no list of ours has them: ${unread.join(', ')}.`] : []),
    ...(opened.blank() > 0 ? [`Blank rows: ${opened.blank()}.`] : []),
  ]
  if (count === 0) return refuse(deps, importId, 'There are headings, and nobody under them.')
  await settleReading(db, importId, {
    state: 'read',
    says,
    headings: opened.cells,
    rows: count,
  })
  return 'kept'
}

async function refuse({ db }: BringDeps, importId: string, because: string): Promise<Keeping> {
  await settleReading(db, importId, { state: 'refused', says: [because], headings: [], rows: 0 })
  return 'kept'
}

async function nameRows(
  { db }: BringDeps,
  actor: Actor,
  importId: string,
  rows: readonly OneRow[],
  today: LocalDate,
): Promise<void> {
  const asked = rows.flatMap(({ place, named }) =>
    named ? [{ ...named, place, nhsNumber: named.nhsNumber ?? null }] : [],
  )
  const sections = listSectionsFor(actor.role)
  const accessLogged = appendAccess(db.sql, { actor, action: 'searched', why: { kind: 'search' } })
  const found =
    asked.length === 0
      ? []
      : await findCandidates(db, actor, {
          rows: asked,
          sections,
          where: WHERE_SECTIONS,
          wishes: wishesOf(db, actor)(db.sql`p`),
          accessLogged,
        })
  const byPlace = Map.groupBy(found, ({ place }) => place)
  const named = rows.map(row => nameRow(row, byPlace.get(row.place) ?? [], today))
  await keepRows(db, importId, named)
}

function nameRow(row: OneRow, candidates: readonly CandidateRow[], today: LocalDate): NamedRow {
  const { place, firstLine, lastLine, cells, read, named } = row
  const says = sayRow(read.bodies, today)
  const who = storable(read.who) || cells.find(cell => cell.trim() !== '')?.slice(0, 60) || 'Nobody'
  const base = { place, firstLine, lastLine, cells }
  if (!named)
    return {
      ...base,
      patientId: null,
      verdict: 'bad',
      finding: { who, because: '', problems: read.problems, differs: [] },
    }
  if (read.hasDied)
    return {
      ...base,
      patientId: null,
      verdict: 'died',
      finding: {
        who,
        because: 'The list says that they have died. A death is reported on the record, by a person.',
        problems: [],
        differs: [],
      },
    }
  const held = candidates.map(one => ({ one, items: itemsForList(one.items.map(parsedItem), today) }))
  const judged = judgeRow(
    named,
    says,
    held.map(({ one, items }) => ({ ...one, says: one.isShown ? shownRow(one, items, today) : null })),
  )
  const { verdict, because, differences } = judged
  const items = held.find(({ one }) => one.patientId === judged.patientId)?.items ?? {}
  return {
    ...base,
    verdict,
    patientId: verdict === 'bad' ? null : judged.patientId,
    finding: {
      who,
      because,
      problems: verdict === 'bad' ? [{ column: 'NHS number', because }] : [],
      differs: differences.map(({ column, section, list }) => ({
        column,
        section,
        list,
        item: keyOf(items[section as ListSection]), // the section of a column of lists
      })),
    },
  }
}

/** Which version of which item, and nothing of what it says. */
function keyOf(item: { itemId: string; version: number } | undefined) {
  return item ? { itemId: item.itemId, version: item.version } : null
}

/** What of the record may be held against a list: hidden and protected columns are left out, and neither differ nor agree. */
function shownRow({ open }: CandidateRow, items: ListItems, today: LocalDate): ListRow {
  const row = sayRow(bodiesOf(items), today)
  const kept = COLUMN_KEYS.filter(key => open.includes(columnOf(key).section))
  return Object.fromEntries(kept.map(key => [key, row[key]]))
}
