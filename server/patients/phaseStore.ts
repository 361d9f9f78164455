import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/** Reads of a register only who was recorded to be in which phase; it is shown of nobody, it decides who is suggested to be watched. */

/**
 * The newest phase of those who are in it, as was seen, since a moment, as a ring-round asks it: of active people who live, by the kept
 * record, and of what is retracted nothing.
 */
export async function readPhasesSince(
  { sql, run }: Database,
  lineId: string,
  since: Instant,
): Promise<{ patientId: PatientId; phase: string }[]> {
  return run(sql<{ patientId: PatientId; phase: string }[]>`
    with lately as materialized (
      select distinct e.patient_id
      from record_entries e
      join patients p on p.id = e.patient_id and p.line_id = e.line_id
      where e.line_id = ${lineId}
        and e.section = 'phaseOfIllness'
        and e.body ->> 'at' >= ${since}
        and p.status = 'active'
        and p.kept_at is null
        and may_be_contacted(p.id)
    ),
    newest as (
      select distinct on (e.patient_id, e.item_id) e.patient_id, e.change, e.known_state, e.body, e.recorded_at
      from lately
      join record_entries e on e.patient_id = lately.patient_id and e.line_id = ${lineId} and e.section = 'phaseOfIllness'
      order by e.patient_id, e.item_id, e.version desc
    ),
    present as (
      select distinct on (patient_id) patient_id, body ->> 'phase' as phase, body ->> 'at' as at
      from newest
      where change <> 'retracted' and known_state = 'known'
      order by patient_id, body ->> 'at' desc, recorded_at desc
    )
    select patient_id, phase from present where at >= ${since}`)
}
