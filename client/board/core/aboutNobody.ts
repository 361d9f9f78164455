import { inWordsDuration } from '#client/ui/core/duration.ts'
import type { AboutNobody } from '#shared/movedOutcome.ts'
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
