import type { StaffId } from '#shared/ids.ts'
import type { Urgency } from '#shared/urgency.ts'
import type { Offer, TeamTaskFacts } from './teamTaskFacts.ts'
import { isTaken } from './twoGo.ts'

export type Numbered = Offer & { number: number }

/** Every offer that waits for its answer, with its number from 1. */
export function openOffers({ offers }: TeamTaskFacts): Numbered[] {
  return offers.flatMap((offer, nth) => (offer.answer === null ? [{ ...offer, number: nth + 1 }] : []))
}

/** The one that was made last. */
export function openOffer(facts: TeamTaskFacts): Numbered | null {
  return openOffers(facts).at(-1) ?? null
}

/** The one in which somebody is asked. */
export function offerTo(facts: TeamTaskFacts, staffId: StaffId): Numbered | null {
  return openOffers(facts).findLast(({ to }) => to.some(one => one.staffId === staffId)) ?? null
}

/** For whom it is too long to ask one team after the other. */
const SOON: readonly Urgency[] = ['U0', 'U1', 'U2']

/**
 * Whether teams are asked beside each other: somebody is to be there soon, and shift leads had to be told that nobody accepts. Source:
 * domain guide 4.4, parallel fallback; 4.2, only where the first to accept has it.
 */
export function isWide(facts: TeamTaskFacts): boolean {
  return (
    facts.ended === null &&
    facts.hold === null &&
    !isTaken(facts) &&
    facts.alerted.lead !== null &&
    SOON.includes(facts.urgency)
  )
}
