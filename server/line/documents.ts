import twilio from 'twilio'
import type { Addresses } from './addresses.ts'
import { afterMessage, goOn, type Line } from './twiml.ts'

const VOICE = { voice: 'Polly.Amy-Neural', language: 'en-GB' } as const

/**
 * The documents that live with another provider, so that a caller is looked after while every process of ours is dead:
 * three wait documents of about 25 seconds, the way out of the queue, and the fallback of the number itself.
 */
export function staticDocuments(lines: readonly Line[], to: Addresses): Record<string, string> {
  return {
    'wait-1.xml': wait('You are in the queue for a nurse.', to, 'wait-2.xml'),
    'wait-2.xml': wait(
      'Thank you for waiting. A nurse will be with you as soon as she can.',
      to,
      'wait-3.xml',
    ),
    'wait-3.xml': wait('We are still here with you.', to, null),
    'hold.xml': hold(to),
    'leave.xml': leave(),
    'screen.xml': screen(to),
    'go-on.xml': goOn(),
    'thanks.xml': afterMessage(),
    ...Object.fromEntries(lines.map(line => [`fallback-${line.lineId}.xml`, fallback(line, to)])),
  }
}

/** Any key leads out of the queue, to the menu; silence goes on waiting. The last document leads out by itself. */
function wait(words: string, to: Addresses, next: string | null): string {
  const answer = new twilio.twiml.VoiceResponse()
  for (const line of [
    `${words} To leave a message or be called back, press any key.`,
    'Please stay on the line.',
  ]) {
    const gather = answer.gather({
      numDigits: 1,
      timeout: 9,
      action: to.document('leave.xml'),
      method: 'GET',
    })
    gather.say(VOICE, line)
  }
  if (next) answer.redirect({ method: 'GET' }, to.document(next))
  else answer.leave()
  return answer.toString()
}

/** While the nurse speaks to somebody for the caller. In a room a document may only say, play, wait and go on. Telephony guide 1. */
function hold(to: Addresses): string {
  const answer = new twilio.twiml.VoiceResponse()
  answer.say(
    VOICE,
    'The nurse is speaking to somebody for you. You are not cut off. Please stay on the line.',
  )
  answer.pause({ length: 12 })
  answer.redirect({ method: 'GET' }, to.document('hold.xml'))
  return answer.toString()
}

function leave(): string {
  const answer = new twilio.twiml.VoiceResponse()
  answer.leave()
  return answer.toString()
}

/** Only a person presses a key. An empty document after it lets the two be connected. */
function screen(to: Addresses): string {
  const answer = new twilio.twiml.VoiceResponse()
  const gather = answer.gather({
    numDigits: 1,
    timeout: 8,
    action: to.document('go-on.xml'),
    method: 'GET',
  })
  gather.say(VOICE, 'This is the care line. A caller is waiting. Press any key to speak to them.')
  answer.hangup()
  return answer.toString()
}

/** How long somebody who needs nothing more has to hang up, before a telephone rings or a message is recorded. Seconds. */
const WAY_OUT_SECONDS = 3

/**
 * When our answer failed, or the database and the spool both did: the line's on-call phones, then a message. It cannot know whether
 * the caller has just talked to a colleague on call, who hung up first: where this lies nobody decides anything, and it is taken as
 * well when we die in the middle of such a talk. So it says, before it rings and before it records, that she may hang up.
 * Source: telephony guide 2.1 (4).
 */
export function fallback(line: Line, to: Addresses): string {
  const answer = new twilio.twiml.VoiceResponse()
  const isRinging = line.onCallNumbers.length > 0
  answer.say(
    VOICE,
    isRinging ? 'Please stay on the line. We are ringing a nurse for you.' : 'Please stay on the line.',
  )
  answer.say(VOICE, 'If you have just spoken to a nurse, you may hang up now.')
  answer.pause({ length: WAY_OUT_SECONDS })
  if (isRinging) {
    const dial = answer.dial({ timeout: 25, callerId: line.number })
    // Screened: the voicemail of an on-call phone must not be the one that answers.
    for (const number of line.onCallNumbers)
      dial.number({ url: to.document('screen.xml'), method: 'GET' }, number)
    answer.say(VOICE, 'If you have spoken to a nurse, you may hang up now. If not, please stay on the line.')
    answer.pause({ length: WAY_OUT_SECONDS })
  }
  answer.say(VOICE, 'Please leave your name and your number after the tone. A nurse will ring you.')
  answer.record({
    maxLength: 180,
    timeout: 6,
    playBeep: true,
    action: to.document('thanks.xml'),
    method: 'GET',
    recordingStatusCallback: to.fallbackRecording(line.lineId),
    recordingStatusCallbackEvent: ['completed', 'absent'],
  })
  return answer.toString()
}
