import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { NumberBelongsTo } from '#shared/patients.ts'
import { hasDied } from './hasDied.ts'

/** Owns patients and its search tables: whose number it may be. Finding people by anything else is in searchStore.ts. */

/** People listed for one number or one search; with more, the coordinator adds something to look for. */
export const MOST_LISTED = 20

export type NumberRow = {
  patientId: PatientId
  /** Of records that are linked, the one that is kept; otherwise this one. */
  keptAt: PatientId
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
      p.id as patient_id, coalesce(p.kept_at, p.id) as kept_at, p.given_name, p.family_name, p.birth_date,
      ${hasDied(sql)} as is_deceased, listed.belongs_to,
      listed.place > ${MOST_LISTED} as is_more
    from listed
    join patients p on p.id = listed.patient_id and p.line_id = ${lineId}
    where listed.place <= ${MOST_LISTED + 1}
    order by listed.place, listed.item_id`
}

/** The telephones that these `records`, a uuid[], name: the person's own, and those of the people around them. */
export function numbersOfRecords(sql: Sql, lineId: string, records: Fragment) {
  return sql<{ number: string; isOwn: boolean }[]>`
    select distinct f.number, f.belongs_to ->> 'kind' = 'patient' as is_own
    from patient_phones f
    where f.line_id = ${lineId} and f.patient_id = any(${records})`
}

/**
 * A CTE `record_touched (version)`: the record counts one change more, for something that is kept beside its entries; whoever has
 * it open is to look again.
 */
export function touchRecord(sql: Sql, lineId: string, patientId: string, onlyIf: Fragment): Fragment {
  return sql`
    record_touched as (
      update patients p
      set version = p.version + 1
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and (${onlyIf})
      returning p.version
    )`
}

/** CTE `looked`: one row for each person of `listed (patient_id, place)` who is shown. */
export function lookedAtListed(sql: Sql, what: string[]): Fragment {
  return sql`
    looked as (
      select distinct patient_id, ${what}::text[] as what, 'allowed' as outcome
      from listed
      where place <= ${MOST_LISTED}
    )`
}
