import type { CallState } from '#shared/calls.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import {
  apartSince,
  claimCount,
  claimOfLeg,
  currentClaim,
  isIn,
  type NumberedClaim,
  offerCount,
  roomEntriesOf,
  roomsOf,
  stateOf,
} from './call.ts'
import type { CallFacts } from './facts.ts'
import { type PartyErrand, partyFollowUps } from './parties.ts'

/** Something the call will need later or at once. `key` is natural within the call: asked for twice, it is one. */
export type FollowUp = { key: string; dueAt: Instant; task: CallErrand }

/** Commands to the carrier, and checks that fall due. What they do when the call has moved on is: nothing. */
export type CallErrand =
  | { kind: 'offer'; offer: number }
  | { kind: 'ring_nurse'; claim: number }
  | { kind: 'check_joined'; claim: number }
  | { kind: 'bring_caller'; claim: number; room: string }
  | { kind: 'check_together'; claim: number; room: string }
  | { kind: 'check_rejoined'; claim: number }
  | { kind: 'drop_nurse'; claim: number }
  | { kind: 'hang_up' }
  | { kind: 'look_back' }
  | PartyErrand

/** Seconds. Source: telephony guide 2.2. */
export const OFFER_SECONDS = 20
export const JOIN_SECONDS = { browser: 10, phone: 35 } as const
export const BRING_AGAIN_SECONDS = 5
export const GIVE_UP_BRINGING_SECONDS = 10
/** The caller hears the "were we cut off?" words for about six seconds and is then back in the queue, in front. */
export const REJOIN_SECONDS = 20
/** A word about what the caller left comes within this time, or not at all: the carrier tries for fifteen seconds. */
export const LOOK_BACK_SECONDS = 20

/** What a move makes necessary. Worked out by comparing the facts before and after, so that no order of events can skip it. */
export function followUps(before: CallFacts, after: CallFacts, at: Instant): FollowUp[] {
  const [from, to] = [stateOf(before), stateOf(after)]
  return [
    ...offering(before, after, at),
    ...claiming(before, after, at),
    ...bringing(before, after, at),
    ...losing(from, to, after, at),
    ...ending(before, after, from, to, at),
    ...straying(before, after, at),
    ...lookingBack(before, after, at),
    ...partyFollowUps(before, after, at),
  ]
}

function offering(before: CallFacts, after: CallFacts, at: Instant): FollowUp[] {
  const next = offerCount(after) + 1
  // The claims so far are part of the key: a call that comes back is offered anew, although the promise to widen the offer
  // before it was found needless while a nurse had the call.
  const key = `offer/${next}/${claimCount(after)}`
  const isNew = before.callSid === null && after.callSid !== null && after.direction === 'inbound'
  const wasReleased =
    currentClaim(before) !== null && currentClaim(after) === null && isWaiting(stateOf(after))
  const wasOffered = offerCount(after) > offerCount(before)
  if (isNew || wasReleased) return [{ key, dueAt: at, task: { kind: 'offer', offer: next } }]
  return wasOffered
    ? [{ key, dueAt: plusSeconds(at, OFFER_SECONDS), task: { kind: 'offer', offer: next } }]
    : []
}

function claiming(before: CallFacts, after: CallFacts, at: Instant): FollowUp[] {
  const claim = currentClaim(after)
  if (!claim || before.claims[claim.number]) return []
  const { number, answersBy } = claim
  const check: FollowUp = {
    key: `joined/${number}`,
    dueAt: plusSeconds(at, JOIN_SECONDS[answersBy]),
    task: { kind: 'check_joined', claim: number },
  }
  const ring: FollowUp = { key: `ring/${number}`, dueAt: at, task: { kind: 'ring_nurse', claim: number } }
  return answersBy === 'phone' ? [ring, check] : [check]
}

/** A nurse entered a room that the caller is not in: bring the caller, and look whether it worked. */
function bringing(before: CallFacts, after: CallFacts, at: Instant): FollowUp[] {
  const claim = currentClaim(after)
  if (!claim || after.callerEnded || claim.endedAt) return []
  const had = new Set(roomsWithLead(before, claim.number))
  return roomsWithLead(after, claim.number)
    .filter(room => !had.has(room))
    .flatMap(room => [
      { key: `bring/${room}`, dueAt: at, task: { kind: 'bring_caller' as const, claim: claim.number, room } },
      {
        key: `together/${room}`,
        dueAt: plusSeconds(at, BRING_AGAIN_SECONDS),
        task: { kind: 'check_together' as const, claim: claim.number, room },
      },
    ])
}

function roomsWithLead(facts: CallFacts, claim: number): string[] {
  return roomEntriesOf(facts, claim).flatMap(([name, { legs }]) =>
    Object.values(legs).some(leg => leg.label === 'lead' && leg.joined !== null) ? [name] : [],
  )
}

function losing(from: CallState, to: CallState, after: CallFacts, at: Instant): FollowUp[] {
  const claim = currentClaim(after)
  if (!claim) return []
  if (from === 'connecting' && to === 'claimed') return [joiningAgain(claim, after, at)]
  if (to !== 'reconnecting' || from === 'reconnecting') return []
  // Each parting is looked after: the two may have parted before, in the very same room, and met again.
  const parted = apartSince(after, claim.number) ?? Object.keys(after.rooms).length
  return [
    {
      key: `rejoined/${claim.number}/${parted}`,
      dueAt: plusSeconds(at, REJOIN_SECONDS),
      task: { kind: 'check_rejoined', claim: claim.number },
    },
  ]
}

/** The nurse's line was lost before the caller was there: she has the same time again, then the call is everybody's. */
function joiningAgain({ number, answersBy }: NumberedClaim, after: CallFacts, at: Instant): FollowUp {
  return {
    key: `joined/${number}/again/${roomsOf(after, number).length}`,
    dueAt: plusSeconds(at, JOIN_SECONDS[answersBy]),
    task: { kind: 'check_joined', claim: number },
  }
}

function ending(
  before: CallFacts,
  after: CallFacts,
  from: CallState,
  to: CallState,
  at: Instant,
): FollowUp[] {
  const [held, holds] = [holder(before), holder(after)]
  const dropped: FollowUp[] =
    held && (held.number !== holds?.number || (isOver(to) && !isOver(from)))
      ? [{ key: `drop/${held.number}`, dueAt: at, task: { kind: 'drop_nurse', claim: held.number } }]
      : []
  const endsCaller = isOver(to) && !isOver(from) && !after.callerEnded
  return endsCaller ? [...dropped, { key: 'hang_up', dueAt: at, task: { kind: 'hang_up' } }] : dropped
}

/**
 * A nurse's leg of which we hear only when the call is no longer hers: her telephone rang on, or was slow. The carrier lets one
 * nurse into the room, so it would keep everybody else out of it.
 */
function straying(before: CallFacts, after: CallFacts, at: Instant): FollowUp[] {
  const known = new Set(nurseLegs(before).map(({ leg }) => leg))
  const holds = holder(after)?.number
  return nurseLegs(after)
    .filter(({ leg, claim }) => claim !== holds && !known.has(leg))
    .map(({ leg, claim }) => ({
      key: `drop/${claim}/${leg}`,
      dueAt: at,
      task: { kind: 'drop_nurse', claim },
    }))
}

/** The nurses' legs that live as far as we know, each with its claim. */
function nurseLegs(facts: CallFacts): { leg: string; claim: number }[] {
  const rung = Object.entries(facts.nurseLegs).flatMap(([claim, legs]) =>
    Object.entries(legs).flatMap(([leg, final]) => (final === null ? [{ leg, claim: Number(claim) }] : [])),
  )
  const inRooms = Object.values(facts.rooms)
    .filter(({ endedAt }) => endedAt === null)
    .flatMap(({ claim, legs }) =>
      Object.entries(legs).flatMap(([name, leg]) =>
        leg.label === 'lead' && isIn(leg) && claimOfLeg(facts, name) === null ? [{ leg: name, claim }] : [],
      ),
    )
  return [...rung, ...inRooms]
}

/**
 * A caller went whom, as far as we know, nobody answered. The word of a message, or of a talk that was held while none of us was
 * there, may never have reached us: the carrier is asked once, when no word of it can come any more.
 */
function lookingBack(before: CallFacts, after: CallFacts, at: Instant): FollowUp[] {
  if (!after.callerEnded || !wentUnanswered(after) || wentUnanswered(before)) return []
  const settled = plusSeconds(after.callerEnded.at, LOOK_BACK_SECONDS)
  const latest = plusSeconds(at, LOOK_BACK_SECONDS)
  const dueAt = settled < at ? at : settled < latest ? settled : latest
  return [{ key: 'look_back', dueAt, task: { kind: 'look_back' } }]
}

const UNANSWERED: readonly CallState[] = ['abandoned', 'voicemail', 'callback_requested']

/** Somebody who rang us has gone, and no nurse spoke to them. */
export function wentUnanswered(facts: CallFacts): boolean {
  const { callerEnded, callSid } = facts
  return callerEnded !== null && callSid !== null && UNANSWERED.includes(stateOf(facts))
}

export function isOver(state: CallState): boolean {
  return state === 'wrapup' || state === 'closed'
}

const WITH_NURSE: readonly CallState[] = ['claimed', 'connecting', 'talking', 'reconnecting', 'wrapup']

/** Whose call it is: at most one nurse at any instant, and busy with it until its outcome is saved or it left her. */
export function holder(facts: CallFacts): NumberedClaim | null {
  return WITH_NURSE.includes(stateOf(facts)) ? currentClaim(facts) : null
}

/** In these states a person is on the line and no nurse has the call. */
export function isWaiting(state: CallState): boolean {
  return ['new', 'greeting', 'waiting', 'offered', 'oncall_ringing'].includes(state)
}
