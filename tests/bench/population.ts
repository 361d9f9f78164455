import postgres from 'postgres'
import type { LineId } from '#shared/ids.ts'

/** Everybody has a number n from 1: id, name, birth date, telephone and postcode follow from it, in SQL and here alike. */
export const patientIdOf = (n: number): string =>
  `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
/** +888 was set aside and nobody has a number in it: for a million people the numbers kept for invention do not suffice. */
export const phoneOf = (n: number): string => `+888${String(10_000_000_000 + Math.floor(n / 1.25))}`

const GIVEN =
  'Ada Bram Cleo Dov Edda Finn Greta Hal Ines Jory Kaia Leif Mina Nils Orla Piet Quin Rosa Sven Tova Ulla Vito Wren Xena Yann Zora'
const FAMILY_BEGINS =
  'Ash Birk Cald Dunn Esk Farn Gild Hawk Ing Kel Lang Mar Nor Oak Pick Rav Sel Thorn Under Wharn Yarl Brack Crag Dale Fen'
const FAMILY_ENDS = 'ley ton worth by thwaite field ham gill den wick ford more shaw stead bank'

type Place = { url: string; lines: readonly LineId[]; large: LineId; patients: number; whole: number }

/**
 * Fills patients, what they are found by, and their records: `whole` people with every section (ten on each line), copied
 * from the invented world, and `patients` more on one large line with identity and address. By SQL, for a million takes
 * minutes this way and hours through the front door. What is searched by is indexed and analysed afterwards, as by then
 * the real thing would be.
 */
export async function populate({ url, lines, large, patients, whole }: Place): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { synchronous_commit: 'off' } })
  try {
    await sql.unsafe('set session_replication_role = replica') // the rows are right by making; a million checks say nothing
    await sql.unsafe("set maintenance_work_mem = '512MB'")
    const indexes = patients > 100_000 ? await dropIndexes(sql) : []
    await sql`create temporary table lines_in_order as
      select line_id::uuid, place - 1 as place from unnest(${[...lines]}::text[]) with ordinality as t (line_id, place)`
    await sql.unsafe(PEOPLE, [
      large,
      whole,
      whole + patients,
      lines.length,
      GIVEN,
      FAMILY_BEGINS,
      FAMILY_ENDS,
    ])
    await sql.unsafe(SEARCHED_BY)
    await sql.unsafe(LIGHT_RECORDS, [whole])
    await sql.unsafe(WHOLE_RECORDS, [whole])
    for (const definition of indexes) await sql.unsafe(definition)
    for (const name of TABLES) await sql.unsafe(`vacuum analyze ${name}`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const TABLES = ['patients', 'patient_phones', 'patient_postcodes', 'patient_name_words', 'record_entries']

async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition
    from pg_indexes
    where tablename = any(${TABLES})
      and indexname not in (select conname from pg_constraint)`
  for (const { name } of rows) await sql.unsafe(`drop index ${name}`)
  return rows.map(row => row.definition)
}

/** Common names are common: the square of an even number between 0 and 1 gives the first words of each list most often. */
const PEOPLE = `
  create temporary table made as
  with words as (
    select string_to_array($5, ' ') as given, string_to_array($6, ' ') as begins, string_to_array($7, ' ') as ends
  ),
  dice as (
    select n,
      (hashint8(n)::bigint + 2147483648) / 4294967296.0 as a,
      (hashint8(n + 7000000)::bigint + 2147483648) / 4294967296.0 as b,
      (hashint8(n + 14000000)::bigint + 2147483648) / 4294967296.0 as c
    from generate_series(1, $3::int) as n
  )
  select
    n,
    ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
    coalesce(place.line_id, $1::uuid) as line_id,
    given[1 + floor(a * a * cardinality(given))::int] as given,
    begins[1 + floor(b * b * cardinality(begins))::int] || ends[1 + floor(c * cardinality(ends))::int] as family,
    date '1925-01-01' + ((n::bigint * 7919) % 25000)::int as birth_date,
    '999' || lpad((n % 1000000)::text, 6, '0') as nine,
    '+888' || (10000000000 + floor(n / 1.25)::bigint) as phone,
    'ZZ' || (1 + n % 90) || ' ' || ((n / 90) % 10) || chr(65 + (n / 900) % 26) || chr(65 + (n / 23400) % 26) as postcode
  from dice
  cross join words
  left join lines_in_order as place on n <= $2::int and place.place = (n - 1) * $4::int / $2::int`

const SEARCHED_BY = `
  with digits as (
    select id, nine, (11 - (
      select sum(substr(nine, i, 1)::int * (11 - i)) from generate_series(1, 9) as i
    ) % 11) % 11 as check_digit
    from made
  )
  insert into patients (id, line_id, name, given_name, family_name, name_words, birth_date, nhs_number, status)
  select made.id, line_id, given || ' ' || family, given, family, array[lower(given), lower(family)], birth_date,
         case when check_digit < 10 and n < 1000000 then made.nine || check_digit end, 'active'
  from made
  join digits on digits.id = made.id;

  insert into patient_phones (line_id, patient_id, item_id, number, belongs_to)
  select line_id, id, id, phone, '{"kind": "patient", "use": "home"}'::jsonb from made
  union all
  select line_id, id, gen_random_uuid(), '+888' || (20000000000 + n / 3), '{"kind": "contact", "relationship": "daughter"}'
  from made;

  insert into patient_postcodes (line_id, patient_id, item_id, postcode)
  select line_id, id, id, postcode from made;

  insert into patient_name_words (line_id, word)
  select distinct line_id, word from patients, unnest(name_words) as word
  on conflict do nothing`

const AUTHOR = `'{"name": "Dr Bench", "role": "GP", "organisation": "Bench Surgery"}'::jsonb, '{"kind": "gp_record"}'::jsonb, now() - interval '20 days'`
const IDENTITY = `jsonb_strip_nulls(jsonb_build_object(
  'name', jsonb_build_object('given', p.given_name, 'family', p.family_name),
  'birthDate', p.birth_date, 'nhsNumber', p.nhs_number))`

const LIGHT_RECORDS = `
  insert into record_entries (
    line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source, recorded_at
  )
  select p.line_id, p.id, 'identity', p.id, 1, true, 'added', 'known', ${IDENTITY}, ${AUTHOR}
  from patients p
  join made on made.id = p.id
  where n > $1::int
  union all
  select line_id, id, 'addresses', id, 1, false, 'added', 'known',
         jsonb_build_object('kind', 'main', 'lines', jsonb_build_array(n || ' Bench Row'), 'postcode', postcode), ${AUTHOR}
  from made
  where n > $1::int`

const WHOLE_RECORDS = `
  with models as (
    select id, row_number() over (order by id) - 1 as place, count(*) over () as many
    from patients
    where id not in (select id from made)
      and (select count(*) from record_entries e where e.patient_id = patients.id) >= 20
  )
  insert into record_entries (
    line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source,
    recorded_at, confirmed_at, confirmed_by, confirmed_with, retracted
  )
  select
    p.line_id, p.id, e.section, case when e.is_single then p.id else e.item_id end, e.version, e.is_single, e.change,
    e.known_state, case when e.section = 'identity' then ${IDENTITY} else e.body end, e.author, e.source,
    e.recorded_at, e.confirmed_at, e.confirmed_by, e.confirmed_with, e.retracted
  from made
  join patients p on p.id = made.id
  join models on models.place = made.n % models.many
  join record_entries e on e.patient_id = models.id
  where made.n <= $1::int`
