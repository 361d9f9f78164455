import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { PairPlace } from '#shared/links.ts'
import type { Comparable } from './core/lookAlikes.ts'
import { isPlaceKept } from './linkStore.ts'

/** Reads patients: which two records of a line may be of one person. */

/** Records of one page that are held against the others. */
const MOST_RECORDS = 2_000
/** Whom one record may be, at most: of a name that a hundred have, the rest come when these are settled. */
const MOST_OF_ONE = 5
export const MOST_PAIRS = 20

type Asked = { lineId: string; after: PairPlace; accessLogged: Fragment }
export type PairRow = {
  one: Comparable | null
  two: Comparable | null
  /** The last record that was held against the others; null where none is left after it. */
  lastScanned: PatientId | null
  /** Whether there are more pairs than these among the records of this page. */
  isCut: boolean
}

/**
 * Two records with the same NHS number; the same birth date and the same or nearly the same names; the same names (two at least)
 * and a telephone or a postcode. Two NHS numbers are two persons, unless names and birth date are the same. Left out is what is
 * linked and whatever somebody has proposed, refused or undone. A protected person is found by neither telephone nor postcode. Each
 * pair is a look at both. Where there is none, one row without a pair.
 */
export function pairsOf(sql: Sql, { lineId, after, accessLogged }: Asked) {
  const isSameName = sql`(b.name_words <@ a.name_words or b.name_words @> a.name_words)`
  const isWholeName = sql`cardinality(a.name_words) > 1 and cardinality(b.name_words) > 1`
  const comparable = (p: Fragment) => sql`jsonb_build_object(
    'patientId', ${p}.id, 'name', ${p}.name, 'givenName', ${p}.given_name, 'familyName', ${p}.family_name,
    'birthDate', ${p}.birth_date, 'nhsNumber', ${p}.nhs_number,
    'postcodes', case when ${isPlaceKept(sql, p)} then '[]'::jsonb else (
      select coalesce(jsonb_agg(postcode), '[]') from patient_postcodes where patient_id = ${p}.id
    ) end,
    'phones', case when ${isPlaceKept(sql, p)} then '[]'::jsonb else (
      select coalesce(jsonb_agg(number), '[]') from patient_phones where patient_id = ${p}.id
    ) end
  )`
  return sql<PairRow[]>`
    with scanned as materialized (
      select p.* from patients p
      where p.line_id = ${lineId} and p.id >= ${after.one}
      order by p.id
      limit ${MOST_RECORDS}
    ),
    found as (
      select a.id as one, near.id as two
      from scanned a
      cross join lateral (
        select b.id
        from (
          select id from patients where line_id = ${lineId} and nhs_number = a.nhs_number
          union
          select b.id from patients b
          where b.line_id = ${lineId} and b.birth_date = a.birth_date
            and (
              (cardinality(a.name_words) > 0 and cardinality(b.name_words) > 0 and ${isSameName})
              or similarity(b.name, a.name) > 0.4
            )
          union
          select theirs.patient_id
          from patient_phones mine
          join patient_phones theirs on theirs.line_id = ${lineId} and theirs.number = mine.number
          join patients b on b.id = theirs.patient_id and ${isWholeName} and ${isSameName} and not ${isPlaceKept(sql, sql`b`)}
          where mine.patient_id = a.id and not ${isPlaceKept(sql, sql`a`)}
          union
          select theirs.patient_id
          from patient_postcodes mine
          join patient_postcodes theirs on theirs.line_id = ${lineId} and theirs.postcode = mine.postcode
          join patients b on b.id = theirs.patient_id and ${isWholeName} and ${isSameName} and not ${isPlaceKept(sql, sql`b`)}
          where mine.patient_id = a.id and not ${isPlaceKept(sql, sql`a`)}
        ) as near
        join patients b on b.id = near.id
        where b.id > a.id and (a.id, b.id) > (${after.one}::uuid, ${after.two}::uuid)
          and b.kept_at is null
          and (
            a.nhs_number is null or b.nhs_number is null or a.nhs_number = b.nhs_number
            or (a.birth_date = b.birth_date and a.name_words = b.name_words)
          )
          and not exists (
            select from person_links l
            where l.line_id = ${lineId}
              and ((l.kept_id = a.id and l.other_id = b.id) or (l.kept_id = b.id and l.other_id = a.id))
          )
        order by b.id
        limit ${MOST_OF_ONE}
      ) as near
      where a.kept_at is null
      order by a.id, near.id
      limit ${MOST_PAIRS + 1}
    ),
    listed as (select * from found order by one, two limit ${MOST_PAIRS}),
    looked as (
      select patient_id, array['name', 'birthDate', 'differences'] as what, 'allowed' as outcome
      from (select one as patient_id from listed union select two from listed) as shown
    ),
    ${accessLogged},
    last as (
      select case when count(*) = ${MOST_RECORDS} then (array_agg(id order by id desc))[1] end as id from scanned
    )
    select case when a.id is not null then ${comparable(sql`a`)} end as one,
           case when b.id is not null then ${comparable(sql`b`)} end as two, last.id as last_scanned,
           (select count(*) from found) > ${MOST_PAIRS} as is_cut
    from last
    left join listed on true
    left join patients a on a.id = listed.one
    left join patients b on b.id = listed.two
    order by a.id, b.id`
}
