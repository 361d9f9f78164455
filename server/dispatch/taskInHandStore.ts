import type { Fragment, Sql } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { LineId, StaffId, TaskId } from '#shared/ids.ts'

/** Owns nothing: what a task that is open, or in a nurse's hand, is a reason for. */

/** A boolean: there is such an open task, and it is about this person. A reason to be told whom it is about. */
export function isTaskOpenAbout(sql: Sql, lineId: LineId, taskId: TaskId, patientId: string): Fragment {
  return sql`exists (
    select from tasks
    where id = ${taskId}
      and line_id = ${lineId}
      and patient_id = ${patientId}
      and state <> 'done'
  )`
}

/** A boolean: this nurse has taken the task, which is about somebody. A reason to write down how it ended. */
export function isTaskHeldBy(
  sql: Sql,
  task: BoardTask,
  { lineId, staffId }: { lineId: LineId; staffId: StaffId },
): Fragment {
  return sql`exists (
    select from tasks
    where id = ${task.taskId}
      and line_id = ${lineId}
      and patient_id = ${task.patientId}
      and state = 'taken'
      and taken_by = ${staffId}
  )`
}

/** A boolean: this nurse has taken the task, whether or not it is known whom it is about. */
export function isTaskInHand(
  sql: Sql,
  { taskId }: Pick<BoardTask, 'taskId'>,
  { lineId, staffId }: { lineId: LineId; staffId: StaffId },
): Fragment {
  return sql`exists (
    select from tasks
    where id = ${taskId} and line_id = ${lineId} and state = 'taken' and taken_by = ${staffId}
  )`
}

/** The tasks `(id, raised_at)` that one of the staff has taken, or accepted for a team, and not done, about the person of these `records`, a uuid[]. */
export function tasksHeldAbout(
  sql: Sql,
  { lineId, staffId }: { lineId: LineId; staffId: StaffId },
  records: Fragment,
): Fragment {
  return sql`(
    select held.id, held.raised_at
    from tasks held
    where held.line_id = ${lineId}
      and held.patient_id = any(${records})
      and held.state = 'taken'
      and held.taken_by = ${staffId}
    union all
    select accepted.id, accepted.raised_at
    from team_tasks accepted
    where accepted.line_id = ${lineId}
      and accepted.patient_id = any(${records})
      and (accepted.taken_by = ${staffId} or accepted.second_by = ${staffId})
      and accepted.state not in ('done', 'stood_down', 'failed')
  )`
}

/** A boolean: she has this task, taken or accepted for a team, and it is about the person of these `records`, a uuid[]. Each is an expression of the statement: the aliases here are its own. */
export function isTaskHeldAbout(
  sql: Sql,
  { taskId, staffId, records }: Readonly<Record<'taskId' | 'staffId' | 'records', Fragment>>,
): Fragment {
  return sql`(exists (
    select from tasks task_in_hand
    where task_in_hand.id = ${taskId}
      and task_in_hand.patient_id = any(${records})
      and task_in_hand.state = 'taken'
      and task_in_hand.taken_by = ${staffId}
  ) or exists (
    select from team_tasks accepted_task
    where accepted_task.id = ${taskId}
      and accepted_task.patient_id = any(${records})
      and (accepted_task.taken_by = ${staffId} or accepted_task.second_by = ${staffId})
      and accepted_task.state not in ('done', 'stood_down', 'failed')
  ))`
}
