import { touchRecord } from '#server/patients/patientStore.ts'
import { type Life, livesAsRead } from '#server/patients/stopStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import type { BoardTask, TaskKind } from '#shared/dispatch.ts'
import type { CallId, LineId, PatientId, TaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import { toldWith } from './personOfTask.ts'
import { changeTask, isTaskUnchanged, type OwedTask, raiseTask } from './taskStore.ts'

export type Owing = {
  kind: TaskKind
  dueAt: Instant
  recordingSid: string | null
  seconds: number | null
  cutOff?: BoardTask['cutOff']
}

/** What must happen to the task of a call so that it says what the call owes: pieces for the call's own statement. */
export type OwedChange = {
  told: BoardTask
  /** In the order in which they are to be asked. */
  guards: readonly Fragment[]
  parts: (onlyIf: Fragment) => Fragment[]
}

type OfCall = {
  callId: CallId
  from: E164 | null
  /** Whom the call is about, and whether they had died when that was read. */
  person: (Life & { patientId: PatientId }) | null
  newTaskId: TaskId
  at: Instant
}

/**
 * Raises the task a call owes, makes it clearer (a hang-up that turns out to be a message), or withdraws it when a nurse
 * did speak to the caller after all. Null when the task already says what it should. A task that a person closed stays closed, unless
 * a message is found that was not there to be heard, or a talk on the on-call phone that is to be written up; one that was withdrawn is opened again. What consoles are told says whether the
 * person has died: a report of their death at this moment comes wholly before or wholly after.
 */
export function settleOwed(
  sql: Sql,
  lineId: LineId,
  owed: OwedTask | null,
  owing: Owing | null,
  call: OfCall,
): OwedChange | null {
  const change = changeOwed(sql, lineId, owed, owing, call)
  const { person } = call
  if (!change || !owing || !person) return change
  return {
    told: toldWith(change.told, person),
    guards: [livesAsRead(sql, lineId, person.patientId, person), ...change.guards],
    // Counted with the record, so that a report of the death which waits for this row finds that it has read too little.
    parts: onlyIf => [...change.parts(onlyIf), touchRecord(sql, lineId, person.patientId, onlyIf)],
  }
}

function changeOwed(
  sql: Sql,
  lineId: LineId,
  owed: OwedTask | null,
  owing: Owing | null,
  call: OfCall,
): OwedChange | null {
  if (!owed) return owing ? raise(sql, lineId, owing, call) : null
  const { task: existing, isWithdrawn } = owed
  if (existing.state === 'done')
    return owing && (isWithdrawn || isUnheard(existing, owing) || isUnwritten(existing, owing))
      ? reopen(sql, existing, owing)
      : null
  const after = owing ? { ...existing, ...clearer(existing, owing) } : { ...existing, state: 'done' as const }
  if (owing && isSaying(existing, owing)) return null
  const told: BoardTask = { ...after, version: existing.version + 1 }
  const result = owing ? {} : { result: { result: 'not_needed', note: '', at: call.at, by: null } }
  return {
    told,
    guards: [isTaskUnchanged(sql, existing)],
    parts: onlyIf => [changeTask(sql, 'task_owed', { before: existing, after: told, ...result }, onlyIf)],
  }
}

/** The caller left a message that the task did not name when a nurse closed it: she cannot have heard it. */
function isUnheard(closed: BoardTask, { kind, recordingSid }: Owing): boolean {
  return kind === 'hear_voicemail' && recordingSid !== null && recordingSid !== closed.recordingSid
}

/** A colleague on call talked to the caller, which nobody knew when the task was closed: what they said is written nowhere. */
function isUnwritten(closed: BoardTask, { kind }: Owing): boolean {
  return kind === 'write_up_on_call' && closed.kind !== kind
}

/**
 * Owed once more: a nurse had the call after all, and lost it again before she spoke; or a message, or a talk with a colleague on call, was
 * found after somebody had closed what was a hang-up until then.
 */
function reopen(sql: Sql, before: BoardTask, owing: Owing): OwedChange {
  const version = before.version + 1
  const told: BoardTask = {
    ...before,
    ...owing,
    cutOff: owing.cutOff,
    version,
    state: 'open',
    owner: { kind: 'desk' },
  }
  return {
    told,
    guards: [isTaskUnchanged(sql, before)],
    parts: onlyIf => [changeTask(sql, 'task_owed', { before, after: told }, onlyIf)],
  }
}

function raise(
  sql: Sql,
  lineId: LineId,
  owing: Owing,
  { callId, from, person, newTaskId, at }: OfCall,
): OwedChange {
  const told: BoardTask = {
    taskId: newTaskId,
    version: 1,
    kind: owing.kind,
    state: 'open',
    callId,
    from,
    raisedAt: at,
    dueAt: owing.dueAt,
    owner: { kind: 'desk' },
    patientId: person?.patientId ?? null,
    recordingSid: owing.recordingSid,
    seconds: owing.seconds,
    tries: 0,
    cutOff: owing.cutOff,
  }
  return {
    told,
    guards: [],
    parts: onlyIf => [raiseTask(sql, 'task_owed', lineId, { task: told, origin: 'call' }, onlyIf)],
  }
}

function clearer(task: BoardTask, owing: Owing): Partial<BoardTask> {
  // Somebody did speak to the caller, and nobody waits by the telephone any more.
  const isCalmer = owing.kind === 'write_up_on_call' && task.kind !== owing.kind
  // The clock of a task that somebody already works on is not moved under her hands.
  const dueAt = task.state === 'open' && (isCalmer || owing.dueAt < task.dueAt) ? owing.dueAt : task.dueAt
  const { kind, recordingSid, seconds, cutOff } = owing
  return { kind, recordingSid, seconds, cutOff, dueAt }
}

function isSaying(task: BoardTask, owing: Owing): boolean {
  return (
    task.kind === owing.kind &&
    task.recordingSid === owing.recordingSid &&
    task.seconds === owing.seconds &&
    task.cutOff?.staffId === owing.cutOff?.staffId &&
    task.cutOff?.at === owing.cutOff?.at &&
    task.dueAt <= owing.dueAt
  )
}
