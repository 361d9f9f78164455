import type { Database } from '#server/platform/database.ts'
import type { BuiltPerson } from './build/buildPerson.ts'
import type { BuiltCall } from './build/callRows.ts'
import { personRows } from './build/personRows.ts'
import type { TeamRow } from './build/teamRows.ts'
import { writeLooks } from './looksStore.ts'
import { writeTeams } from './teamRowStore.ts'

/** Whole worlds are written here at once, into an empty house, past the owners of the tables: nothing else may. */

export type LineRow = {
  id: string
  name: string
  phone_number: string
  on_call_numbers: string[]
  services: object[]
}
export type OrganisationRow = {
  id: string
  line_id: string
  name: string
  kind: string
  ods_code: string | null
}
export type StaffRow = {
  id: string
  line_id: string
  name: string
  sign_in_name: string
  role: string
  organisation: string
  password_hash: string
  phone_number: string | null
}
export type CaseloadRow = {
  id: string
  line_id: string
  patient_id: string
  organisation: string
  begun_at: string
}
export type World = {
  lines: LineRow[]
  organisations: OrganisationRow[]
  staff: StaffRow[]
  people: BuiltPerson[]
  doors: object[]
  caseloads: CaseloadRow[]
  teams: TeamRow[]
  calls: BuiltCall[]
}

/** Whether every line, everybody who works there, every team, person and call of the world is there, whatever has been done with them since. */
export async function isWorldThere(
  db: Database,
  ids: Record<'lines' | 'staff' | 'people' | 'calls' | 'teams', string[]>,
): Promise<boolean> {
  const [row] = await db.run(db.sql<{ count: number }[]>`
    select (select count(*) from lines where id = any(${ids.lines}::uuid[]))
         + (select count(*) from staff where id = any(${ids.staff}::uuid[]))
         + (select count(*) from patients where id = any(${ids.people}::uuid[]))
         + (select count(*) from calls where id = any(${ids.calls}::uuid[]))
         + (select count(*) from teams where id = any(${ids.teams}::uuid[])) as count`)
  const all = [ids.lines, ids.staff, ids.people, ids.calls, ids.teams]
  return row?.count === all.reduce((sum, some) => sum + some.length, 0)
}

/**
 * Lines, staff, people with their records, and calls with their outcomes and tasks, as one statement. A person or a call is
 * written whole or, where there already is one, not touched: what nurses did in between is theirs.
 */
export async function writeWorld(db: Database, world: World): Promise<void> {
  const { sql } = db
  const rows = personRows(world.people)
  const json = (value: unknown) => sql`${sql.json(value as never)}::jsonb`
  await db.run(
    sql`
    with recursive new_lines as (
      insert into lines (id, name, phone_number, on_call_numbers, services)
      select id, name, phone_number, on_call_numbers, services
      from jsonb_to_recordset(${json(world.lines)})
        as line (id uuid, name text, phone_number text, on_call_numbers text[], services jsonb)
      on conflict (id) do nothing
      returning id
    ),
    new_heads as (
      insert into feed_heads (line_id) select id from new_lines on conflict do nothing
    ),
    -- A house that was filled before there were organisations has made its hub's by itself, under another id.
    all_organisations as (
      insert into organisations (id, line_id, name, kind, ods_code)
      select id, line_id, name, kind, ods_code
      from jsonb_to_recordset(${json(world.organisations)})
        as o (id uuid, line_id uuid, name text, kind text, ods_code text)
      on conflict (line_id, name) do update set name = excluded.name
      returning id, line_id, name
    ),
    new_staff as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash, phone_number)
      select person.id, person.line_id, person.name, person.sign_in_name, person.role, organisation.id,
             person.password_hash, person.phone_number
      from jsonb_to_recordset(${json(world.staff)})
        as person (id uuid, line_id uuid, name text, sign_in_name text, role text, organisation text,
                   password_hash text, phone_number text)
      join all_organisations organisation
        on organisation.line_id = person.line_id and organisation.name = person.organisation
      on conflict do nothing
      returning id, line_id, role
    ),
    new_readiness as (
      insert into readiness (staff_id, line_id, state)
      select id, line_id, 'away' from new_staff where role in ('coordinator', 'shift_lead')
      on conflict (staff_id) do nothing
    ),
    ${writeTeams(sql, world.teams)},
    new_patients as (
      insert into patients (
        id, line_id, version, name, given_name, family_name, name_words, birth_date, nhs_number, status, is_deceased,
        is_protected, created_at
      )
      select id, line_id, version, name, given_name, family_name, name_words, birth_date, nhs_number, status, is_deceased,
             is_protected, created_at
      from jsonb_to_recordset(${json(rows.patients)})
        as p (id uuid, line_id uuid, version bigint, name text, given_name text, family_name text, name_words text[],
              birth_date date, nhs_number text, status text, is_deceased boolean, is_protected boolean,
              created_at timestamptz)
      on conflict (id) do nothing
      returning id, line_id, name_words
    ),
    new_words as (
      insert into patient_name_words (line_id, word)
      select distinct line_id, word from new_patients cross join unnest(name_words) as word
      on conflict do nothing
    ),
    new_entries as (
      insert into record_entries (
        line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source, recorded_at,
        confirmed_at, confirmed_by, confirmed_with, written_at
      )
      select p.line_id, p.id, e.section, e.item_id, e.version, e.is_single, e.change, e.known_state,
             e.body, e.author, e.source, e.recorded_at, e.confirmed_at, e.confirmed_by,
             e.confirmed_with, e.written_at
      from jsonb_to_recordset(${json(rows.entries)})
        as e (patient_id uuid, section text, item_id uuid, version int, is_single boolean, change text, known_state text,
              body jsonb, author jsonb, source jsonb, recorded_at timestamptz, confirmed_at timestamptz,
              confirmed_by jsonb, confirmed_with text, written_at timestamptz)
      join new_patients p on p.id = e.patient_id
    ),
    new_phones as (
      insert into patient_phones (line_id, patient_id, item_id, number, belongs_to)
      select p.line_id, p.id, f.item_id, f.number, f.belongs_to
      from jsonb_to_recordset(${json(rows.phones)})
        as f (patient_id uuid, item_id uuid, number text, belongs_to jsonb)
      join new_patients p on p.id = f.patient_id
    ),
    new_postcodes as (
      insert into patient_postcodes (line_id, patient_id, item_id, postcode)
      select p.line_id, p.id, f.item_id, f.postcode
      from jsonb_to_recordset(${json(rows.postcodes)}) as f (patient_id uuid, item_id uuid, postcode text)
      join new_patients p on p.id = f.patient_id
    ),
    new_streets as (
      insert into patient_streets (line_id, patient_id, item_id, words)
      select p.line_id, p.id, f.item_id, f.words
      from jsonb_to_recordset(${json(rows.streets)}) as f (patient_id uuid, item_id uuid, words text[])
      join new_patients p on p.id = f.patient_id
    ),
    new_agreements as (
      insert into patient_agreements (line_id, patient_id, item_id, scope, organisation, agrees, from_at)
      select p.line_id, p.id, a.item_id, a.scope, a.organisation, a.agrees, a.from_at
      from jsonb_to_recordset(${json(rows.agreements)})
        as a (patient_id uuid, item_id uuid, scope text, organisation text, agrees boolean, from_at timestamptz)
      join new_patients p on p.id = a.patient_id
    ),
    new_restrictions as (
      insert into patient_restrictions (line_id, patient_id, item_id, against, names, rule, sections, from_at, until_on)
      select p.line_id, p.id, r.item_id, r.against, r.names, r.rule, r.sections, r.from_at, r.until_on
      from jsonb_to_recordset(${json(rows.restrictions)})
        as r (patient_id uuid, item_id uuid, against text, names text[], rule text, sections text[],
              from_at timestamptz, until_on date)
      join new_patients p on p.id = r.patient_id
    ),
    new_doors as (
      insert into door_secrets (
        line_id, patient_id, kind, version, change, sealed, key_id, verified_on, author, source, command_id, written_at
      )
      select p.line_id, p.id, d.kind, 1, 'added', decode(d.sealed, 'hex'), d.key_id, d.verified_on, d.author, d.source,
             d.command_id, d.written_at
      from jsonb_to_recordset(${json(world.doors)})
        as d (patient_id uuid, kind text, sealed text, key_id text, verified_on date, author jsonb, source jsonb,
              command_id uuid, written_at timestamptz)
      join new_patients p on p.id = d.patient_id
    ),
    new_caseloads as (
      insert into relationships (id, line_id, patient_id, organisation_id, kind, begun_at)
      select c.id, c.line_id, c.patient_id, o.id, 'caseload', c.begun_at
      from jsonb_to_recordset(${json(world.caseloads)})
        as c (id uuid, line_id uuid, patient_id uuid, organisation text, begun_at timestamptz)
      join all_organisations o on o.line_id = c.line_id and o.name = c.organisation
      on conflict do nothing
    ),
    new_calls as (
      insert into calls (
        id, line_id, version, state, direction, facts, carrier_sid, from_number, started_at, talking_since, ended_at,
        patient_id, identity_epoch, identity
      )
      select id, line_id, version, state, direction, facts, carrier_sid, from_number, started_at, talking_since, ended_at,
             patient_id, identity_epoch, identity
      from jsonb_to_recordset(${json(world.calls.map(call => call.row))})
        as c (id uuid, line_id uuid, version int, state text, direction text, facts jsonb, carrier_sid text,
              from_number text, started_at timestamptz, talking_since timestamptz, ended_at timestamptz,
              patient_id uuid, identity_epoch int, identity jsonb)
      on conflict (id) do nothing
      returning id, line_id
    ),
    new_events as (
      insert into call_events (
        source_key, call_id, line_id, received_at, event, by_staff, moved_from, moved_to, ignored_because
      )
      select e.source_key, c.id, c.line_id, e.received_at, e.event, e.by_staff, e.moved_from, e.moved_to, e.ignored_because
      from jsonb_to_recordset(${json(world.calls.flatMap(call => call.events))})
        as e (source_key text, call_id uuid, received_at timestamptz, event jsonb, by_staff uuid, moved_from text,
              moved_to text, ignored_because text)
      join new_calls c on c.id = e.call_id
    ),
    new_notes as (
      insert into call_notes (call_id, text, revision, staff_id, saved_at)
      select c.id, n.text, n.revision, n.staff_id, n.saved_at
      from jsonb_to_recordset(${json(world.calls.flatMap(call => call.notes))})
        as n (call_id uuid, text text, revision int, staff_id uuid, saved_at timestamptz)
      join new_calls c on c.id = n.call_id
    ),
    new_outcomes as (
      insert into outcomes (
        call_id, line_id, kind, patient_id, body, notes, staff_id, staff_name, staff_role, organisation, at
      )
      select c.id, c.line_id, o.kind, o.patient_id, o.body, o.notes, o.staff_id, o.staff_name, o.staff_role, o.organisation,
             o.at
      from jsonb_to_recordset(${json(world.calls.flatMap(call => call.outcomes))})
        as o (call_id uuid, kind text, patient_id uuid, body jsonb, notes text, staff_id uuid, staff_name text,
              staff_role text, organisation text, at timestamptz)
      join new_calls c on c.id = o.call_id
    ),
    ${writeLooks(
      sql,
      world.calls.flatMap(call => call.looks),
    )}
    insert into tasks (
      id, line_id, version, kind, state, call_id, origin, patient_id, from_number, recording_sid, seconds, raised_at, due_at,
      tries, result, result_note, done_at, done_by
    )
    select k.id, c.line_id, k.version, k.kind, k.state, c.id, k.origin, k.patient_id, k.from_number, k.recording_sid,
           k.seconds, k.raised_at, k.due_at, k.tries, k.result, k.result_note, k.done_at, k.done_by
    from jsonb_to_recordset(${json(world.calls.flatMap(call => call.tasks))})
      as k (id uuid, call_id uuid, version int, kind text, state text, origin text, patient_id uuid, from_number text,
            recording_sid text, seconds int, raised_at timestamptz, due_at timestamptz, tries int, result text,
            result_note text, done_at timestamptz, done_by uuid)
    join new_calls c on c.id = k.call_id`,
    { deadlineMs: WRITING_MS },
  )
}

/** Far more than it takes; a slow first start on a small machine must not stop half-way for want of patience. */
const WRITING_MS = 14_000
