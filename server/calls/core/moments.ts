import type { CallMoment } from '#shared/calls.ts'
import type { Instant } from '#shared/time.ts'
import type { CallEvent, ReleaseReason } from './events.ts'

/**
 * The call's own story in plain words, for the nurse who has it now. Null for what is no news to a person, and for what only a newer
 * server knows: it writes in the diary beside this one or before a roll-back, and the call must open here all the same.
 */
export function momentOf(event: CallEvent, by: string | null, at: Instant): CallMoment | null {
  const what = words(event)
  return what === null ? null : { at, what, by }
}

function words(event: CallEvent): string | null {
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
      return event.label === 'lead' ? 'The nurse was connected' : 'The caller was connected'
    case 'left':
      return event.label === 'lead' ? 'The nurse’s line ended' : 'The caller left the call'
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
    case 'offered':
      return null
    default:
      event satisfies never
      return null
  }
}

const RELEASED: Readonly<Record<ReleaseReason, string>> = {
  given_back: 'Given back to the queue',
  nurse_not_joined: 'The nurse’s line did not connect; back to the queue',
  caller_not_joined: 'The caller could not be connected; back to the queue',
  line_lost: 'The nurse’s line was lost; back to the queue',
  has_another_call: 'The nurse had another call by then',
}
