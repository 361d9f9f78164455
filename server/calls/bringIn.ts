import { Problem } from '#server/platform/problems.ts'
import { isNumberOfALine, readLineServices } from '#server/staff/lineServiceStore.ts'
import type { CallId } from '#shared/ids.ts'
import type { BringIn, PartyReference, PartyWho } from '#shared/parties.ts'
import { type E164, mayBeRung } from '#shared/phoneNumber.ts'
import type { Actor } from '#shared/staff.ts'
import { type CallDeps, changeCall, type Wish } from './changeCall.ts'
import { noSuchCall, notYours } from './commandCall.ts'
import { type NumberedClaim, stateOf } from './core/call.ts'
import type { Decision } from './core/events.ts'
import type { CallFacts } from './core/facts.ts'
import { holder } from './core/follows.ts'
import { callerInRoom, holdCount, isPartyWanted, partyCount, partyNow, wantsHold } from './core/parties.ts'
import type { StoredCall } from './storedCall.ts'

/** A call of one night does not need more. */
const MOST_PARTIES = 20

/**
 * Somebody is rung into the talk that goes on, one at a time. The nurse's own leg goes on ending the room when it ends: whoever is
 * brought in is never left alone with the caller, and the caller's way to a person is what it was.
 */
export async function bringIn(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  asked: BringIn,
): Promise<StoredCall> {
  const { to, who } = await whom(deps, actor, asked.to)
  const call = await decideByHolder(deps, actor, callId, (facts, claim) => {
    if (isAsked(facts, asked.commandId)) return null
    const here = callerInRoom(facts)
    if (stateOf(facts) !== 'talking' || !here)
      throw new Problem(
        'conflict',
        'You are not talking to the caller just now. Bring somebody in when you are.',
      )
    if (partyNow(facts) !== null)
      throw new Problem(
        'conflict',
        'Somebody is being brought in already. Let them go first, then ring the next.',
      )
    if (to === facts.from || to === facts.to)
      throw new Problem('conflict', 'That is the number of the caller. Ring somebody else.')
    const party = partyCount(facts) + 1
    if (party > MOST_PARTIES) throw new Problem('conflict', 'Nobody more can be brought into this call.')
    return {
      sourceKey: `call/${callId}/party/${asked.commandId}`,
      event: {
        kind: 'party_asked',
        at: deps.clock(),
        party,
        command: asked.commandId,
        claim: claim.number,
        room: here.room,
        to,
        as: asked.kind,
        who: [who, asked.who].filter(Boolean).join(', '),
        language: asked.language ?? null,
      },
    }
  })
  if (!asked.holdFirst) return call
  return holdCaller(deps, actor, callId, { commandId: asked.commandId, isOn: true, isIfStill: true })
}

function isAsked(facts: CallFacts, command: string): boolean {
  return Object.values(facts.parties).some(party => party.command === command)
}

async function whom(deps: CallDeps, actor: Actor, to: PartyWho): Promise<{ to: E164; who: string }> {
  if (to.by === 'service') {
    const service = (await readLineServices(deps.db, actor.lineId)).find(({ key }) => key === to.key)
    if (!service) throw new Problem('not_found', 'This line has no such service. Type its number instead.')
    return { to: service.number, who: service.name }
  }
  if (!mayBeRung(to.number) || (await isNumberOfALine(deps.db, to.number)))
    throw new Problem(
      'bad_request',
      'This number cannot be rung from a call. Give a British mobile, a landline (01, 02, 03) or a freephone number (0800, 0808).',
    )
  return { to: to.number, who: '' }
}

/** The nurse lets go whoever rings or is in the call. Gone already is well. */
export function letGo(deps: CallDeps, actor: Actor, callId: CallId, party: number): Promise<StoredCall> {
  return decideByHolder(deps, actor, callId, facts => {
    if (!facts.parties[party]) throw noSuchParty()
    if (!isPartyWanted(facts, party)) return null
    return {
      sourceKey: `call/${callId}/party-let-go/${party}`,
      event: { kind: 'party_let_go', at: deps.clock(), party },
    }
  })
}

/** What an interpreter gives as the job's number: also when the call is over, until its outcome is saved. */
export function notePartyReference(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { commandId, party, reference }: PartyReference,
): Promise<StoredCall> {
  return decideByHolder(deps, actor, callId, facts => {
    if (!facts.parties[party]) throw noSuchParty()
    if (facts.parties[party].reference?.text === reference) return null
    return {
      sourceKey: `call/${callId}/party-reference/${commandId}`,
      event: { kind: 'party_reference', at: deps.clock(), party, reference },
    }
  })
}

/** The caller waits while the nurse speaks to whoever was rung, or is among them again. */
export function holdCaller(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  { commandId, isOn, isIfStill = false }: { commandId: string; isOn: boolean; isIfStill?: boolean },
): Promise<StoredCall> {
  return decideByHolder(deps, actor, callId, facts => {
    if (wantsHold(facts) === isOn) return null
    const party = partyNow(facts) ?? facts.holds[holdCount(facts)]?.party
    if (isOn && partyNow(facts) === null) {
      if (isIfStill) return null
      throw new Problem('conflict', 'Nobody else is in the call: the caller is not put on hold for nothing.')
    }
    const event: Decision = {
      kind: 'hold_asked',
      at: deps.clock(),
      hold: holdCount(facts) + 1,
      isOn,
      party: party ?? 0,
    }
    return { sourceKey: `call/${callId}/hold/${commandId}`, event }
  })
}

function noSuchParty(): Problem {
  return new Problem('not_found', 'Nobody of that number was brought into this call.')
}

type Decided = { sourceKey: string; event: Decision }

/** What the nurse who has the call decides; null where there is nothing to do any more. */
async function decideByHolder(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  decide: (facts: CallFacts, claim: NumberedClaim) => Decided | null,
): Promise<StoredCall> {
  const wish = (call: StoredCall | null, facts: CallFacts): Wish<StoredCall> => {
    if (call?.lineId !== actor.lineId) throw noSuchCall()
    const claim = holder(facts)
    if (claim?.staffId !== actor.staffId) throw notYours()
    const decided = decide(facts, claim)
    return decided ? { kind: 'event', ...decided, byStaff: actor.staffId } : { kind: 'refuse', refusal: call }
  }
  const changed = await changeCall(deps, { callId, lineId: actor.lineId }, wish)
  return changed.kind === 'refused' ? changed.refusal : changed.call
}
