import { isOffRegister } from '#server/patients/sharingStore.ts'
import { Problem } from '#server/platform/problems.ts'
import { hasAnotherCall, isGone, nurseIsFree } from '#server/staff/staffStore.ts'
import type { CallId } from '#shared/ids.ts'
import type { Actor, AnswersBy } from '#shared/staff.ts'
import { readCall } from './callStore.ts'
import { type CallDeps, type Changed, changeCall } from './changeCall.ts'
import { currentClaim, hasTalked, stateOf } from './core/call.ts'
import { decideClaim } from './core/decideClaim.ts'
import type { CallFacts } from './core/facts.ts'
import { holder } from './core/follows.ts'
import type { StoredCall } from './storedCall.ts'

/** The call, if it is of the actor's own line; otherwise it does not exist for her. */
export async function callOfLine(deps: CallDeps, actor: Actor, callId: CallId): Promise<StoredCall> {
  const { sql } = deps.db
  const call = await readCall(deps.db, callId, isOffRegister(sql, sql`calls.patient_id`))
  if (!call || call.lineId !== actor.lineId) throw noSuchCall()
  return call
}

/** The call, if this nurse holds it at this moment. */
export async function callInHand(deps: CallDeps, actor: Actor, callId: CallId): Promise<StoredCall> {
  const call = await callOfLine(deps, actor, callId)
  if (holder(call.facts)?.staffId !== actor.staffId) throw notYours()
  return call
}

export function noSuchCall(): Problem {
  return new Problem('not_found', 'There is no such call on this line.')
}

export function notYours(): Problem {
  return new Problem(
    'not_allowed',
    'This call is not with you. Take it first, or ask the colleague who has it.',
  )
}

export type ClaimRefusal = { kind: 'taken'; by: string } | { kind: 'gone'; because: string }

/** Exactly one nurse gets the call; everybody else is told who. Pressing twice is pressing once. */
export async function claimCall(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { answersBy, commandId }: { answersBy: AnswersBy; commandId: string },
): Promise<{ kind: 'claimed'; call: StoredCall } | ClaimRefusal> {
  const nurse = { staffId: actor.staffId, name: actor.name, answersBy }
  const changed = await changeCall<ClaimRefusal | { kind: 'yours'; call: StoredCall }>(
    deps,
    { callId, lineId: actor.lineId },
    async (call, facts) => {
      if (call?.lineId !== actor.lineId) throw noSuchCall()
      const decision = decideClaim(facts, nurse, deps.clock(), await isLeftAlone(deps, facts))
      if (decision.kind === 'already_yours') return { kind: 'refuse', refusal: { kind: 'yours', call } }
      if (decision.kind !== 'claim') return { kind: 'refuse', refusal: decision }
      if (await hasAnotherCall(deps.db, actor.staffId, callId)) throw busy()
      return {
        kind: 'event',
        sourceKey: `call/${callId}/claim/${commandId}`,
        event: decision.event,
        byStaff: actor.staffId,
        also: { parts: () => [], told: [], guards: [nurseIsFree(deps.db.sql, actor.staffId, callId)] },
      }
    },
  )
  if (changed.kind === 'refused')
    return changed.refusal.kind === 'yours'
      ? { kind: 'claimed', call: changed.refusal.call }
      : changed.refusal
  // A command that comes a second time, after the call has left her again, is not a wish to have it back.
  if (holder(changed.call.facts)?.staffId !== actor.staffId)
    return { kind: 'gone', because: 'You had this call and it is no longer yours. Look at the board.' }
  return { kind: 'claimed', call: changed.call }
}

/** Whether a call waits for the outcome of a nurse who is gone. */
async function isLeftAlone(deps: CallDeps, facts: CallFacts): Promise<boolean> {
  const held = holder(facts)
  return held !== null && stateOf(facts) === 'wrapup' && (await isGone(deps.db, held.staffId))
}

function busy(): Problem {
  return new Problem('conflict', 'You already have a call. Save its outcome first, then take the next one.')
}

/** Gives the call back to the queue, in front. Only before the two have talked: afterwards its outcome is hers. */
export function releaseCall(deps: CallDeps, actor: Actor, callId: CallId): Promise<StoredCall> {
  return byHolder(deps, actor, callId, (facts, claim, at) => {
    if (hasTalked(facts, claim))
      throw new Problem('conflict', 'You have talked to this caller. End the call and save its outcome.')
    return {
      sourceKey: `call/${callId}/release/${claim}`,
      event: { kind: 'released', at, claim, because: 'given_back' },
    }
  })
}

/** The nurse ends the call: the caller's leg is ended first, then the room; what remains is the outcome. */
export function endCall(deps: CallDeps, actor: Actor, callId: CallId): Promise<StoredCall> {
  return byHolder(deps, actor, callId, (_facts, claim, at) => ({
    sourceKey: `call/${callId}/end/${claim}`,
    event: { kind: 'ended_by_nurse', at, claim },
  }))
}

async function byHolder(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  decide: (
    facts: CallFacts,
    claim: number,
    at: string,
  ) => { sourceKey: string; event: Parameters<typeof wishFor>[1] },
): Promise<StoredCall> {
  const changed: Changed<Problem> = await changeCall<Problem>(
    deps,
    { callId, lineId: actor.lineId },
    (call, facts) => {
      if (!call || call.lineId !== actor.lineId) return { kind: 'refuse', refusal: noSuchCall() }
      const claim = holder(facts)
      if (claim?.staffId !== actor.staffId) return { kind: 'refuse', refusal: notYours() }
      const { sourceKey, event } = decide(facts, claim.number, deps.clock())
      return wishFor(sourceKey, event, actor)
    },
  )
  if (changed.kind === 'refused') throw changed.refusal
  return changed.call
}

function wishFor(sourceKey: string, event: import('./core/events.ts').Decision, actor: Actor) {
  return { kind: 'event' as const, sourceKey, event, byStaff: actor.staffId }
}

export type JoinAgain = (call: StoredCall, claim: number, answersBy: AnswersBy) => Promise<void>

/**
 * A nurse whose own leg was lost asks for it again. In the browser her softphone simply connects; her own phone is rung.
 * Nothing changes in the call's facts: the new leg will say so itself when it enters the room.
 */
export async function rejoinCall(
  deps: CallDeps & { joinAgain: JoinAgain },
  actor: Actor,
  callId: CallId,
  answersBy: AnswersBy,
): Promise<StoredCall> {
  const call = await callInHand(deps, actor, callId)
  const claim = currentClaim(call.facts)
  if (!claim || stateOf(call.facts) === 'wrapup') {
    throw new Problem(
      'conflict',
      'The caller is no longer on the line. Save the outcome, or ring back from Owed.',
    )
  }
  await deps.joinAgain(call, claim.number, answersBy)
  return call
}
