import type { StaffId } from '#shared/ids.ts'
import type { AnswersBy } from '#shared/staff.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { apartSince, claimCount, currentClaim, stateOf, withOnCallSince } from './call.ts'
import type { CallEvent } from './events.ts'
import type { CallFacts } from './facts.ts'

/** A refusal says why in words for the nurse. */
export type ClaimDecision =
  | { kind: 'claim'; event: Extract<CallEvent, { kind: 'claimed' | 'taken_over' }> }
  | { kind: 'already_yours' }
  | { kind: 'taken'; by: string }
  | { kind: 'gone'; because: string }

/** A nurse whose line was lost has this long to come back before somebody else may take her caller. Source: telephony guide 2.2. */
export const SAME_NURSE_FIRST_SECONDS = 8

/**
 * Whether this nurse may have the call. Who presses second is told who was first. A call that only wants its outcome may be
 * taken over when the nurse who talked is gone: its notes must not wait for ever.
 */
export function decideClaim(
  facts: CallFacts,
  nurse: { staffId: StaffId; name: string; answersBy: AnswersBy },
  at: Instant,
  isHolderGone = false,
): ClaimDecision {
  const state = stateOf(facts)
  const claim = currentClaim(facts)
  if (claim?.staffId === nurse.staffId) return { kind: 'already_yours' }
  if (claim && state === 'wrapup' && isHolderGone) {
    const { staffId, name } = nurse
    return { kind: 'claim', event: { kind: 'taken_over', at, claim: claim.number, staffId, name } }
  }
  const lost = claim && state === 'reconnecting' ? apartSince(facts, claim.number) : null
  const isLost = lost !== null && secondsBetween(lost, at) >= SAME_NURSE_FIRST_SECONDS
  if (claim && !isLost) return { kind: 'taken', by: claim.name }
  if (!facts.callerEnded && withOnCallSince(facts)) return { kind: 'taken', by: 'An on-call colleague' }
  if (facts.callerEnded) return { kind: 'gone', because: 'The caller has hung up. The call is in Owed.' }
  if (state === 'closed' || state === 'wrapup') return { kind: 'gone', because: 'This call is over.' }
  return { kind: 'claim', event: { kind: 'claimed', at, claim: claimCount(facts) + 1, ...nurse } }
}
