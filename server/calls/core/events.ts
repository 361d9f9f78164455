import type { StaffId } from '#shared/ids.ts'
import type { PartyKind } from '#shared/parties.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { AnswersBy } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

/** How a leg came to its end, in the carrier's own five words. */
export type FinalStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'

/**
 * Who a leg is in the room: the nurse, the caller, or the party of that number whom the nurse brought in. The carrier refuses a second
 * leg with the same label: two nurses are never both `lead`.
 */
export type Label = 'lead' | 'caller' | `party-${number}`

/** Something the carrier told us (or that we found when we asked). May come twice, late, or in any order. */
export type CarrierEvent =
  | { kind: 'rang'; at: Instant; callSid: string; from: E164 | null; to: string }
  | { kind: 'queued'; at: Instant }
  | { kind: 'pressed'; at: Instant; digit: string }
  | { kind: 'on_call_answered'; at: Instant; leg: string }
  | { kind: 'on_call_tried'; at: Instant; round: number; leg?: string; bridged: boolean }
  | { kind: 'recorded'; at: Instant; recordingSid: string; seconds: number | null; ready: boolean }
  | { kind: 'caller_ended'; at: Instant; status: FinalStatus }
  | { kind: 'joined'; at: Instant; room: string; claim: number; leg: string; label: Label; sequence: number }
  | { kind: 'left'; at: Instant; room: string; claim: number; leg: string; label: Label; sequence: number }
  | { kind: 'held'; at: Instant; room: string; claim: number; leg: string; label: Label; sequence: number }
  | { kind: 'unheld'; at: Instant; room: string; claim: number; leg: string; label: Label; sequence: number }
  | { kind: 'room_ended'; at: Instant; room: string; claim: number; sequence: number }
  | { kind: 'nurse_leg'; at: Instant; claim: number; leg: string; final: FinalStatus | null }
  | { kind: 'party_leg'; at: Instant; party: number; leg: string; final: FinalStatus | null }
  | { kind: 'fell_back'; at: Instant; errorCode: string }
  | { kind: 'dialled'; at: Instant; callSid: string }

/** Something one of us decided. Accepted one at a time, by the version of the call's row, and numbered. */
export type Decision =
  | { kind: 'offered'; at: Instant; offer: number; to: readonly StaffId[] }
  | { kind: 'placed'; at: Instant; to: E164; staffId: StaffId; name: string; answersBy: AnswersBy }
  | { kind: 'claimed'; at: Instant; claim: number; staffId: StaffId; name: string; answersBy: AnswersBy }
  | { kind: 'released'; at: Instant; claim: number; because: ReleaseReason }
  | { kind: 'ended_by_nurse'; at: Instant; claim: number }
  | { kind: 'taken_over'; at: Instant; claim: number; staffId: StaffId; name: string }
  | { kind: 'wrapped_up'; at: Instant }
  | ({ kind: 'party_asked'; at: Instant; party: number } & AskedParty)
  | { kind: 'party_let_go'; at: Instant; party: number }
  | { kind: 'party_failed'; at: Instant; party: number; because: PartyFailure }
  | { kind: 'party_reference'; at: Instant; party: number; reference: string }
  | { kind: 'hold_asked'; at: Instant; hold: number; isOn: boolean; party: number }

/** Whom the nurse asked into which talk: the claim and the carrier's room in which it goes on. `who` never holds a number. */
export type AskedParty = {
  /** The nurse's own command: pressed twice it is one party. */
  command: string
  claim: number
  room: string
  to: E164
  as: PartyKind
  who: string
  language: string | null
}

/** Why somebody was not rung, or not reached, that no word of their own leg tells. */
export type PartyFailure = 'refused' | 'not_answered' | 'carrier_away'

/** Why a call went back to the queue without its nurse. */
export type ReleaseReason =
  | 'given_back'
  | 'nurse_not_joined'
  | 'caller_not_joined'
  | 'line_lost'
  | 'has_another_call'

export type CallEvent = CarrierEvent | Decision
