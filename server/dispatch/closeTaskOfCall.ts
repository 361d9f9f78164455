import type { Fragment, Sql } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { changeTask, isTaskUnchanged } from './taskStore.ts'

/** Who were to be rung are reached: pieces for the statement that says so. `befores`: in the order in which they are locked. */
export type Reached = {
  told: BoardTask[]
  /** To be asked before anything is written. */
  guards: Fragment[]
  parts: (onlyIf: Fragment) => Fragment[]
}

/** The call that was made for these tasks reached its person: they are done in the statement that saves the outcome. */
export function closeReached(sql: Sql, tasks: readonly BoardTask[], actor: Actor, at: Instant): Reached {
  const result = { result: 'reached', note: '', at, by: actor.staffId }
  const changes = tasks
    .toSorted((a, b) => a.taskId.localeCompare(b.taskId))
    .map(before => ({
      before,
      after: { ...before, state: 'done' as const, version: before.version + 1 },
      result,
    }))
  return {
    told: changes.map(({ after }) => after),
    guards: changes.map(({ before }) => isTaskUnchanged(sql, before)),
    parts: onlyIf => changes.map((change, i) => changeTask(sql, `task_reached_${i}`, change, onlyIf)),
  }
}
