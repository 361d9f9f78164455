import type { ProposalState } from '#shared/rolesAsked.ts'
import type { Instant } from '#shared/time.ts'

/** How a proposal stands at a moment, and until when; the statement that decides asks it of the row once more. */
export function proposalState(
  { state, lapsesAt }: { state: Exclude<ProposalState, 'asked'> | null; lapsesAt: Instant },
  at: Instant,
): { state: ProposalState; until: Instant | null } {
  if (state !== null) return { state, until: null }
  return at < lapsesAt ? { state: 'asked', until: lapsesAt } : { state: 'lapsed', until: null }
}
