import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { StoredEntry } from '#shared/record/entry.ts'
import { SECTION_NAMES, type SectionName } from '#shared/record/sections.ts'
import { isKeptBack } from './core/keptBack.ts'
import { isPlaceKept, recordsOf } from './linkStore.ts'
import { linkedOf, marksOf } from './marksStore.ts'

/** Owns record_entries: reading. Writing is in entryStore.ts. */

/** Never read with the rest; of an agreed phrase not even that there is one. */
const SEALED = SECTION_NAMES.filter(isKeptBack)

type EntryRow = Omit<
  StoredEntry,
  'supersedes' | 'body' | 'confirmedAt' | 'confirmedBy' | 'confirmedWith' | 'retracted'
> & {
  [Column in 'body' | 'confirmedAt' | 'confirmedBy' | 'confirmedWith' | 'retracted']: Exclude<
    StoredEntry[Column],
    undefined
  > | null
}

/** The columns of an entry `e`, in the shape of an EntryRow. */
export function entryColumns(sql: Sql): Fragment {
  return sql`
    e.patient_id, e.section, e.item_id, e.version, e.change, e.known_state, e.body, e.author, e.source,
    e.recorded_at, e.confirmed_at, e.confirmed_by, e.confirmed_with, e.retracted, e.written_at`
}

/** Whether an entry `e` is of these sections; of all that are not sealed when they are left out. */
export function areShown(sql: Sql, only: readonly SectionName[] | undefined): Fragment {
  return only === undefined ? sql`e.section <> all(${SEALED})` : sql`e.section = any(${only as string[]})`
}

/** One row for each entry; when there is none to show, one row whose entry columns are null. */
export type RecordRow = {
  allowed: boolean
  recordVersion: number | null
  /** Whether the person's location is protected now, by this record or by one that is linked to it. */
  isProtected: boolean | null
  asOf: string
  beside: unknown
  marks: unknown
} & {
  [Column in keyof EntryRow]: EntryRow[Column] | null
}

/** Whether the row holds an entry. */
export function isEntryRow(row: RecordRow): row is RecordRow & EntryRow {
  return row.itemId !== null
}

/** What another module shows in the same look. */
export type Beside = {
  /** What the access log calls it: none where it tells no more than the record does. */
  what: readonly string[]
  /** One JSON value over the CTE `asked (id)`: asked for only where the look is allowed. */
  value: Fragment
}

type Read = {
  lineId: string
  patientId: string
  /** A boolean over the database: whether this actor has a reason to see this person now. */
  relationship: Fragment
  /** Only these sections; all that are not sealed when left out. */
  only?: readonly SectionName[]
  /** Entries of this version are at hand: they are not sent again, and `what` they show is logged. */
  kept?: { version: number; what: readonly SectionName[] } | undefined
  beside?: Beside | undefined
  /** The CTE of the access log, reading from `looked`. */
  accessLogged: Fragment
  /** Sections that are not shown, and not said to be, of a person whose location is protected. */
  covered: readonly SectionName[]
  /** CTEs that `relationship` reads from. */
  first?: Fragment | undefined
}

/**
 * The newest version of every item, the check of the relationship and the row of the access log, as one statement.
 * A person of another line, or of nobody, is answered exactly like one who may not be seen.
 */
export function readRecord(
  sql: Sql,
  { lineId, patientId, relationship, only, kept, beside, accessLogged, covered, first }: Read,
) {
  const keptVersion = kept?.version ?? 0
  return sql<RecordRow[]>`
    with ${first ? sql`${first},` : sql``}
    asked as (
      select p.id, p.version, ${isPlaceKept(sql, sql`p`)} as is_protected, p.is_disputed, p.kept_at, p.others
      from patients p
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and (${relationship})
    ),
    ${linkedOf(sql, lineId)},
    shown as materialized (
      select distinct on (e.section, e.item_id) ${entryColumns(sql)}
      from record_entries e
      where e.patient_id = (select id from asked where version <> ${keptVersion})
        and e.line_id = ${lineId}
        and ${areShown(sql, only)}
      order by e.section desc, e.item_id desc, e.version desc
    ),
    looked as (
      select
        ${patientId}::uuid as patient_id,
        array(
          select section
          from (
            select distinct section from shown
            union
            select unnest(${[...(kept?.what ?? [])]}::text[]) where exists (select from asked where version = ${keptVersion})
          ) as sections
          where not (section = any(${[...covered]}::text[]) and exists (select from asked where is_protected))
        ) || case when exists (select from asked) then ${[...(beside?.what ?? [])]}::text[] end as what,
        case when exists (select from asked) then 'allowed' else 'refused' end as outcome
      ${first ? sql`` : sql`union all select id, array['name', 'birthDate'], 'allowed' from linked`}
    ),
    ${accessLogged}
    select asked.id is not null as allowed, asked.version as record_version, asked.is_protected, now() as as_of,
           ${beside ? sql`case when asked.id is not null and row_number() over () = 1 then ${beside.value} end` : sql`null`} as beside,
           case when asked.id is not null and row_number() over () = 1 then ${marksOf(sql)} end as marks, shown.*
    from (select) as always
    left join asked on true
    left join shown on true`
}

/** A row when the person is on this line. */
export function isOnLine(sql: Sql, lineId: string, patientId: string) {
  return sql<{ id: string }[]>`select id from patients where line_id = ${lineId} and id = ${patientId}`
}

/** A row when the person's record on this line was begun by this source. */
export function wasBegunFrom(sql: Sql, lineId: string, patientId: string, source: StoredEntry['source']) {
  return sql<{ patientId: string }[]>`
    select patient_id
    from record_entries
    where line_id = ${lineId}
      and patient_id = ${patientId}
      and section = 'identity'
      and version = 1
      and source = ${sql.json(source)}::jsonb`
}

/** How the register stood before it said that somebody died: to be written again, and shown to nobody here. */
export function registerBeforeDeath(sql: Sql, lineId: string, patientId: string) {
  return sql<{ body: object }[]>`
    select case
             when (
               select known_state = 'known' and retracted is null and body ->> 'value' = 'withdrawn' and written_at > (
                 select min(died.written_at)
                 from record_entries died
                 where died.line_id = ${lineId} and died.patient_id = ${patientId} and died.section = 'registerStatus'
                   and died.body ->> 'status' = 'deceased'
               )
               from record_entries
               where line_id = ${lineId} and patient_id = ${patientId} and section = 'consentToRegister'
               order by version desc
               limit 1
             ) then body || '{"status": "withdrawn"}' -- taken back meanwhile, when the register could not say so
             else body
           end as body
    from record_entries
    where line_id = ${lineId}
      and patient_id = ${patientId}
      and section = 'registerStatus'
      and known_state = 'known'
      and body ->> 'status' <> 'deceased'
    order by version desc
    limit 1`
}

/** The versions of one item, newest last, without asking who may see it: only for the statement that has asked. */
export function newestOf(
  sql: Sql,
  lineId: string,
  patientId: string,
  items: { section: string; itemId: string }[],
) {
  return sql<Pick<StoredEntry, 'section' | 'itemId' | 'version' | 'change' | 'author' | 'writtenAt'>[]>`
    select distinct on (e.section, e.item_id)
      e.section, e.item_id, e.version, e.change,
      coalesce(e.retracted -> 'by', e.confirmed_by, e.author) as author, e.written_at
    from record_entries e
    join jsonb_to_recordset(${sql.json(items)}::jsonb) as asked (section text, "itemId" uuid)
      on asked.section = e.section and asked."itemId" = e.item_id
    where e.line_id = ${lineId}
      and e.patient_id = ${patientId}
    order by e.section, e.item_id, e.version desc`
}

/** With what words these items of a person were begun, on whichever of their records: only for a statement that shows none of it. */
export function begunAs(
  sql: Sql,
  lineId: string,
  patientId: PatientId,
  section: SectionName,
  itemIds: readonly string[],
) {
  return sql<{ itemId: string; body: unknown }[]>`
    select e.item_id, e.body
    from record_entries e
    where e.line_id = ${lineId}
      and e.patient_id = any(${recordsOf(sql, patientId)})
      and e.section = ${section}
      and e.item_id = any(${[...itemIds]}::uuid[])
      and e.version = 1`
}
