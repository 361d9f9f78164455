import twilio from 'twilio'
import type { CallPlace } from '#server/calls/phoneLine.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Addresses } from './addresses.ts'

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>

/** A line as the telephone needs it. */
export type Line = {
  lineId: CallPlace['lineId']
  name: string
  number: E164
  onCallNumbers: readonly string[]
}

const VOICE = { voice: 'Polly.Amy-Neural', language: 'en-GB' } as const
const ROOM_EVENTS = ['start', 'end', 'join', 'leave', 'hold'] as const

/** The carrier's name for the call's queue and room: the call's id, never a word about a person. */
export function roomName({ callId }: CallPlace): string {
  return `care-${callId}`
}

/**
 * The first answer, and the caller's whole way to a person: greeting, queue, a short menu, the on-call phones, a message.
 * The carrier holds all of it from the second second on, so it runs with every process of ours dead.
 * Source: telephony guide 2.1.
 */
export function firstAnswer(line: Line, place: CallPlace, to: Addresses): string {
  const answer = new twilio.twiml.VoiceResponse()
  say(answer, `You are through to ${line.name}. A nurse will answer you here. Please stay on the line.`)
  answer.enqueue({ waitUrl: to.document('wait-1.xml'), waitUrlMethod: 'GET' }, roomName(place))
  rescue(answer, line, place, to)
  return answer.toString()
}

/** What the caller reaches when no nurse took the call: nothing here needs an answer from us to go on. */
function rescue(answer: Response, line: Line, place: CallPlace, to: Addresses): void {
  const menu = answer.gather({ numDigits: 1, timeout: 4, action: to.chosen(place), method: 'POST' })
  menu.say(VOICE, 'To leave a message, press 1. To be called back, press 2. Or stay on the line.')
  if (line.onCallNumbers.length > 0) dialOnCall(answer, line, place, to, 1)
  else takeMessage(answer, place, to)
}

function dialOnCall(answer: Response, line: Line, place: CallPlace, to: Addresses, round: number): void {
  say(answer, 'We are now ringing a colleague for you.')
  const dial = answer.dial({
    timeout: 20,
    callerId: line.number,
    action: to.onCall(place, round),
    method: 'POST',
  })
  for (const number of line.onCallNumbers) dial.number({ url: to.screen(place), method: 'POST' }, number)
}

/** After the on-call phones: talked, then good-bye; nobody pressed 1, then a message. */
export function afterOnCall(bridged: boolean, place: CallPlace, to: Addresses): string {
  const answer = new twilio.twiml.VoiceResponse()
  if (bridged) answer.hangup()
  else takeMessage(answer, place, to)
  return answer.toString()
}

function takeMessage(answer: Response, place: CallPlace, to: Addresses): void {
  say(
    answer,
    'Please say who you are, who you are ringing about, and your number. A nurse hears every message and rings back. ' +
      'Press the hash key when you have finished.',
  )
  answer.record({
    maxLength: 180,
    timeout: 6,
    finishOnKey: '#',
    playBeep: true,
    action: to.recorded(place),
    method: 'POST',
    recordingStatusCallback: to.recording(place),
    recordingStatusCallbackEvent: ['completed', 'absent'],
  })
}

/** What the menu's key leads to. Who withholds a number cannot be rung back, and is asked for it. */
export function afterChoice(
  digit: string,
  isWithheld: boolean,
  line: Line,
  place: CallPlace,
  to: Addresses,
): string {
  const answer = new twilio.twiml.VoiceResponse()
  if (digit === '1' || (digit === '2' && isWithheld)) takeMessage(answer, place, to)
  else if (digit === '2') {
    say(answer, 'Thank you. A nurse will ring you back on the number you are ringing from. Good-bye.')
    answer.hangup()
  } else rescue(answer, line, place, to)
  return answer.toString()
}

export function afterMessage(): string {
  const answer = new twilio.twiml.VoiceResponse()
  say(answer, 'Thank you. Your message is with the nurses, and one of them will ring you. Good-bye.')
  answer.hangup()
  return answer.toString()
}

/**
 * Brings the caller into the room. When the room ends under the caller (a nurse's browser crashed) the document goes on by
 * itself: "were we cut off?", and back to the queue in front of everybody.
 */
export function callerIntoRoom(line: Line, place: CallPlace, claim: number, to: Addresses): string {
  const answer = new twilio.twiml.VoiceResponse()
  answer.dial().conference(
    {
      ...room(place, claim, to),
      participantLabel: 'caller',
      startConferenceOnEnter: true,
      endConferenceOnExit: false,
    },
    roomName(place),
  )
  say(answer, 'If you have finished, you may hang up. If we were cut off, please stay on the line.')
  answer.pause({ length: 5 })
  answer.enqueue({ waitUrl: to.document('wait-1.xml'), waitUrlMethod: 'GET' }, `${roomName(place)}-again`)
  rescue(answer, line, place, to)
  return answer.toString()
}

/** The nurse's leg. It always enters by name; the carrier refuses a second lead, who then hears why. */
export function nurseIntoRoom(place: CallPlace, claim: number, to: Addresses): string {
  const answer = new twilio.twiml.VoiceResponse()
  answer.dial().conference(
    {
      ...room(place, claim, to),
      participantLabel: 'lead',
      startConferenceOnEnter: true,
      endConferenceOnExit: true,
    },
    roomName(place),
  )
  say(answer, 'The call is over, or a colleague has it.')
  return answer.toString()
}

/** Every leg carries the same callback and list of events: whoever enters first fixes both. */
function room(place: CallPlace, claim: number, to: Addresses) {
  return {
    beep: 'false' as const,
    statusCallback: to.room(place, claim),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: [...ROOM_EVENTS],
  }
}

/** To a telephone that a person, or her voicemail, has answered: only a key makes the connection. No word about a person. */
export function pressOne(action: string, words: string): string {
  const answer = new twilio.twiml.VoiceResponse()
  const gather = answer.gather({ numDigits: 1, timeout: 8, action, method: 'POST' })
  gather.say(VOICE, words)
  answer.hangup()
  return answer.toString()
}

/**
 * To a telephone that is asked something: said twice, for whoever holds it to the ear late. Who presses nothing, as a voicemail does, has
 * answered nothing. No word about a person.
 */
export function pressOneOrTwo(action: string, words: string): string {
  const answer = new twilio.twiml.VoiceResponse()
  for (let times = 1; times <= 2; times += 1) {
    const gather = answer.gather({ numDigits: 1, timeout: 6, action, method: 'POST' })
    gather.say(VOICE, words)
  }
  say(answer, 'No key was pressed. We ask somebody else. Good-bye.')
  answer.hangup()
  return answer.toString()
}

/** After the key. Who accepted is not promised that it is theirs: somebody may have been quicker. */
export function afterKey(digit: string): string {
  if (digit === '1') return sayAndHangUp('Thank you. That is noted, and you will hear from us. Good-bye.')
  if (digit === '2') return sayAndHangUp('Thank you. We ask somebody else. Good-bye.')
  return sayAndHangUp('That is no key of this menu. We ask somebody else. Good-bye.')
}

/** An empty document: a screened on-call phone goes on to be connected with the caller. */
export function goOn(): string {
  return new twilio.twiml.VoiceResponse().toString()
}

export function sayAndHangUp(words: string): string {
  const answer = new twilio.twiml.VoiceResponse()
  say(answer, words)
  answer.hangup()
  return answer.toString()
}

function say(answer: Response, words: string): void {
  answer.say(VOICE, words)
}
