import { randomUUID } from 'node:crypto'
import twilio from 'twilio'
import type { Answer, Requester } from './requester.ts'

export type Form = Record<string, string>
export type WebhookSender = (path: string, form: Form) => Promise<Answer>

/** Signs and posts as the carrier does, to `/webhooks/voice/<path>`. Rejects when the answer is no success. */
export function webhookSender(to: Requester, publicUrl: string, authToken: string): WebhookSender {
  return async (path, form) => {
    const address = `/webhooks/voice/${path}`
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, `${publicUrl}${address}`, form),
      'i-twilio-idempotency-token': randomUUID(),
      'user-agent': 'TwilioProxy/1.1',
    }
    return to.must('POST', address, headers, new URLSearchParams(form).toString())
  }
}

/** What every request about a leg tells. Source: Twilio, "TwiML for Programmable Voice", request parameters. */
export function voiceForm(leg: {
  sid: string
  accountSid: string
  from: string
  to: string
  status: string
}): Form {
  const sides = Object.fromEntries(
    ['From', 'To', 'Caller', 'Called'].flatMap(side => [
      [`${side}City`, ''],
      [`${side}State`, ''],
      [`${side}Zip`, ''],
      [`${side}Country`, 'GB'],
    ]),
  )
  return {
    AccountSid: leg.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: leg.sid,
    CallStatus: leg.status,
    Direction: 'inbound',
    From: leg.from,
    To: leg.to,
    Caller: leg.from,
    Called: leg.to,
    ...sides,
  }
}

export function conferenceForm(room: {
  sid: string
  accountSid: string
  name: string
  event: string
  sequence: number
  leg?: { sid: string; label: 'lead' | 'caller' }
}): Form {
  return {
    AccountSid: room.accountSid,
    ConferenceSid: room.sid,
    FriendlyName: room.name,
    SequenceNumber: String(room.sequence),
    StatusCallbackEvent: room.event,
    Timestamp: new Date().toUTCString().replace('GMT', '+0000'),
    ...(room.leg
      ? {
          CallSid: room.leg.sid,
          ParticipantLabel: room.leg.label,
          Muted: 'false',
          Hold: 'false',
          Coaching: 'false',
          StartConferenceOnEnter: 'true',
          EndConferenceOnExit: String(room.leg.label === 'lead'),
        }
      : {}),
  }
}
