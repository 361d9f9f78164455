import { z } from 'zod'
import { readEntry, StoredEntry } from '#shared/record/entry.ts'
import type { OpenSealed, SealedItem } from '#shared/record/sealed.ts'
import { sealedItems } from './core/sealedItems.ts'
import { versionsOf } from './historyStore.ts'
import { openRecord, type Tools } from './openRecord.ts'
import { type Refused, relationshipToWrite, type WayIn } from './wayIn.ts'

/** So many versions of an item at once. */
const MOST = 50

/** As the database tells it: what a version does not have is null. */
const Versions = z.array(
  z.preprocess(
    row => Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== null)),
    StoredEntry,
  ),
)

/**
 * Opens one section that is kept apart, by whichever way the record is open: a look of its own, with its reason, in the statement
 * that reads, and with it what was written of it before. Who may not write it is not shown it.
 */
export async function openSealed(
  tools: Tools,
  way: WayIn,
  { section, because }: OpenSealed,
): Promise<{ kind: 'shown'; items: SealedItem[] } | Refused> {
  const why = { ...way.why, sealedBecause: because }
  const relationship = relationshipToWrite(tools, way, [section])
  // The one after the last says what the last of these changed.
  const value = versionsOf(tools.db.sql, way.actor.lineId, section, MOST + 1)
  const beside = { what: [`history of ${section}`], value }
  const opened = await openRecord(tools, { ...way, why, relationship, only: [section], beside })
  if (opened.kind === 'refused') return opened
  const versions = Versions.parse(opened.beside).map(readEntry)
  return { kind: 'shown', items: sealedItems(opened.entries, versions, MOST) }
}
