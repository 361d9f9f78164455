import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { BoardTask } from '#shared/dispatch.ts'
import { PatientId } from '#shared/ids.ts'

/** Owns death_stops: what a death stopped, as it was. */

export type Stop = { kind: 'task'; subjectId: string; because: string; was: BoardTask }

/** What stops something: the report of a death, or, where nobody reported it, the record that tells of it. */
export type StoppedBy = { deathId: string } | { toldBy: string }

/** A CTE `stops_written`: what was stopped, as it was. */
export function writeStops(sql: Sql, by: StoppedBy, stops: readonly Stop[], onlyIf: Fragment): Fragment {
  const rows = stops.map(({ kind, subjectId, because, was }) => ({
    kind,
    subject_id: subjectId,
    because,
    was,
  }))
  return sql`
    stops_written as (
      insert into death_stops (death_id, told_by, kind, subject_id, because, was)
      select ${'deathId' in by ? by.deathId : null}::uuid, ${'toldBy' in by ? by.toldBy : null}::uuid, stopped.kind, stopped.subject_id, stopped.because, stopped.was
      from jsonb_to_recordset(${sql.json(rows as never)}::jsonb)
        as stopped (kind text, subject_id uuid, because text, was jsonb)
      where ${onlyIf}
      -- what two records stopped while they were linked, and which are linked again, it stops again
      on conflict (coalesce(death_id, told_by), kind, subject_id) do update
      set because = excluded.because, was = excluded.was, restored_at = null
      where death_stops.restored_at is not null
    )`
}

const StopRow = z.object({
  kind: z.literal('task'),
  subjectId: z.uuid(),
  because: z.string(),
  was: BoardTask,
})

/**
 * What a death stopped, and is still stopped. `by`: the report, or the record that tells of it; `begunBy`: the report that began it,
 * where it follows a death itself.
 */
export type StandingStop = Stop & {
  by: string
  patientId: string
  begunBy: string | null
  /** Whom its call is about, where that is another person by now, or nobody yet. */
  leftFor: { patientId: PatientId | null } | null
}

const StandingRow = StopRow.extend({
  by: z.uuid(),
  patientId: PatientId,
  begunBy: z.uuid().nullable(),
  leftFor: z.object({ patientId: PatientId.nullable() }).nullable(),
})

/** What is stopped about these `records`, a uuid[], by whichever death: also by one that was taken back while another held. */
export async function readStopsAbout(db: Database, records: Fragment): Promise<StandingStop[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select coalesce(s.death_id, s.told_by) as by, s.kind, s.subject_id, s.because, s.was, t.patient_id, t.death_id as begun_by,
           case when c.id is not null and (c.patient_id = any(${records})) is not true then json_build_object('patientId', c.patient_id) end as left_for
    from tasks t
    join death_stops s on s.subject_id = t.id
    left join calls c on c.id = t.call_id
    where t.patient_id = any(${records})
      and s.restored_at is null
    order by s.subject_id, coalesce(s.death_id, s.told_by)`)
  return z.array(StandingRow).parse(rows)
}

/** A boolean over `tasks`: a death stopped this one, and still does; it was not begun by a death itself. */
export function isStopped(sql: Sql): Fragment {
  return sql`(
    tasks.death_id is null
    and exists (select from death_stops s where s.subject_id = tasks.id and s.restored_at is null)
  )`
}

const StopOfTask = StopRow.pick({ subjectId: true, was: true }).extend({ by: z.uuid() })

/** What stands stopped of these tasks, as it was. */
export async function readStopsOf(
  { sql, run }: Database,
  taskIds: readonly string[],
): Promise<z.infer<typeof StopOfTask>[]> {
  const rows = await run(sql`
    select coalesce(death_id, told_by) as by, subject_id, was
    from death_stops
    where subject_id = any(${[...taskIds]}::uuid[])
      and restored_at is null
    order by subject_id, coalesce(death_id, told_by)`)
  return z.array(StopOfTask).parse(rows)
}

/** A CTE `stops_restored`: of these. */
export function restoreStops(
  sql: Sql,
  stops: readonly { by: string; subjectId: string }[],
  onlyIf: Fragment,
): Fragment {
  const these = stops.map(({ by, subjectId }) => ({ by, subject_id: subjectId }))
  return sql`
    stops_restored as (
      update death_stops s
      set restored_at = now()
      from jsonb_to_recordset(${sql.json(these)}::jsonb) as these (by uuid, subject_id uuid)
      where coalesce(s.death_id, s.told_by) = these.by
        and s.subject_id = these.subject_id
        and s.restored_at is null
        and ${onlyIf}
    )`
}
