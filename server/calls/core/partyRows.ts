import type { BoardParty, CallerHold, PartyDetail } from '#shared/parties.ts'
import type { CallFacts } from './facts.ts'
import { callerInRoom, holdCount, momentsOfParty, partyNumbers, partyStateOf, wantsHold } from './parties.ts'

/** Whom the nurse brought in, as the board may show it. */
export function partiesOf(facts: CallFacts): BoardParty[] {
  return partyNumbers(facts).flatMap((party): BoardParty[] => {
    const asked = facts.parties[party]
    if (!asked) return []
    const state = partyStateOf(facts, party)
    return [{ party, kind: asked.as, state, askedAt: asked.at, ...momentsOfParty(facts, party) }]
  })
}

/** Whom she brought in, with what she wrote of it. The number is not among it: whoever has the call rang it, and nobody needs it again. */
export function partyDetails(facts: CallFacts): PartyDetail[] {
  return partyNumbers(facts).flatMap((party): PartyDetail[] => {
    const asked = facts.parties[party]
    if (!asked) return []
    return [{ party, who: asked.who, language: asked.language, reference: asked.reference?.text ?? null }]
  })
}

/** On hold is who the carrier says is: a nurse must not speak freely because she asked for it. */
export function holdOf(facts: CallFacts): CallerHold | null {
  const isHeld = callerInRoom(facts)?.isHeld ?? false
  const newest = facts.holds[holdCount(facts)]
  if (!newest) return null
  if (wantsHold(facts)) return { state: isHeld ? 'held' : 'asked', since: newest.at }
  return isHeld ? { state: 'ending', since: newest.at } : null
}
