import type { Board } from '#client/live/core/board.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { OFF_BOARD } from '#shared/calls.ts'
import type { PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { AboutNobody, LeftBehind } from '#shared/movedOutcome.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

type SavedCall = AboutNobody['calls'][number]

/**
 * With whom a saved call is that is on nobody's record, and for how long it has been there. Its nurse knows best whom it was about; once
 * it is late, whoever leads the shift sees that somebody finds out.
 */
export function standingOf({ nurse, isYours, since, dueAt }: SavedCall, at: Instant) {
  const isLate = secondsBetween(dueAt, at) >= 0
  const age = `on nobody’s record for ${inWordsDuration(secondsBetween(since, at))}`
  if (!isLate) return { isLate, says: `${isYours ? 'with you' : `with ${nurse}`}, ${age}` }
  return { isLate, says: `saved by ${isYours ? 'you' : nurse}, ${age}: a matter for the shift lead` }
}

/** How much a call left on records that it left, whose that is to see to, and for how long it has stood there. */
export function leftStanding({ nurse, isYours, since, dueAt, count }: LeftBehind, at: Instant) {
  const isLate = secondsBetween(dueAt, at) >= 0
  const much = `${count === 1 ? 'one thing' : `${count} things`}, for ${inWordsDuration(secondsBetween(since, at))}`
  const whose = isYours ? 'with you' : `with ${nurse}`
  return { isLate, says: isLate ? `${much}, ${whose}: a matter for the shift lead` : `${much}, ${whose}` }
}

/**
 * Whether the list may be another after this message: a call that is over was moved or let rest, by whomever; or one leaves the board of
 * which something was saved while the two talked, for if it was settled anew since, that came off a record. `before`: the board before it,
 * so that nothing hangs on what was heard of the call until then. `onRecords`: where something is still to be
 * seen to that a call left; also somebody who has that record open may see to it.
 */
export function mayChangeList(
  message: LiveMessage,
  { calls }: Pick<Board, 'calls'>,
  onRecords: ReadonlySet<PatientId>,
): boolean {
  if (message.kind === 'record') return onRecords.has(message.patientId)
  if (message.kind === 'identity') return !calls.has(message.callId)
  if (message.kind !== 'call' || !OFF_BOARD.includes(message.call.state)) return false
  return (calls.get(message.call.callId)?.outcomeSavedAt ?? null) !== null
}
