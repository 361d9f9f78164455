import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/** How many calls about one person came in since a moment, whichever of their records they are about; by the kept record. Ours to them do not count. */
export async function countCallsAbout(
  { sql, run }: Database,
  lineId: string,
  since: Instant,
): Promise<{ patientId: PatientId; count: number }[]> {
  return run(sql<{ patientId: PatientId; count: number }[]>`
    select coalesce(about.kept_at, about.id) as patient_id, count(*)::int as count
    from calls
    join patients about on about.id = calls.patient_id
    where calls.line_id = ${lineId}
      and calls.patient_id is not null
      and calls.direction = 'inbound'
      and calls.started_at >= ${since}::timestamptz
    group by 1`)
}
