import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Comparable } from './core/lookAlikes.ts'
import { isAddressKept, isPhoneKept, type Kept } from './keptKeysStore.ts'
import { isPlaceKept } from './linkStore.ts'

/** People looked at by each thing they may have in common. */
const MOST_PER_KEY = 20

/** Nearly named and looked at before the likest of them are known: of a very common name not all. */
const MOST_NEARLY = 200

export type Keys = {
  nameWords: readonly string[]
  /** Words that may stand for those of the name, by place; one list for each way to write it nearly so. */
  nearly: readonly (readonly string[][])[]
  birthDate: string | null
  /** Days that may have been meant by the birth date. */
  nearDates: readonly string[]
  nhsNumber: string | null
  postcode: string | null
  phones: readonly string[]
}

/**
 * Of whom that the asker may not see it is told that a record may exist: of whoever can be nobody else; to those who answer the line also
 * of somebody whose name is the same or nearly so, or nearly so on the same birth date, where nothing that is known of both rules it out.
 */
export type Hints = 'whole' | 'nearly named'

/** Whether this person may be shown to whoever asks; of the others no more is told than that a record may exist. */
type Shown = (person: Fragment) => Fragment

/**
 * Who may already be somebody of whom these things are known: the same NHS number, the same birth date with a like name, the
 * same names, nearly the same names where neither birth date nor NHS number rules it out, a telephone with a name in common, a
 * postcode with a name in common. By names alone only people are read whom the asker may see: strangers would push them off the list,
 * and a likeness tells nothing about strangers (decision 020). A protected person is found by neither
 * telephone nor postcode, and nobody by what is `kept` from whoever asks. Of those whom the asker may not see (`isShown`) there is a
 * row only as `hints` says, and none for a telephone or a postcode alone. `except`: one who is on the records
 * already, and is told of neither by this record nor by one that is linked to it.
 */
export function peopleAlike(
  sql: Sql,
  {
    lineId,
    keys,
    isShown,
    kept,
    hints,
    except,
    accessLogged,
  }: {
    lineId: string
    keys: Keys
    isShown: Shown
    kept?: Kept | undefined
    hints: Hints
    except?: PatientId | undefined
    accessLogged: Fragment
  },
) {
  const { nameWords, birthDate, nhsNumber, postcode, phones } = keys
  const isRead: Shown = hints === 'whole' ? isShown : () => sql`true`
  const words = sql`${[...nameWords]}::text[]`
  const isNamed = sql`cardinality(${words}) > 0`
  const by = (people: Fragment) => sql`(${people} limit ${MOST_PER_KEY})`
  return sql<(Comparable & { isShown: boolean; isNamedLike: boolean })[]>`
    with ${nearlyNamed(sql, lineId, keys, isRead)},
    named as materialized (
      select p.id
      from patients p
      where (p.line_id = ${lineId}) is true and ${isNamed} and p.name_words @> ${words} and (${isRead(sql`p.id`)})
    ),
    near as (
      ${by(sql`select p.id from patients p where p.line_id = ${lineId} and p.nhs_number = ${nhsNumber}`)}
      union
      ${by(sql`
        select p.id from patients p
        where p.line_id = ${lineId} and p.birth_date = ${birthDate}::date
          and (p.name_words && ${words} or similarity(p.name, array_to_string(${words}, ' ')) > 0.4)`)}
      union
      ${by(sql`select id from named`)}
      union
      select id from nearly
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
      select
        p.*, (${isShown(sql`p.id`)}) as is_shown,
        not p.name_words @> ${words} and exists (select from nearly where nearly.id = p.id) as is_named_like
      from near
      join patients p on p.id = near.id and p.line_id = ${lineId}
      ${except ? sql`where coalesce(p.kept_at, p.id) is distinct from (select coalesce(kept_at, id) from patients where id = ${except})` : sql``}
    ),
    told as (
      select * from found
      where is_shown
        or nhs_number = ${nhsNumber}
        or (birth_date = ${birthDate}::date and cardinality(${words}) > 1 and name_words @> ${words})
        ${
          hints === 'whole'
            ? sql``
            : sql`or (
                cardinality(${words}) > 1
                and (is_named_like or name_words @> ${words} or birth_date = ${birthDate}::date)
                and ${isNotRuledOut(sql, keys, sql`found`)}
              )`
        }
    ),
    looked as (
      select id as patient_id,
             case when is_shown then array['name', 'birthMonth', 'differences'] else '{}'::text[] end as what,
             case when is_shown then 'allowed' else 'refused' end as outcome
      from told
    ),
    ${accessLogged}
    select
      p.id as patient_id, p.name, p.given_name, p.family_name, p.birth_date, p.nhs_number, p.is_shown, p.is_named_like,
      coalesce(p.kept_at, p.id) as kept_at,
      ${keysOf(sql, kept)}
    from told p`
}

/**
 * CTEs ending in `nearly (id)`: those whose name is nearly so, the likest first, who are to be read and whom neither the given birth
 * date nor the NHS number rules out. Materialized and not by the line, as where people are searched for (searchStore.ts): then the words
 * of the name are the way to them.
 */
function nearlyNamed(sql: Sql, lineId: string, keys: Keys, isRead: Shown): Fragment {
  const { nameWords, nearly } = keys
  const isNearly = nearly
    .map(way => way.reduce((all, words) => sql`${all} and p.name_words && ${words}::text[]`, sql`true`))
    .reduce((any, way) => sql`${any} or (${way})`, sql`false`)
  return sql`
    all_nearly as materialized (
      select p.id, p.name
      from patients p
      where (p.line_id = ${lineId}) is true
        and (${isNearly})
        and ${isNotRuledOut(sql, keys, sql`p`)}
        and (${isRead(sql`p.id`)})
    ),
    nearly as (
      select id
      from (select * from all_nearly limit ${MOST_NEARLY}) as p
      order by similarity(p.name, ${nameWords.join(' ')}) desc, id
      limit ${MOST_PER_KEY}
    )`
}

/** A boolean: neither the birth date, nor a slip for it, nor the NHS number says that it is somebody else. */
function isNotRuledOut(sql: Sql, { birthDate, nearDates, nhsNumber }: Keys, p: Fragment): Fragment {
  return sql`
    (
      ${birthDate}::date is null or ${p}.birth_date is null or ${p}.birth_date = ${birthDate}::date
      or ${p}.birth_date = any(${[...nearDates]}::date[])
    )
    and (${nhsNumber}::text is null or ${p}.nhs_number is null or ${p}.nhs_number = ${nhsNumber}::text)`
}

type Near = {
  lineId: string
  patientIds: readonly string[]
  /** Of the first, only those who are among the second; of everybody else who was asked for, whoever of the line is near them. */
  onlyAmong: { those: readonly string[]; among: readonly string[] }
  relationship: Fragment
  /** What is told of whoever is near. */
  told: readonly string[]
  accessLogged: Fragment
}

/**
 * Each of these people, and of each (`of`) those who share a birth date, a telephone, or a postcode and a name with them. No row when
 * this actor has no reason to ask. A protected person is compared by neither telephone nor postcode. In one statement for all of
 * them: their looks are one link of the chain, and several statements would wait for each other there. A list of twenty is held
 * against itself alone, pair by pair: to look among a million people for each of them took most of a search.
 */
export function peopleNear(
  sql: Sql,
  { lineId, patientIds, onlyAmong: { those, among }, relationship, told, accessLogged }: Near,
) {
  const asked = sql`${[...patientIds]}::uuid[]`
  return sql<(Comparable & { of: PatientId })[]>`
    with person as materialized (
      select p.*, ${isPlaceKept(sql, sql`p`)} as is_place_kept,
        array(select number from patient_phones f where f.patient_id = p.id) as phones,
        array(select postcode from patient_postcodes a where a.patient_id = p.id) as postcodes
      from patients p
      where p.line_id = ${lineId}
        and p.id = any(${asked})
        and (${relationship})
    ),
    near as materialized (
      select id as of, id from person
      union
      select person.id, found.id
      from person
      cross join lateral (
        (
          select p.id
          from patients p
          where p.line_id = ${lineId} and p.birth_date = person.birth_date
            and (p.name_words && person.name_words or similarity(p.name, person.name) > 0.4)
          limit ${2 * MOST_PER_KEY}
        )
        union all
        (
          select p.id
          from patients p
          where p.line_id = ${lineId} and p.nhs_number = person.nhs_number
          limit ${MOST_PER_KEY}
        )
        union all
        (
          select p.id
          from patient_phones mine
          join patient_phones theirs on theirs.line_id = ${lineId} and theirs.number = mine.number
          join patients p on p.id = theirs.patient_id
          where mine.patient_id = person.id and not person.is_place_kept and not ${isPlaceKept(sql, sql`p`)}
          limit ${MOST_PER_KEY}
        )
        union all
        (
          select p.id
          from patient_postcodes mine
          join patient_postcodes theirs on theirs.line_id = ${lineId} and theirs.postcode = mine.postcode
          join patients p on p.id = theirs.patient_id and p.name_words && person.name_words
          where mine.patient_id = person.id and not person.is_place_kept and not ${isPlaceKept(sql, sql`p`)}
          limit ${MOST_PER_KEY}
        )
      ) as found
      where person.id <> all(${[...those]}::uuid[])
      union
      select person.id, other.id
      from person
      join person as other on other.id <> person.id and (
        (
          other.birth_date = person.birth_date
          and (other.name_words && person.name_words or similarity(other.name, person.name) > 0.4)
        )
        or other.nhs_number = person.nhs_number
        or (
          not person.is_place_kept and not other.is_place_kept
          and (
            other.phones && person.phones
            or (other.postcodes && person.postcodes and other.name_words && person.name_words)
          )
        )
      )
      where person.id = any(${[...those]}::uuid[]) and other.id = any(${[...among]}::uuid[])
    ),
    looked as (
      select distinct id as patient_id, ${[...told]}::text[] as what, 'allowed' as outcome
      from near
      where id <> of
      union all
      select id, '{}', 'refused'
      from unnest(${asked}) as given (id)
      where not exists (select from person where person.id = given.id)
    ),
    ${accessLogged}
    select
      near.of, p.id as patient_id, p.name, p.given_name, p.family_name, p.birth_date, p.nhs_number,
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
