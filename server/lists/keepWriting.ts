import { createHash, randomUUID } from 'node:crypto'
import { wayInOf } from '#server/access/wayIn.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import { authorOf, changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { numberTaken } from '#server/patients/core/numberTaken.ts'
import type { Stopped } from '#server/patients/core/stopped.ts'
import { hasDied } from '#server/patients/hasDied.ts'
import type { KeptRecords } from '#server/patients/keptRecords.ts'
import { isNumberFree } from '#server/patients/nhsNumberStore.ts'
import { registerPatient } from '#server/patients/registerPatient.ts'
import type { Database } from '#server/platform/database.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { isStillWho } from '#server/staff/staffStore.ts'
import { dayInBritain } from '#shared/days.ts'
import { PatientId } from '#shared/ids.ts'
import { begunInLog } from '#shared/lookingAfter.ts'
import { known } from '#shared/record/knownState.ts'
import { type Body, type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import type { BringDeps } from './bringList.ts'
import { changesOf, MAY_CHANGE } from './core/changesOf.ts'
import { isMoved } from './core/rowNow.ts'
import type { ListBodies } from './core/sayRow.ts'
import { STOPPED_ROW } from './core/stoppedRow.ts'
import {
  type DueRow,
  dueRow,
  joinCaseload,
  leaveTheRest,
  rowDone,
  rowsToWrite,
  rowWritten,
  settleOthers,
} from './importRowStore.ts'
import { type ImportRow, importById, settleWriting } from './importStore.ts'
import { claimLikeness } from './listPeopleStore.ts'
import { readAgain } from './namedRows.ts'
import { recordsNow } from './recordsNow.ts'
import { isNoMore, mayStill } from './stillWho.ts'

export type WriteDeps = BringDeps & { kept: KeptRecords }

const ROWS_AT_ONCE = 50
/** Well within the lease of a promise: what is left is taken up again, by whichever process comes first. */
const ENOUGH_MS = 6_000
const IMPORT = { kind: 'import' } as const
/** As the person reads it. */
const BY_LIST = { kind: 'looking_after', reason: 'You stand on a list that they brought.' } as const

/** Writes a list that was read: each row is one statement with what became of it, so that a crash leaves every row done or due. */
export async function keepWriting(deps: WriteDeps, { subjectId: importId }: TakenPromise): Promise<Keeping> {
  const { db, clock } = deps
  const brought = await importById(db, importId)
  if (brought?.state !== 'running' || !brought.begunAt) return 'needless'
  const until = performance.now() + ENOUGH_MS
  await settleOthers(db, importId, { writesChanges: brought.writesChanges, mayChange: MAY_CHANGE })
  for (;;) {
    const rows = await rowsToWrite(db, importId, ROWS_AT_ONCE)
    if (rows.length === 0) break
    if (!(await mayStill(db, brought.actor))) {
      await leaveTheRest(db, importId, isNoMore(brought.actor))
      break
    }
    for (const row of rows) {
      if (performance.now() > until) return { againAt: clock() }
      await writeRow(deps, brought, row, brought.begunAt)
    }
  }
  await settleWriting(db, importId)
  return 'kept'
}

function writeRow(deps: WriteDeps, brought: ImportRow, row: DueRow, at: Instant): Promise<unknown> {
  if (row.verdict === 'new') return makePerson(deps, brought, row, at)
  return row.verdict === 'to_join' ? joinPerson(deps, brought, row) : changePerson(deps, brought, row, at)
}

/** What the row says: the list is read again, as it was when it was brought. */
function bodiesOfRow({ reading, broughtAt }: ImportRow, { cells }: DueRow): ListBodies {
  return readAgain(cells, reading?.headings ?? [], dayInBritain(broughtAt))
}

/** A new person with what the list says, on the organisation's caseload. Two lists at once make nobody twice. */
async function makePerson({ db }: WriteDeps, brought: ImportRow, due: DueRow, at: Instant): Promise<void> {
  const { sql } = db
  const { id: importId, actor } = brought
  const row = { importId, place: due.place }
  const patientId = PatientId.parse(randomUUID())
  const bodies = bodiesOfRow(brought, due)
  const { identity } = bodies
  if (!identity) return void (await leave(db, row, UNREAD, 'left_out'))
  const isMade = sql`exists (select from person)`
  const made = await registerPatient(
    { db },
    {
      actor,
      patientId,
      why: { kind: 'registration' },
      at,
      entries: entriesOf(
        { registerStatus: { status: 'referred', since: at.slice(0, 10) }, ...bodies },
        patientId,
        authorOf(actor),
        at,
      ),
      with: {
        beforehand: sql`
          ${dueRow(sql, row)},
          ${claimLikeness(
            sql,
            actor.lineId,
            likenessOf(actor.lineId, identity, bodies),
            patientId,
            isNumberFree(sql, actor.lineId, known(identity.nhsNumber), patientId),
          )}`,
        onlyIf: sql`exists (select from claimed) and ${isStillWho(sql, actor)}`,
        also: sql`
          ${joinCaseload(sql, actor, sql`person`)},
          ${rowDone(sql, row, { isDone: isMade, outcome: 'made', otherwise: 'left_out', because: 'Somebody registered them meanwhile. Bring the list again.' })}`,
      },
    },
  )
  // A rule of the record said no before the database was asked: without a word the row would be taken up for ever.
  if (made.kind === 'refused') await leave(db, row, made.because, 'left_out')
}

/** Nothing is written for this row, and why. */
function leave(
  { sql, run }: Database,
  row: Parameters<typeof dueRow>[1],
  because: string,
  otherwise: 'unchanged' | 'left_out',
): Promise<unknown> {
  return run(sql`
    with ${dueRow(sql, row)}, ${rowDone(sql, row, { isDone: sql`false`, outcome: 'changed', otherwise, because })}
    select 1`)
}

/** Somebody who has a record on the line comes onto the caseload; a privacy officer hears that a list did it. */
async function joinPerson(
  { db, clock }: WriteDeps,
  { id: importId, actor }: ImportRow,
  { place, patientId }: DueRow,
): Promise<void> {
  const { sql } = db
  const row = { importId, place }
  const isThere = sql`exists (select from person)`
  const review = {
    key: `list/${importId}`,
    kind: 'joined_by_list' as const,
    patientId: null,
    because: 'A list was brought in, and people who had a record came onto the caseload by it.',
    dueAt: workingDaysLater(clock(), 2),
  }
  await db.run(sql`
    with ${dueRow(sql, row)},
    person as (
      select p.id from patients p, due where p.line_id = ${actor.lineId} and p.id = ${patientId} and not ${hasDied(sql)}
        and ${isStillWho(sql, actor)}
    ),
    ${joinCaseload(sql, actor, sql`person`)},
    ${rowDone(sql, row, { isDone: isThere, outcome: 'joined', otherwise: 'left_out', because: NOT_JOINED })},
    ${raiseReview(sql, actor, review, sql`exists (select from joined)`)},
    looked as (
      select patient_id, array[${begunInLog}] as what, 'allowed' as outcome from joined
    ),
    ${appendAccess(sql, { actor, action: 'changed', why: BY_LIST })}
    select 1`)
}

/** What differs, as the next version of each item; not where somebody wrote meanwhile, or took back what opened the record. */
async function changePerson(deps: WriteDeps, brought: ImportRow, due: DueRow, at: Instant): Promise<void> {
  const { db } = deps
  const { sql } = db
  const { id: importId, actor } = brought
  const { place, patientId, finding } = due
  const row = { importId, place }
  const requestId = `list ${importId}`
  const leaveIt = (because: string, otherwise: 'unchanged' | 'left_out' = 'unchanged') =>
    leave(db, row, because, otherwise)
  const way = patientId && (await wayInOf(deps, { actor, patientId, hasAsked: false, requestId }))
  if (!way) return void (await leaveIt('The record is not open to you any more.'))
  const writable = finding.differs.filter(
    ({ section, item }) =>
      item && MAY_CHANGE.some(name => name === section) && way.writes?.includes(section) !== false,
  )
  if (writable.length === 0) return void (await leaveIt('Your role does not change this.'))
  // What the list does not say of an item stays as it is: the record is asked for it now, and nothing of it was kept.
  const people = [{ patientId, sections: writable.map(({ section }) => section) }]
  const record = (await recordsNow(db, actor, people, { at, requestId })).get(patientId)
  const open = writable.filter(({ section }) => record?.open.includes(section))
  if (!record || open.length === 0) return void (await leaveIt('The record is not open to you any more.'))
  if (record.isDeceased) return void (await leaveIt(DIED_SINCE, 'left_out'))
  if (isMoved(open, record.items)) return void (await leaveIt(CHANGED_SINCE))
  const changes = changesOf(record.items, bodiesOfRow(brought, due), open)
  if (changes.length === 0) return void (await leaveIt(UNREAD))
  const entries = changes.map(
    ({ section, itemId, version, body }): EntryToWrite => ({
      section,
      itemId,
      expectedVersion: version,
      change: 'changed',
      knownState: 'known',
      body,
      author: authorOf(actor),
      source: IMPORT,
      recordedAt: at,
    }),
  )
  const isDue = sql`exists (select from list_import_rows where import_id = ${importId} and place = ${place} and outcome is null)`
  const done = rowWritten(sql, row, { isDone: sql`exists (select from entries_written)`, outcome: 'changed' })
  const changed = await changeRecord(
    { db },
    {
      ...way,
      // Asked of the row that is written to, locked: a death that was told meanwhile is seen.
      relationship: sql`${isDue} and not ${hasDied(sql)} and ${isStillWho(sql, actor)} and (${way.relationship})`,
      entries,
      at,
      followedBy: done,
    },
  )
  if (changed.kind === 'saved') return
  const now = await standingNow(db, actor.lineId, way.patientId)
  if (now?.hasDied) await leaveIt(DIED_SINCE, 'left_out')
  else if (now?.stopped) await leaveIt(STOPPED_ROW[now.stopped])
  else if (changed.kind === 'stale') await leaveIt(CHANGED_SINCE)
  else if (changed.because === numberTaken(actor)) await leaveIt(NUMBER_TAKEN, 'left_out')
  else await leaveIt(changed.because)
}

function entriesOf(
  bodies: Readonly<Record<string, unknown>>,
  patientId: string,
  author: EntryToWrite['author'],
  at: Instant,
): EntryToWrite[] {
  return (Object.entries(bodies) as [SectionName, unknown][]).map(([section, body]) => ({
    // keys of LIST_SECTIONS
    section,
    itemId: sectionOf(section).cardinality === 'one' ? patientId : randomUUID(),
    expectedVersion: 0,
    change: 'added',
    knownState: 'known',
    body,
    author,
    source: IMPORT,
    recordedAt: at,
  }))
}

/** Only a person says what becomes of a row about somebody who has died: it is in the file of those that were left out. */
const DIED_SINCE = 'Has died since the list was read. Nothing was written.'

const CHANGED_SINCE = 'Somebody changed the record since the list was read.'

const UNREAD = 'The row cannot be read any more. Bring the list again.'

/** Of somebody whom the asker may not see no more is told than that a record may exist: not that they have died, either. */
const NOT_JOINED =
  'Nothing was written: only a person can tell now whether they come onto your list. Ring the line: a nurse there can look.'

/** As of somebody new whose number is taken: no more is told than that a record may exist. */
const NUMBER_TAKEN =
  'This NHS number may stand in another record since the list was read. Nothing was written. Check the number; if it is right, ring the line: a nurse there can look.'

async function standingNow({ sql, run }: Database, lineId: string, patientId: string) {
  const [now] = await run(sql<{ hasDied: boolean; stopped: Stopped | null }[]>`
    select ${hasDied(sql)} as has_died,
           case when p.is_disputed then 'disputed' when p.kept_at is not null then 'kept_elsewhere' end as stopped
    from patients p
    where p.line_id = ${lineId} and p.id = ${patientId}`)
  return now
}

function likenessOf(lineId: string, identity: Body<'identity'>, bodies: Readonly<Record<string, unknown>>) {
  const name = known(identity.name)
  const address = bodies.addresses as Body<'addresses'> | undefined // parsed by its section when the list was read
  const words =
    known(identity.nhsNumber) ??
    [name?.given, name?.family, known(identity.birthDate), address?.postcode].join('|').toLowerCase()
  return {
    likeness: createHash('sha256').update(`${lineId} ${words}`).digest(),
    nhsNumber: known(identity.nhsNumber),
    given: name?.given,
    family: name?.family,
    birthDate: known(identity.birthDate),
  }
}
