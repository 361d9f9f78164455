import type { Instant } from '#shared/time.ts'
import type { Offer, Taking, TeamTaskFacts } from './teamTaskFacts.ts'

/** Small steps of which what happens to a team task is made. */

/** It is the line's again: the clocks of the ladder begin anew, and whoever was told of the silence is told again. */
export function afresh(facts: TeamTaskFacts, at: Instant): TeamTaskFacts {
  return { ...facts, countsFrom: at, nobody: null, alerted: { lead: null, manager: null } }
}

export function withOffers(facts: TeamTaskFacts, offers: readonly Offer[]): TeamTaskFacts {
  return { ...facts, offers }
}

export function answered(
  facts: TeamTaskFacts,
  number: number,
  change: Partial<Offer>,
): { kind: 'moved'; facts: TeamTaskFacts } {
  const offers = facts.offers.map((one, nth) => (nth === number - 1 ? { ...one, ...change } : one))
  return { kind: 'moved', facts: withOffers(facts, offers) }
}

export function withTaking(
  facts: TeamTaskFacts,
  change: Partial<Taking>,
): { kind: 'moved'; facts: TeamTaskFacts } {
  const last = facts.takings.length - 1
  const takings = facts.takings.map((one, nth) => (nth === last ? { ...one, ...change } : one))
  return { kind: 'moved', facts: { ...facts, takings } }
}

export function withdrawn(facts: TeamTaskFacts, at: Instant): TeamTaskFacts {
  const offers = facts.offers.map(one =>
    one.answer ? one : { ...one, answer: { kind: 'withdrawn' as const, at } },
  )
  return withOffers(facts, offers)
}
