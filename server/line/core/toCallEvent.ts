import type { CarrierEvent, FinalStatus, Label } from '#server/calls/core/events.ts'
import { labelOfParty, partyOfLabel } from '#server/calls/core/parties.ts'
import { callerNumber } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { SEEN } from './roomDifferences.ts'

/**
 * What the carrier said, in our words, with the natural key under which it is kept once; or why it changes nothing.
 * Keys: telephony guide 1.4.
 */
export type Heard = { key: string; event: CarrierEvent } | { key: string; ignored: string }

type Fields = Readonly<Record<string, unknown>>

const FINAL: readonly string[] = [
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] satisfies FinalStatus[]

export function rang(form: Fields, at: Instant): Heard {
  const callSid = text(form, 'CallSid')
  const event: CarrierEvent = {
    kind: 'rang',
    at,
    callSid,
    from: callerNumber(text(form, 'From')) ?? null,
    to: text(form, 'To'),
  }
  return { key: `rang/${callSid}`, event }
}

/**
 * A call of which only the end was told: that it rang is certain, when is reckoned back from its end. A key of its own, so
 * that the ring itself, should it come later, still adds what it knows.
 */
export function mustHaveRung(form: Fields, at: Instant): Heard {
  const { key, event } = rang(form, at) as Extract<Heard, { event: CarrierEvent }> // a ring is never ignored
  const lasted = Math.min(wholeNumber(form, 'CallDuration') ?? 0, LONGEST_CALL_SECONDS)
  return { key: `${key}/assumed`, event: { ...event, at: plusSeconds(momentOf(form, at), -lasted) } }
}

/** No carrier lets a call last longer: what says so is a slip. */
const LONGEST_CALL_SECONDS = 86_400

/**
 * A wait document was asked for: the caller is in the queue. What says how a call left a queue asks for no document: our queues
 * have no action, and how a call goes on is told by its own words. Taken for a request to wait, a hang-up would make a caller wait.
 */
export function queued(form: Fields, at: Instant): Heard {
  const result = text(form, 'QueueResult')
  if (result)
    return { key: `queue-left/${text(form, 'CallSid')}/${result}`, ignored: 'our queues have no action' }
  return { key: `queued/${text(form, 'CallSid')}`, event: { kind: 'queued', at } }
}

export function pressed(form: Fields, at: Instant): Heard {
  const key = `chosen/${text(form, 'CallSid')}`
  const digit = text(form, 'Digits')
  if (digit !== '1' && digit !== '2') return { key: `${key}/${digit}`, ignored: 'no such choice in the menu' }
  return { key, event: { kind: 'pressed', at, digit } }
}

/** The key that connects an on-call phone with the caller: from here on the two talk. */
export function onCallAnswered(form: Fields, at: Instant): Heard {
  const leg = text(form, 'CallSid')
  const key = `on-call-answered/${leg}`
  if (text(form, 'Digits') !== '1') return { key, ignored: 'the key was not pressed' }
  return { key, event: { kind: 'on_call_answered', at, leg } }
}

export function onCallTried(form: Fields, at: Instant, round: number): Heard {
  const bridged = text(form, 'DialBridged') === 'true'
  return {
    // A caller who was cut off goes the same way again, and may be answered the second time.
    key: `on-call/${text(form, 'CallSid')}/${round}/${bridged}`,
    event: { kind: 'on_call_tried', at, round, leg: text(form, 'DialCallSid'), bridged },
  }
}

/** The caller's own leg: only its end is news, for an inbound leg reports nothing before. */
export function callerStatus(form: Fields, at: Instant): Heard {
  const status = text(form, 'CallStatus')
  const key = `status/${text(form, 'CallSid')}/${text(form, 'SequenceNumber') || status}`
  if (!isFinal(status)) return { key, ignored: 'the leg is not at its end' }
  return { key, event: { kind: 'caller_ended', at: momentOf(form, at), status } }
}

/** The leg of somebody we rang: its name at the carrier is news too, so that we can ask for it later. */
export function rungStatus(form: Fields, at: Instant): Heard {
  const heard = callerStatus(form, at)
  if ('event' in heard) return heard
  return {
    key: heard.key,
    event: { kind: 'dialled', at: momentOf(form, at), callSid: text(form, 'CallSid') },
  }
}

/** A leg of the nurse's own: she rings, answers, is gone. */
export function nurseStatus(form: Fields, at: Instant, claim: number): Heard {
  const leg = text(form, 'CallSid')
  const status = text(form, 'CallStatus')
  const key = `nurse/${leg}/${text(form, 'SequenceNumber') || status}`
  return { key, event: { kind: 'nurse_leg', at, claim, leg, final: isFinal(status) ? status : null } }
}

/** The leg of somebody whom the nurse asked into the call. */
export function partyStatus(form: Fields, at: Instant, party: number): Heard {
  const leg = text(form, 'CallSid')
  const status = text(form, 'CallStatus')
  const key = `party/${leg}/${text(form, 'SequenceNumber') || status}`
  const final = isFinal(status) ? status : null
  return { key, event: { kind: 'party_leg', at: momentOf(form, at), party, leg, final } }
}

/** Her browser's leg is let into her call: a leg that tells of itself later names neither call nor claim. */
export function letIn(form: Fields, at: Instant, claim: number): Heard {
  const leg = text(form, 'CallSid')
  return { key: keyOfLetIn(leg), event: { kind: 'nurse_leg', at, claim, leg, final: null } }
}

export function keyOfLetIn(leg: string): string {
  return `nurse/${leg}/in-progress`
}

export function recorded(form: Fields, at: Instant): Heard {
  const recordingSid = text(form, 'RecordingSid')
  const status = text(form, 'RecordingStatus')
  const seconds = wholeNumber(form, 'RecordingDuration')
  const key = `recording/${recordingSid}/${status}`
  if (status === 'in-progress') return { key, ignored: 'the recording has only begun' }
  // An absent, silent or failed recording is still somebody who rang: it is kept as a message of no length.
  const event: CarrierEvent = {
    kind: 'recorded',
    at,
    recordingSid,
    seconds: seconds ?? 0,
    ready: status === 'completed',
  }
  return { key, event }
}

/** The end of `<Record>`: the file may not be ready yet, the message is known. */
export function leftMessage(form: Fields, at: Instant): Heard {
  const recordingSid = text(form, 'RecordingSid') || recordingIn(text(form, 'RecordingUrl'))
  const key = `message/${text(form, 'CallSid')}/${recordingSid}`
  if (!recordingSid) return { key, ignored: 'no recording is named; its own callback will name it' }
  const seconds = wholeNumber(form, 'RecordingDuration')
  return { key, event: { kind: 'recorded', at, recordingSid, seconds, ready: false } }
}

/** More than any room ever says; what we saw with our own eyes is numbered above it (roomDifferences.ts). */
const MOST_WORDS = SEEN - 1

export function inRoom(form: Fields, at: Instant, claim: number): Heard {
  const room = text(form, 'ConferenceSid')
  const sequence = Math.min(wholeNumber(form, 'SequenceNumber') ?? 0, MOST_WORDS)
  const word = text(form, 'StatusCallbackEvent')
  const key = `room/${room}/${sequence}/${word}`
  const moment = momentOf(form, at)
  if (word === 'conference-end')
    return { key, event: { kind: 'room_ended', at: moment, room, claim, sequence } }
  const kind = IN_ROOM.get(word)
  if (!kind) return { key, ignored: 'the room tells more than we need' }
  const label = labelIn(text(form, 'ParticipantLabel'))
  const leg = text(form, 'CallSid')
  if (!label) return { key, ignored: 'neither the nurse, nor the caller, nor whom she brought in' }
  if (!leg) return { key, ignored: 'it names no leg' }
  return { key, event: { kind, at: moment, room, claim, leg, label, sequence } }
}

const IN_ROOM = new Map<string, 'joined' | 'left' | 'held' | 'unheld'>([
  ['participant-join', 'joined'],
  ['participant-leave', 'left'],
  ['participant-hold', 'held'],
  ['participant-unhold', 'unheld'],
])

/** A label that is one of ours; undefined for any other. */
function labelIn(label: string): Label | undefined {
  if (label === 'lead' || label === 'caller') return label
  const party = partyOfLabel(label)
  return party === null ? undefined : labelOfParty(party)
}

export function fellBack(form: Fields, at: Instant): Heard {
  const errorCode = text(form, 'ErrorCode') || 'unknown'
  return {
    key: `fallback/${text(form, 'CallSid')}/${errorCode}`,
    event: { kind: 'fell_back', at, errorCode },
  }
}

function isFinal(status: string): status is FinalStatus {
  return FINAL.includes(status)
}

/** By how much the carrier's clock may be ahead of ours, and how late a word may come. Seconds. */
const AHEAD_SECONDS = 60
const LATEST_SECONDS = 86_400

/**
 * The carrier's own time of the event (RFC 2822, whole seconds) where it gives one that can be true, else ours: a moment
 * in another century would make the call unreadable, and with it the board it is on.
 */
function momentOf(form: Fields, at: Instant): Instant {
  const lateness = (Date.parse(at) - Date.parse(text(form, 'Timestamp'))) / 1000
  return lateness >= -AHEAD_SECONDS && lateness <= LATEST_SECONDS ? plusSeconds(at, -lateness) : at
}

function recordingIn(url: string): string {
  return /\/Recordings\/(RE[0-9a-f]{32})/.exec(url)?.[1] ?? ''
}

function wholeNumber(form: Fields, name: string): number | null {
  const digits = text(form, name)
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}

function text(form: Fields, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}

/** Whether there is a number that could be rung back. */
export function isWithheld(form: Fields): boolean {
  return callerNumber(text(form, 'From')) === undefined
}

/** A natural key for what we keep without using it. */
export function keyOfOther(path: string, form: Fields): string {
  const names = [
    'MessageSid',
    'MessageStatus',
    'TranscriptionSid',
    'SequenceId',
    'TranscriptionEvent',
    'CallSid',
  ]
  return `${path}/${names.map(name => text(form, name)).join('/')}`
}
