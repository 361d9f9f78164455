import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { answersToo, BoardTask, TaskKind } from '#shared/dispatch.ts'
import type { CallId, LineId, StaffId, TaskId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

const Row = z
  .object({
    id: z.string(),
    version: z.int(),
    kind: z.string(),
    state: z.string(),
    callId: z.string().nullable(),
    fromNumber: z.string().nullable(),
    raisedAt: z.string(),
    dueAt: z.string(),
    takenBy: z.string().nullable(),
    takenByName: z.string().nullable(),
    patientId: z.string().nullable(),
    recordingSid: z.string().nullable(),
    seconds: z.int().nullable(),
    tries: z.int(),
    keptAt: z.string().nullable(),
    hasDied: z.boolean(),
    cutOffFrom: z.string().nullable(),
    cutOffName: z.string().nullable(),
    cutOffAt: z.string().nullable(),
    withTask: z.string().nullable(),
    promisedBy: z.string().nullable(),
    afterTeamTask: z.string().nullable(),
  })
  .transform(row =>
    BoardTask.parse({
      taskId: row.id,
      version: row.version,
      kind: row.kind,
      state: row.state,
      callId: row.callId,
      from: row.fromNumber,
      raisedAt: row.raisedAt,
      dueAt: row.dueAt,
      owner: row.takenBy ? { kind: 'nurse', staffId: row.takenBy, name: row.takenByName } : { kind: 'desk' },
      patientId: row.patientId,
      recordingSid: row.recordingSid,
      seconds: row.seconds,
      tries: row.tries,
      ...(row.keptAt ? { keptAt: row.keptAt } : {}),
      ...(row.hasDied ? { hasDied: true } : {}),
      ...(row.cutOffFrom
        ? { cutOff: { staffId: row.cutOffFrom, name: row.cutOffName, at: row.cutOffAt } }
        : {}),
      ...(row.afterTeamTask ? { afterTeamTask: row.afterTeamTask } : {}),
      ...(row.withTask ? { answeredBy: { taskId: row.withTask, promisedBy: row.promisedBy ?? '' } } : {}),
    }),
  )

function columns(sql: Sql): Fragment {
  return sql`
    tasks.id, tasks.version, tasks.kind, tasks.state, tasks.call_id, tasks.from_number, tasks.raised_at, tasks.due_at,
    tasks.taken_by, staff.name as taken_by_name, tasks.patient_id, tasks.recording_sid, tasks.seconds, tasks.tries,
    (select kept_at from patients about where about.id = tasks.patient_id) as kept_at,
    not may_be_contacted(tasks.patient_id) as has_died,
    tasks.cut_off_from, (select name from staff of_talk where of_talk.id = tasks.cut_off_from) as cut_off_name, tasks.cut_off_at,
    tasks.after_team_task, tasks.with_task, case when tasks.with_task is not null then (select staff_name from outcomes where outcomes.call_id = tasks.call_id) end
      as promised_by`
}

/**
 * A boolean over `tasks`: of a kind that this version knows. One of another kind, which a newer process raised beside this one or before a
 * roll-back, is that one's to show and to close: here it is left alone, and keeps nobody from the others.
 */
function isKnown(sql: Sql): Fragment {
  return sql`tasks.kind = any(${[...TaskKind.options]}::text[])`
}

export async function readTask(db: Database, lineId: LineId, taskId: TaskId): Promise<BoardTask | null> {
  const rows = await db.run(db.sql`
    select ${columns(db.sql)}
    from tasks
    left join staff on staff.id = tasks.taken_by
    where tasks.id = ${taskId}
      and tasks.line_id = ${lineId}
      and ${isKnown(db.sql)}`)
  return rows[0] ? Row.parse(rows[0]) : null
}

/** A task that the line itself raised for a call. `isWithdrawn`: no person closed it, the line found it needless. */
export type OwedTask = { task: BoardTask; isWithdrawn: boolean }

/** What a call owes its caller, if it owes anything; of a kind that this version does not know, only that. */
export async function readOwedTask(
  db: Database,
  callId: CallId,
): Promise<OwedTask | 'of_a_newer_server' | null> {
  const rows = await db.run(db.sql`
    select ${columns(db.sql)}, tasks.state = 'done' and tasks.done_by is null as is_withdrawn, ${isKnown(db.sql)} as is_known
    from tasks
    left join staff on staff.id = tasks.taken_by
    where tasks.call_id = ${callId}
      and tasks.origin = 'call'`)
  const [row] = rows
  if (!row) return null
  if (row.isKnown !== true) return 'of_a_newer_server'
  return { task: Row.parse(row), isWithdrawn: row.isWithdrawn === true }
}

export async function readBoardTasks(db: Database, lineId: LineId): Promise<BoardTask[]> {
  const rows = await db.run(db.sql`
    select ${columns(db.sql)}
    from tasks
    left join staff on staff.id = tasks.taken_by
    where tasks.line_id = ${lineId}
      and tasks.state <> 'done'
      and ${isKnown(db.sql)}
      and (tasks.shown_from is null or tasks.shown_from <= now())
    order by tasks.due_at`)
  return z.array(Row).parse(rows)
}

/** What a nurse has taken and not closed. */
export function readTasksTakenBy(db: Database, lineId: LineId, staffId: StaffId): Promise<BoardTask[]> {
  return readOpen(db, lineId, db.sql`tasks.taken_by = ${staffId}`)
}

/** Everything open that is about one person, on whichever of their `records`, a uuid[], on the board or not yet, in the order of their ids. */
export function readTasksAbout(db: Database, lineId: LineId, records: Fragment): Promise<BoardTask[]> {
  return readOpen(db, lineId, db.sql`tasks.patient_id = any(${records})`)
}

/** Of these `records`, a uuid[], the tasks whose time to be on the board is still to come: no console is told of them before. */
export async function notYetShown(db: Database, lineId: LineId, records: Fragment): Promise<Set<string>> {
  const rows = await db.run(db.sql<{ id: string }[]>`
    select id
    from tasks
    where patient_id = any(${records})
      and line_id = ${lineId}
      and shown_from > now()`)
  return new Set(rows.map(({ id }) => id))
}

/** What a call still owes, by itself or by what was promised in its outcome; and what is done, where `isAlso`, a boolean over `tasks`. */
export function readTasksOfCall(
  db: Database,
  lineId: LineId,
  callId: CallId,
  isAlso: Fragment,
): Promise<BoardTask[]> {
  const { sql } = db
  return readMeant(db, lineId, sql`tasks.call_id = ${callId} and (tasks.state <> 'done' or ${isAlso})`)
}

function readOpen(db: Database, lineId: LineId, isMeant: Fragment): Promise<BoardTask[]> {
  return readMeant(db, lineId, db.sql`${isMeant} and tasks.state <> 'done'`)
}

async function readMeant({ sql, run }: Database, lineId: LineId, isMeant: Fragment): Promise<BoardTask[]> {
  const rows = await run(sql`
    select ${columns(sql)}
    from tasks
    left join staff on staff.id = tasks.taken_by
    where ${isMeant}
      and tasks.line_id = ${lineId}
      and ${isKnown(sql)}
    order by tasks.id`)
  return z.array(Row).parse(rows)
}

/** A boolean: the open tasks about a person are these, as they were read. */
export function areTasksAbout(sql: Sql, records: Fragment, tasks: readonly BoardTask[]): Fragment {
  return sql`
    array(
      select id || ' ' || version
      from tasks
      where patient_id = any(${records}) and state <> 'done' and ${isKnown(sql)}
      order by id
    ) = ${sql.array(tasks.map(({ taskId, version }) => `${taskId} ${version}`))}::text[]`
}

/** The promises that this call back stands for, in the order of their ids. */
export async function readAnsweredBy(db: Database, lineId: LineId, task: BoardTask): Promise<BoardTask[]> {
  const promises = await readOpen(db, lineId, db.sql`tasks.with_task = ${task.taskId}`)
  return promises.filter(promise => answersToo(task, promise))
}

/** What a report of a death raised and is not done. */
export function readTasksOfDeath(db: Database, lineId: LineId, deathId: string): Promise<BoardTask[]> {
  return readOpen(db, lineId, db.sql`tasks.death_id = ${deathId}`)
}

export type NewTask = {
  task: BoardTask
  origin: 'call' | 'outcome' | 'death' | 'round' | 'visit'
  /** Of a task that a report of a death raised. */
  deathId?: string
  /** Not on the board before. */
  shownFrom?: Instant
}

/** A CTE `name` that raises one task. `onlyIf` is a boolean over the statement's earlier CTEs. */
export function raiseTask(
  sql: Sql,
  name: string,
  lineId: LineId,
  { task, origin, deathId, shownFrom }: NewTask,
  onlyIf: Fragment,
): Fragment {
  return sql`
    ${sql(name)} as (
      insert into tasks (
        id, line_id, version, kind, state, call_id, origin, patient_id, from_number, recording_sid, seconds, raised_at, due_at,
        taken_by, death_id, shown_from, cut_off_from, cut_off_at, with_task, after_team_task
      )
      select ${task.taskId}::uuid, ${lineId}::uuid, ${task.version}, ${task.kind}, ${task.state}, ${task.callId}::uuid, ${origin},
             ${task.patientId}::uuid, ${task.from}, ${task.recordingSid}, ${task.seconds}::int,
             ${task.raisedAt}::timestamptz, ${task.dueAt}::timestamptz,
             ${task.owner.kind === 'nurse' && task.state === 'taken' ? task.owner.staffId : null}::uuid, ${deathId ?? null}::uuid, ${shownFrom ?? null}::timestamptz,
             ${task.cutOff?.staffId ?? null}::uuid, ${task.cutOff?.at ?? null}::timestamptz,
             ${task.answeredBy?.taskId ?? null}::uuid, ${task.afterTeamTask ?? null}::uuid
      where ${onlyIf}
      on conflict (call_id, origin) do nothing
      returning id
    )`
}

/** What has become of a task. The version it was read at guards every change. */
export type TaskChange = {
  before: BoardTask
  after: BoardTask
  result?: { result: string; note: string; at: Instant; by: StaffId | null }
}

/** A CTE `name` that changes one task where it still is as it was read. How it was closed stays known when it is opened again. */
export function changeTask(
  sql: Sql,
  name: string,
  { before, after, result }: TaskChange,
  onlyIf: Fragment,
): Fragment {
  return sql`
    ${sql(name)} as (
      update tasks
      set version = ${after.version},
          kind = ${after.kind},
          state = ${after.state},
          due_at = ${after.dueAt},
          taken_by = ${after.owner.kind === 'nurse' && after.state === 'taken' ? after.owner.staffId : null},
          patient_id = ${after.patientId},
          recording_sid = ${after.recordingSid},
          seconds = ${after.seconds},
          cut_off_from = ${after.cutOff?.staffId ?? null},
          cut_off_at = ${after.cutOff?.at ?? null},
          tries = ${after.tries},
          result = ${result?.result ?? null},
          result_note = ${result?.note ?? null},
          done_at = ${result?.at ?? null},
          done_by = ${result?.by ?? null},
          closed_before = case
            when state = 'done'
            then closed_before || jsonb_build_object('result', result, 'note', result_note, 'at', done_at, 'by', done_by)
            else closed_before
          end
      where id = ${before.taskId}
        and version = ${before.version}
        and ${onlyIf}
      returning id
    )`
}

/** Whether this person has closed the task with these very words. */
export async function isClosedSo(
  db: Database,
  taskId: TaskId,
  { result, note, by }: { result: string; note: string; by: StaffId },
): Promise<boolean> {
  const rows = await db.run(db.sql`
    select 1
    from tasks
    where id = ${taskId}
      and state = 'done'
      and result = ${result}
      and result_note = ${note}
      and done_by = ${by}`)
  return rows.length > 0
}

/** Whether a task still is as it was read: a boolean to put before anything is written. */
export function isTaskUnchanged(sql: Sql, task: BoardTask): Fragment {
  return sql`exists (select 1 from tasks where id = ${task.taskId} and version = ${task.version} for update)`
}
