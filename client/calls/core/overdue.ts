import type { BoardCall } from '#shared/calls.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

/** What a call with a nurse has stood in for too long. */
export type Overdue = 'outcome_slow' | 'outcome_late' | 'talk_ends_soon'

/** Seconds. Source: telephony guide 2.2. */
export const OUTCOME_SLOW_S = 3 * 60
export const OUTCOME_LATE_S = 15 * 60
export const TALK_WARNED_S = (3 * 60 + 50) * 60
/** The carrier ends a talk by itself after this. */
export const TALK_LIMIT_S = 4 * 60 * 60

/**
 * By the moments that the row carries, so that every console says it at the same second and none needs to be told: an outcome
 * that nobody writes keeps a nurse from the next caller, and a talk near the carrier's limit ends without a word.
 */
export function overdue(call: BoardCall, at: Instant): Overdue | null {
  if (call.state === 'talking' && call.talkingSince)
    return secondsBetween(call.talkingSince, at) >= TALK_WARNED_S ? 'talk_ends_soon' : null
  if (call.state !== 'wrapup' || !call.endedAt) return null
  const over = secondsBetween(call.endedAt, at)
  if (over >= OUTCOME_LATE_S) return 'outcome_late'
  return over >= OUTCOME_SLOW_S ? 'outcome_slow' : null
}
