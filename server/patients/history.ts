import { appendAccess } from '#server/audit/auditStore.ts'
import type { Database } from '#server/platform/database.ts'
import { ItemId } from '#shared/ids.ts'
import type { ItemHistory } from '#shared/record/history.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { isKeptBack } from './core/keptBack.ts'
import { sayVersion } from './core/sayHistory.ts'
import { readHistory } from './historyStore.ts'
import { entryOf, type Looking, NO_REASON } from './openRecord.ts'

export type HistoryShown =
  | { kind: 'shown'; history: ItemHistory }
  | { kind: 'no_such_item' }
  | { kind: 'refused'; because: string }

/** So many versions at once; an item that is confirmed every day has more. */
const MOST = 50
const NEWEST = 2_147_483_647
/** The refusal is of the section, not of the person: it tells nothing that the sections of every record do not. */
const KEPT_BACK = 'This part of the record is not shown by the way.'

/**
 * Every version of one item, the newest first, with what differs from the one before. The same door as `openRecord`: the
 * relationship is asked, and the look is logged as 'history of …', in the statement that reads. Sections that are kept back are
 * refused, and the refusal is logged.
 */
export async function itemHistory(
  { db }: { db: Database },
  {
    actor,
    patientId,
    why,
    relationship,
    requestId,
    section,
    itemId,
    before = NEWEST,
    only,
  }: Looking & {
    section: SectionName
    itemId: string
    before?: number
    /** The sections that this actor is shown; all that are not kept back when it is left out. */
    only?: readonly SectionName[]
  },
): Promise<HistoryShown> {
  const { sql } = db
  const isShown = !isKeptBack(section) && only?.includes(section) !== false
  const rows = await db.run(
    readHistory(sql, {
      lineId: actor.lineId,
      patientId,
      relationship: isShown ? relationship : sql`false`,
      accessLogged: appendAccess(sql, { actor, action: 'opened', why, ...(requestId ? { requestId } : {}) }),
      section,
      itemId,
      before,
      most: MOST + 1, // the one after the last says what the last of these changed
    }),
  )
  if (!rows[0]?.allowed) return { kind: 'refused', because: isKeptBack(section) ? KEPT_BACK : NO_REASON }
  const entries = rows.flatMap(entryOf)
  const isCovered = rows[0].isProtected === true
  if (entries.length === 0) return { kind: 'no_such_item' }
  return {
    kind: 'shown',
    history: {
      section,
      itemId: ItemId.parse(itemId),
      title: sectionOf(section).title,
      versions: entries.slice(0, MOST).map((entry, at) => sayVersion(entry, entries[at + 1], isCovered)),
      hasEarlier: entries.length > MOST,
    },
  }
}
