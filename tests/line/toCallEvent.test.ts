import { describe, expect, test } from 'vitest'
import * as hear from '#server/line/core/toCallEvent.ts'

const AT = '2026-11-22T03:20:00.000Z'
const SID = `CA${'1'.repeat(32)}`
const LEG = `CA${'4'.repeat(32)}`
const RE = `RE${'2'.repeat(32)}`
const CF = `CF${'3'.repeat(32)}`

describe('a ring', () => {
  const from = (given: string | undefined) => {
    const heard = hear.rang(
      { CallSid: SID, To: '+441632960001', ...(given === undefined ? {} : { From: given }) },
      AT,
    )
    return 'event' in heard && heard.event.kind === 'rang' ? heard.event.from : 'no ring'
  }

  test.each(['+447700900123', '+441632960123', '+12025550123', '+353861234567'])(
    'from %s has a number',
    number => {
      expect([from(number), hear.isWithheld({ From: number })]).toEqual([number, false])
    },
  )

  // Every way in which carriers say that there is no number to ring: words, and words spelled on a keypad.
  test.each([
    'anonymous',
    'Anonymous',
    'unknown',
    'unavailable',
    'restricted',
    'blocked',
    'private',
    'No Caller ID',
    '+266696687',
    '266696687',
    '+7378742833',
    '7378742833',
    '+2562533',
    '2562533',
    '+8656696',
    '8656696',
    '+86282452253',
    '86282452253',
    '+464',
    '464',
    '+1266696687',
    '+44266696687',
    '+17378742833',
    '+447378742833',
    '+442562533',
    '+448656696',
    '+4486282452253',
    '+44464',
    '',
    ' ',
    undefined,
    '+',
    '+0',
    'sip:iris@sip.example',
    'client:nurse_1',
    '07700900123',
    '+44 7700 900123',
    '+447700900123;ext=1',
    '+4477009001234567',
    '+44770x900123',
    '٠٧٧٠٠٩٠٠١٢٣',
    '+٤٤٧٧٠٠٩٠٠١٢٣',
  ])('from %j is a caller without a number, and never refused', given => {
    expect([from(given), hear.isWithheld({ From: given })]).toEqual([null, true])
  })
})

type Case = [what: string, heard: hear.Heard, key: string, becomes: object | string]

const moment = 'Sun, 22 Nov 2026 03:14:15 +0000'
const at = '2026-11-22T03:14:15.000Z'
const room = {
  ConferenceSid: CF,
  SequenceNumber: '7',
  CallSid: SID,
  ParticipantLabel: 'caller',
  Timestamp: moment,
}

const CASES: Case[] = [
  [
    'a wait document asked for',
    hear.queued({ CallSid: SID }, AT),
    `queued/${SID}`,
    { kind: 'queued', at: AT },
  ],
  [
    'key 1',
    hear.pressed({ CallSid: SID, Digits: '1' }, AT),
    `chosen/${SID}`,
    { kind: 'pressed', at: AT, digit: '1' },
  ],
  [
    'key 2',
    hear.pressed({ CallSid: SID, Digits: '2' }, AT),
    `chosen/${SID}`,
    { kind: 'pressed', at: AT, digit: '2' },
  ],
  [
    'another key',
    hear.pressed({ CallSid: SID, Digits: '*' }, AT),
    `chosen/${SID}/*`,
    'no such choice in the menu',
  ],
  ['silence', hear.pressed({ CallSid: SID }, AT), `chosen/${SID}/`, 'no such choice in the menu'],
  [
    'on-call phones that talked',
    hear.onCallTried({ CallSid: SID, DialBridged: 'true', DialCallSid: LEG }, AT, 1),
    `on-call/${SID}/1/true`,
    { kind: 'on_call_tried', at: AT, round: 1, leg: LEG, bridged: true },
  ],
  // A voicemail may have answered: only a bridge is a talk.
  [
    'on-call phones that answered without a bridge',
    hear.onCallTried({ CallSid: SID, DialBridged: 'false', DialCallStatus: 'completed' }, AT, 2),
    `on-call/${SID}/2/false`,
    { kind: 'on_call_tried', at: AT, round: 2, leg: '', bridged: false },
  ],
  [
    'the key on an on-call phone',
    hear.onCallAnswered({ CallSid: LEG, Digits: '1' }, AT),
    `on-call-answered/${LEG}`,
    { kind: 'on_call_answered', at: AT, leg: LEG },
  ],
  [
    'another key on an on-call phone',
    hear.onCallAnswered({ CallSid: LEG, Digits: '2' }, AT),
    `on-call-answered/${LEG}`,
    'the key was not pressed',
  ],
  ...(['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const).map(
    (status): Case => [
      `an end as ${status}`,
      hear.callerStatus({ CallSid: SID, CallStatus: status, SequenceNumber: '4', Timestamp: moment }, AT),
      `status/${SID}/4`,
      { kind: 'caller_ended', at, status },
    ],
  ),
  ...['queued', 'initiated', 'ringing', 'in-progress', '', 'exploded'].map(
    (status): Case => [
      `a leg that is '${status}'`,
      hear.callerStatus({ CallSid: SID, CallStatus: status }, AT),
      `status/${SID}/${status}`,
      'the leg is not at its end',
    ],
  ),
  ...[
    'Fri, 31 Dec 9999 23:59:59 +0000',
    'Sat, 01 Jan 0001 00:00:00 +0000',
    '99999',
    'Mon, 22 Nov 2027 03:14:15 +0000',
  ].map(
    (absurd): Case => [
      `an end at a moment that cannot be true, ${absurd}`,
      hear.callerStatus({ CallSid: SID, CallStatus: 'completed', Timestamp: absurd }, AT),
      `status/${SID}/completed`,
      { kind: 'caller_ended', at: AT, status: 'completed' },
    ],
  ),
  [
    'an end with a moment that cannot be read',
    hear.callerStatus({ CallSid: SID, CallStatus: 'completed', Timestamp: 'yesterday' }, AT),
    `status/${SID}/completed`,
    { kind: 'caller_ended', at: AT, status: 'completed' },
  ],
  [
    'an end without its ring',
    hear.mustHaveRung(
      {
        CallSid: SID,
        From: 'anonymous',
        To: '+441632960001',
        CallStatus: 'completed',
        CallDuration: '15',
        Timestamp: moment,
      },
      AT,
    ),
    `rang/${SID}/assumed`,
    { kind: 'rang', at: '2026-11-22T03:14:00.000Z', callSid: SID, from: null, to: '+441632960001' },
  ],
  [
    'a leg of ours that rings',
    hear.rungStatus({ CallSid: SID, CallStatus: 'ringing', SequenceNumber: '1', Timestamp: moment }, AT),
    `status/${SID}/1`,
    { kind: 'dialled', at, callSid: SID },
  ],
  [
    'a leg of ours that is over',
    hear.rungStatus({ CallSid: SID, CallStatus: 'busy', SequenceNumber: '2' }, AT),
    `status/${SID}/2`,
    { kind: 'caller_ended', at: AT, status: 'busy' },
  ],
  [
    'a nurse’s phone that rings',
    hear.nurseStatus({ CallSid: SID, CallStatus: 'ringing', SequenceNumber: '1' }, AT, 3),
    `nurse/${SID}/1`,
    { kind: 'nurse_leg', at: AT, claim: 3, leg: SID, final: null },
  ],
  [
    'a nurse’s phone that was not answered',
    hear.nurseStatus({ CallSid: SID, CallStatus: 'no-answer' }, AT, 3),
    `nurse/${SID}/no-answer`,
    { kind: 'nurse_leg', at: AT, claim: 3, leg: SID, final: 'no-answer' },
  ],
  [
    'a recording begun',
    hear.recorded({ RecordingSid: RE, RecordingStatus: 'in-progress' }, AT),
    `recording/${RE}/in-progress`,
    'the recording has only begun',
  ],
  [
    'a recording',
    hear.recorded({ RecordingSid: RE, RecordingStatus: 'completed', RecordingDuration: '14' }, AT),
    `recording/${RE}/completed`,
    { kind: 'recorded', at: AT, recordingSid: RE, seconds: 14, ready: true },
  ],
  // A silent or failed message is still somebody who rang.
  [
    'a silent recording',
    hear.recorded({ RecordingSid: RE, RecordingStatus: 'absent', RecordingDuration: '-1' }, AT),
    `recording/${RE}/absent`,
    { kind: 'recorded', at: AT, recordingSid: RE, seconds: 0, ready: false },
  ],
  [
    'a failed recording',
    hear.recorded({ RecordingSid: RE, RecordingStatus: 'failed' }, AT),
    `recording/${RE}/failed`,
    { kind: 'recorded', at: AT, recordingSid: RE, seconds: 0, ready: false },
  ],
  [
    'a message left',
    hear.leftMessage(
      {
        CallSid: SID,
        RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/${RE}`,
        RecordingDuration: '9',
      },
      AT,
    ),
    `message/${SID}/${RE}`,
    { kind: 'recorded', at: AT, recordingSid: RE, seconds: 9, ready: false },
  ],
  [
    'a message whose address is somebody else’s',
    hear.leftMessage({ CallSid: SID, RecordingUrl: 'http://169.254.169.254/latest' }, AT),
    `message/${SID}/`,
    'no recording is named; its own callback will name it',
  ],
  [
    'the caller in the room',
    hear.inRoom({ ...room, StatusCallbackEvent: 'participant-join' }, AT, 2),
    `room/${CF}/7/participant-join`,
    { kind: 'joined', at, room: CF, claim: 2, leg: SID, label: 'caller', sequence: 7 },
  ],
  [
    'the nurse gone from it',
    hear.inRoom({ ...room, ParticipantLabel: 'lead', StatusCallbackEvent: 'participant-leave' }, AT, 2),
    `room/${CF}/7/participant-leave`,
    { kind: 'left', at, room: CF, claim: 2, leg: SID, label: 'lead', sequence: 7 },
  ],
  [
    'somebody else in it',
    hear.inRoom({ ...room, ParticipantLabel: 'gp-1', StatusCallbackEvent: 'participant-join' }, AT, 2),
    `room/${CF}/7/participant-join`,
    'neither the nurse, nor the caller, nor whom she brought in',
  ],
  [
    'whom the nurse brought in',
    hear.inRoom({ ...room, ParticipantLabel: 'party-3', StatusCallbackEvent: 'participant-join' }, AT, 2),
    `room/${CF}/7/participant-join`,
    { kind: 'joined', at, room: CF, claim: 2, leg: SID, label: 'party-3', sequence: 7 },
  ],
  [
    'the leg of whom she brought in',
    hear.partyStatus({ CallSid: SID, CallStatus: 'busy', SequenceNumber: '2' }, AT, 3),
    `party/${SID}/2`,
    { kind: 'party_leg', at: AT, party: 3, leg: SID, final: 'busy' },
  ],
  [
    'the room’s end',
    hear.inRoom({ ...room, StatusCallbackEvent: 'conference-end' }, AT, 2),
    `room/${CF}/7/conference-end`,
    { kind: 'room_ended', at, room: CF, claim: 2, sequence: 7 },
  ],
  [
    'a hold',
    hear.inRoom({ ...room, StatusCallbackEvent: 'participant-hold' }, AT, 2),
    `room/${CF}/7/participant-hold`,
    { kind: 'held', at, room: CF, claim: 2, leg: SID, label: 'caller', sequence: 7 },
  ],
  [
    'somebody muted',
    hear.inRoom({ ...room, StatusCallbackEvent: 'participant-mute' }, AT, 2),
    `room/${CF}/7/participant-mute`,
    'the room tells more than we need',
  ],
  [
    'a fallback',
    hear.fellBack({ CallSid: SID, ErrorCode: '11205' }, AT),
    `fallback/${SID}/11205`,
    { kind: 'fell_back', at: AT, errorCode: '11205' },
  ],
]

test.each(CASES)('%s', (_, heard, key, becomes) => {
  const said = 'ignored' in heard ? heard.ignored : heard.event

  expect([heard.key, said]).toEqual([key, becomes])
})
