import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CommandId, PatientId, RoundCallId, StaffId, TaskId } from '#shared/ids.ts'
import type { RoundReason } from '#shared/rounds.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

/** Owns round_calls. */

const Row = z.object({
  id: z.string(),
  patientId: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: z.string().nullable(),
  why: z.array(z.string()),
  assignedTo: z.string().nullable(),
  assignedName: z.string().nullable(),
  taskId: z.string().nullable(),
  skippedName: z.string().nullable(),
  skippedBecause: z.string().nullable(),
  isToday: z.boolean(),
  dischargedOn: z.string().nullable(),
  dueAt: z.string().nullable(),
})
export type RoundRow = z.infer<typeof Row>

/**
 * The round of a day, with whoever was to be rung after a discharge since a week and may not be done with, and a row of the access log for
 * everybody on it. Who has died or was withdrawn since has left it by that.
 */
export async function readRound(
  { sql, run }: Database,
  lineId: string,
  day: LocalDate,
  accessLogged: Fragment,
): Promise<RoundRow[]> {
  const rows = await run(sql`
    with listed as materialized (
      select r.id, r.patient_id, p.given_name, p.family_name, p.birth_date, r.why, r.assigned_to, r.assigned_name,
             r.task_id, r.skipped_name, r.skipped_because, r.round_day = ${day} as is_today,
             r.discharged_on::text, r.due_at
      from round_calls r
      join patients p on p.id = r.patient_id and p.line_id = r.line_id
      where r.line_id = ${lineId}
        and (r.round_day = ${day}
             or (r.discharged_on is not null and r.skipped_at is null and r.round_day between ${day}::date - 7 and ${day}::date))
        and may_be_contacted(p.id) and p.status not in ('withdrawn', 'discharged')
    ),
    looked as (
      select distinct patient_id, array['initials', 'birthMonth', 'ringRound'] as what, 'allowed' as outcome from listed
    ),
    ${accessLogged}
    select * from listed order by due_at nulls last, cardinality(why) desc, id`)
  return z.array(Row).parse(rows)
}

/** Another word whenever the round of a day, or what is left of the week's discharges, is another. */
export async function readRoundMark({ sql, run }: Database, lineId: string, day: LocalDate): Promise<string> {
  const [row] = await run(sql<{ mark: string }[]>`
    select md5(coalesce(string_agg(concat_ws('.', r.id, r.task_id, r.assigned_to, r.skipped_at, r.why), ' ' order by r.id), '')) as mark
    from round_calls r
    where r.line_id = ${lineId} and r.round_day between ${day}::date - 7 and ${day}::date`)
  return row?.mark ?? ''
}

export type LeftOfRound = { roundCallId: string; patientId: PatientId; day: LocalDate; why: RoundReason[] }

/**
 * Who was to be rung since a day, and was neither rung nor skipped, with a row of the access log for each: of somebody who is on several
 * rounds the newest counts.
 */
export async function readLeftOfRounds(
  { sql, run }: Database,
  lineId: string,
  since: LocalDate,
  accessLogged: Fragment,
): Promise<LeftOfRound[]> {
  return run(sql<LeftOfRound[]>`
    with newest as (
      select distinct on (r.patient_id) r.id, r.patient_id, r.round_day, r.why, r.task_id, r.skipped_at
      from round_calls r
      join patients p on p.id = r.patient_id and p.line_id = r.line_id
      where r.line_id = ${lineId}
        and (r.round_day >= ${since}::date or (r.discharged_on is not null and r.round_day >= ${since}::date - 7))
        and may_be_contacted(p.id) and p.status not in ('withdrawn', 'discharged')
      order by r.patient_id, r.round_day desc
    ),
    listed as materialized (
      select id, patient_id, round_day, why from newest where task_id is null and skipped_at is null
    ),
    looked as (
      select patient_id, array['ringRound'] as what, 'allowed' as outcome from listed
    ),
    ${accessLogged}
    select id as round_call_id, patient_id, round_day::text as day, why
    from listed
    order by round_day, cardinality(why) desc, id`)
}

/** CTE `round_drawn`: those who are on it already stay as they are, but that whoever is for a discharge alone is for these too. */
export function drawRound(
  sql: Sql,
  actor: Actor,
  day: LocalDate,
  people: readonly { id: string; patientId: PatientId; why: readonly RoundReason[] }[],
  at: Instant,
): Fragment {
  const rows = people.map(({ id, patientId, why }) => ({ id, patient_id: patientId, why }))
  return sql`
    round_drawn as (
      insert into round_calls (id, line_id, round_day, patient_id, why, drawn_at, drawn_by, drawn_name)
      select p.id, ${actor.lineId}::uuid, ${day}::date, p.patient_id, p.why, ${at}::timestamptz, ${actor.staffId}::uuid, ${actor.name}
      from jsonb_to_recordset(${sql.json(rows as never)}::jsonb) as p (id uuid, patient_id uuid, why text[])
      on conflict (line_id, round_day, patient_id) do update
      set why = round_calls.why || excluded.why
      where round_calls.why = '{discharged}' and round_calls.task_id is null and round_calls.skipped_at is null
    )`
}

/**
 * Whoever was discharged lately is on the round, once for each discharge; on whose round of today they are already, they are for that too.
 * Drawn up by nobody: it follows from what is on the record, whenever somebody looks.
 */
export async function drawDischarged(
  { sql, run }: Database,
  lineId: string,
  day: LocalDate,
  people: readonly { id: string; patientId: PatientId; on: LocalDate; dueAt: Instant }[],
  at: Instant,
): Promise<void> {
  const rows = people.map(({ id, patientId, on, dueAt }) => ({
    id,
    patient_id: patientId,
    day: on,
    due_at: dueAt,
  }))
  await run(sql`
    insert into round_calls (id, line_id, round_day, patient_id, why, drawn_at, discharged_on, due_at)
    select p.id, ${lineId}::uuid, ${day}::date, p.patient_id, '{discharged}', ${at}::timestamptz, p.day, p.due_at
    from jsonb_to_recordset(${sql.json(rows as never)}::jsonb) as p (id uuid, patient_id uuid, day date, due_at timestamptz)
    where not exists (
      select from round_calls r
      where r.line_id = ${lineId} and r.patient_id = p.patient_id and r.discharged_on = p.day
    )
    on conflict (line_id, round_day, patient_id) do update
    set discharged_on = excluded.discharged_on, due_at = excluded.due_at, why = array_append(round_calls.why, 'discharged')
    where round_calls.discharged_on is null and round_calls.task_id is null and round_calls.skipped_at is null`)
}

export type RoundKnown = {
  patientId: PatientId
  taskId: TaskId | null
  skippedName: string | null
  /** Who is to ring, where somebody was chosen. */
  assigned: { staffId: StaffId; name: string } | null
}

export async function readRoundCall(
  { sql, run }: Database,
  lineId: string,
  id: RoundCallId,
): Promise<RoundKnown | null> {
  const [row] = await run(sql<RoundKnown[]>`
    select patient_id, task_id, skipped_name,
           case when assigned_to is not null then jsonb_build_object('staffId', assigned_to, 'name', assigned_name) end as assigned
    from round_calls where id = ${id} and line_id = ${lineId}`)
  return row ?? null
}

/** A boolean, with the row locked: neither rung, but for `instead`, nor skipped, and still somebody who may be rung, as when the round is read. */
export function isToBeRung(sql: Sql, lineId: string, id: RoundCallId, instead: TaskId | null): Fragment {
  return sql`exists (
    select from round_calls r
    join patients p on p.id = r.patient_id and p.line_id = r.line_id
    where r.id = ${id} and r.line_id = ${lineId} and r.task_id is not distinct from ${instead} and r.skipped_at is null
      and may_be_contacted(p.id) and p.status not in ('withdrawn', 'discharged')
    for no key update of r, p
  )`
}

/** CTE `round_rung (id)`: who is rung already, or skipped, is not rung again, but `instead` of a task that reached nobody. */
export function ringOfRound(
  sql: Sql,
  actor: Actor,
  id: RoundCallId,
  { taskId, instead }: { taskId: CommandId; instead: TaskId | null },
  onlyIf: Fragment,
): Fragment {
  return sql`
    round_rung as (
      update round_calls
      set task_id = ${taskId},
          assigned_to = coalesce(assigned_to, ${actor.staffId}),
          assigned_name = coalesce(assigned_name, ${actor.name})
      where id = ${id} and line_id = ${actor.lineId} and task_id is not distinct from ${instead} and skipped_at is null and ${onlyIf}
      returning id
    )`
}

/** False where they are being rung already, or were skipped by somebody. */
export async function skipOfRound(
  { sql, run }: Database,
  actor: Actor,
  { roundCallId, because }: { roundCallId: RoundCallId; because: string },
  at: Instant,
): Promise<boolean> {
  const rows = await run(sql`
    update round_calls
    set skipped_at = coalesce(skipped_at, ${at}::timestamptz), skipped_name = ${actor.name}, skipped_because = ${because}
    where id = ${roundCallId} and line_id = ${actor.lineId} and task_id is null
      and (skipped_at is null or (skipped_name = ${actor.name} and skipped_because = ${because}))
    returning id`)
  return rows.length > 0
}

export async function assignOfRound(
  { sql, run }: Database,
  lineId: string,
  roundCallId: RoundCallId,
  to: { staffId: StaffId; name: string },
): Promise<void> {
  await run(sql`
    update round_calls set assigned_to = ${to.staffId}, assigned_name = ${to.name}
    where id = ${roundCallId} and line_id = ${lineId} and skipped_at is null`)
}
