import type { CallState } from '#shared/calls.ts'
import type { StaffId } from '#shared/ids.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import type { CallEvent } from './events.ts'
import { addFact, type CallFacts, type Claim, type Room } from './facts.ts'

/** What an event did to a call. Late, repeated and impossible events are normal: ignored, with the reason kept. */
export type Move =
  | { kind: 'moved'; facts: CallFacts; from: CallState; to: CallState }
  | { kind: 'ignored'; because: string }

/** The heart: what follows when an event meets what is known. Events of any order and number converge. */
export function transition(facts: CallFacts, event: CallEvent): Move {
  const after = addFact(facts, event)
  if (isSame(facts, after)) return { kind: 'ignored', because: 'it adds nothing to what is known' }
  return { kind: 'moved', facts: after, from: stateOf(facts), to: stateOf(after) }
}

/**
 * Where a call is, worked out from its facts. Source of the states: telephony guide 2.2.
 * The order of the questions is the rule: what is final comes first, what a person does comes before where a caller waits.
 */
export function stateOf(facts: CallFacts): CallState {
  const claim = currentClaim(facts)
  // The caller has gone, and the nurse talks on to whom she brought in: nobody is cut off in mid-sentence.
  if (facts.callerEnded && isWithParty(facts)) return 'talking'
  // An outcome may be saved while the two still talk; the call is closed when they have finished.
  if (facts.wrappedUpAt && (facts.callerEnded || claim?.endedAt)) return 'closed'
  if (claim?.endedAt) return isToBeWritten(facts, claim.number) ? 'wrapup' : 'closed'
  if (facts.callerEnded) return stateAfterCaller(facts, claim)
  if (claim) return stateWithNurse(facts, claim.number)
  // A call that we placed has nobody waiting on it: without its nurse it is over.
  return facts.direction === 'outbound' ? 'closed' : stateInQueue(facts)
}

/** Somebody we rang and did not reach has told us nothing: the try counts in the task, and the task stays owed. */
function isToBeWritten(facts: CallFacts, claim: number): boolean {
  return facts.direction === 'inbound' || hasTalked(facts, claim)
}

function stateAfterCaller(facts: CallFacts, claim: NumberedClaim | null): CallState {
  if (claim && hasTalked(facts, claim.number)) return 'wrapup'
  if (facts.direction === 'outbound') return 'closed'
  if (wasBridgedOnCall(facts)) return 'closed'
  if (Object.keys(facts.recordings).length > 0 || facts.pressed?.digit === '1') return 'voicemail'
  if (facts.pressed?.digit === '2') return 'callback_requested'
  return 'abandoned'
}

function stateWithNurse(facts: CallFacts, claim: number): CallState {
  const rooms = roomsOf(facts, claim)
  if (rooms.some(room => isThere(room, 'lead') && isThere(room, 'caller'))) return 'talking'
  if (hasTalked(facts, claim)) return 'reconnecting'
  return rooms.some(room => isThere(room, 'lead')) ? 'connecting' : 'claimed'
}

function stateInQueue(facts: CallFacts): CallState {
  if (facts.pressed?.digit === '1') return 'voicemail'
  if (facts.pressed?.digit === '2') return 'callback_requested'
  if (isOnItsWayOut(facts)) return 'oncall_ringing'
  if (isOffered(facts)) return 'offered'
  if (facts.queuedAt || Object.keys(facts.claims).length > 0) return 'waiting'
  return facts.callSid ? 'greeting' : 'new'
}

function isOnItsWayOut({ onCall, onCallLegs, fellBackAt }: CallFacts): boolean {
  return Object.keys(onCall).length > 0 || Object.keys(onCallLegs).length > 0 || fellBackAt !== null
}

export type NumberedClaim = Claim & { number: number }

/** The claim that holds at this moment: the newest, unless it was released or the nurse's phone never got there. */
export function currentClaim(facts: CallFacts): NumberedClaim | null {
  const number = claimCount(facts)
  const claim = facts.claims[number]
  if (!claim || claim.released || (!claim.endedAt && hasNurseLegFailed(facts, number))) return null
  const { staffId, name } = claim.takenOver ?? claim
  return { ...claim, staffId, name, number }
}

/** The colleagues who had this call before whoever has it now, the first first. */
export function heldBefore(facts: CallFacts): string[] {
  const now = currentClaim(facts)?.staffId
  const before = Object.values(facts.claims).flatMap(claim => [
    claim,
    ...(claim.takenOver ? [claim.takenOver] : []),
  ])
  return [...new Map(before.map(({ staffId, name }) => [staffId, name]))].flatMap(([staffId, name]) =>
    staffId === now ? [] : [name],
  )
}

/** Claims are numbered from 1; the carrier's addresses carry the number, so that a late word finds its own claim. */
export function claimCount(facts: CallFacts): number {
  return Math.max(0, ...Object.keys(facts.claims).map(Number))
}

export function offerCount(facts: CallFacts): number {
  return Math.max(0, ...Object.keys(facts.offers).map(Number))
}

/** The newest offer stands until somebody claims, or a newer one widens it. An offer to nobody is no offer. */
export function standingOffer(facts: CallFacts): readonly StaffId[] {
  const offer = facts.offers[offerCount(facts)]
  if (!offer) return []
  const claims = Object.values(facts.claims)
  const isTaken =
    offer.claims === undefined ? claims.some(({ at }) => at >= offer.at) : claims.length > offer.claims
  return isTaken ? [] : offer.to
}

function isOffered(facts: CallFacts): boolean {
  return standingOffer(facts).length > 0
}

/** A nurse's phone leg that ended without ever entering the room: she did not answer, or did not press 1. */
function hasNurseLegFailed(facts: CallFacts, claim: number): boolean {
  const legs = Object.entries(facts.nurseLegs[claim] ?? {})
  const entered = new Set(roomsOf(facts, claim).flatMap(room => Object.keys(room.legs)))
  return legs.length > 0 && legs.every(([leg, final]) => final !== null && !entered.has(leg))
}

export function hasTalked(facts: CallFacts, claim: number): boolean {
  return roomsOf(facts, claim).some(room => hasBeenThere(room, 'lead') && hasBeenThere(room, 'caller'))
}

export function hasEverTalked(facts: CallFacts): boolean {
  return Object.keys(facts.claims).some(number => hasTalked(facts, Number(number)))
}

/** Since when an on-call colleague has the caller on the telephone; null when none has. */
export function withOnCallSince(facts: CallFacts): Instant | null {
  const going = Object.values(facts.onCallLegs).filter(({ bridged }) => bridged === null)
  return going.flatMap(({ answeredAt }) => answeredAt ?? []).sort()[0] ?? null
}

/** Of a dialling whose end was never told the colleague's key is proof enough. */
export function wasBridgedOnCall(facts: CallFacts): boolean {
  return Object.values(facts.onCall).some(round => round.bridged) || withOnCallSince(facts) !== null
}

/**
 * The rooms of a claim, with its own nurse's legs. Whose leg it is tells the leg itself: a room carries the claim of whoever
 * entered first, and that may be a caller who was on her way to the nurse before.
 */
export function roomsOf(facts: CallFacts, claim: number): Room[] {
  return roomEntriesOf(facts, claim).map(([, room]) => room)
}

export function roomEntriesOf(facts: CallFacts, claim: number): [string, Room][] {
  return Object.entries(facts.rooms).flatMap(([name, room]): [string, Room][] => {
    const legs = Object.entries(room.legs).filter(
      ([leg, { label }]) => label !== 'lead' || (claimOfLeg(facts, leg) ?? room.claim) === claim,
    )
    const isOf = room.claim === claim || legs.some(([, { label }]) => label === 'lead')
    return isOf ? [[name, { ...room, legs: Object.fromEntries(legs) }]] : []
  })
}

/** For which claim this leg of a nurse was made or let in, if we were told. */
export function claimOfLeg(facts: CallFacts, leg: string): number | null {
  const [number] = Object.entries(facts.nurseLegs).find(([, legs]) => Object.hasOwn(legs, leg)) ?? []
  return number === undefined ? null : Number(number)
}

export function isThere(room: Room, label: 'lead' | 'caller'): boolean {
  if (room.endedAt) return false
  return Object.values(room.legs).some(leg => leg.label === label && isIn(leg))
}

/** Whether the nurse who has the call is in one room with somebody whom she brought in. */
export function isWithParty(facts: CallFacts): boolean {
  const claim = currentClaim(facts)
  if (!claim || claim.endedAt) return false
  return roomsOf(facts, claim.number).some(
    room =>
      isThere(room, 'lead') && Object.entries(room.legs).some(([name, leg]) => isPartyIn(facts, name, leg)),
  )
}

/** Whoever was let go or given up counts as gone from then on, also while their leg is still in the room. */
function isPartyIn(facts: CallFacts, name: string, leg: Room['legs'][string]): boolean {
  const [, number] = /^party-(\d+)$/.exec(leg.label) ?? []
  const party = facts.parties[Number(number)]
  if (!party || party.letGoAt || party.failed || !isIn(leg)) return false
  return (facts.partyLegs[Number(number)]?.[name]?.final ?? null) === null
}

/** Whether a leg is in its room, by the newest word about it. */
export function isIn({ joined, left }: Pick<Room['legs'][string], 'joined' | 'left'>): boolean {
  return joined !== null && (left === null || joined > left)
}

function hasBeenThere(room: Room, label: 'lead' | 'caller'): boolean {
  return Object.values(room.legs).some(leg => leg.label === label && leg.joined !== null)
}

/** A leg that entered the room later than this is the one that a nurse has just made, and not the one she lost. Seconds. */
const FRESH_SECONDS = 5

/** A nurse's legs that, as far as anybody told us, are still in the room, though she says that her line is gone. */
export function lostLegs(facts: CallFacts, claim: number, at: Instant): string[] {
  return roomsOf(facts, claim).flatMap(room =>
    Object.entries(room.legs).flatMap(([leg, known]) => {
      const isOld = known.joinedAt !== null && secondsBetween(known.joinedAt, at) >= FRESH_SECONDS
      return known.label === 'lead' && !room.endedAt && isIn(known) && isOld ? [leg] : []
    }),
  )
}

/** When the two were first together; null if they never were. */
export function talkingSince(facts: CallFacts): Instant | null {
  return firstTogether(Object.values(facts.rooms))
}

function firstTogether(rooms: readonly Room[]): Instant | null {
  const together = rooms.flatMap(room => {
    const [lead, caller] = (['lead', 'caller'] as const).map(label =>
      Object.values(room.legs).find(leg => leg.label === label && leg.joinedAt !== null),
    )
    return lead?.joinedAt && caller?.joinedAt
      ? [lead.joinedAt > caller.joinedAt ? lead.joinedAt : caller.joinedAt]
      : []
  })
  return together.sort()[0] ?? null
}

/** The nurses who talked in this call, and each since when, the first first. */
export function talksOf(facts: CallFacts): { nurse: string; at: Instant }[] {
  const talks = Object.entries(facts.claims).flatMap(([number, { name: nurse }]) => {
    const at = firstTogether(roomsOf(facts, Number(number)))
    return at ? [{ nurse, at }] : []
  })
  return talks.sort((one, other) => one.at.localeCompare(other.at))
}

/** Since when two who have talked are apart: the first of them left the room in which they last met, or it ended. */
export function apartSince(facts: CallFacts, claim: number): Instant | null {
  const met = roomsOf(facts, claim).filter(room => hasBeenThere(room, 'lead') && hasBeenThere(room, 'caller'))
  const partings = met.flatMap(room => {
    const moments = [room.endedAt, goneSince(room, 'lead'), goneSince(room, 'caller')]
    return moments.filter(moment => moment !== null).sort()[0] ?? []
  })
  return partings.sort().at(-1) ?? null
}

/** A leg that was made again is another leg: somebody is gone when none of theirs is there. */
function goneSince(room: Room, label: 'lead' | 'caller'): Instant | null {
  if (isThere({ ...room, endedAt: null }, label)) return null
  const left = Object.values(room.legs).flatMap(leg =>
    leg.label === label && leg.leftAt ? [leg.leftAt] : [],
  )
  return left.sort().at(-1) ?? null
}

/** Who talked with the caller last, and until when, where the line was lost and the nurse did not come back. */
export function cutOffOf(facts: CallFacts): { staffId: StaffId; name: string; at: Instant } | null {
  const lost = Object.entries(facts.claims).flatMap(([number, { staffId, name, released }]) => {
    if (!released || !hasTalked(facts, Number(number))) return []
    return [{ staffId, name, at: apartSince(facts, Number(number)) ?? released.at, number: Number(number) }]
  })
  const [last] = lost.sort((one, other) => other.number - one.number)
  return last ? { staffId: last.staffId, name: last.name, at: last.at } : null
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  )
}
