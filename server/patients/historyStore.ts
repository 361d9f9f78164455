import type { Fragment, Sql } from '#server/platform/database.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { isPlaceKept } from './linkStore.ts'
import { linkedOf, marksOf } from './marksStore.ts'
import { areShown, entryColumns, type RecordRow } from './recordStore.ts'

/** Owns record_entries: reading what is no longer the newest. */

type Read = {
  lineId: string
  patientId: string
  /** A boolean over the database: whether this actor has a reason to see this person now. */
  relationship: Fragment
  /** The CTE of the access log, reading from `looked`. */
  accessLogged: Fragment
}

/**
 * The versions of one item, the newest first and no more than `most`, the check of the relationship and the row of the access
 * log, as one statement.
 */
export function readHistory(
  sql: Sql,
  {
    section,
    itemId,
    before,
    most,
    ...read
  }: Read & { section: SectionName; itemId: string; before: number; most: number },
) {
  const shown = sql`
    select ${entryColumns(sql)}
    from record_entries e
    where e.patient_id = (select id from asked)
      and e.line_id = ${read.lineId}
      and e.section = ${section}
      and e.item_id = ${itemId}
      and e.version < ${before}
    order by e.version desc
    limit ${most}`
  return readPast(sql, read, {
    shown,
    what: sql`array[${`history of ${section}`}]`,
    order: sql`shown.version desc`,
  })
}

/**
 * The record as it was at a moment: of every item the newest version that was written by then. `recordVersion` is how often the
 * record had been written. What is said over the record is of now, and whoever is named by it is looked at. Moments are kept to a millionth of a second and told to a thousandth: the whole of that is "by then".
 */
export function readRecordAsOf(
  sql: Sql,
  {
    at,
    only,
    covered,
    ...read
  }: Read & {
    at: Instant
    only?: readonly SectionName[] | undefined
    /** As in `readRecord`. */
    covered: readonly SectionName[]
  },
) {
  const shown = sql`
    select distinct on (e.section, e.item_id) ${entryColumns(sql)}
    from record_entries e
    where e.patient_id = (select id from asked)
      and e.line_id = ${read.lineId}
      and ${areShown(sql, only)}
      and ${isWrittenBy(sql, at)}
    order by e.section desc, e.item_id desc, e.version desc`
  const version = sql`
    (
      select count(distinct e.written_at)
      from record_entries e
      where e.patient_id = (select id from asked)
        and e.line_id = ${read.lineId}
        and ${isWrittenBy(sql, at)}
    )`
  return readPast(sql, read, {
    shown,
    what: sql`array[${`record as of ${at}`}] || array(
      select distinct section
      from shown
      where not (section = any(${[...covered]}::text[]) and exists (select from asked where is_protected))
      order by section
    )`,
    order: sql`shown.section desc, shown.item_id desc`, // as readRecord
    version,
    hasMarks: true,
  })
}

/**
 * The versions of every item of one section as one JSON value over the CTE `asked (id)`: the newest of each and no more than
 * `most`, for a look that opens the section itself.
 */
export function versionsOf(sql: Sql, lineId: string, section: SectionName, most: number): Fragment {
  const iso = (moment: Fragment) =>
    sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sql`
    (
      select coalesce(json_agg(json_build_object(
        'patientId', e.patient_id, 'section', e.section, 'itemId', e.item_id, 'version', e.version,
        'change', e.change, 'knownState', e.known_state, 'body', e.body, 'author', e.author, 'source', e.source,
        'recordedAt', ${iso(sql`e.recorded_at`)}, 'confirmedAt', ${iso(sql`e.confirmed_at`)},
        'confirmedBy', e.confirmed_by, 'confirmedWith', e.confirmed_with, 'retracted', e.retracted,
        'writtenAt', ${iso(sql`e.written_at`)}
      ) order by e.item_id, e.version desc), '[]')
      from (
        select *, max(version) over (partition by item_id) as newest
        from record_entries
        where patient_id = (select id from asked) and line_id = ${lineId} and section = ${section}
      ) as e
      where e.version > e.newest - ${most}
    )`
}

function isWrittenBy(sql: Sql, at: Instant): Fragment {
  return sql`e.written_at < ${at}::timestamptz + interval '1 millisecond'`
}

function readPast(
  sql: Sql,
  { lineId, patientId, relationship, accessLogged }: Read,
  {
    shown,
    what,
    order,
    version,
    hasMarks = false,
  }: { shown: Fragment; what: Fragment; order: Fragment; version?: Fragment; hasMarks?: boolean },
) {
  return sql<RecordRow[]>`
    with asked as (
      select p.id, p.version, ${isPlaceKept(sql, sql`p`)} as is_protected, p.is_disputed, p.kept_at, p.others
      from patients p
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and (${relationship})
    ),
    ${linkedOf(sql, lineId)},
    marked as materialized (select ${hasMarks ? marksOf(sql) : sql`null::jsonb`} as marks from asked),
    shown as materialized (${shown}),
    looked as (
      select
        ${patientId}::uuid as patient_id,
        case when exists (select from asked) then ${what} else '{}' end as what,
        case when exists (select from asked) then 'allowed' else 'refused' end as outcome
      ${hasMarks ? sql`union all select id, array['name', 'birthDate'], 'allowed' from linked` : sql``}
    ),
    ${accessLogged}
    select asked.id is not null as allowed, ${version ?? sql`asked.version`} as record_version, asked.is_protected,
           now() as as_of, null as beside, marked.marks, shown.*
    from (select) as always
    left join asked on true
    left join marked on true
    left join shown on true
    order by ${order}`
}
