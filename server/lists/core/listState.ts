import { LIST_MINUTES, type ListState } from '#shared/lists.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

type Asked = {
  needsYes: boolean
  madeAt: Instant
  lapsesAt: Instant | null
  decision: 'allowed' | 'refused' | null
  takeBy: Instant | null
  fetchedAt: Instant | null
}

/** How a list stands at a moment, and until when; the statements that decide and take ask it of the row once more. */
export function listState(asked: Asked, at: Instant): { state: ListState; until: Instant | null } {
  const { needsYes, madeAt, lapsesAt, decision, takeBy, fetchedAt } = asked
  const before = (state: ListState, until: Instant | null, then: ListState) =>
    until !== null && at < until ? { state, until } : { state: then, until: null }
  if (!needsYes) return before('open', plusSeconds(madeAt, LIST_MINUTES * 60), 'over')
  if (decision === null) return before('asked', lapsesAt, 'lapsed')
  if (decision === 'refused') return { state: 'refused', until: null }
  if (fetchedAt !== null) return { state: 'taken', until: null }
  return before('allowed', takeBy, 'lapsed')
}

/**
 * How many people a yes is good for: those it was said of and a tenth more, or ten. A caseload changes overnight; one that has grown by
 * more is another list than the one that was allowed.
 */
export function mostOfYes(included: number): number {
  return included + Math.max(10, Math.floor(included / 10))
}
