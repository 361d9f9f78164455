import { appendAccess } from '#server/audit/auditStore.ts'
import { type Database, type Fragment, isOutrun as wasOutrun } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { insertPromises } from '#server/platform/promises.ts'
import type { PatientId } from '#shared/ids.ts'
import type { ChangedBy, WhyOpened } from '#shared/patients.ts'
import type { EntryDraft } from '#shared/record/entry.ts'
import type { Author, Source } from '#shared/record/provenance.ts'
import { type Actor, roles } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { type EntryToWrite, refusedBecause, toWrite } from './core/entryToWrite.ts'
import { numberTaken } from './core/numberTaken.ts'
import { STOPPED } from './core/stopped.ts'
import { changeEntries, type Written } from './entryStore.ts'
import { recordsTold } from './linkStore.ts'
import { NO_REASON } from './openRecord.ts'
import { newestOf } from './recordStore.ts'
import { promisesOfSafety } from './safetyChanged.ts'
import { promisesOfSharing } from './sharingChanged.ts'

export type Changing = {
  actor: Actor
  patientId: PatientId
  why: WhyOpened
  /** As in `openRecord`; a save from a call also carries that call's epoch in it, so that a stale console writes nothing. */
  relationship: Fragment
  at: Instant
  /** For what must never wait: taking back an agreement. */
  evenIfStopped?: boolean
  requestId?: string
  /** One CTE that may read `entries_written`: what follows elsewhere when this is written. */
  followedBy?: Fragment
  alongside?: Alongside
}

export type Changed =
  | { kind: 'saved'; version: number; entries: Written[] }
  /**
   * Somebody else wrote first: nothing of this is written, and nothing of theirs is lost. `isOutrun`: not these items, but
   * something that was read before them; read again and write again.
   */
  | { kind: 'stale'; because: string; changed: ChangedBy[]; isOutrun: boolean }
  | { kind: 'refused'; because: string }

/** Adds a new item or writes the next version of one, as the actor. */
export function changeEntry(
  { db }: { db: Database },
  { draft, ...changing }: Changing & { draft: EntryDraft },
): Promise<Changed> {
  return changeRecord(
    { db },
    { ...changing, entries: [toWrite(draft, authorOf(changing.actor), changing.at)] },
  )
}

/** Says that items are still right: a new version of each with the same content, and who confirmed it with whom. All or none. */
export function confirmEntries(
  { db }: { db: Database },
  { items, confirmedWith, ...changing }: Changing & { items: readonly Item[]; confirmedWith?: string },
): Promise<Changed> {
  const by = authorOf(changing.actor)
  const confirmed = {
    confirmedAt: changing.at,
    confirmedBy: by,
    ...(confirmedWith === undefined ? {} : { confirmedWith }),
  }
  const entries = items.map(
    item => ({ ...keeping(item, by, changing.at), change: 'confirmed', ...confirmed }) as const,
  )
  return changeRecord({ db }, { ...changing, entries })
}

/** Marks an item as entered in error. It stays, struck through, with who said so and why. */
export function retractEntry(
  { db }: { db: Database },
  { item, because, ...changing }: Changing & { item: Item; because: string },
): Promise<Changed> {
  const entries = [retraction(item, because, authorOf(changing.actor), changing.at)]
  return changeRecord({ db }, { ...changing, entries })
}

/** The version that says of an item that it was entered in error. */
export function retraction(item: Item, because: string, by: Author, at: Instant): EntryToWrite {
  return { ...keeping(item, by, at), change: 'retracted', retracted: { at, by, because } }
}

/** What else is true with a change, in its very statement: CTEs of other modules. Open pages are told in it as well. */
export type Alongside = {
  keeps: (isWritten: Fragment) => Fragment
  /**
   * Worked out from one version of the record, and held against it in the statement. Once that version is past it is past for ever:
   * the statement is not run again, and whoever asked reads again.
   */
  isOfOneReading?: true
}

type Change = Changing & { entries: readonly EntryToWrite[] }

/** Writers of one record are few; more tries than that mean something else is wrong. */
const TRIES = 4

/** Writes several entries, all or none. */
export async function changeRecord({ db }: { db: Database }, change: Change): Promise<Changed> {
  const { actor, patientId, entries, at } = change
  for (const entry of entries) {
    const because = refusedBecause(entry, patientId, at)
    if (because !== undefined) return { kind: 'refused', because }
  }
  if (new Set(entries.map(({ section, itemId }) => `${section} ${itemId}`)).size < entries.length)
    return { kind: 'refused', because: TWICE }
  let isOutrun = false
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const row = await runOnce(db, change)
    isOutrun = row === 'outrun'
    if (row === 'outrun') {
      if (change.alongside?.isOfOneReading) break
      continue
    }
    if (!row?.allowed) return { kind: 'refused', because: row?.stopped ? STOPPED[row.stopped] : NO_REASON }
    // What waited for the report of a death read the record before it: it is stale, and only on a second look it can know.
    if (row.isAgainstDeath && attempt === 1) continue
    if (row.isAgainstDeath && !row.isStale) return { kind: 'refused', because: OWN_WAY }
    if (row.isNumberTaken && !row.isStale) return { kind: 'refused', because: numberTaken(actor) }
    if (row.version !== null) return { kind: 'saved', version: row.version, entries: row.written }
    break
  }
  return {
    kind: 'stale',
    because: STALE,
    changed: await whoWasFirst(db, actor, patientId, entries),
    isOutrun,
  }
}

async function runOnce(db: Database, change: Change) {
  try {
    const [row] = await db.run(statementOf(db, change))
    return row
  } catch (error) {
    if (wasOutrun(error)) return 'outrun'
    throw error
  }
}

function statementOf(
  { sql }: Database,
  {
    actor,
    patientId,
    why,
    relationship,
    entries,
    at,
    evenIfStopped = false,
    requestId,
    alongside,
    followedBy,
  }: Change,
) {
  const access = { actor, action: 'changed' as const, why, ...(requestId ? { requestId } : {}) }
  const told = [...promisesOfSafety(patientId, entries, at), ...promisesOfSharing(patientId, entries, at)]
  const isWritten = sql`exists (select from entries_written)`
  const parts = [
    ...(told.length > 0 ? [sql`teams_told as (${insertPromises(sql, actor.lineId, told, isWritten)})`] : []),
    ...(followedBy ? [followedBy] : []),
    ...(alongside
      ? [alongside.keeps(isWritten), appendFeed(sql, actor.lineId, recordsTold(sql, [patientId]), isWritten)]
      : []),
  ]
  const [first, ...rest] = parts
  const also = first && rest.reduce((before, part) => sql`${before}, ${part}`, first)
  const accessLogged = alongside
    ? appendAccess(sql, access, sql`exists (select from feed_head)`)
    : appendAccess(sql, access)
  const stops = { onlyIf: relationship, evenIfStopped }
  return changeEntries(sql, { lineId: actor.lineId, patientId, entries, ...stops, also, accessLogged })
}

/** Staff as an author of the record. */
export function authorOf({ staffId, name, role, organisation }: Actor): Author {
  return { id: staffId, name, role: roles[role].text.toLowerCase(), organisation }
}

export type Item = {
  section: EntryToWrite['section']
  itemId: string
  expectedVersion: number
  source: Source
}

const STALE =
  'Somebody else changed this after you opened it. Nothing of yours was saved yet: look at both and save again.'

const TWICE = 'The same thing stands in this twice, and only one of the two can be right. Nothing was saved.'

/** Not through a form: what hangs on it would go on, or stay away. */
const OWN_WAY =
  'A death is reported, verified and taken back in its own way, because visits, calls and the register hang on it: use “Report a death”, or what stands under the person’s name once a death is on the record. Nothing was changed.'

/** Content, author and time come from the version before; these stand in for them on the way. */
export function keeping(item: Item, author: Author, recordedAt: Instant) {
  return { ...item, knownState: 'not_known', author, recordedAt } as const
}

async function whoWasFirst(
  db: Database,
  actor: Actor,
  patientId: PatientId,
  missing: readonly EntryToWrite[],
): Promise<ChangedBy[]> {
  const items = missing.map(({ section, itemId }) => ({ section, itemId }))
  const rows = await db.run(newestOf(db.sql, actor.lineId, patientId, items))
  return rows.map(({ writtenAt, author, ...row }) => ({ ...row, by: author, at: writtenAt }))
}
