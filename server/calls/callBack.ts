import { isHers, type TaskRefused, taskOfLine } from '#server/dispatch/commandTask.ts'
import { type PersonOfTask, personOfTask } from '#server/dispatch/personOfTask.ts'
import { changeTask, isTaskUnchanged } from '#server/dispatch/taskStore.ts'
import { hasAnotherCall, isGone, nurseIsFree } from '#server/staff/staffStore.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { CallId, type TaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Actor, AnswersBy } from '#shared/staff.ts'
import { readCall } from './callStore.ts'
import { type CallDeps, changeCall, type Wish } from './changeCall.ts'
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
  await taskOfLine(deps.db, actor, taskId)
  const before = await readCall(deps.db, callId)
  if (before)
    return before.forTask === taskId && holder(before.facts)?.staffId === actor.staffId
      ? { kind: 'calling', call: before }
      : refused('This was asked for before. Look whether the call is over, or is with somebody else.')
  const place = { callId, lineId: actor.lineId, direction: 'outbound' as const, forTask: taskId }
  const changed = await changeCall<TaskRefused>(deps, place, async call => {
    if (call) return refuse('This call was begun already.')
    // Read anew for each try: who was quicker is named, and not only that somebody was.
    const task = await taskOfLine(deps.db, actor, taskId)
    const refusal = await refusalOf(deps, actor, task, callId)
    if (refusal) return refuse(refusal)
    const person = await personOfTask(deps.db, actor.lineId, task)
    return placing(deps, actor, { task, person }, { callId, commandId, answersBy })
  })
  return changed.kind === 'refused' ? changed.refusal : { kind: 'calling', call: changed.call }
}

async function refusalOf(
  deps: CallDeps,
  actor: Actor,
  task: BoardTask,
  callId: CallId,
): Promise<string | null> {
  if (task.state === 'done') return 'This task is done already.'
  if (task.owner.kind === 'nurse' && !isHers(task, actor) && !(await isGone(deps.db, task.owner.staffId)))
    return `${task.owner.name} has taken this task.`
  if (!task.from)
    return 'There is no number to ring. Listen for their next call, or close the task with a reason.'
  if (await hasAnotherCall(deps.db, actor.staffId, callId))
    return 'You have a call already. Save its outcome first.'
  return null
}

function placing(
  { db, clock }: CallDeps,
  actor: Actor,
  { task, person }: { task: BoardTask; person: PersonOfTask },
  { callId, commandId, answersBy }: { callId: CallId; commandId: string; answersBy: AnswersBy },
): Wish<TaskRefused> {
  const { sql } = db
  const { staffId, name } = actor
  const after = person.told({
    ...task,
    version: task.version + 1,
    state: 'taken',
    tries: task.tries + 1,
    owner: { kind: 'nurse', staffId, name },
  })
  const to = task.from as E164 // a task without a number was refused
  return {
    kind: 'event',
    sourceKey: `call-back/${commandId}`,
    event: { kind: 'placed', at: clock(), to, staffId, name, answersBy },
    byStaff: staffId,
    also: {
      told: [{ kind: 'task', task: after }],
      guards: [nurseIsFree(sql, staffId, callId), ...person.guards, isTaskUnchanged(sql, task)],
      parts: onlyIf => [
        changeTask(sql, 'task_tried', { before: task, after }, onlyIf),
        ...person.parts(onlyIf),
      ],
    },
  }
}

function refused(because: string): TaskRefused {
  return { kind: 'refused', because }
}

function refuse(because: string): { kind: 'refuse'; refusal: TaskRefused } {
  return { kind: 'refuse', refusal: refused(because) }
}
