import type { CallEvent, Decision } from '#server/calls/core/events.ts'
import { addFact, type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import { StaffId } from '#shared/ids.ts'
import type { AnswersBy } from '#shared/staff.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

export const CALLER_LEG = 'CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
export const NURSE_LEG = 'CAbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
export const ROOM = 'CFcccccccccccccccccccccccccccccccc'
export const MAREN = StaffId.parse('11111111-1111-4111-8111-111111111111')
export const PRIYA = StaffId.parse('22222222-2222-4222-8222-222222222222')

/** `seconds` into a night that never was. */
export function at(seconds: number): Instant {
  return plusSeconds('2026-11-21T02:10:00.000Z', seconds)
}

export function aClaim(
  claim: number,
  second: number,
  given: { answersBy?: AnswersBy; staffId?: StaffId } = {},
): Decision {
  return {
    kind: 'claimed',
    at: at(second),
    claim,
    staffId: MAREN,
    name: 'Maren',
    answersBy: 'browser',
    ...given,
  }
}

export const rang: CallEvent = {
  kind: 'rang',
  at: at(0),
  callSid: CALLER_LEG,
  from: '+447700900123',
  to: '+441134960100',
}

/** A leg enters the room, ten seconds and `sequence` into the night. */
export function inRoom(
  leg: string,
  label: 'lead' | 'caller',
  sequence: number,
  room = ROOM,
  claim = 1,
): CallEvent {
  return { kind: 'joined', at: at(10 + sequence), room, claim, leg, label, sequence }
}

/** What is known of a call once these were heard. */
export function told(...events: CallEvent[]): CallFacts {
  return events.reduce<CallFacts>(addFact, noFacts(at(0)))
}
