import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Comparable } from './core/lookAlikes.ts'
import { isAddressKept, isPhoneKept, type Kept } from './keptKeysStore.ts'
import { isPlaceKept } from './linkStore.ts'

/** People looked at by each thing they may have in common. */
const MOST_PER_KEY = 20

export type Keys = {
  nameWords: readonly string[]
  birthDate: string | null
  nhsNumber: string | null
  postcode: string | null
  phones: readonly string[]
}

/** Whether this person may be shown to whoever asks; of the others no more is told than that a record may exist. */
type Shown = (person: Fragment) => Fragment

/**
 * Who may already be somebody of whom these things are known: the same NHS number, the same birth date with a like name, the
 * same names, a telephone with a name in common, a postcode with a name in common. A protected person is found by neither
 * telephone nor postcode, and nobody by what is `kept` from whoever asks. Of those whom the asker may not see (`isShown`) there is a
 * row only where it can be nobody else: the NHS number, or every name and the birth date. `except`: one who is on the records
 * already, and is told of neither by this record nor by one that is linked to it.
 */
export function peopleAlike(
  sql: Sql,
  {
    lineId,
    keys,
    isShown,
    kept,
    except,
    accessLogged,
  }: {
    lineId: string
    keys: Keys
    isShown: Shown
    kept?: Kept | undefined
    except?: PatientId | undefined
    accessLogged: Fragment
  },
) {
  const { nameWords, birthDate, nhsNumber, postcode, phones } = keys
  const words = sql`${[...nameWords]}::text[]`
  const isNamed = sql`cardinality(${words}) > 0`
  const by = (people: Fragment) => sql`(${people} limit ${MOST_PER_KEY})`
  return sql<(Comparable & { isShown: boolean })[]>`
    with near as (
      ${by(sql`select p.id from patients p where p.line_id = ${lineId} and p.nhs_number = ${nhsNumber}`)}
      union
      ${by(sql`
        select p.id from patients p
        where p.line_id = ${lineId} and p.birth_date = ${birthDate}::date
          and (p.name_words && ${words} or similarity(p.name, array_to_string(${words}, ' ')) > 0.4)`)}
      union
      ${by(sql`
        select p.id from patients p
        where ${isNamed} and p.line_id = ${lineId} and p.name_words @> ${words}`)}
      union
      ${by(sql`
        select p.id
        from patient_phones f
        join patients p on p.id = f.patient_id and p.name_words && ${words}
          and not ${isPhoneKept(sql, sql`p`, sql`f`, kept)}
        where f.line_id = ${lineId} and f.number = any(${[...phones]}::text[])`)}
      union
      ${by(sql`
        select p.id
        from patient_postcodes a
        join patients p on p.id = a.patient_id and p.name_words && ${words}
          and not ${isAddressKept(sql, sql`p`, kept)}
        where a.line_id = ${lineId} and a.postcode = ${postcode}`)}
    ),
    found as (
      select p.*, (${isShown(sql`p.id`)}) as is_shown
      from near
      join patients p on p.id = near.id and p.line_id = ${lineId}
      ${except ? sql`where coalesce(p.kept_at, p.id) is distinct from (select coalesce(kept_at, id) from patients where id = ${except})` : sql``}
    ),
    told as (
      select * from found
      where is_shown
        or nhs_number = ${nhsNumber}
        or (birth_date = ${birthDate}::date and cardinality(${words}) > 1 and name_words @> ${words})
    ),
    looked as (
      select id as patient_id,
             case when is_shown then array['name', 'birthMonth', 'differences'] else '{}'::text[] end as what,
             case when is_shown then 'allowed' else 'refused' end as outcome
      from told
    ),
    ${accessLogged}
    select
      p.id as patient_id, p.name, p.given_name, p.family_name, p.birth_date, p.nhs_number, p.is_shown,
      coalesce(p.kept_at, p.id) as kept_at,
      ${keysOf(sql, kept)}
    from told p`
}

type Near = { lineId: string; patientId: string; relationship: Fragment; accessLogged: Fragment }

/**
 * The person and those who share a birth date, a telephone, or a postcode and a name with them. No row when this actor has no
 * reason to ask. A protected person is compared by neither telephone nor postcode.
 */
export function peopleNear(sql: Sql, { lineId, patientId, relationship, accessLogged }: Near) {
  return sql<Comparable[]>`
    with person as (
      select p.*
      from patients p
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and (${relationship})
    ),
    near as (
      select id from person
      union
      (
        select p.id
        from patients p
        where p.line_id = ${lineId} and p.birth_date = (select birth_date from person)
          and p.name_words && (select name_words from person)
        limit ${MOST_PER_KEY}
      )
      union
      (
        select other.id
        from patients other
        where other.line_id = ${lineId} and other.birth_date = (select birth_date from person)
          and similarity(other.name, (select name from person)) > 0.4
        limit ${MOST_PER_KEY}
      )
      union
      (
        select p.id
        from patients p
        where p.line_id = ${lineId} and p.nhs_number = (select nhs_number from person)
        limit ${MOST_PER_KEY}
      )
      union
      (
        select theirs.patient_id
        from person
        join patient_phones mine on mine.patient_id = person.id
        join patient_phones theirs on theirs.line_id = ${lineId} and theirs.number = mine.number
        join patients p on p.id = theirs.patient_id
        where not ${isPlaceKept(sql, sql`person`)} and not ${isPlaceKept(sql, sql`p`)}
        limit ${MOST_PER_KEY}
      )
      union
      (
        select p.id
        from person
        join patient_postcodes mine on mine.patient_id = person.id
        join patient_postcodes theirs on theirs.line_id = ${lineId} and theirs.postcode = mine.postcode
        join patients p on p.id = theirs.patient_id and p.name_words && person.name_words
        where not ${isPlaceKept(sql, sql`person`)} and not ${isPlaceKept(sql, sql`p`)}
        limit ${MOST_PER_KEY}
      )
    ),
    looked as (
      select id as patient_id, array['name', 'birthMonth', 'differences'] as what, 'allowed' as outcome
      from near
      where id <> ${patientId}
      union all
      select ${patientId}, '{}', 'refused'
      where not exists (select from person)
    ),
    ${accessLogged}
    select
      p.id as patient_id, p.name, p.given_name, p.family_name, p.birth_date, p.nhs_number,
      coalesce(p.kept_at, p.id) as kept_at,
      ${keysOf(sql)}
    from near
    join patients p on p.id = near.id and p.line_id = ${lineId}`
}

/** Postcodes and telephones of the row `p` of patients, as far as whoever asks may be told that they are the same. */
function keysOf(sql: Sql, kept?: Kept): Fragment {
  return sql`
    case when ${isAddressKept(sql, sql`p`, kept)} then '{}' else array(
      select postcode from patient_postcodes a where a.patient_id = p.id
    ) end as postcodes,
    array(
      select number from patient_phones f where f.patient_id = p.id and not ${isPhoneKept(sql, sql`p`, sql`f`, kept)}
    ) as phones`
}
