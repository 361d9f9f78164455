import type { Decision } from '#server/calls/core/events.ts'
import type { SeenRoom } from '#server/line/core/roomDifferences.ts'
import * as hear from '#server/line/core/toCallEvent.ts'
import type { CallState } from '#shared/calls.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { aClaim, at, CALLER_LEG, MAREN, NURSE_LEG, PRIYA, ROOM } from './aCall.ts'

// What the carrier tells of calls, as the forms that it sends, and what nurses decide meanwhile.

/** A webhook: what reads it, and when the carrier sent it. */
export type Word = { sentAt: number; hear: (receivedAt: string) => hear.Heard }
export type Story = {
  name: string
  /** What a call of ours begins with, before the carrier can say anything of it. */
  begins?: Decision
  decisions: Decision[]
  words: Word[]
  /** What the carrier shows to whoever asks in the middle of the call; none: nobody asks before it is over. */
  look?: { at: number; claim?: number; room: SeenRoom }
  /** Whether the caller's leg has ended. */
  isOver: boolean
  ends: CallState
}

const RING = { CallSid: CALLER_LEG, From: '+447700900123', To: '+441134960100' }
const told = (seconds: number) => new Date(at(seconds)).toUTCString()
const word = (sentAt: number, listen: (receivedAt: string) => hear.Heard): Word => ({ sentAt, hear: listen })
const rang = word(0, now => hear.rang(RING, now))
const queued = word(5, now => hear.queued(RING, now))
const pressed = (digit: string) => word(40, now => hear.pressed({ ...RING, Digits: digit }, now))
const over = (seconds: number) =>
  word(seconds, now =>
    hear.callerStatus(
      { ...RING, CallStatus: 'completed', SequenceNumber: '0', Timestamp: told(seconds) },
      now,
    ),
  )
type Hers = { claim: number; leg: string; room: string }
const FIRST: Hers = { claim: 1, leg: NURSE_LEG, room: ROOM }
const SECOND: Hers = { claim: 2, leg: `CA${'d'.repeat(32)}`, room: `CF${'e'.repeat(32)}` }
const nurse = (sequence: number, CallStatus: string, sentAt: number, { claim, leg } = FIRST) =>
  word(sentAt, now =>
    hear.nurseStatus({ CallSid: leg, CallStatus, SequenceNumber: String(sequence) }, now, claim),
  )
const inRoom = (
  sequence: number,
  sentAt: number,
  what: string,
  ParticipantLabel = '',
  CallSid = '',
  { claim, room } = FIRST,
) =>
  word(sentAt, now =>
    hear.inRoom(
      {
        ConferenceSid: room,
        SequenceNumber: String(sequence),
        StatusCallbackEvent: what,
        ParticipantLabel,
        CallSid,
        Timestamp: told(sentAt),
      },
      now,
      claim,
    ),
  )
const rung = (CallStatus: string, SequenceNumber: string, sentAt: number) =>
  word(sentAt, now =>
    hear.rungStatus({ CallSid: CALLER_LEG, CallStatus, SequenceNumber, Timestamp: told(sentAt) }, now),
  )
const triedOnCall = (isBridged: boolean) =>
  word(50, now =>
    hear.onCallTried({ ...RING, DialBridged: String(isBridged), DialCallSid: NURSE_LEG }, now, 1),
  )
const recording = (RecordingDuration: string, RecordingStatus: string) =>
  word(62, now =>
    hear.recorded(
      { RecordingSid: `RE${'0'.repeat(32)}`, CallSid: CALLER_LEG, RecordingDuration, RecordingStatus },
      now,
    ),
  )

export const STORIES: Story[] = [
  {
    name: 'a night call',
    decisions: [{ kind: 'offered', at: at(6), offer: 1, to: [] }, aClaim(1, 10)],
    words: [
      rang,
      queued,
      nurse(0, 'initiated', 11),
      nurse(2, 'in-progress', 12),
      inRoom(1, 12, 'participant-join', 'lead', NURSE_LEG),
      inRoom(2, 13, 'participant-join', 'caller', CALLER_LEG),
      inRoom(3, 13, 'conference-start'),
      inRoom(4, 300, 'participant-leave', 'caller', CALLER_LEG),
      inRoom(5, 301, 'participant-leave', 'lead', NURSE_LEG),
      inRoom(6, 301, 'conference-end'),
      nurse(3, 'completed', 302),
      over(302),
    ],
    look: {
      at: 150,
      room: {
        room: ROOM,
        legs: [
          { leg: NURSE_LEG, label: 'lead' },
          { leg: CALLER_LEG, label: 'caller' },
        ],
      },
    },
    isOver: true,
    ends: 'wrapup',
  },
  {
    name: 'a caller who hangs up in the queue',
    decisions: [{ kind: 'offered', at: at(6), offer: 1, to: [] }],
    words: [rang, queued, over(50)],
    isOver: true,
    ends: 'abandoned',
  },
  {
    name: 'a silent message after the on-call phones',
    decisions: [],
    words: [rang, queued, pressed(''), triedOnCall(false), recording('0', 'absent'), over(70)],
    isOver: true,
    ends: 'voicemail',
  },
  {
    name: 'a caller who asks to be called back',
    decisions: [],
    words: [rang, queued, pressed('2'), over(45)],
    isOver: true,
    ends: 'callback_requested',
  },
  {
    name: 'a caller whom an on-call colleague answered',
    decisions: [],
    words: [
      rang,
      queued,
      word(45, now => hear.onCallAnswered({ CallSid: NURSE_LEG, Digits: '1' }, now)),
      triedOnCall(true),
      over(200),
    ],
    isOver: true,
    ends: 'closed',
  },
  {
    name: 'a nurse whose telephone is not answered, and a caller who still waits',
    decisions: [aClaim(1, 10, { answersBy: 'phone' })],
    words: [rang, queued, nurse(0, 'initiated', 11), nurse(1, 'ringing', 12), nurse(3, 'no-answer', 32)],
    look: { at: 40, room: null },
    isOver: false,
    ends: 'waiting',
  },
  {
    name: 'a call that one nurse loses and another finishes',
    decisions: [
      aClaim(1, 10),
      { kind: 'released', at: at(80), claim: 1, because: 'line_lost' },
      aClaim(2, 85, { staffId: PRIYA }),
    ],
    words: [
      rang,
      queued,
      nurse(0, 'initiated', 11),
      nurse(2, 'in-progress', 12),
      inRoom(1, 12, 'participant-join', 'lead', FIRST.leg),
      inRoom(2, 13, 'participant-join', 'caller', CALLER_LEG),
      inRoom(3, 60, 'participant-leave', 'lead', FIRST.leg),
      inRoom(4, 60, 'participant-leave', 'caller', CALLER_LEG),
      inRoom(5, 60, 'conference-end'),
      nurse(3, 'completed', 61),
      nurse(0, 'initiated', 86, SECOND),
      nurse(2, 'in-progress', 88, SECOND),
      inRoom(1, 90, 'participant-join', 'lead', SECOND.leg, SECOND),
      inRoom(2, 91, 'participant-join', 'caller', CALLER_LEG, SECOND),
      inRoom(3, 300, 'participant-leave', 'caller', CALLER_LEG, SECOND),
      inRoom(4, 301, 'participant-leave', 'lead', SECOND.leg, SECOND),
      inRoom(5, 301, 'conference-end', '', '', SECOND),
      nurse(3, 'completed', 302, SECOND),
      over(302),
    ],
    look: {
      at: 150,
      claim: 2,
      room: {
        room: SECOND.room,
        legs: [
          { leg: SECOND.leg, label: 'lead' },
          { leg: CALLER_LEG, label: 'caller' },
        ],
      },
    },
    isOver: true,
    ends: 'wrapup',
  },
  {
    name: 'a call that we place',
    begins: {
      kind: 'placed',
      at: at(0),
      to: E164.parse('+447700900123'),
      staffId: MAREN,
      name: 'Maren',
      answersBy: 'browser',
    },
    decisions: [],
    words: [
      nurse(0, 'initiated', 2),
      nurse(2, 'in-progress', 3),
      inRoom(1, 4, 'participant-join', 'lead', NURSE_LEG),
      rung('initiated', '0', 5),
      rung('in-progress', '2', 15),
      inRoom(2, 15, 'participant-join', 'caller', CALLER_LEG),
      inRoom(3, 200, 'participant-leave', 'lead', NURSE_LEG),
      inRoom(4, 201, 'participant-leave', 'caller', CALLER_LEG),
      inRoom(5, 201, 'conference-end'),
      nurse(3, 'completed', 202),
      rung('completed', '3', 202),
    ],
    look: {
      at: 100,
      room: {
        room: ROOM,
        legs: [
          { leg: NURSE_LEG, label: 'lead' },
          { leg: CALLER_LEG, label: 'caller' },
        ],
      },
    },
    isOver: true,
    ends: 'wrapup',
  },
]
