import { plusSeconds } from '#shared/time.ts'
import { type Urgency, urgencies } from '#shared/urgency.ts'
import type { Offer, TeamTaskEvent, TeamTaskFacts } from './teamTaskFacts.ts'

/**
 * How long one team may take to answer, in seconds. Source: domain guide 4.2. Where it gives no offer (U0, U6): as long as the whole
 * target of U0, and as long as for U4.
 */
export function offerSeconds(urgency: Urgency): number {
  if (urgency === 'U0') return urgencies.U0.minutes * 60
  return (urgencies[urgency].offerMinutes ?? 60) * 60
}

export function isSooner(one: Urgency, other: Urgency): boolean {
  return one < other
}

type Changed = Extract<TeamTaskEvent, { kind: 'urgency_changed' }>

/**
 * The same task at another urgency. Sooner: whoever is asked has no longer than that urgency gives, and is told anew; and where nobody
 * was left, it is looked at now. Later: what was said of a time stands.
 */
export function withUrgency(facts: TeamTaskFacts, { urgency, dueAt, at }: Changed): TeamTaskFacts {
  const after = { ...facts, urgency, dueAt, breachedAt: null }
  if (!isSooner(urgency, facts.urgency)) return after
  const until = plusSeconds(at, offerSeconds(urgency))
  const anew = (offer: Offer): Offer =>
    offer.answer ? offer : { ...offer, until: offer.until < until ? offer.until : until, anewAt: at }
  const { nobody } = facts
  return {
    ...after,
    offers: facts.offers.map(anew),
    nobody: nobody && { ...nobody, lookAt: nobody.lookAt < at ? nobody.lookAt : at },
  }
}
