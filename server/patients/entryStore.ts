import type { Fragment, Sql } from '#server/platform/database.ts'
import { draftRow } from './core/draftRow.ts'
import { type EntryToWrite, projected } from './core/entryToWrite.ts'
import type { PatientColumns } from './core/searchProjection.ts'
import { SHARING_SECTIONS } from './core/sharing.ts'
import type { Stopped } from './core/stopped.ts'
import { askNumber, isLinkedAsAsked, isNumberAsked, mayNumberStand } from './nhsNumberStore.ts'
import { projectEntries } from './projectionStore.ts'
import { stoppedBy, whereWritable } from './stopStore.ts'

/** Owns record_entries and patients: writing. What follows from an entry elsewhere is in projectionStore.ts. */

type Change = {
  lineId: string
  patientId: string
  entries: readonly EntryToWrite[]
  /** A boolean over the database: whether this actor may write to this person now (open call, epoch, relationship). */
  onlyIf: Fragment
  /** Only server/deaths says one of these: everything else is kept from saying that somebody died, or that they did not. */
  death?: DeathChange
  /** Written although writing is stopped: who takes back an agreement is never told to wait (decision 021). */
  evenIfStopped?: boolean
  /** What follows a death is written where the death was, also when that record is not the one that is kept any more. */
  evenIfKeptElsewhere?: boolean
  /** The dispute about whose record this is ends with this very change. */
  endsDispute?: boolean
}

export type DeathChange = 'told' | 'taken_back'

/**
 * CTEs that write the next versions: `person`, `drafts`, `current`, `entries_written (section, item_id, version)`,
 * `patient_changed (version, sharing_version)` and the search tables, all or none. One of the versions is stale, or an NHS number is somebody else's:
 * nothing is written.
 * When two statements race for the same version, the primary key lets one of them write it.
 */
export function writeEntries(
  sql: Sql,
  {
    lineId,
    patientId,
    entries,
    onlyIf,
    death,
    evenIfStopped = false,
    evenIfKeptElsewhere = false,
    endsDispute = false,
  }: Change,
): Fragment {
  return sql`
    ${askNumber(sql, lineId, patientId, entries)},
    ${whereWritable(sql, { lineId, patientId, onlyIf: sql`${isNumberAsked(sql)} and (${onlyIf})`, evenIfStopped, evenIfKeptElsewhere })},
    ${insertEntries(sql, lineId, patientId, entries, { against: againstDeath(sql, death), mayStand: mayNumberStand(sql) })},
    patient_changed as (
      update patients p
      set
        version = p.version + 1,
        sharing_version = p.sharing_version + c.shares::int,
        name = case when c.c ? 'name' then c.c ->> 'name' else p.name end,
        given_name = case when c.c ? 'givenName' then c.c ->> 'givenName' else p.given_name end,
        family_name = case when c.c ? 'familyName' then c.c ->> 'familyName' else p.family_name end,
        name_words = case
          when c.c ? 'nameWords' then array(select jsonb_array_elements_text(c.c -> 'nameWords'))
          else p.name_words
        end,
        birth_date = case when c.c ? 'birthDate' then (c.c ->> 'birthDate')::date else p.birth_date end,
        nhs_number = case when c.c ? 'nhsNumber' then c.c ->> 'nhsNumber' else p.nhs_number end,
        status = coalesce(c.c ->> 'status', p.status),
        is_deceased = coalesce((c.c ->> 'isDeceased')::boolean, false) or (p.is_deceased and ${death !== 'taken_back'}),
        is_protected = coalesce((c.c ->> 'isProtected')::boolean, p.is_protected),
        is_disputed = p.is_disputed and ${!endsDispute}
      from (
        select jsonb_object_agg(column_name, value) filter (where column_name is not null) as c, count(*) as written,
               coalesce(bool_or(w.section = any(${[...SHARING_SECTIONS]}::text[])), false) as shares
        from entries_written w
        join drafts d on d.section = w.section and d.item_id = w.item_id
        left join jsonb_each(d.columns) as changed (column_name, value) on true
      ) as c
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and c.written > 0
      returning p.version, p.sharing_version
    )`
}

type Registration = Omit<Change, 'onlyIf'> & {
  /** A boolean over the database and over `beforehand`: left out, nothing but the id stands in the way. */
  onlyIf?: Fragment
}

/** CTEs that make a person with their first entries. `person (id)` is empty when the id is already taken. */
export function registerEntries(
  sql: Sql,
  { lineId, patientId, entries, onlyIf = sql`true` }: Registration,
): Fragment {
  const columns: PatientColumns = Object.assign({}, ...entries.map(entry => projected(entry)?.columns))
  return sql`
    person as (
      insert into patients (
        id, line_id, name, given_name, family_name, name_words, birth_date, nhs_number, status, is_deceased, is_protected
      )
      select
        ${patientId}::uuid, ${lineId}::uuid, ${columns.name ?? null}, ${columns.givenName ?? null}, ${columns.familyName ?? null},
        ${columns.nameWords ?? []}::text[], ${columns.birthDate ?? null}::date, ${columns.nhsNumber ?? null},
        ${columns.status ?? 'provisional'}, ${columns.isDeceased ?? false}, ${columns.isProtected ?? false}
      where ${onlyIf}
      -- whichever key meets the other first: of two that come at one moment it may be another than the id
      on conflict do nothing
      returning id
    ),
    ${insertEntries(sql, lineId, patientId, entries, { against: sql`select null::text as section where false`, mayStand: sql`true` })}`
}

/**
 * Drafts that say of the dead that they live, or of the living that they died. A death is reported, verified and taken back in
 * its own way, which stops and starts what hangs on it; no late save from another page may do it by the way (hazard H16).
 * Who writes at the same moment as the report is stale: the report writes a version of both items.
 */
function againstDeath(sql: Sql, death: DeathChange | undefined): Fragment {
  if (death) return sql`select null::text as section where false`
  return sql`
      select d.section
      from person
      cross join drafts d
      join current c on c.section = d.section and c.item_id = d.item_id
      where (
          d.section = 'registerStatus'
          and d.change in ('added', 'changed')
          and (d.body ->> 'status' = 'deceased') is distinct from person.is_deceased
        )
        or (
          d.section = 'death'
          and d.change <> 'confirmed'
          and (
            not person.is_deceased
            or d.known_state <> 'known'
            or (d.body -> 'stage', d.body -> 'verifiedAt', d.body -> 'verifiedBy')
              is distinct from (c.body -> 'stage', c.body -> 'verifiedAt', c.body -> 'verifiedBy')
          )
        )`
}

/** CTE `looked` for a change: one row when something was written, or when the writer had no reason to be there. */
export function lookedAtChange(sql: Sql, patientId: string): Fragment {
  return sql`
    looked as (
      select
        ${patientId}::uuid as patient_id,
        array(select distinct section from drafts) as what,
        case when exists (select from person) then 'allowed' else 'refused' end as outcome
      where exists (select from entries_written)
        or not exists (select from person)
    )`
}

/**
 * Writes and logs; answers with one row. Two that raced for one of several items would leave the others written: the statement gives
 * itself up instead (`isOutrun`), and is to be run again over what is there by then.
 */
export function changeEntries(
  sql: Sql,
  change: Change & {
    accessLogged: Fragment
    /** CTEs that may read `entries_written`: what follows elsewhere when this is written. */
    also?: Fragment | undefined
  },
) {
  return sql<
    {
      allowed: boolean
      stopped: Stopped | null
      isAgainstDeath: boolean
      isNumberTaken: boolean
      isStale: boolean
      version: number | null
      written: Written[]
    }[]
  >`
    with ${writeEntries(sql, change)},
    ${lookedAtChange(sql, change.patientId)},
    ${change.also ? sql`${change.also},` : sql``}
    ${change.accessLogged}
    select
      exists (select from person) as allowed,
      exists (select from against_death) as is_against_death,
      not ${mayNumberStand(sql)} as is_number_taken,
      exists (select from current where coalesce(version, 0) <> expected) as is_stale,
      must_hold(
        (select count(*) from entries_written) in (0, ${change.entries.length})
          and (${!changesNumber(change.entries)} or ${isLinkedAsAsked(sql)})
      ) as is_whole,
      ${stoppedBy(sql)} as stopped,
      (select version from patient_changed) as version,
      ${writtenAsJson(sql)} as written`
}

function changesNumber(entries: Change['entries']): boolean {
  return entries.some(entry => projected(entry)?.columns.nhsNumber)
}

/** Makes a person and logs; answers with one row. */
export function registerPerson(
  sql: Sql,
  change: Registration & { accessLogged: Fragment; beforehand?: Fragment; also?: Fragment },
) {
  return sql<{ registered: boolean }[]>`
    with ${change.beforehand ? sql`${change.beforehand},` : sql``}
    ${registerEntries(sql, change)},
    ${change.onlyIf ? lookedAtNew(sql, change.patientId) : lookedAtChange(sql, change.patientId)},
    ${change.also ? sql`${change.also},` : sql``}
    ${change.accessLogged}
    select exists (select from person) as registered`
}

/** CTE `looked` where a rule may stand in the way of a new person: nobody who was not made was looked at. */
function lookedAtNew(sql: Sql, patientId: string): Fragment {
  return sql`
    looked as (
      select ${patientId}::uuid as patient_id, array(select distinct section from drafts) as what, 'allowed' as outcome
      where exists (select from entries_written)
    )`
}

export type Written = { section: string; itemId: string; version: number }

function writtenAsJson(sql: Sql): Fragment {
  return sql`
    coalesce(
      (select jsonb_agg(jsonb_build_object('section', section, 'itemId', item_id, 'version', version)) from entries_written),
      '[]'
    )`
}

function insertEntries(
  sql: Sql,
  lineId: string,
  patientId: string,
  entries: readonly EntryToWrite[],
  { against, mayStand }: { against: Fragment; mayStand: Fragment },
): Fragment {
  const words = [...new Set(entries.flatMap(entry => projected(entry)?.columns.nameWords ?? []))]
  return sql`
    drafts as (
      select *
      from jsonb_to_recordset(${sql.json(entries.map(draftRow) as never)}::jsonb) as d (
        section text, item_id uuid, expected int, is_single boolean, change text, known_state text, body jsonb,
        author jsonb, source jsonb, recorded_at timestamptz, confirmed_at timestamptz, confirmed_by jsonb,
        confirmed_with text, retracted jsonb, columns jsonb, phones jsonb, postcode text, street text[], agreement jsonb,
        restriction jsonb, begins_at timestamptz, moves boolean
      )
    ),
    current as (
      select d.section, d.item_id, d.expected, d.change as next_change, newest.*
      from drafts d
      left join lateral (
        select e.version, e.known_state, e.body, e.author, e.source, e.recorded_at,
          e.confirmed_at, e.confirmed_by, e.confirmed_with, e.retracted
        from record_entries e
        where e.line_id = ${lineId}
          and e.patient_id = ${patientId}
          and e.section = d.section
          and e.item_id = d.item_id
        order by e.version desc
        limit 1
      ) as newest on true
    ),
    against_death as (${against}),
    entries_written as (
      insert into record_entries (
        line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source,
        recorded_at, confirmed_at, confirmed_by, confirmed_with, retracted
      )
      select
        ${lineId}, person.id, d.section, d.item_id, d.expected + 1, d.is_single, d.change,
        case when kept then c.known_state else d.known_state end,
        case when kept then c.body else d.body end,
        case when kept then c.author else d.author end,
        case when kept then c.source else d.source end,
        case when kept then c.recorded_at else d.recorded_at end,
        case when d.change = 'retracted' then c.confirmed_at else d.confirmed_at end,
        case when d.change = 'retracted' then c.confirmed_by else d.confirmed_by end,
        case when d.change = 'retracted' then c.confirmed_with else d.confirmed_with end,
        d.retracted
      from person
      cross join drafts d
      join current c on c.section = d.section and c.item_id = d.item_id
      cross join lateral (select d.change in ('confirmed', 'retracted')) as content (kept)
      where not exists (select from against_death)
        and ${mayStand}
        and not exists (
          select from current
          where coalesce(version, 0) <> expected
            or (retracted is not null and next_change in ('confirmed', 'retracted'))
        )
      on conflict do nothing
      returning section, item_id, version
    ),
    ${projectEntries(sql, lineId, patientId, words)}`
}
