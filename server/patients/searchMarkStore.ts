import type { Fragment, Sql } from '#server/platform/database.ts'
import type { Mark, SearchKey } from '#shared/patients.ts'
import type { SoughtName } from './core/likeWords.ts'
import { WORTH } from './core/searchMarks.ts'
import { isWhole, sectorOf } from './core/soughtPostcode.ts'
import { hasDied } from './hasDied.ts'
import { isAddressKept, isPhoneKept, type Kept } from './keptKeysStore.ts'
import { isPlaceKept } from './linkStore.ts'
import type { SearchKeys } from './searchStore.ts'

/** Fragments of the search: how those who were found compare with what was looked for, and what that is worth. */

/** What is worth less than this is no reason to leave out others: part of a name, which is many people's. */
const FOUND_BY = 8

/** CTEs ending in `name_marks (id, mark, likeness)`, one row for each of `keyed` who has one of the words. */
export function nameMarks(sql: Sql, { like, initials, asked }: SoughtName): Fragment {
  const words = like.map(({ place, word, how }) => ({ place, word, how, worth: WORTH.name[how] ?? 0 }))
  const beginning = WORTH.name.beginning ?? 0
  return sql`
    like_words as materialized (
      select *
      from jsonb_to_recordset(${sql.json(words)}::jsonb) as l (place int, word text, how text, worth int)
    ),
    initials as (
      select * from jsonb_to_recordset(${sql.json(initials)}::jsonb) as i (place int, letter text)
    ),
    keyed_words as materialized (
      select keyed.id, w.word
      from keyed
      join patients p on p.id = keyed.id
      cross join lateral unnest(p.name_words) as w (word)
    ),
    places as (
      select distinct on (id, place) id, place, how, worth
      from (
        select k.id, l.place, l.how, l.worth from keyed_words k join like_words l on l.word = k.word
        union all
        select k.id, i.place, 'beginning', ${beginning}::int from keyed_words k join initials i on starts_with(k.word, i.letter)
      ) as likened
      order by id, place, worth desc
    ),
    name_marks as materialized (
      select
        id,
        case when count(*) = ${asked} then (array_agg(how order by worth))[1] else 'partly' end as mark,
        case when count(*) = ${asked} then sum(worth) / ${asked}::int else ${WORTH.name.partly ?? 0}::int end::int as likeness
      from places
      group by id
    )`
}

/**
 * CTE `marked`: each of `keyed` with a mark for each key that was asked for, how many keys found them, and their score. What is kept
 * from whoever asks has no mark: neither that it is the same nor that it differs.
 */
export function marked(
  sql: Sql,
  isOnLine: Fragment,
  { name, birthDate, nhsNumber, postcode, street, phone }: SearchKeys,
  kept?: Kept,
): Fragment {
  return sql`
    compared as materialized (
      select
        p.id, coalesce(p.kept_at, p.id) as kept_at, p.name, p.birth_date, ${hasDied(sql)} as is_deceased, p.status,
        ${name ? sql`coalesce(n.mark, case when p.name_words = '{}' then 'not_recorded' else 'different' end)` : sql`null::text`} as name_mark,
        ${name ? sql`n.likeness` : sql`null::int`} as name_likeness,
        ${birthDate ? birthDateMark(sql, birthDate) : sql`null::text`} as birth_date_mark,
        ${nhsNumber === undefined ? sql`null::text` : held(sql, sql`p.nhs_number`, sql`case when p.nhs_number = ${nhsNumber} then 'match' end`)} as nhs_number_mark,
        ${postcode === undefined ? sql`null::text` : postcodeMark(sql, postcode, kept)} as postcode_mark,
        ${street === undefined ? sql`null::text` : streetMark(sql, street, kept)} as street_mark,
        ${phone === undefined ? sql`null::text` : phoneMark(sql, phone, kept)} as phone_mark
      from keyed
      join patients p on p.id = keyed.id and ${isOnLine}
      ${name ? sql`left join name_marks n on n.id = p.id` : sql``}
    ),
    marked as materialized (
      select compared.*, (name_worth >= ${FOUND_BY})::int + (birth_date_worth >= ${FOUND_BY})::int
        + 2 * (nhs_number_worth >= ${FOUND_BY})::int + (postcode_worth >= ${FOUND_BY})::int
        + (street_worth >= ${FOUND_BY})::int + (phone_worth >= ${FOUND_BY})::int as matches,
        name_worth + birth_date_worth + nhs_number_worth + postcode_worth + street_worth + phone_worth as score
      from compared
      cross join lateral (
        select
          coalesce(name_likeness, ${worth(sql, 'name', sql`name_mark`)}) as name_worth,
          ${worth(sql, 'birthDate', sql`birth_date_mark`)} as birth_date_worth,
          ${worth(sql, 'nhsNumber', sql`nhs_number_mark`)} as nhs_number_worth,
          ${worth(sql, 'postcode', sql`postcode_mark`)} as postcode_worth,
          ${worth(sql, 'street', sql`street_mark`)} as street_worth,
          ${worth(sql, 'phone', sql`phone_mark`)} as phone_worth
      ) as worths
    )`
}

function worth(sql: Sql, key: SearchKey, mark: Fragment): Fragment {
  const cases = Object.entries(WORTH[key]).map(([is, points]) => sql`when ${is} then ${points}::int`)
  return sql`case ${mark} ${cases.reduce((all, one) => sql`${all} ${one}`)} else 0 end`
}

/** What the record holds is like that, or different, or there is nothing to compare. */
function held(sql: Sql, value: Fragment, likeness: Fragment): Fragment {
  return sql`case when ${value} is null then 'not_recorded' else coalesce(${likeness}, 'different') end`
}

/** As one value, however many days are near: the statement stays the same, and PostgreSQL plans it once. */
function birthDateMark(sql: Sql, { date, near }: NonNullable<SearchKeys['birthDate']>): Fragment {
  const days: Record<string, Mark> = Object.fromEntries(
    [...near, { date, how: 'match' as const }].map(each => [each.date, each.how]),
  )
  return held(sql, sql`p.birth_date`, sql`${sql.json(days)}::jsonb ->> to_char(p.birth_date, 'YYYY-MM-DD')`)
}

/**
 * One look by the person's own key. As `exists (…)` the planner may read the whole table once instead, when it expects many
 * people: it is then read for three.
 */
function postcodeMark(sql: Sql, postcode: string, kept?: Kept): Fragment {
  const within = beginsWith(sql, sectorOf(postcode))
  const same = isWhole(postcode) ? sql`a.postcode = ${postcode}` : within
  return sql`case when not ${isAddressKept(sql, sql`p`, kept)} then (
    select case
      when bool_or(${same}) then 'match'
      when bool_or(${within}) then 'same_sector'
      when count(*) > 0 then 'different'
      else 'not_recorded'
    end
    from patient_postcodes a
    where a.patient_id = p.id
  ) end`
}

function streetMark(sql: Sql, words: readonly string[], kept?: Kept): Fragment {
  return sql`case when not ${isAddressKept(sql, sql`p`, kept)} then (
    select case
      when bool_or(a.words @> ${[...words]}::text[]) then 'match'
      when count(*) > 0 then 'different'
      else 'not_recorded'
    end
    from patient_streets a
    where a.patient_id = p.id
  ) end`
}

/** Of telephones that are partly kept, those that are shown are compared; where none of them is the same, nothing is said. */
function phoneMark(sql: Sql, phone: string, kept?: Kept): Fragment {
  const isPartlyKept = kept ? sql`array['phones', 'personalContacts'] && ${kept(sql`p.id`)}` : sql`false`
  return sql`case when not ${isPlaceKept(sql, sql`p`)} then (
    select case
      when bool_or(f.number = ${phone} and not ${isPhoneKept(sql, sql`p`, sql`f`, kept)}) then 'match'
      when ${isPartlyKept} then null
      when count(*) > 0 then 'different'
      else 'not_recorded'
    end
    from patient_phones f
    where f.patient_id = p.id
  ) end`
}

/** Compared byte by byte, as the index is: nothing in a postcode comes after '~'. */
export function beginsWith(sql: Sql, text: string): Fragment {
  return sql`a.postcode ~>=~ ${text} and a.postcode ~<~ ${`${text}~`}`
}
