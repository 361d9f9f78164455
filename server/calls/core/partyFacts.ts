import { assertNever } from '#shared/assertNever.ts'
import type { CallEvent } from './events.ts'
import type { CallFacts, Party, PartyLeg } from './facts.ts'

export type PartyEvent = Extract<
  CallEvent,
  {
    kind: 'party_leg' | 'party_asked' | 'party_let_go' | 'party_failed' | 'party_reference' | 'hold_asked'
  }
>

/** Adds what is known of whoever was asked into the call. As with every fact: added again, or in another order, it is the same. */
export function addPartyFact(facts: CallFacts, event: PartyEvent): CallFacts {
  switch (event.kind) {
    case 'party_leg': {
      const legs = facts.partyLegs[event.party] ?? {}
      const leg = ended(legs[event.leg], event)
      return { ...facts, partyLegs: { ...facts.partyLegs, [event.party]: { ...legs, [event.leg]: leg } } }
    }
    case 'party_asked': {
      const { kind: _kind, party, ...asked } = event
      const before = facts.parties[party]
      const added: Party = { letGoAt: null, failed: null, reference: null, ...before, ...asked }
      return { ...facts, parties: { ...facts.parties, [party]: added } }
    }
    case 'party_let_go':
      return changeParty(facts, event.party, before => ({
        letGoAt: before.letGoAt !== null && before.letGoAt < event.at ? before.letGoAt : event.at,
      }))
    case 'party_failed':
      return changeParty(facts, event.party, ({ failed }) => ({
        failed: failed && failed.at <= event.at ? failed : { at: event.at, because: event.because },
      }))
    case 'party_reference':
      return changeParty(facts, event.party, ({ reference }) => ({
        reference:
          reference && reference.at >= event.at ? reference : { text: event.reference, at: event.at },
      }))
    case 'hold_asked': {
      const { hold, isOn, party, at } = event
      return { ...facts, holds: { ...facts.holds, [hold]: { isOn, party, at } } }
    }
    default:
      return assertNever(event)
  }
}

function changeParty(facts: CallFacts, number: number, change: (before: Party) => Partial<Party>): CallFacts {
  const party = facts.parties[number]
  if (!party) return facts
  return { ...facts, parties: { ...facts.parties, [number]: { ...party, ...change(party) } } }
}

function ended(
  before: PartyLeg | undefined,
  { final, at }: Extract<PartyEvent, { kind: 'party_leg' }>,
): PartyLeg {
  const known = before ?? { final: null, endedAt: null }
  if (final === null) return known
  const first = known.final !== null && known.final < final ? known.final : final
  return { final: first, endedAt: known.endedAt !== null && known.endedAt < at ? known.endedAt : at }
}
