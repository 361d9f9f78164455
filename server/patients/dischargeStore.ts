import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { LocalDate } from '#shared/time.ts'

/** Reads of a register only who was discharged from hospital or a hospice; it is shown of nobody, it decides who is rung. */

export type Discharged = { patientId: PatientId; on: LocalDate }

/**
 * Of active people who live, by the kept record, who was discharged since a day, and when last: not to another unit, and nobody who is in
 * one again. Of what is retracted nothing.
 */
export async function readDischargedSince(
  { sql, run }: Database,
  lineId: string,
  since: LocalDate,
): Promise<Discharged[]> {
  return run(sql<Discharged[]>`
    with lately as materialized (
      select distinct e.patient_id
      from record_entries e
      join patients p on p.id = e.patient_id and p.line_id = e.line_id
      where e.line_id = ${lineId}
        and e.section = 'hospitalStays'
        and e.body ->> 'dischargedOn' >= ${since}
        and p.status = 'active'
        and p.kept_at is null
        and may_be_contacted(p.id)
    ),
    newest as (
      select distinct on (e.patient_id, e.item_id) e.patient_id, e.change, e.known_state, e.body
      from lately
      join record_entries e on e.patient_id = lately.patient_id and e.line_id = ${lineId} and e.section = 'hospitalStays'
      order by e.patient_id, e.item_id, e.version desc
    )
    select patient_id,
           max(body ->> 'dischargedOn') filter (where body ->> 'dischargedTo' is distinct from 'another_unit') as on
    from newest
    where change <> 'retracted' and known_state = 'known'
    group by patient_id
    having bool_and(body ->> 'dischargedOn' is not null)
       and max(body ->> 'dischargedOn') filter (where body ->> 'dischargedTo' is distinct from 'another_unit') >= ${since}`)
}
