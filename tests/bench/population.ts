import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import { streetWords } from '#server/patients/core/addressMatch.ts'
import type { LineId } from '#shared/ids.ts'
import { type MadePerson, madePeople } from './population/households.ts'

/** Everybody has a number n from 1, from which the id follows. */
export const patientIdOf = (n: number): string =>
  `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
/**
 * The telephone of somebody whose record is whole. +888 was set aside and nobody has a number in it: for a million people, the
 * numbers that Ofcom keeps for drama do not suffice.
 */
export const phoneOf = (n: number): string => `+888${10_000_000_000 + n}`

type Place = {
  url: string
  lines: readonly LineId[]
  large: LineId
  patients: number
  whole: number
  seed: number
}

/**
 * Fills patients, what they are found by, and their records: `whole` people with every section (ten on each line), copied
 * from the invented world, and `patients` more on one large line with identity and address. By COPY, for a million takes
 * minutes this way and hours through the front door. What is searched by is indexed and analysed afterwards, as by then
 * the real thing would be.
 */
export async function populate({ url, lines, large, patients, whole, seed }: Place): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { synchronous_commit: 'off' } })
  try {
    await sql.unsafe('set session_replication_role = replica') // the rows are right by making; a million checks say nothing
    await sql.unsafe("set maintenance_work_mem = '512MB'")
    const indexes = patients > 100_000 ? await dropIndexes(sql) : []
    await sql.unsafe(MODELS)
    await sql.unsafe(MADE)
    const lineOf = (n: number) => (n > whole ? large : lines[Math.floor(((n - 1) * lines.length) / whole)])
    const into = await sql`copy made from stdin`.writable()
    await pipeline(Readable.from(chunksOf(madePeople(seed, whole + patients), lineOf, whole)), into)
    await sql.unsafe('analyze made')
    await sql.unsafe(SEARCHED_BY)
    await sql.unsafe(LIGHT_RECORDS, [whole])
    await sql.unsafe(WHOLE_RECORDS, [whole])
    for (const definition of indexes) await sql.unsafe(definition)
    for (const name of TABLES) await sql.unsafe(`vacuum analyze ${name}`)
    await sql.unsafe('checkpoint') // what the filling left to be written is not written while something is measured
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Rows as COPY reads them, many in a piece. */
function* chunksOf(
  people: Iterable<MadePerson>,
  lineOf: (n: number) => string | undefined,
  whole: number,
): Generator<string> {
  let chunk = ''
  for (const person of people) {
    chunk += rowOf(person, lineOf(person.n) ?? '', whole)
    if (chunk.length < 60_000) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

function rowOf(made: MadePerson, lineId: string, whole: number): string {
  const { n } = made
  const own = { number: phoneOf(n), belongsTo: { kind: 'patient', use: 'home' } }
  const cells = [
    n,
    patientIdOf(n),
    lineId,
    made.given,
    made.preferred ?? '\\N',
    made.family,
    `{${made.words.join(',')}}`,
    made.birthDate,
    made.nhsNumber ?? '\\N',
    n > whole && made.isDeceased,
    n > whole && made.isProtected,
    JSON.stringify(n <= whole ? [own] : made.phones),
    made.line1,
    `{${streetWords(made.line1).join(',')}}`,
    made.postcode,
  ]
  return `${cells.join('\t')}\n`
}

const TABLES = [
  'patients',
  'patient_phones',
  'patient_postcodes',
  'patient_streets',
  'patient_name_words',
  'record_entries',
]

async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition
    from pg_indexes
    where tablename = any(${TABLES})
      and indexname not in (select conname from pg_constraint)`
  for (const { name } of rows) await sql.unsafe(`drop index ${name}`)
  return rows.map(row => row.definition)
}

/** The people of the invented world, whose whole records are copied. */
const MODELS = `
  create temporary table models as
  select patient_id as id, row_number() over (order by patient_id) - 1 as place, count(*) over () as many
  from record_entries
  group by patient_id
  having count(*) >= 20`

const MADE = `
  create temporary table made (
    n int primary key, id uuid, line_id uuid, given text, preferred text, family text, words text[], birth_date date,
    nhs_number text, is_deceased boolean, is_protected boolean, phones jsonb, line1 text, street text[], postcode text
  )`

const SEARCHED_BY = `
  insert into patients (
    id, line_id, name, given_name, family_name, name_words, birth_date, nhs_number, status, is_deceased, is_protected
  )
  select id, line_id, given || ' ' || family, given, family, words, birth_date, nhs_number,
         case when is_deceased then 'deceased' else 'active' end, is_deceased, is_protected
  from made;

  insert into patient_phones (line_id, patient_id, item_id, number, belongs_to)
  select line_id, id, gen_random_uuid(), phone ->> 'number', phone -> 'belongsTo'
  from made, jsonb_array_elements(phones) as phone;

  insert into patient_postcodes (line_id, patient_id, item_id, postcode)
  select line_id, id, id, postcode from made;

  insert into patient_streets (line_id, patient_id, item_id, words, name_words)
  select line_id, id, id, street, words from made;

  insert into patient_name_words (line_id, word)
  select distinct line_id, word from made, unnest(words) as word
  on conflict do nothing`

const AUTHOR = `'{"name": "Dr Bench", "role": "GP", "organisation": "Bench Surgery"}'::jsonb, '{"kind": "gp_record"}'::jsonb, now() - interval '20 days'`
const IDENTITY = `jsonb_strip_nulls(jsonb_build_object(
  'name', jsonb_build_object('given', p.given_name, 'family', p.family_name), 'preferredName', made.preferred,
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
         jsonb_build_object('kind', 'main', 'lines', jsonb_build_array(line1), 'postcode', postcode), ${AUTHOR}
  from made
  where n > $1::int`

const WHOLE_RECORDS = `
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
