import { isHers, type TaskRefused, taskOfLine } from '#server/dispatch/commandTask.ts'
import { changeTask, isTaskUnchanged } from '#server/dispatch/taskStore.ts'
import { hasAnotherCall, isGone, nurseIsFree } from '#server/staff/staffStore.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { CallId, type TaskId } from '#shared/ids.ts'
import type { Actor, AnswersBy } from '#shared/staff.ts'
import { readCall } from './callStore.ts'
import { type CallDeps, changeCall } from './changeCall.ts'
import { holder } from './core/follows.ts'
import type { StoredCall } from './storedCall.ts'

/**
 * Rings somebody back: a new call, held by this nurse from its first instant. Her own leg comes first; the person is rung
 * when she is in the room. The task becomes hers, with one try more. The command's id is the call's id: twice is once.
 */
export async function callBack(
  deps: CallDeps,
  actor: Actor,
  taskId: TaskId,
  { commandId, answersBy }: { commandId: string; answersBy: AnswersBy },
): Promise<{ kind: 'calling'; call: StoredCall } | TaskRefused> {
  const callId = CallId.parse(commandId)
  const task = await taskOfLine(deps.db, actor, taskId)
  const before = await readCall(deps.db, callId)
  if (before)
    return before.forTask === taskId && holder(before.facts)?.staffId === actor.staffId
      ? { kind: 'calling', call: before }
      : refused('This was asked for before. Look whether the call is over, or is with somebody else.')
  const to = task.from
  if (task.state === 'done') return refused('This task is done already.')
  if (task.owner.kind === 'nurse' && !isHers(task, actor) && !(await isGone(deps.db, task.owner.staffId)))
    return refused(`${task.owner.name} has taken this task.`)
  if (!to)
    return refused(
      'The number was withheld, so it cannot be rung. Close the task with "no number", or look the person up.',
    )
  const after: BoardTask = {
    ...task,
    version: task.version + 1,
    state: 'taken',
    tries: task.tries + 1,
    owner: { kind: 'nurse', staffId: actor.staffId, name: actor.name },
  }
  const { sql } = deps.db
  const place = { callId, lineId: actor.lineId, direction: 'outbound' as const, forTask: taskId }
  const guard = sql`${nurseIsFree(sql, actor.staffId, callId)} and ${isTaskUnchanged(sql, task)}`
  const changed = await changeCall<TaskRefused>(deps, place, async call => {
    if (call) return refuse('This call was begun already.')
    if (await hasAnotherCall(deps.db, actor.staffId, callId))
      return refuse('You have a call already. Save its outcome first.')
    return {
      kind: 'event',
      sourceKey: `call-back/${commandId}`,
      event: { kind: 'placed', at: deps.clock(), to, staffId: actor.staffId, name: actor.name, answersBy },
      byStaff: actor.staffId,
      also: {
        told: [{ kind: 'task', task: after }],
        guards: [guard],
        parts: onlyIf => [changeTask(sql, 'task_tried', { before: task, after }, onlyIf)],
      },
    }
  })
  return changed.kind === 'refused' ? changed.refusal : { kind: 'calling', call: changed.call }
}

function refused(because: string): TaskRefused {
  return { kind: 'refused', because }
}

function refuse(because: string): { kind: 'refuse'; refusal: TaskRefused } {
  return { kind: 'refuse', refusal: refused(because) }
}
