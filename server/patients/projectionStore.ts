import type { Fragment, Sql } from '#server/platform/database.ts'

/** Owns patient_phones, patient_postcodes, patient_streets, patient_name_words, patient_agreements, patient_restrictions and patient_beginnings: writing. */

/**
 * CTEs that bring the projections of the written items up to date: what people are found by, and what they agreed to. Read from
 * the statement's `entries_written` and `drafts`; an item that is retracted, or says "not asked", leaves nothing behind.
 */
export function projectEntries(
  sql: Sql,
  lineId: string,
  patientId: string,
  words: readonly string[],
): Fragment {
  return sql`
    moved as (
      select d.item_id, d.recorded_at, d.phones, d.postcode, d.street, d.agreement, d.restriction, d.begins_at
      from entries_written w
      join drafts d on d.section = w.section and d.item_id = w.item_id
      where d.moves
    ),
    phones_gone as (
      delete from patient_phones old
      using moved
      where old.patient_id = ${patientId}
        and old.item_id = moved.item_id
        and not exists (select from jsonb_array_elements(moved.phones) as kept where kept ->> 'number' = old.number)
    ),
    phones_found as (
      insert into patient_phones (line_id, patient_id, item_id, number, belongs_to)
      select ${lineId}, ${patientId}, moved.item_id, phone ->> 'number', phone -> 'belongsTo'
      from moved
      cross join jsonb_array_elements(moved.phones) as phone
      on conflict (patient_id, item_id, number) do update set belongs_to = excluded.belongs_to
    ),
    ${projectItem(sql, 'patient_postcodes', sql`moved.postcode is null`, patientId)},
    postcodes_found as (
      insert into patient_postcodes (line_id, patient_id, item_id, postcode)
      select ${lineId}, ${patientId}, item_id, postcode
      from moved
      where postcode is not null
      on conflict (patient_id, item_id) do update set postcode = excluded.postcode
    ),
    ${projectItem(sql, 'patient_streets', sql`moved.street is null`, patientId)},
    streets_found as (
      insert into patient_streets (line_id, patient_id, item_id, words)
      select ${lineId}, ${patientId}, item_id, street
      from moved
      where street is not null
      on conflict (patient_id, item_id) do update set words = excluded.words
    ),
    ${projectItem(sql, 'patient_agreements', sql`moved.agreement is null`, patientId)},
    agreements_found as (
      insert into patient_agreements (line_id, patient_id, item_id, scope, organisation, agrees, from_at)
      select ${lineId}, ${patientId}, item_id, agreement ->> 'scope', agreement ->> 'organisation',
             (agreement ->> 'agrees')::boolean,
             -- What began before it was written down waits for no clock.
             case when (agreement ->> 'fromAt')::timestamptz > recorded_at then (agreement ->> 'fromAt')::timestamptz end
      from moved
      where agreement is not null
      on conflict (patient_id, item_id) do update
      set scope = excluded.scope, organisation = excluded.organisation, agrees = excluded.agrees, from_at = excluded.from_at
    ),
    ${projectItem(sql, 'patient_restrictions', sql`moved.restriction is null`, patientId)},
    restrictions_found as (
      insert into patient_restrictions (line_id, patient_id, item_id, against, names, rule, sections, from_at, until_on)
      select ${lineId}, ${patientId}, item_id, r.against, r.names, r.rule, r.sections, r."fromAt", r."untilOn"
      from moved
      cross join jsonb_to_record(moved.restriction)
        as r (against text, names text[], rule text, sections text[], "fromAt" timestamptz, "untilOn" date)
      where restriction is not null
      on conflict (patient_id, item_id) do update
      set against = excluded.against, names = excluded.names, rule = excluded.rule, sections = excluded.sections,
          from_at = excluded.from_at, until_on = excluded.until_on
    ),
    ${projectItem(sql, 'patient_beginnings', sql`(moved.begins_at > moved.recorded_at) is not true`, patientId)},
    beginnings_found as (
      insert into patient_beginnings (line_id, patient_id, item_id, begins_at)
      select ${lineId}, ${patientId}, item_id, begins_at
      from moved
      where begins_at > recorded_at
      on conflict (patient_id, item_id) do update set begins_at = excluded.begins_at
    ),
    words_found as (
      insert into patient_name_words (line_id, word)
      select ${lineId}, word
      from unnest(${[...words]}::text[]) as word
      where exists (select from entries_written)
        -- How a word sounds is worked out for each that is put in, also where it is there already.
        and not exists (select from patient_name_words w where w.line_id = ${lineId} and w.word = word.word)
      on conflict do nothing
    )`
}

type ItemTable =
  | 'patient_postcodes'
  | 'patient_streets'
  | 'patient_agreements'
  | 'patient_restrictions'
  | 'patient_beginnings'

/** A CTE that takes away the row of an item which says nothing any more. */
function projectItem(sql: Sql, table: ItemTable, isGone: Fragment, patientId: string): Fragment {
  return sql`
    ${sql(`${table}_gone`)} as (
      delete from ${sql(table)} old
      using moved
      where old.patient_id = ${patientId}
        and old.item_id = moved.item_id
        and ${isGone}
    )`
}
