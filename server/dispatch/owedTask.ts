import type { Fragment, Sql } from '#server/platform/database.ts'
import type { BoardTask, TaskKind } from '#shared/dispatch.ts'
import type { CallId, LineId, PatientId, TaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import { changeTask, isTaskUnchanged, type OwedTask, raiseTask } from './taskStore.ts'

export type Owing = { kind: TaskKind; dueAt: Instant; recordingSid: string | null; seconds: number | null }

/** What must happen to the task of a call so that it says what the call owes: pieces for the call's own statement. */
export type OwedChange = { told: BoardTask; guard: Fragment | null; change: (onlyIf: Fragment) => Fragment }

/**
 * Raises the task a call owes, makes it clearer (a hang-up that turns out to be a message), or withdraws it when a nurse
 * did speak to the caller after all. Null when the task already says what it should. A task that a person closed stays closed;
 * one that was withdrawn is opened again.
 */
export function settleOwed(
  sql: Sql,
  lineId: LineId,
  owed: OwedTask | null,
  owing: Owing | null,
  call: { callId: CallId; from: E164 | null; patientId: PatientId | null; newTaskId: TaskId; at: Instant },
): OwedChange | null {
  if (!owed) return owing ? raise(sql, lineId, owing, call) : null
  const { task: existing, isWithdrawn } = owed
  if (existing.state === 'done') return owing && isWithdrawn ? reopen(sql, existing, owing) : null
  const after = owing ? { ...existing, ...clearer(existing, owing) } : { ...existing, state: 'done' as const }
  if (owing && isSaying(existing, owing)) return null
  const told: BoardTask = { ...after, version: existing.version + 1 }
  const result = owing ? {} : { result: { result: 'not_needed', note: '', at: call.at, by: null } }
  return {
    told,
    guard: isTaskUnchanged(sql, existing),
    change: onlyIf => changeTask(sql, 'task_owed', { before: existing, after: told, ...result }, onlyIf),
  }
}

/** A nurse had the call after all, and lost it again before she spoke: what was withdrawn is owed once more. */
function reopen(sql: Sql, before: BoardTask, owing: Owing): OwedChange {
  const version = before.version + 1
  const told: BoardTask = { ...before, ...owing, version, state: 'open', owner: { kind: 'desk' } }
  return {
    told,
    guard: isTaskUnchanged(sql, before),
    change: onlyIf => changeTask(sql, 'task_owed', { before, after: told }, onlyIf),
  }
}

function raise(
  sql: Sql,
  lineId: LineId,
  owing: Owing,
  { callId, from, patientId, newTaskId, at }: Parameters<typeof settleOwed>[4],
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
    patientId,
    recordingSid: owing.recordingSid,
    seconds: owing.seconds,
    tries: 0,
  }
  return {
    told,
    guard: null,
    change: onlyIf => raiseTask(sql, 'task_owed', lineId, { task: told, origin: 'call' }, onlyIf),
  }
}

function clearer(task: BoardTask, owing: Owing): Partial<BoardTask> {
  // The clock of a task that somebody already works on is not moved under her hands.
  const dueAt = task.state === 'open' && owing.dueAt < task.dueAt ? owing.dueAt : task.dueAt
  return { kind: owing.kind, recordingSid: owing.recordingSid, seconds: owing.seconds, dueAt }
}

function isSaying(task: BoardTask, owing: Owing): boolean {
  return (
    task.kind === owing.kind &&
    task.recordingSid === owing.recordingSid &&
    task.seconds === owing.seconds &&
    task.dueAt <= owing.dueAt
  )
}
