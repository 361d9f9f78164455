import { z } from 'zod'
import type { Logger } from '#server/platform/logger.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import { assertNever } from '#shared/assertNever.ts'
import { plusSeconds } from '#shared/time.ts'
import type { CallDeps } from './changeCall.ts'
import type { CallEvent, PartyFailure } from './core/events.ts'
import {
  callerInRoom,
  isPartyWanted,
  labelOfParty,
  liveLegsOf,
  PARTY_TOO_LATE_SECONDS,
  partyStateOf,
  wantsHold,
} from './core/parties.ts'
import type { PhoneLine } from './phoneLine.ts'
import type { StoredCall } from './storedCall.ts'

const party = z.int()
export const PARTY_ERRANDS = [
  z.object({ kind: z.literal('ring_party'), party }),
  z.object({ kind: z.literal('check_party'), party }),
  z.object({ kind: z.literal('drop_party'), party, leg: z.string() }),
  z.object({ kind: z.literal('hold_caller'), hold: z.int() }),
] as const
type Errand = z.infer<(typeof PARTY_ERRANDS)[number]>

const KINDS: readonly string[] = PARTY_ERRANDS.map(errand => errand.shape.kind.value)

export function isPartyPromise(errand: { kind: string }): errand is Errand {
  return KINDS.includes(errand.kind)
}

type Kept = 'kept' | 'needless' | { againAt: string }
type KeepDeps = CallDeps & {
  phoneLine: PhoneLine
  log: Logger
  /** Writes a decision that was made on the call as it was read; where the call has changed since, it is looked at anew. */
  decide: (deps: KeepDeps, call: StoredCall, sourceKey: string, event: CallEvent) => Promise<Kept>
}

/** Keeps a promise about somebody who is brought into the call. Whatever fails here leaves the nurse and the caller talking. */
export function keepPartyPromise(
  deps: KeepDeps,
  call: StoredCall,
  errand: Errand,
  isRepeat: boolean,
): Promise<Kept> {
  switch (errand.kind) {
    case 'ring_party':
      return ringParty(deps, call, errand.party, isRepeat)
    case 'check_party':
      return checkParty(deps, call, errand.party)
    case 'drop_party':
      return dropParty(deps, call, errand)
    case 'hold_caller':
      return holdCaller(deps, call)
    default:
      return assertNever(errand)
  }
}

async function ringParty(deps: KeepDeps, call: StoredCall, number: number, isRepeat: boolean): Promise<Kept> {
  const { facts } = call
  const asked = facts.parties[number]
  if (!asked || partyStateOf(facts, number) !== 'ringing') return 'needless'
  // The answer of an earlier try was lost, but not the word of the leg.
  if (Object.keys(facts.partyLegs[number] ?? {}).length > 0) return 'kept'
  const tooLate = plusSeconds(asked.at, PARTY_TOO_LATE_SECONDS)
  if (deps.clock() >= tooLate) return fail(deps, call, number, 'carrier_away')
  const { claim, room, to, at: askedAt } = asked
  const toRing = { claim, party: number, room, number: to, askedAt }
  const rung = await deps.phoneLine.ringParty({ callId: call.id, lineId: call.lineId }, toRing, { isRepeat })
  return rung.kind === 'done' ? 'kept' : fail(deps, call, number, 'refused')
}

/** No word came of them in the time a telephone rings: the carrier is asked once, and the nurse is told. */
async function checkParty(deps: KeepDeps, call: StoredCall, number: number): Promise<Kept> {
  if (partyStateOf(call.facts, number) !== 'ringing') return 'needless'
  const label = labelOfParty(number)
  const place = { callId: call.id, lineId: call.lineId }
  const seen = await deps.phoneLine.lookInRoom(place).catch(error => {
    if (error instanceof CarrierUnavailable) return null
    throw error
  })
  const leg = seen?.legs.find(one => one.label === label)?.leg
  if (!seen || !leg) return fail(deps, call, number, 'not_answered')
  const claim = call.facts.parties[number]?.claim ?? 0
  return deps.decide(deps, call, `reconciled/joined/${seen.room}/${leg}`, {
    kind: 'joined',
    at: deps.clock(),
    room: seen.room,
    claim,
    leg,
    label,
    sequence: 0,
  })
}

async function dropParty(
  deps: KeepDeps,
  call: StoredCall,
  { party, leg }: { party: number; leg: string },
): Promise<Kept> {
  // A word that came late said that they are with the nurse after all.
  if (isPartyWanted(call.facts, party) || !liveLegsOf(call.facts, party).includes(leg)) return 'needless'
  const dropped = await deps.phoneLine.dropParty(leg)
  return dropped.kind === 'done' ? 'kept' : 'needless'
}

/** Tells the carrier what is wished now, whatever was wished when it was promised: the last word is the right one. */
async function holdCaller(deps: KeepDeps, call: StoredCall): Promise<Kept> {
  const caller = callerInRoom(call.facts)
  if (!caller) return 'needless'
  const done = await deps.phoneLine.holdCaller(caller, wantsHold(call.facts))
  return done.kind === 'done' ? 'kept' : 'needless'
}

function fail(deps: KeepDeps, call: StoredCall, number: number, because: PartyFailure): Promise<Kept> {
  return deps.decide(deps, call, `call/${call.id}/party-failed/${number}`, {
    kind: 'party_failed',
    at: deps.clock(),
    party: number,
    because,
  })
}
