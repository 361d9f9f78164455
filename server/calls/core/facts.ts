import { assertNever } from '#shared/assertNever.ts'
import type { StaffId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { AnswersBy } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import type { AskedParty, CallEvent, FinalStatus, Label, PartyFailure, ReleaseReason } from './events.ts'
import { addPartyFact } from './partyFacts.ts'

type Leg = {
  label: Label
  joined: number | null
  left: number | null
  joinedAt: Instant | null
  leftAt: Instant | null
  /** The newest words that this leg was put on hold, and taken off it. */
  held?: number | null | undefined
  unheld?: number | null | undefined
}
/** One life of the call's room at the carrier. A room that ended and is entered again is another. */
export type Room = { claim: number; legs: Readonly<Record<string, Leg>>; endedAt: Instant | null }
/** Somebody the nurse asked into the call. */
export type Party = AskedParty & {
  at: Instant
  letGoAt: Instant | null
  failed: { at: Instant; because: PartyFailure } | null
  reference: { text: string; at: Instant } | null
}
export type PartyLeg = { final: FinalStatus | null; endedAt: Instant | null }
export type OnCallLeg = { answeredAt: Instant | null; bridged: boolean | null }
export type Claim = {
  staffId: StaffId
  name: string
  answersBy: AnswersBy
  at: Instant
  released: { at: Instant; because: ReleaseReason } | null
  endedAt: Instant | null
  /** The colleague who writes the call up instead, because the nurse who talked is gone. */
  takenOver: { staffId: StaffId; name: string; at: Instant } | null
}

/**
 * Everything known of a call. Each part only ever grows, and two parts never disagree by order of arrival: the facts are
 * a function of the set of events. The call's state is worked out from the facts, never stored beside them by hand.
 */
export type CallFacts = {
  direction: 'inbound' | 'outbound'
  firstHeardAt: Instant
  callSid: string | null
  from: E164 | null
  to: string | null
  queuedAt: Instant | null
  pressed: { digit: string; at: Instant } | null
  onCall: Readonly<Record<number, { bridged: boolean; at: Instant }>>
  /** The on-call phones that were answered by a person, and how their dialling ended: null while it goes on. */
  onCallLegs: Readonly<Record<string, OnCallLeg>>
  recordings: Readonly<Record<string, { seconds: number | null; ready: boolean; at: Instant }>>
  callerEnded: { status: FinalStatus; at: Instant } | null
  rooms: Readonly<Record<string, Room>>
  /** The nurse's own legs, by claim: a leg that ended before it entered the room was never there. */
  nurseLegs: Readonly<Record<number, Readonly<Record<string, FinalStatus | null>>>>
  fellBackAt: Instant | null
  /** `claims`: how many there had been when it was made; a claim after it ends it, whatever the clocks say. */
  offers: Readonly<Record<number, { at: Instant; to: readonly StaffId[]; claims?: number | undefined }>>
  claims: Readonly<Record<number, Claim>>
  wrappedUpAt: Instant | null
  parties: Readonly<Record<number, Party>>
  /** The legs of each party, by their number: they may be heard of before anything else. */
  partyLegs: Readonly<Record<number, Readonly<Record<string, PartyLeg>>>>
  holds: Readonly<Record<number, { isOn: boolean; party: number; at: Instant }>>
}

export function noFacts(firstHeardAt: Instant, direction: CallFacts['direction'] = 'inbound'): CallFacts {
  return {
    direction,
    firstHeardAt,
    callSid: null,
    from: null,
    to: null,
    queuedAt: null,
    pressed: null,
    onCall: {},
    onCallLegs: {},
    recordings: {},
    callerEnded: null,
    rooms: {},
    nurseLegs: {},
    fellBackAt: null,
    offers: {},
    claims: {},
    wrappedUpAt: null,
    parties: {},
    partyLegs: {},
    holds: {},
  }
}

/** Adds one event to the facts. Adding it again, or adding two in the other order, gives the same facts. */
export function addFact(facts: CallFacts, event: CallEvent): CallFacts {
  const known: CallFacts = { ...facts, firstHeardAt: earlier(facts.firstHeardAt, event.at) }
  switch (event.kind) {
    case 'rang':
      return { ...known, callSid: event.callSid, from: event.from, to: event.to }
    case 'queued':
      return { ...known, queuedAt: earlier(known.queuedAt, event.at) }
    case 'pressed':
      return {
        ...known,
        pressed: firstOf(known.pressed, { digit: event.digit, at: event.at }, one => one.digit),
      }
    case 'on_call_answered':
      return { ...known, onCallLegs: answered(known.onCallLegs, event) }
    case 'on_call_tried':
      return {
        ...known,
        onCall: { ...known.onCall, [event.round]: tried(known.onCall[event.round], event) },
        onCallLegs: dialled(known.onCallLegs, event),
      }
    case 'recorded':
      return {
        ...known,
        recordings: {
          ...known.recordings,
          [event.recordingSid]: recorded(known.recordings[event.recordingSid], event),
        },
      }
    case 'caller_ended':
      return {
        ...known,
        callerEnded: firstOf(known.callerEnded, { status: event.status, at: event.at }, one => one.status),
      }
    case 'joined':
    case 'left':
    case 'held':
    case 'unheld':
    case 'room_ended':
      return { ...known, rooms: { ...known.rooms, [event.room]: inRoom(known.rooms[event.room], event) } }
    case 'nurse_leg': {
      const legs = known.nurseLegs[event.claim] ?? {}
      const final = finalOf(legs[event.leg] ?? null, event.final)
      return { ...known, nurseLegs: { ...known.nurseLegs, [event.claim]: { ...legs, [event.leg]: final } } }
    }
    case 'fell_back':
      return { ...known, fellBackAt: earlier(known.fellBackAt, event.at) }
    case 'dialled':
      return { ...known, callSid: event.callSid }
    case 'placed':
      return { ...known, to: event.to, claims: { ...known.claims, 1: claimed(known.claims[1], event) } }
    case 'offered': {
      const { offer, at, to } = event
      const claims = Object.keys(known.claims).length
      return { ...known, offers: { ...known.offers, [offer]: { at, to, claims } } }
    }
    case 'claimed':
      return {
        ...known,
        claims: { ...known.claims, [event.claim]: claimed(known.claims[event.claim], event) },
      }
    case 'released':
      return changeClaim(known, event.claim, { released: { at: event.at, because: event.because } })
    case 'ended_by_nurse':
      return changeClaim(known, event.claim, { endedAt: event.at })
    case 'taken_over': {
      const { staffId, name, at } = event
      const before = known.claims[event.claim]?.takenOver
      return changeClaim(known, event.claim, {
        takenOver: before && before.at >= at ? before : { staffId, name, at },
      })
    }
    case 'wrapped_up':
      return { ...known, wrappedUpAt: earlier(known.wrappedUpAt, event.at) }
    case 'party_leg':
    case 'party_asked':
    case 'party_let_go':
    case 'party_failed':
    case 'party_reference':
    case 'hold_asked':
      return addPartyFact(known, event)
    default:
      return assertNever(event)
  }
}

function inRoom(
  room: Room | undefined,
  event: Extract<CallEvent, { kind: 'joined' | 'left' | 'held' | 'unheld' | 'room_ended' }>,
): Room {
  const known: Room = room ?? { claim: event.claim, legs: {}, endedAt: null }
  if (event.kind === 'room_ended') return { ...known, endedAt: earlier(known.endedAt, event.at) }
  const leg = known.legs[event.leg] ?? {
    label: event.label,
    joined: null,
    left: null,
    joinedAt: null,
    leftAt: null,
  }
  return { ...known, legs: { ...known.legs, [event.leg]: changedLeg(leg, event) } }
}

function changedLeg(
  leg: Leg,
  { kind, sequence, at }: Extract<CallEvent, { kind: 'joined' | 'left' | 'held' | 'unheld' }>,
): Leg {
  switch (kind) {
    case 'joined':
      return { ...leg, joined: latest(leg.joined, sequence), joinedAt: earlier(leg.joinedAt, at) }
    case 'left':
      return { ...leg, left: latest(leg.left, sequence), leftAt: later(leg.leftAt, at) }
    case 'held':
      return { ...leg, held: latest(leg.held ?? null, sequence) }
    case 'unheld':
      return { ...leg, unheld: latest(leg.unheld ?? null, sequence) }
    default:
      return assertNever(kind)
  }
}

function claimed(
  before: Claim | undefined,
  event: Extract<CallEvent, { kind: 'claimed' | 'placed' }>,
): Claim {
  const { staffId, name, answersBy, at } = event
  return { released: null, endedAt: null, takenOver: null, ...before, staffId, name, answersBy, at }
}

function changeClaim(facts: CallFacts, number: number, change: Partial<Claim>): CallFacts {
  const claim = facts.claims[number]
  if (!claim) return facts
  return { ...facts, claims: { ...facts.claims, [number]: { ...claim, ...change } } }
}

function recorded(
  before: CallFacts['recordings'][string] | undefined,
  event: Extract<CallEvent, { kind: 'recorded' }>,
): CallFacts['recordings'][string] {
  return {
    seconds: latest(before?.seconds ?? null, event.seconds),
    ready: (before?.ready ?? false) || event.ready,
    at: earlier(before?.at ?? null, event.at),
  }
}

function tried(
  before: CallFacts['onCall'][number] | undefined,
  event: Extract<CallEvent, { kind: 'on_call_tried' }>,
): CallFacts['onCall'][number] {
  return { bridged: (before?.bridged ?? false) || event.bridged, at: earlier(before?.at ?? null, event.at) }
}

function answered(
  legs: CallFacts['onCallLegs'],
  { leg, at }: Extract<CallEvent, { kind: 'on_call_answered' }>,
): CallFacts['onCallLegs'] {
  const before = legs[leg] ?? { answeredAt: null, bridged: null }
  return { ...legs, [leg]: { ...before, answeredAt: earlier(before.answeredAt, at) } }
}

function dialled(
  legs: CallFacts['onCallLegs'],
  { leg, bridged }: Extract<CallEvent, { kind: 'on_call_tried' }>,
): CallFacts['onCallLegs'] {
  if (!leg) return legs
  const before = legs[leg] ?? { answeredAt: null, bridged: null }
  return { ...legs, [leg]: { ...before, bridged: (before.bridged ?? false) || bridged } }
}

/** The earlier of two; when they are of the same moment, the one whose word comes first, so that order never decides. */
function firstOf<Fact extends { at: Instant }>(
  before: Fact | null,
  now: Fact,
  word: (fact: Fact) => string,
): Fact {
  if (!before || now.at < before.at) return now
  return now.at === before.at && word(now) < word(before) ? now : before
}

function finalOf(before: FinalStatus | null, now: FinalStatus | null): FinalStatus | null {
  if (before === null || now === null) return before ?? now
  return before < now ? before : now
}

function earlier(before: Instant | null, now: Instant): Instant {
  return before !== null && before < now ? before : now
}

function later(before: Instant | null, now: Instant): Instant {
  return before !== null && before > now ? before : now
}

function latest(before: number | null, now: number | null): number | null {
  if (before === null || now === null) return before ?? now
  return Math.max(before, now)
}
