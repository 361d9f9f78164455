import type { Database } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/** For each moment, in the given order: whether a task about the person, on one of their `records`, was open within a day of it. Shown to nobody. */
export async function readTaskTraces(
  db: Database,
  lineId: LineId,
  moments: readonly { records: readonly string[]; at: Instant }[],
): Promise<boolean[]> {
  const { sql } = db
  const asked = moments.map((moment, nth) => ({ nth, ...moment }))
  const rows = await db.run(sql<{ isOpen: boolean }[]>`
    select exists (
             select from tasks
             where tasks.line_id = ${lineId}
               and tasks.patient_id = any(asked.records)
               and tasks.raised_at < asked.at + interval '1 day'
               and coalesce(tasks.done_at, 'infinity') > asked.at - interval '1 day'
           ) as is_open
    from jsonb_to_recordset(${sql.json(asked)}::jsonb) as asked (nth int, records uuid[], at timestamptz)
    order by asked.nth`)
  return rows.map(row => row.isOpen)
}
