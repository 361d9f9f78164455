import { logAccess } from '#server/audit/auditStore.ts'
import { standBeside } from '#server/calls/besideAlike.ts'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { callOfLine } from '#server/calls/commandCall.ts'
import { holder } from '#server/calls/core/follows.ts'
import { type Move, readMove } from '#server/calls/movedStore.ts'
import { type Proof, proveIdentity } from '#server/calls/proveIdentity.ts'
import { type FindPerson, findAmongAll } from '#server/calls/sayWhoItIs.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { Problem } from '#server/platform/problems.ts'
import type { Said } from '#shared/calls.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { MoveOutcome, OutcomeMoved } from '#shared/movedOutcome.ts'
import type { SideBySide } from '#shared/sideBySide.ts'
import type { Actor } from '#shared/staff.ts'
import { moverOf, whyNotMoved, whyNotTheirs } from './core/moving.ts'
import { isToMove, readSaved, type Saved } from './movedStore.ts'
import { countLeft } from './readLeft.ts'
import { readMoving } from './readMoving.ts'
import { refuseNames } from './refuseNames.ts'
import { sourceKeyOf, writeMove } from './writeMove.ts'

export type MoveDeps = CallDeps & { today: () => string }

const TRIES = 8

/**
 * "This call was about somebody else", said after its outcome was saved: the call, its outcome and what it still owes go to the right
 * person, who is proved as anywhere else, or to nobody while nobody right is known; in one statement. What the call wrote on the
 * record itself stays there and is marked as entered in error by a person, item by item: it is counted.
 */
export async function moveOutcome(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  asked: MoveOutcome,
  requestId: string,
): Promise<OutcomeMoved> {
  const to = asked.to.kind === 'person' ? asked.to.patientId : null
  let proof: Proof | undefined
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const { call, saved } = await savedByMover(deps, actor, callId, requestId)
    const before = await readMove(deps.db, sourceKeyOf(asked))
    if (before) return again(deps, actor, callId, asked, before)
    if (call.identityEpoch !== asked.epoch) throw stale()
    const from = onRecord(call, saved)
    if (asked.to.kind === 'person') {
      const relationship = isToMove(deps.db.sql, actor.lineId, callId, moverOf(actor, deps.clock()))
      proof ??= await proveIdentity(deps, actor, callId, asked.to, requestId, relationship)
      if (proof.kind === 'not_enough') return proof
    }
    const moving = await readMoving(deps, actor, callId, { from, about: call.patientId, to })
    const because = whyNotMoved({ ...moving, saysDied: saved?.saysDied === true })
    if (because) throw new Problem('conflict', because)
    await refuseNames(
      deps,
      { actor, action: 'changed', requestId },
      { callId, persons: [from, call.patientId, to], because: asked.because, says: nameInReason },
    )
    if (await writeMove(deps, actor, call, { asked, proof: proof ?? null, moving, requestId })) {
      deps.wakeFeed(actor.lineId)
      return {
        kind: 'moved',
        epoch: asked.epoch + 1,
        entriesLeft: await countLeft(deps.db, actor.lineId, callId),
      }
    }
  }
  throw new Problem(
    'conflict',
    'Others are changing this call or these records at this moment. Nothing was moved: try again.',
  )
}

/** Looks for the right person of a saved call, for whoever may move it; each who is found is in the access log, as in a call. */
export async function findRightPerson(
  deps: MoveDeps,
  actor: Actor,
  callId: CallId,
  wanted: FindPerson,
  requestId: string,
) {
  const { call, saved } = await savedByMover(deps, actor, callId, requestId)
  onRecord(call, saved)
  const relationship = isToMove(deps.db.sql, actor.lineId, callId, moverOf(actor, deps.clock()))
  return findAmongAll(deps, actor, callId, wanted, requestId, relationship)
}

/** Whose record the call is on, beside somebody whom it may have been about; on nobody's, beside those who could be taken for them. */
export async function besideMove(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  asked: { patientId: PatientId; said: Said },
  requestId: string,
): Promise<SideBySide> {
  const { call, saved } = await savedByMover(deps, actor, callId, requestId)
  const after = onRecord(call, saved)
  const relationship = isToMove(deps.db.sql, actor.lineId, callId, moverOf(actor, deps.clock()))
  return standBeside(deps, actor, callId, { ...asked, after }, requestId, relationship)
}

/** A try by anybody else is in the log of the person on whose record the call is. */
export async function savedByMover(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  requestId: string,
): Promise<{ call: StoredCall; saved: Saved | undefined }> {
  const call = await callOfLine(deps, actor, callId)
  const saved = await readSaved(deps.db, actor.lineId, callId)
  const because = whyNotTheirs(moverOf(actor, deps.clock()), saved)
  if (because === null) return { call, saved }
  const patientId = saved?.patientId ?? call.patientId
  const access = { actor, action: 'changed' as const, why: { kind: 'call' as const, callId }, requestId }
  if (patientId) await logAccess(deps.db, access, { patientId, what: [], outcome: 'refused' })
  throw new Problem('not_allowed', because)
}

/** On whose record the call is with its outcome; null for nobody's. Refused where it is none that can be moved. */
export function onRecord({ facts }: StoredCall, saved: Saved | undefined): PatientId | null {
  if (holder(facts))
    throw new Problem(
      'conflict',
      'This call is in hand. Whoever has it says who it is about, with “This is the wrong person”, over the record.',
    )
  if (!saved) throw new Problem('conflict', 'No outcome of this call is saved: there is nothing to move.')
  if (saved.kind === 'non_clinical')
    throw new Problem(
      'conflict',
      'This call was saved as not about care: it is on nobody’s record, and what was written is not an outcome of anybody.',
    )
  return saved.patientId
}

/** The answer to a command that was carried out before; with another person or another reason it was not this one. */
async function again(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { to, because }: MoveOutcome,
  before: Move,
): Promise<OutcomeMoved> {
  const { event } = before
  const isSame =
    before.callId === callId &&
    before.by === actor.staffId &&
    event.patientId === (to.kind === 'person' ? to.patientId : null) &&
    event.because === because
  if (!isSame)
    throw new Problem(
      'saved_otherwise',
      'You have moved this call already, with other answers: those stand. Look where it is now, and move it once more if that is wrong.',
    )
  return {
    kind: 'moved',
    epoch: event.epoch,
    entriesLeft: await countLeft(deps.db, actor.lineId, callId),
  }
}

function nameInReason(name: string): string {
  return `Leave the name “${name}” out of the reason: it is read on both records. “Two people of one name” says enough.`
}
