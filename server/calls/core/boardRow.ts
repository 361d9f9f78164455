import type { BoardCall, CallState } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import {
  apartSince,
  currentClaim,
  hasEverTalked,
  standingOffer,
  stateOf,
  talkingSince,
  withOnCallSince,
} from './call.ts'
import type { CallFacts } from './facts.ts'
import { holder, isWaiting } from './follows.ts'
import { holdOf, partiesOf } from './partyRows.ts'

/** A call as the board may show it: no name of a patient, no clinical word. */
export function boardRow(
  {
    callId,
    version,
    isIdentified,
    isFromChild = false,
  }: { callId: CallId; version: number; isIdentified: boolean; isFromChild?: boolean },
  facts: CallFacts,
): BoardCall {
  const claim = holder(facts)
  // An on-call colleague has no place on the board and no claim: the row says that somebody talks, and to nobody "take me".
  const onCallSince = claim || facts.callerEnded ? null : withOnCallSince(facts)
  const state = onCallSince ? 'talking' : stateOf(facts)
  return {
    callId,
    version,
    state,
    from: facts.direction === 'inbound' ? facts.from : (facts.to as BoardCall['from']), // we dialled it ourselves: E.164
    startedAt: facts.firstHeardAt,
    waitingSince: isWaiting(state) ? waitingSince(facts) : null,
    talkingSince: onCallSince ?? talkingSince(facts),
    endedAt: facts.callerEnded?.at ?? currentClaim(facts)?.endedAt ?? null,
    lostSince: claim && state === 'reconnecting' ? apartSince(facts, claim.number) : null,
    outcomeSavedAt: facts.wrappedUpAt,
    isCallBack: facts.direction === 'outbound',
    parties: partiesOf(facts),
    callerHold: holdOf(facts),
    claimedBy: claim ? { staffId: claim.staffId, name: claim.name } : null,
    offeredTo: state === 'offered' ? [...standingOffer(facts)] : [],
    wasCutOff: isToBeConnected(state) && hasEverTalked(facts),
    isIdentified,
    isFromChild,
  }
}

/** The caller waits for a nurse, or one has taken the call and the two are not together yet. */
function isToBeConnected(state: CallState): boolean {
  return isWaiting(state) || state === 'claimed' || state === 'connecting'
}

/** The present spell of waiting: since the first ring, or since the last nurse lost or gave back the call. */
function waitingSince(facts: CallFacts): Instant {
  const released = Object.values(facts.claims).flatMap(claim => (claim.released ? [claim.released.at] : []))
  return released.sort().at(-1) ?? facts.firstHeardAt
}
