import { type CallDeps, changeCall, type Wish } from '#server/calls/changeCall.ts'
import { stateOf } from '#server/calls/core/call.ts'
import { holder } from '#server/calls/core/follows.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { closeReached } from '#server/dispatch/closeTaskOfCall.ts'
import { isOwedAbout } from '#server/dispatch/owedAboutStore.ts'
import {
  changeTask,
  isTaskUnchanged,
  raiseTask,
  readAnsweredBy,
  readTask,
} from '#server/dispatch/taskStore.ts'
import { STOPPED } from '#server/patients/core/stopped.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { touchRecord } from '#server/patients/patientStore.ts'
import { staysOpenToWriting, stopOf } from '#server/patients/stopStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import { CHILD_IS_FOLLOWED } from '#shared/calls.ts'
import { type BoardTask, recordKeptOf } from '#shared/dispatch.ts'
import type { CallId, TaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { CloseCall } from '#shared/outcomes.ts'
import type { Actor } from '#shared/staff.ts'
import { isReason } from '#shared/text.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import {
  areNotesAt,
  linkedTo,
  promisedTask,
  readWritten,
  type Written,
  writeOutcome,
} from './outcomeStore.ts'

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
  let wasAlive = false
  const newTaskId = deps.newId() as TaskId // ids are branded where they are made
  const isOwed = isOwedBeside(deps.db.sql, close)
  const changed = await changeCall<Logged>(deps, { callId, lineId: actor.lineId }, async call => {
    const refusal = refusalOf(actor, call, close, deps.clock())
    const written = await readWritten(deps.db, actor.lineId, callId, close, isOwed)
    // An answer that was lost on the way is given again; who has saved something else has not saved this.
    if (written.by === actor.staffId)
      return { kind: 'refuse', refusal: written.saysTheSame ? await saved(deps, callId) : SAVED_BEFORE }
    if (refusal) return { kind: 'refuse', refusal }
    if (written.by) return { kind: 'refuse', refusal: SAVED_BY_ANOTHER }
    if (saysDied(close) && !written.hasDied) return { kind: 'refuse', refusal: NO_DEATH }
    if (wasAlive && written.hasDied && (promisedAt(close) || linkedTo(close)))
      return { kind: 'refuse', refusal: DIED_MEANWHILE }
    wasAlive = !written.hasDied
    const owed = owedRefusal(close, written.isOwed)
    if (owed) return { kind: 'refuse', refusal: owed }
    const stopped = await stoppedBecause(deps, call as StoredCall, close) // refusalOf has seen that there is a call
    if (stopped) return { kind: 'refuse', refusal: stopped }
    if (written.notesRevision !== close.notesRevision) return { kind: 'refuse', refusal: NOTES_CHANGED }
    return closing(deps, actor, call as StoredCall, close, { newTaskId, ...written }) // refusalOf has seen that there is a call
  })
  if (changed.kind === 'refused') return changed.refusal
  if (changed.kind === 'same') return saved(deps, callId)
  return { kind: 'closed', callId, taskId: promisedAt(close) || linkedTo(close) ? newTaskId : null }
}

/** When somebody is to ring back, if that was promised: spelled as every other moment of the house. */
function promisedAt(close: CloseCall): Instant | null {
  if (close.kind !== 'clinical' || close.outcome.callBack.needed !== true) return null
  return new Date(close.outcome.callBack.dueAt).toISOString()
}

async function saved(deps: CallDeps, callId: CallId): Promise<Logged> {
  return { kind: 'closed', callId, taskId: (await promisedTask(deps.db, callId)) as TaskId | null } // a task's id from its row
}

const NOTES_CHANGED: Logged = {
  kind: 'refused',
  because: 'Your notes were changed in another window. Look at both, save the notes, then save the outcome.',
}

/** An outcome only says what the record says: nobody dies by the way, with visits and calls going on (hazard H16). */
const NO_DEATH: Logged = {
  kind: 'refused',
  because:
    'This outcome says that the person has died, and no death is on the record. Use “Report a death…” first, then save this again. Everything you wrote is here.',
}

/** She promised to ring somebody of whom she did not know that they had died. What she promises now, she promises whoever is left. */
const DIED_MEANWHILE: Logged = {
  kind: 'refused',
  because:
    'A colleague has at this moment reported that the person has died, or linked the record that tells of it. Nothing was saved, and everything you wrote is here: look at the record, and whom you would ring back, then save this again.',
}

/** One person is rung twice about one thing, and is told two times, where nobody looks what is owed already (domain guide, S7). */
const OWED_ALREADY: Logged = {
  kind: 'refused',
  because:
    'A call back about this person is owed already. Choose it as the answer to this call too, or say why a second one is needed.',
}

const NOT_OWED: Logged = {
  kind: 'refused',
  because:
    'The call back that was owed is so no more: it was made, or closed. Choose again whether we call back. Everything you wrote is here.',
}

/** A boolean over the call `c`: a call back about the same person is owed already, any or the one that was chosen. */
function isOwedBeside(sql: Sql, close: CloseCall): Fragment {
  const records = recordsOf(sql, sql`c.patient_id`)
  const about = { lineId: sql`c.line_id`, records, callId: sql`c.id`, forTask: sql`c.for_task` }
  return isOwedAbout(sql, about, linkedTo(close))
}

function owedRefusal(close: CloseCall, isOwed: boolean): Logged | null {
  if (linkedTo(close)) return isOwed ? null : NOT_OWED
  if (!isOwed || close.kind !== 'clinical' || close.outcome.callBack.needed !== true) return null
  return isReason(close.outcome.callBack.secondBecause ?? '', 3) ? null : OWED_ALREADY
}

function saysDied(close: CloseCall): boolean {
  return (
    close.kind === 'clinical' &&
    (close.outcome.whereAfter === 'died' || close.outcome.disposition === 'death_reported')
  )
}

const SAVED_BEFORE: Logged = {
  kind: 'refused',
  because:
    'You have saved an outcome of this call already, and it does not say the same. That one stays; this one is not saved. Copy what is new.',
}

const SAVED_BY_ANOTHER: Logged = {
  kind: 'refused',
  because:
    'A colleague who had this call before you has saved its outcome. Write what is new in the notes: they stay with it.',
}

/** A promise further away than this, or so long past, is a slip of the finger, and somebody who is never rung. Seconds. */
const FURTHEST_PROMISE = 7 * 86_400
const LONGEST_PAST = 86_400

/** A call that is not about care promises nothing, whatever it is said to have been. */
function isRungAfter(close: CloseCall): boolean {
  return close.kind === 'clinical' && close.outcome.callBack.needed !== false
}

function refusalOf(actor: Actor, call: StoredCall | null, close: CloseCall, at: Instant): Logged | null {
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
  if (call.identity.caller?.isChild && !isRungAfter(close)) return refused(CHILD_IS_FOLLOWED)
  if (['claimed', 'connecting'].includes(stateOf(call.facts)))
    return refused('You have not talked to the caller yet.')
  const promised = promisedAt(close) ?? at
  if (promised > plusSeconds(at, FURTHEST_PROMISE) || promised < plusSeconds(at, -LONGEST_PAST))
    return refused('Choose a time for the call-back within the next seven days.')
  return null
}

/**
 * An outcome stands on the person's timeline: where nothing may be written about them, it waits for the nurse to say who the call
 * is about. What she wrote is kept, and the call is still hers.
 */
async function stoppedBecause(
  { db }: CallDeps,
  { lineId, patientId }: StoredCall,
  { kind }: CloseCall,
): Promise<Logged | null> {
  if (kind !== 'clinical' || !patientId) return null
  const [stop] = await db.run(stopOf(db.sql, lineId, patientId))
  return stop ? { kind: 'refused', because: STOPPED[stop.stopped] } : null
}

async function closing(
  deps: CallDeps,
  actor: Actor,
  call: StoredCall,
  close: CloseCall,
  { newTaskId, hasDied, version, others }: { newTaskId: TaskId } & Written,
): Promise<Wish<Logged>> {
  const { sql } = deps.db
  const at = deps.clock()
  const linked = linkedTo(close)
  const other = linked ? await readTask(deps.db, actor.lineId, linked) : null
  // What another call back is to answer too is promised by when that one is, and is owed by itself as soon as that one does not.
  const promised = promisedAt(close) ?? (linked ? (other?.dueAt ?? at) : null)
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
        ...(hasDied ? { hasDied } : {}),
        ...(linked ? { answeredBy: { taskId: linked, promisedBy: actor.name } } : {}),
      }
    : null
  const answered = call.forTask ? await readTask(deps.db, actor.lineId, call.forTask) : null
  const kept = answered && answered.state !== 'done' ? await keptBy(deps, call, close, answered) : []
  const reached = closeReached(sql, kept, actor, at)
  // It counts with the other, so that whoever is about to close that one looks again whom she has reached.
  const answers = other && { before: other, after: { ...other, version: other.version + 1 } }
  const told: LiveMessage[] = [
    ...(answers ? [{ kind: 'task' as const, task: answers.after }] : []),
    ...(task ? [{ kind: 'task' as const, task }] : []),
    ...reached.told.map(done => ({ kind: 'task' as const, task: done })),
    ...(close.kind === 'clinical' && call.patientId
      ? [{ kind: 'record' as const, patientId: call.patientId }]
      : []),
  ]
  return {
    kind: 'event',
    sourceKey: `call/${call.id}/outcome/${close.commandId}`,
    event: { kind: 'wrapped_up', at },
    byStaff: actor.staffId,
    also: {
      told,
      guards: [
        areNotesAt(sql, call.id, close.notesRevision),
        ...(close.kind === 'clinical' && call.patientId
          ? [staysOpenToWriting(sql, actor.lineId, call.patientId, { version, others })]
          : []),
        ...reached.guards,
        ...(linked ? [other && other.state !== 'done' ? isTaskUnchanged(sql, other) : sql`false`] : []),
      ],
      parts: onlyIf => [
        writeOutcome(sql, { callId: call.id, patientId: call.patientId, actor, close, at }, onlyIf),
        ...(task ? [raiseTask(sql, 'task_promised', actor.lineId, { task, origin: 'outcome' }, onlyIf)] : []),
        // Counted with the record: whoever has it open reads the call at once, and a report of the death which waits for this row
        // finds that it has read too little.
        ...(close.kind === 'clinical' && call.patientId
          ? [touchRecord(sql, actor.lineId, call.patientId, onlyIf)]
          : []),
        ...(answers ? [changeTask(sql, 'task_answers', answers, onlyIf)] : []),
        ...reached.parts(onlyIf),
      ],
    },
  }
}

/**
 * What a ring keeps: the task that it was made for, and what that stood for too when it was made, where they talked about that person:
 * an outcome is saved on the record that is kept of them.
 * Of what is promised since, whoever rang knew nothing.
 */
async function keptBy(
  { db }: CallDeps,
  { lineId, patientId, facts }: StoredCall,
  { kind }: CloseCall,
  task: BoardTask,
): Promise<BoardTask[]> {
  const isAbout = kind === 'clinical' && patientId !== null && patientId === recordKeptOf(task)
  if (!isAbout) return [task]
  const promises = await readAnsweredBy(db, lineId, task)
  // By our own clock: the carrier tells when it was first heard of in whole seconds.
  const [rangAt = ''] = Object.values(facts.claims)
    .map(claim => claim.at)
    .toSorted()
  return [task, ...promises.filter(({ raisedAt }) => raisedAt < rangAt)]
}
