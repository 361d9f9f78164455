import { type CallDeps, changeCall, type Wish } from '#server/calls/changeCall.ts'
import { stateOf } from '#server/calls/core/call.ts'
import { holder } from '#server/calls/core/follows.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { closeTaskOfCall } from '#server/dispatch/closeTaskOfCall.ts'
import { raiseTask, readTask } from '#server/dispatch/taskStore.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { CallId, TaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { CloseCall } from '#shared/outcomes.ts'
import type { Actor } from '#shared/staff.ts'
import { areNotesAt, hasOutcome, promisedTask, readWritten, writeOutcome } from './outcomeStore.ts'

export type Logged =
  | { kind: 'closed'; callId: CallId; taskId: TaskId | null }
  | { kind: 'refused'; because: string }

/**
 * Puts the call on the person's timeline and frees the nurse: outcome, notes, the promised call-back, the board and the
 * call's end in one statement. Saved twice by the same hand it is saved once.
 */
export async function logOutcome(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  close: CloseCall,
): Promise<Logged> {
  const newTaskId = deps.newId() as TaskId // ids are branded where they are made
  const changed = await changeCall<Logged>(deps, { callId, lineId: actor.lineId }, async call => {
    const refusal = refusalOf(actor, call, close)
    if (refusal) return { kind: 'refuse', refusal: await unlessSaved(deps, callId, refusal) }
    const written = await readWritten(deps.db, callId)
    if (written.hasOutcome) return { kind: 'refuse', refusal: await saved(deps, callId) }
    if (written.notesRevision !== close.notesRevision) return { kind: 'refuse', refusal: NOTES_CHANGED }
    return closing(deps, actor, call as StoredCall, close, newTaskId) // refusalOf has seen that there is a call
  })
  if (changed.kind === 'refused') return changed.refusal
  if (changed.kind === 'same') return saved(deps, callId)
  return { kind: 'closed', callId, taskId: promisedAt(close) ? newTaskId : null }
}

/** When somebody is to ring back, if that was promised. */
function promisedAt(close: CloseCall): string | null {
  return close.kind === 'clinical' && close.outcome.callBack.needed ? close.outcome.callBack.dueAt : null
}

/** An answer that was lost on the way is given again: the call is closed, which is what was asked. */
async function unlessSaved(deps: CallDeps, callId: CallId, refusal: Logged): Promise<Logged> {
  return (await hasOutcome(deps.db, callId)) ? saved(deps, callId) : refusal
}

async function saved(deps: CallDeps, callId: CallId): Promise<Logged> {
  return { kind: 'closed', callId, taskId: (await promisedTask(deps.db, callId)) as TaskId | null } // a task's id from its row
}

const NOTES_CHANGED: Logged = {
  kind: 'refused',
  because: 'Your notes were changed in another window. Look at both, save the notes, then save the outcome.',
}

function refusalOf(actor: Actor, call: StoredCall | null, close: CloseCall): Logged | null {
  const refused = (because: string): Logged => ({ kind: 'refused', because })
  if (!call || call.lineId !== actor.lineId) return refused('There is no such call on this line.')
  if (holder(call.facts)?.staffId !== actor.staffId) {
    return refused(
      'This call is not with you any more, so its outcome is not yours to save. Copy what you wrote and tell the colleague who has it.',
    )
  }
  if (call.identityEpoch !== close.epoch) {
    return refused(
      'The person this call is about has changed since you opened this page. Check who it is, then save again.',
    )
  }
  if (close.kind === 'clinical' && !call.patientId) {
    return refused('Say first who the call is about: confirm a person, or make a provisional one.')
  }
  if (['claimed', 'connecting'].includes(stateOf(call.facts)))
    return refused('You have not talked to the caller yet.')
  return null
}

async function closing(
  deps: CallDeps,
  actor: Actor,
  call: StoredCall,
  close: CloseCall,
  newTaskId: TaskId,
): Promise<Wish<Logged>> {
  const { sql } = deps.db
  const at = deps.clock()
  const promised = promisedAt(close)
  const task: BoardTask | null = promised
    ? {
        taskId: newTaskId,
        version: 1,
        kind: 'call_back_promised',
        state: 'open',
        callId: call.id,
        from: call.facts.from,
        raisedAt: at,
        dueAt: promised,
        owner: { kind: 'desk' },
        patientId: call.patientId,
        recordingSid: null,
        seconds: null,
        tries: 0,
      }
    : null
  const answered = call.forTask ? await readTask(deps.db, actor.lineId, call.forTask) : null
  const reached = answered && answered.state !== 'done' ? closeTaskOfCall(sql, answered, actor, at) : null
  const told: LiveMessage[] = [
    ...(task ? [{ kind: 'task' as const, task }] : []),
    ...(reached ? [{ kind: 'task' as const, task: reached.told }] : []),
    ...(close.kind === 'clinical' && call.patientId
      ? [{ kind: 'record' as const, patientId: call.patientId }]
      : []),
  ]
  return {
    kind: 'event',
    sourceKey: `outcome/${close.commandId}`,
    event: { kind: 'wrapped_up', at },
    byStaff: actor.staffId,
    also: {
      told,
      guards: [areNotesAt(sql, call.id, close.notesRevision), ...(reached ? [reached.guard] : [])],
      parts: onlyIf => [
        writeOutcome(sql, { callId: call.id, patientId: call.patientId, actor, close, at }, onlyIf),
        ...(task ? [raiseTask(sql, 'task_promised', actor.lineId, { task, origin: 'outcome' }, onlyIf)] : []),
        ...(reached ? [reached.change(onlyIf)] : []),
      ],
    },
  }
}
