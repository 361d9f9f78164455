import { logAccess } from '#server/audit/auditStore.ts'
import { leftUnderTask } from '#server/patients/leftUnderTask.ts'
import type { Database } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { isGone } from '#server/staff/staffStore.ts'
import { type BoardTask, isBereavement, type TaskResult } from '#shared/dispatch.ts'
import type { LineId, TaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { isReason } from '#shared/text.ts'
import type { Instant } from '#shared/time.ts'
import { closeReached } from './closeTaskOfCall.ts'
import { type PersonOfTask, personOfTask } from './personOfTask.ts'
import { changeTask, isClosedSo, readAnsweredBy, readTask, type TaskChange } from './taskStore.ts'
import { triesSoFar } from './triesSoFar.ts'

export type TaskDeps = { db: Database; clock: () => Instant; wakeFeed: (lineId: LineId) => void }
export type TaskRefused = { kind: 'refused'; because: string }

export async function taskOfLine(db: Database, actor: Actor, taskId: TaskId): Promise<BoardTask> {
  const task = await readTask(db, actor.lineId, taskId)
  if (!task) throw new Problem('not_found', 'There is no such task on this line.')
  return task
}

/** A message holds names and what ails them: who hears or reads it is in the access log before a byte of it leaves. */
export function logHearing(
  db: Database,
  actor: Actor,
  { taskId, patientId }: BoardTask,
  what: 'message in words' | 'message as sound',
  requestId: string,
): Promise<void> {
  const access = { actor, action: 'opened' as const, why: { kind: 'task' as const, taskId }, requestId }
  return logAccess(db, access, { patientId, what: [what], outcome: 'allowed' })
}

/**
 * The task is hers from now on. Pressed twice it is hers once; a colleague who was quicker is named. What a colleague took
 * who is gone may be taken over: nobody is owed something by an empty chair.
 */
export async function takeTask(
  deps: TaskDeps,
  actor: Actor,
  taskId: TaskId,
  version: number,
): Promise<{ kind: 'taken'; task: BoardTask } | TaskRefused> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const taken = await takeAsRead(deps, actor, taskId, version)
    if (taken !== 'outrun') return taken
  }
  return CHANGED
}

/** Writers of one person's record are few; more tries than that mean something else is wrong. */
const TRIES = 4

async function takeAsRead(
  deps: TaskDeps,
  actor: Actor,
  taskId: TaskId,
  version: number,
): Promise<{ kind: 'taken'; task: BoardTask } | TaskRefused | 'outrun'> {
  const task = await taskOfLine(deps.db, actor, taskId)
  if (isHers(task, actor)) return { kind: 'taken', task }
  const isLeftAlone = task.owner.kind === 'nurse' && (await isGone(deps.db, task.owner.staffId))
  const refusal =
    (isLeftAlone ? refusalOfDone(task) : refusalOf(task, actor)) ??
    (task.version === version ? null : CHANGED)
  if (refusal) return refusal
  const person = await personOfTask(deps.db, actor.lineId, task)
  const after = person.told({
    ...task,
    version: task.version + 1,
    state: 'taken',
    owner: { kind: 'nurse', staffId: actor.staffId, name: actor.name },
  })
  const isTaken = await writeTask(deps, actor.lineId, { before: task, after }, person)
  return isTaken ? { kind: 'taken', task: after } : 'outrun'
}

/**
 * A person closes a task, by having reached somebody or with a reason that is kept. Somebody reached, whatever else this call back was to
 * answer is answered; closed otherwise, that is owed by itself.
 */
export async function closeTask(
  deps: TaskDeps,
  actor: Actor,
  taskId: TaskId,
  close: { version: number; result: TaskResult; note: string },
): Promise<{ kind: 'done'; task: BoardTask } | TaskRefused> {
  const task = await taskOfLine(deps.db, actor, taskId)
  // An answer that was lost on the way is given again; what somebody else wrote, or she herself otherwise, stays.
  if (await isClosedSo(deps.db, taskId, { ...close, by: actor.staffId })) return { kind: 'done', task }
  const refusal = refusalOf(task, actor) ?? (task.version === close.version ? null : CHANGED)
  if (refusal) return refusal
  if (isBereavement(task.kind) || (task.kind === 'verify_death' && close.result !== 'not_needed')) {
    return { kind: 'refused', because: OWN_FORM }
  }
  if (close.result === 'not_reached_three_times' && task.tries < 3) {
    return {
      kind: 'refused',
      because: `${triesSoFar(task.tries)} Try again, or choose another reason.`,
    }
  }
  if (close.result === 'not_needed' && !isReason(close.note, 3)) {
    return { kind: 'refused', because: 'Say in a few words why nobody needs to be rung.' }
  }
  const left = await leftUnderTask(deps.db, actor, task)
  if (left) return { kind: 'refused', because: left }
  const after: BoardTask = { ...task, version: task.version + 1, state: 'done' }
  const result = { result: close.result, note: close.note, at: deps.clock(), by: actor.staffId }
  const too = close.result === 'reached' ? await readAnsweredBy(deps.db, actor.lineId, task) : []
  const beside = closeReached(deps.db.sql, too, actor, result.at)
  return (await writeTask(deps, actor.lineId, { before: task, after, result }, beside, beside.told))
    ? { kind: 'done', task: after }
    : CHANGED
}

const OWN_FORM =
  'What came of this goes on the record as well: write down the verification, or how the bereavement call went, in its own form.'

const CHANGED: TaskRefused = {
  kind: 'refused',
  because: 'This task has changed. Look at it again, then repeat what you did.',
}

function refusalOfDone(task: BoardTask): TaskRefused | null {
  return task.state === 'done' ? { kind: 'refused', because: 'This task is done already.' } : null
}

function refusalOf(task: BoardTask, actor: Actor): TaskRefused | null {
  if (task.state === 'done') return refusalOfDone(task)
  if (task.owner.kind === 'nurse' && !isHers(task, actor))
    return { kind: 'refused', because: `${task.owner.name} has taken this task.` }
  return null
}

export function isHers(task: BoardTask, actor: Actor): boolean {
  return task.state === 'taken' && task.owner.kind === 'nurse' && task.owner.staffId === actor.staffId
}

/** One task changed, and told to every board; false where it was not as it was read. */
export async function writeTask(
  deps: Pick<TaskDeps, 'db' | 'wakeFeed'>,
  lineId: LineId,
  change: TaskChange,
  beside: Pick<PersonOfTask, 'guards' | 'parts'>,
  also: readonly BoardTask[] = [],
): Promise<boolean> {
  const { sql } = deps.db
  const guard = beside.guards.reduce((all, one) => sql`${all} and ${one}`, sql`true`)
  const parts = beside.parts(sql`exists (select 1 from changed)`)
  const told = [change.after, ...also]
  const rows = await deps.db.run(sql`
    with ${changeTask(sql, 'changed', change, guard)},
    ${parts.reduce((all, part) => sql`${all} ${part},`, sql``)}
    ${appendFeed(
      sql,
      lineId,
      told.map(task => ({ kind: 'task', task })),
      sql`exists (select 1 from changed)`,
    )}
    select id from changed`)
  if (rows.length > 0) deps.wakeFeed(lineId)
  return rows.length > 0
}
