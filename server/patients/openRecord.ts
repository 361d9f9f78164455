import { appendAccess, type Looker } from '#server/audit/auditStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import { type Entry, readEntry } from '#shared/record/entry.ts'
import { NO_MARKS, RecordMarks } from '#shared/record/marks.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { type Covered, coverLocation, LOCATION_SECTIONS_WHOLE } from './core/coverLocation.ts'
import type { KeptRecords } from './keptRecords.ts'
import { type Beside, isEntryRow, type RecordRow, readRecord } from './recordStore.ts'

/** `kept` spares fetching a record again that has not changed; leave it out and everything is read each time. */
export type Tools = { db: Database; kept?: KeptRecords }

export type Looking = {
  actor: Looker
  patientId: PatientId
  why: WhyOpened
  /**
   * A boolean SQL expression: whether this actor has a reason to see this person at this moment (an open call that is
   * theirs, an open task, their caseload, break-glass). Asked in the same statement, so it cannot have changed since.
   */
  relationship: Fragment
  requestId?: string
}

export type OpenedRecord =
  | {
      kind: 'opened'
      patientId: PatientId
      version: number
      asOf: Instant
      /** What may be read: of a person whose location is protected, without what tells the place. */
      entries: readonly Entry[]
      /** What was taken out of `entries` for that reason; absent when nothing was. */
      covered?: Pick<Covered, 'whole' | 'parts'>
      /** As the database gave it: to be parsed by whoever asked for it. */
      beside: unknown
      /** What must be said over the record: that it is disputed, that there is a second one. */
      marks: RecordMarks
      /** As it was asked: of other sections nothing is known here, not even that they are empty. */
      only?: readonly SectionName[]
    }
  | { kind: 'refused'; because: string }

/** One sentence for every refusal, so that it does not tell whether such a person exists. */
export const NO_REASON = 'You can open a record when you have a call or a task about this person.'

/**
 * The only way into a record: checks the relationship, reads, and writes the access log, in one statement. A refusal is
 * logged as well. `only` limits the look to some sections, and the log to what was shown; `beside` is shown and logged with it.
 */
export async function openRecord(
  tools: Tools,
  {
    only,
    action = 'opened',
    ...looking
  }: Looking & {
    only?: readonly SectionName[]
    beside?: Beside
    action?: 'opened' | 'summarised' | 'exported'
  },
): Promise<OpenedRecord> {
  return lookIntoRecord(tools, { ...looking, action, ...(only ? { only } : {}) })
}

/** As `openRecord`, for a look that shows no content but an answer about it. */
export async function lookIntoRecord(
  { db, kept: keptRecords }: Tools,
  looking: Looking & {
    only?: readonly SectionName[]
    beside?: Beside
    action: 'opened' | 'summarised' | 'exported' | 'compared' | 'revealed'
    /** The place is shown although it is protected: only by `revealLocation`, which counts it and asks why. */
    showsPlace?: true
    /** CTEs that `relationship` reads from. They lock nothing that comes after the access log: `after` says what they lock. */
    first?: { ctes: Fragment; after: Fragment }
  },
): Promise<OpenedRecord> {
  const { actor, patientId, why, relationship, only, beside: wanted, action, requestId } = looking
  const { sql } = db
  const { showsPlace = false, first: before } = looking
  const access = { actor, action, why, ...(requestId ? { requestId } : {}) }
  const accessLogged = before ? appendAccess(sql, access, before.after) : appendAccess(sql, access)
  const kept = only === undefined ? keptRecords?.of(patientId) : undefined
  const rows = await db.run(
    readRecord(sql, {
      kept,
      beside: wanted,
      lineId: actor.lineId,
      patientId,
      relationship,
      accessLogged,
      covered: showsPlace ? [] : LOCATION_SECTIONS_WHOLE,
      first: before?.ctes,
      ...(only ? { only } : {}),
    }),
  )
  const [first] = rows
  if (!first?.allowed || first.recordVersion === null) return { kind: 'refused', because: NO_REASON }
  const { recordVersion: version, asOf, beside } = first
  const marks = marksShown(first.marks, only)
  const opened = { kind: 'opened', patientId, version, asOf, beside, marks, ...(only && { only }) } as const
  const isCovered = first.isProtected === true && !showsPlace
  if (kept?.version === version) return { ...opened, ...readable(kept.entries, isCovered) }
  const entries = rows.flatMap(entryOf)
  if (only === undefined)
    keptRecords?.keep(patientId, {
      version,
      entries,
      what: [...new Set(entries.map(entry => entry.section))],
    })
  return { ...opened, ...readable(entries, isCovered) }
}

/** As the database gave them. Whoever is not shown whether the person lives is not told by the other record either. */
export function marksShown(given: unknown, only: readonly SectionName[] | undefined): RecordMarks {
  if (given === null) return NO_MARKS
  const marks = RecordMarks.parse(given)
  if (only?.includes('death') !== false) return marks
  return { ...marks, linked: marks.linked.map(one => ({ ...one, hasDied: false })) }
}

/** What may be read of these entries; where the location is protected, without what tells the place. */
export function readable(
  entries: readonly Entry[],
  isCovered: boolean,
): Pick<Extract<OpenedRecord, { kind: 'opened' }>, 'entries' | 'covered'> {
  if (!isCovered) return { entries }
  const { entries: left, ...covered } = coverLocation(entries)
  return { entries: left, covered }
}

/** The entry that a row holds, its body parsed; none when the row holds none. */
export function entryOf(row: RecordRow): Entry[] {
  if (!isEntryRow(row)) return []
  const { version, confirmedAt, confirmedBy, confirmedWith, retracted, body } = row
  return [
    // The columns are typed and checked by the table; the body is parsed by its section's schema.
    readEntry({
      patientId: row.patientId,
      section: row.section,
      itemId: row.itemId,
      version,
      ...(version > 1 && { supersedes: version - 1 }),
      change: row.change,
      knownState: row.knownState,
      author: row.author,
      source: row.source,
      recordedAt: row.recordedAt,
      ...(confirmedAt && confirmedBy && { confirmedAt, confirmedBy }),
      ...(confirmedWith && { confirmedWith }),
      ...(retracted && { retracted }),
      writtenAt: row.writtenAt,
      ...(body !== null && { body }),
    }),
  ]
}
