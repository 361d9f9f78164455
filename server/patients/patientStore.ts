import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Mark, NumberBelongsTo } from '#shared/patients.ts'

/** Owns patients and its search tables: looking people up. Every query names the line. */

/** People listed for one number or one search; with more, the coordinator adds something to look for. */
export const MOST_LISTED = 20
/** People looked at by each key before they are ranked: a day on which very many were born, a block of flats. */
const MOST_PER_KEY = 200
/** By name alone nobody reads further than the list; with another key, that key finds them. */
const MOST_BY_NAME = MOST_LISTED + 1

export type NumberRow = {
  patientId: PatientId
  givenName: string | null
  familyName: string | null
  birthDate: string | null
  belongsTo: NumberBelongsTo
  isMore: boolean
}

/**
 * Whose number it may be. CTEs `listed` and `looked`, the log where a person looks (`accessLogged`), and the rows. One row
 * too many says that there are more.
 */
export function peopleByNumber(sql: Sql, lineId: string, number: string, accessLogged?: Fragment) {
  return sql<NumberRow[]>`
    with listed as (
      select
        f.patient_id, f.belongs_to, f.item_id,
        dense_rank() over (order by f.patient_id) as place
      from patient_phones f
      where f.line_id = ${lineId}
        and f.number = ${number}
    )
    ${accessLogged === undefined ? sql`` : sql`, ${lookedAtListed(sql, ['initials', 'birthMonth', 'belongsTo'])}, ${accessLogged}`}
    select
      p.id as patient_id, p.given_name, p.family_name, p.birth_date, listed.belongs_to,
      listed.place > ${MOST_LISTED} as is_more
    from listed
    join patients p on p.id = listed.patient_id and p.line_id = ${lineId}
    where listed.place <= ${MOST_LISTED + 1}
    order by listed.place, listed.item_id`
}

export type SearchKeys = {
  nameWords: readonly string[]
  birthDate?: string | undefined
  nhsNumber?: string | undefined
  postcode?: string | undefined
  phone?: string | undefined
}

export type FoundRow = {
  patientId: PatientId
  name: string | null
  birthDate: string | null
  isDeceased: boolean
  status: string
  nameMark: Mark | null
  birthDateMark: Mark | null
  nhsNumberMark: Mark | null
  postcodeMark: Mark | null
  phoneMark: Mark | null
  found: number
}

/**
 * People who match any of the keys, the most certain first. Somebody who matches two of them hides those who match one, so
 * that a name and a birth date do not show everybody born that day. CTEs end in `looked`, one row for each person shown.
 * A protected person is never found or marked by postcode: the answer would confirm where they live.
 */
export function peopleLike(sql: Sql, lineId: string, keys: SearchKeys, accessLogged: Fragment) {
  const { nameWords, birthDate = null, nhsNumber = null, postcode = null, phone = null } = keys
  const words = [...nameWords]
  const hasName = words.length > 0
  const likeEach = words.map(
    (_, i) => sql`and p.name_words && (select words from similar_words where place = ${i + 1})`,
  )
  const like = likeEach.reduce((all, one) => sql`${all} ${one}`, sql``)
  return sql<FoundRow[]>`
    with similar_words as materialized (
      select asked.place, array(
        select w.word
        from patient_name_words w
        where w.line_id = ${lineId}
          and (w.word % asked.word or w.word like asked.word || '%')
        order by similarity(w.word, asked.word) desc, w.word
        limit 20
      ) as words
      from unnest(${words}::text[]) with ordinality as asked (word, place)
    ),
    same_name as materialized (
      select p.id
      from patients p
      where ${hasName} and p.line_id = ${lineId} and p.name_words @> ${words}
      limit ${MOST_BY_NAME}
    ),
    keyed as (
      select id from same_name
      ${hasName ? orByLikeName(sql, lineId, like) : sql``}
      ${nhsNumber === null ? sql`` : orBy(sql, sql`select p.id from patients p where p.line_id = ${lineId} and p.nhs_number = ${nhsNumber}`)}
      ${birthDate === null ? sql`` : orBy(sql, sql`select p.id from patients p where p.line_id = ${lineId} and p.birth_date = ${birthDate}`)}
      ${phone === null ? sql`` : orBy(sql, sql`select f.patient_id from patient_phones f where f.line_id = ${lineId} and f.number = ${phone}`)}
      ${postcode === null ? sql`` : orBy(sql, livingAt(sql, lineId, postcode))}
    ),
    marked as materialized (
      select
        p.id, p.name, p.birth_date, p.is_deceased, p.status,
        ${hasName ? nameMark(sql, words, like) : sql`null::text`} as name_mark,
        ${mark(sql, sql`p.birth_date = ${birthDate}::date`, sql`p.birth_date`, birthDate)} as birth_date_mark,
        ${mark(sql, sql`p.nhs_number = ${nhsNumber}`, sql`p.nhs_number`, nhsNumber)} as nhs_number_mark,
        case when p.is_protected then null else ${mark(
          sql,
          sql`exists (select from patient_postcodes a where a.patient_id = p.id and a.postcode = ${postcode})`,
          sql`(select min(postcode) from patient_postcodes a where a.patient_id = p.id)`,
          postcode,
        )} end as postcode_mark,
        ${mark(
          sql,
          sql`exists (select from patient_phones f where f.patient_id = p.id and f.number = ${phone})`,
          sql`(select min(number) from patient_phones f where f.patient_id = p.id)`,
          phone,
        )} as phone_mark
      from keyed
      join patients p on p.id = keyed.id and p.line_id = ${lineId}
    ),
    scored as (
      select *,
        ${points(sql, sql`m in ('match', 'similar')`, sql`1`)} as matches,
        ${points(sql, sql`true`, sql`case m when 'match' then 2 when 'similar' then 1 when 'different' then -1 else 0 end`)} as score
      from marked
    ),
    ranked as (
      select *, row_number() over (order by score desc, name, id) as place, count(*) over () as found
      from scored
      where matches >= least(2, (select max(matches) from scored))
    ),
    listed as (
      select id as patient_id, place from ranked
    ),
    ${lookedAtListed(sql, ['name', 'age', 'birthMonth', 'marks'])},
    ${accessLogged}
    select
      id as patient_id, name, birth_date, is_deceased, status,
      name_mark, birth_date_mark, nhs_number_mark, postcode_mark, phone_mark, found
    from ranked
    where place <= ${MOST_LISTED}
    order by place`
}

function orBy(sql: Sql, people: Fragment): Fragment {
  return sql`union (${people} limit ${MOST_PER_KEY})`
}

/** Misspelt names are looked for only while the right spelling leaves room on the list. */
function orByLikeName(sql: Sql, lineId: string, like: Fragment): Fragment {
  return sql`
    union (
      select p.id
      from patients p
      where (select count(*) from same_name) < ${MOST_BY_NAME} and p.line_id = ${lineId} ${like}
      limit ${MOST_BY_NAME}
    )`
}

function livingAt(sql: Sql, lineId: string, postcode: string): Fragment {
  return sql`
    select a.patient_id
    from patient_postcodes a
    join patients p on p.id = a.patient_id and not p.is_protected
    where a.line_id = ${lineId} and a.postcode = ${postcode}`
}

function nameMark(sql: Sql, words: string[], like: Fragment): Fragment {
  return sql`
    case
      when p.name_words = '{}' then 'not_recorded'
      when p.name_words @> ${words} then 'match'
      when true ${like} then 'similar'
      else 'different'
    end`
}

/** The sum of something over the marks. The NHS number counts twice: it is one person's. */
function points(sql: Sql, counts: Fragment, worth: Fragment): Fragment {
  return sql`(
    select coalesce(sum(${worth}) filter (where ${counts}), 0)
    from (values (name_mark), (birth_date_mark), (nhs_number_mark), (nhs_number_mark), (postcode_mark), (phone_mark)) as all_marks (m)
    where m is not null
  )`
}

/** How one key compares: null when it was not asked for. */
function mark(sql: Sql, same: Fragment, held: Fragment, asked: string | null): Fragment {
  if (asked === null) return sql`null::text`
  return sql`case when ${same} then 'match' when ${held} is null then 'not_recorded' else 'different' end`
}

function lookedAtListed(sql: Sql, what: string[]): Fragment {
  return sql`
    looked as (
      select distinct patient_id, ${what}::text[] as what, 'allowed' as outcome
      from listed
      where place <= ${MOST_LISTED}
    )`
}
