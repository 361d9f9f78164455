import type { CallStatus } from '#shared/practice.ts'
import { isFinal, sipCodeOf } from './callStatus.ts'
import type { ConferenceHappening } from './conference.ts'
import { rfc2822 } from './dates.ts'

/** What every voice request tells about its call. */
export type CallFacts = {
  sid: string
  accountSid: string
  parentSid?: string | undefined
  from: string
  to: string
  direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  status: CallStatus
  answeredAt?: number | undefined
  endedAt?: number | undefined
}
type Form = Record<string, string>

/** The fields of a request for instructions. Source: Twilio "TwiML for Programmable Voice", request parameters. */
export function voiceForm(call: CallFacts): Form {
  return {
    AccountSid: call.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    From: call.from,
    To: call.to,
    Direction: call.direction,
    CallStatus: call.status,
    ...(call.parentSid !== undefined && { ParentCallSid: call.parentSid }),
    ...(call.direction === 'inbound' && { Caller: call.from, Called: call.to }),
    ...(call.direction === 'inbound' && geography(call)),
  }
}

/** The fields of a progress callback. CallDuration is seconds, Duration whole minutes begun, both only of a completed call. */
export function statusForm(call: CallFacts, sequence: number, at: number): Form {
  const seconds = Math.round(((call.endedAt ?? at) - (call.answeredAt ?? call.endedAt ?? at)) / 1000)
  return {
    ...voiceForm(call),
    Timestamp: rfc2822(at),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequence),
    ...(call.status === 'completed' && {
      CallDuration: String(seconds),
      Duration: String(Math.max(1, Math.ceil(seconds / 60))),
    }),
    ...(isFinal(call.status) && { SipResponseCode: String(sipCodeOf(call.status)) }),
  }
}

/** The fields of a conference callback. */
export function conferenceForm(
  conference: { sid: string; name: string; accountSid: string },
  { event, participant, fields }: ConferenceHappening,
  sequence: number,
  at: number,
): Form {
  return {
    ConferenceSid: conference.sid,
    FriendlyName: conference.name,
    AccountSid: conference.accountSid,
    SequenceNumber: String(sequence),
    Timestamp: rfc2822(at),
    StatusCallbackEvent: event,
    ...(participant && {
      CallSid: participant.callSid,
      Muted: String(participant.muted),
      Hold: String(participant.hold),
      Coaching: String(participant.coaches !== undefined),
      EndConferenceOnExit: String(participant.endsConference),
      StartConferenceOnEnter: String(participant.startsConference),
      ...(participant.label !== undefined && { ParticipantLabel: participant.label }),
    }),
    ...fields,
  }
}

/** Cities are not known of British numbers: the fields are there and empty. */
function geography(call: CallFacts): Form {
  const form: Form = {}
  const sides: [string, string, string][] = [
    ['From', 'Caller', call.from],
    ['To', 'Called', call.to],
  ]
  for (const [side, alias, number] of sides)
    for (const name of [side, alias]) {
      if (!number.startsWith('+')) continue
      form[`${name}City`] = ''
      form[`${name}State`] = ''
      form[`${name}Zip`] = ''
      form[`${name}Country`] = number.startsWith('+44') ? 'GB' : ''
    }
  return form
}
