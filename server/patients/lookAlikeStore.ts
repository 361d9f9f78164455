import type { Fragment, Sql } from '#server/platform/database.ts'
import type { Comparable } from './core/lookAlikes.ts'

/** People looked at by each thing they may have in common. */
const MOST_PER_KEY = 20

type Near = { lineId: string; patientId: string; relationship: Fragment; accessLogged: Fragment }

/**
 * The person and those who share a birth date, a telephone, or a postcode and a name with them. No row when this actor has no
 * reason to ask. A protected person is not compared by postcode.
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
        limit ${MOST_PER_KEY}
      )
      union
      (
        select p.id
        from person
        join patient_postcodes mine on mine.patient_id = person.id
        join patient_postcodes theirs on theirs.line_id = ${lineId} and theirs.postcode = mine.postcode
        join patients p on p.id = theirs.patient_id and p.name_words && person.name_words
        where not person.is_protected and not p.is_protected
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
      case when p.is_protected then '{}' else array(
        select postcode from patient_postcodes a where a.patient_id = p.id
      ) end as postcodes,
      array(select number from patient_phones f where f.patient_id = p.id) as phones
    from near
    join patients p on p.id = near.id and p.line_id = ${lineId}`
}
