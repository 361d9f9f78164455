import type { Fragment, Sql } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { changeTask, isTaskUnchanged } from './taskStore.ts'

/** The call that was made for a task reached its person: the task is done in the statement that saves the outcome. */
export function closeTaskOfCall(
  sql: Sql,
  before: BoardTask,
  actor: Actor,
  at: Instant,
): { told: BoardTask; guard: Fragment; change: (onlyIf: Fragment) => Fragment } {
  const told: BoardTask = { ...before, state: 'done', version: before.version + 1 }
  const result = { result: 'reached', note: '', at, by: actor.staffId }
  return {
    told,
    guard: isTaskUnchanged(sql, before),
    change: onlyIf => changeTask(sql, 'task_reached', { before, after: told, result }, onlyIf),
  }
}
