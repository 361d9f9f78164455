import type { CallId, LineId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import type { PickedUp } from './core/onCallSeen.ts'
import type { MessageSeen } from './core/seenAfterwards.ts'

/** Which call on which line: the carrier's addresses carry both, so that a word about it finds its way back. */
export type CallPlace = { callId: CallId; lineId: LineId }

/** What came of asking the carrier. `gone` is normal: the person hung up while we were asking. */
export type Carried = { kind: 'done' } | { kind: 'gone' }

/**
 * What calls need of the telephone, in our words. Every command may be asked twice: an implementation looks whether the
 * effect is already there before it makes it again. Rejects with CarrierUnavailable when the carrier did not answer.
 */
export type PhoneLine = PartyLine & {
  /**
   * Rings the nurse's own phone; she joins the call's room as lead when she presses 1. A repeat looks first whether it rings
   * already; the first time must not, for it may ring for another call that she had.
   */
  ringNurse(place: CallPlace, claim: number, phone: E164, how: { isRepeat: boolean }): Promise<Carried>
  /** Takes the caller from wherever the carrier holds her into the call's room. */
  bringCaller(place: CallPlace, claim: number, callSid: string): Promise<Carried>
  /** Rings somebody from the line's own number and joins them to the room as the caller. */
  ringOut(place: CallPlace, claim: number, to: E164): Promise<Carried>
  /** Ends the nurse's leg of one claim, whether it still rings or is in the room. */
  dropNurse(place: CallPlace, claim: number, legs: readonly string[]): Promise<Carried>
  /** Ends the caller's leg first, then the room: the caller must not fall into the "were we cut off?" words. */
  hangUp(place: CallPlace, callSid: string | null): Promise<Carried>
  /** What the carrier knows of a caller's leg at this moment. */
  lookForCaller(callSid: string): Promise<CallerLeg>
  /** The messages that this caller left. */
  messagesOf(callSid: string): Promise<MessageSeen[]>
  /** The on-call phones that were rung for this caller and picked up. */
  pickedUpFor(callSid: string): Promise<PickedUp[]>
  /** The on-call phones that a number's callers are connected with at this moment, each with its caller. */
  pickedUpFrom(number: E164): Promise<(PickedUp & { callSid: string })[]>
  /** Every caller who rang a number since then, whether we were told of them or not, and whether they are still there. */
  callersOn(number: E164, since: Instant): Promise<CallerSeen[]>
  /** Who is in the call's room at this moment. */
  lookInRoom(
    place: CallPlace,
  ): Promise<{ room: string; legs: { leg: string; label: string; isHeld: boolean }[] } | null>
}

/** Somebody who is to be rung into a talk: the room is the carrier's own name for the one that goes on now. */
export type PartyToRing = { claim: number; party: number; room: string; number: E164; askedAt: Instant }

/** What is needed of the telephone for a third person. */
export type PartyLine = {
  /** Rings somebody into the room under the label of the party. `gone`: the carrier refused it for good, or the room is over. */
  ringParty(place: CallPlace, party: PartyToRing, how: { isRepeat: boolean }): Promise<Carried>
  /** Ends the leg of somebody who is not wanted any more, whether it rings or is in the room. */
  dropParty(leg: string): Promise<Carried>
  /** The caller hears and says nothing, or is among the others again. */
  holdCaller(caller: { room: string; leg: string }, isOn: boolean): Promise<Carried>
}

export type CallerSeen = {
  callSid: string
  from: string
  to: string
  at: Instant
  endedAt: Instant | null
  leg: CallerLeg
}

export type CallerLeg =
  | { kind: 'live'; isAnswered: boolean }
  | { kind: 'ended'; status: 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled' }
  | { kind: 'unknown' }
