import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/** Reads team_tasks: about whom one was ended as not done since a moment, by the kept record. What was raised two days before is past. */
export async function readFailedSince(
  { sql, run }: Database,
  lineId: string,
  since: Instant,
): Promise<PatientId[]> {
  const rows = await run(sql<{ patientId: PatientId }[]>`
    select distinct coalesce(about.kept_at, about.id) as patient_id
    from team_tasks t
    join patients about on about.id = t.patient_id
    where t.line_id = ${lineId}
      and t.state = 'failed'
      and t.raised_at >= ${since}::timestamptz - interval '2 days'
      and (t.facts #>> '{ended,at}')::timestamptz >= ${since}::timestamptz`)
  return rows.map(({ patientId }) => patientId)
}
