import type { CallMoment } from '#shared/calls.ts'
import { PARTY_KIND_WORDS } from '#shared/parties.ts'
import type { Instant } from '#shared/time.ts'
import type { CallEvent, FinalStatus, PartyFailure, ReleaseReason } from './events.ts'
import type { CallFacts } from './facts.ts'
import { partyOfLabel } from './parties.ts'

/**
 * The call's own story in plain words, for the nurse who has it now. Null for what is no news to a person, and for what only a newer
 * server knows: it writes in the diary beside this one or before a roll-back, and the call must open here all the same.
 */
export function momentOf(
  event: CallEvent,
  by: string | null,
  at: Instant,
  parties: CallFacts['parties'] = {},
): CallMoment | null {
  const what = words(event, parties)
  return what === null ? null : { at, what, by }
}

function words(event: CallEvent, parties: CallFacts['parties']): string | null {
  switch (event.kind) {
    case 'rang':
      return 'The call came in'
    case 'queued':
      return 'The caller is in the queue'
    case 'pressed':
      return event.digit === '2'
        ? 'The caller asked to be called back'
        : 'The caller chose to leave a message'
    case 'on_call_answered':
      return 'An on-call colleague took the call'
    case 'on_call_tried':
      return event.bridged
        ? 'An on-call colleague has talked to the caller'
        : 'The on-call phones were rung; nobody answered'
    case 'recorded':
      return event.seconds ? 'A message was left' : null
    case 'caller_ended':
      return 'The caller’s line ended'
    case 'joined':
      return inTheRoom(event.label, parties, 'was connected')
    case 'left':
      return event.label === 'lead'
        ? 'The nurse’s line ended'
        : inTheRoom(event.label, parties, 'left the call')
    case 'held':
      return 'The caller was put on hold'
    case 'unheld':
      return 'The caller was taken off hold'
    case 'party_asked':
      return `${whoIs(event)} was rung, to be brought in`
    case 'party_let_go':
      return `${nameOf(event.party, parties)} was let go`
    case 'party_failed':
      return `${nameOf(event.party, parties)} ${NOT_REACHED[event.because] ?? 'was not reached'}`
    case 'party_reference':
      return `${nameOf(event.party, parties)}: reference ${event.reference}`
    case 'party_leg':
      return event.final && event.final !== 'completed' && event.final !== 'canceled'
        ? `${nameOf(event.party, parties)} ${NOT_ANSWERED[event.final]}`
        : null
    case 'placed':
      return 'Ringing back'
    case 'claimed':
      return 'Taken'
    case 'released':
      return RELEASED[event.because] ?? null
    case 'ended_by_nurse':
      return 'Ended by the nurse'
    case 'fell_back':
      return 'Our answer did not reach the caller; the fallback took over'
    case 'taken_over':
      return 'A colleague took over the writing-up'
    case 'wrapped_up':
      return 'The outcome was saved'
    case 'dialled':
    case 'room_ended':
    case 'nurse_leg':
    case 'hold_asked':
    case 'offered':
      return null
    default:
      event satisfies never
      return null
  }
}

function inTheRoom(label: string, parties: CallFacts['parties'], did: string): string {
  if (label === 'lead') return `The nurse ${did}`
  const party = partyOfLabel(label)
  return party === null ? `The caller ${did}` : `${nameOf(party, parties)} ${did}`
}

function nameOf(party: number, parties: CallFacts['parties']): string {
  const asked = parties[party]
  return asked ? whoIs(asked) : 'Whoever was brought in'
}

/** 'Interpreter (Polish)', 'Professional (Doctor on call)'. Never a number. */
function whoIs({ as, who, language }: Pick<CallFacts['parties'][number], 'as' | 'who' | 'language'>): string {
  const more = [language, who].filter(Boolean).join(', ')
  return `${PARTY_KIND_WORDS[as]}${more ? ` (${more})` : ''}`
}

const NOT_ANSWERED: Readonly<Record<Exclude<FinalStatus, 'completed' | 'canceled'>, string>> = {
  busy: 'was engaged',
  'no-answer': 'did not answer',
  failed: 'could not be reached',
}

const NOT_REACHED: Readonly<Record<PartyFailure, string>> = {
  refused: 'could not be rung: the carrier refused the number, or the talk was over',
  not_answered: 'did not answer',
  carrier_away: 'could not be rung: the carrier was not reached',
}

const RELEASED: Readonly<Record<ReleaseReason, string>> = {
  given_back: 'Given back to the queue',
  nurse_not_joined: 'The nurse’s line did not connect; back to the queue',
  caller_not_joined: 'The caller could not be connected; back to the queue',
  line_lost: 'The nurse’s line was lost; back to the queue',
  has_another_call: 'The nurse had another call by then',
}
