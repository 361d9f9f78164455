import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import type { CallEvent, Decision } from '#server/calls/core/events.ts'
import { addFact, type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import { owedBy } from '#server/calls/core/owed.ts'
import { roomDifferences, type SeenRoom } from '#server/line/core/roomDifferences.ts'
import * as hear from '#server/line/core/toCallEvent.ts'
import type { CallState } from '#shared/calls.ts'
import { aClaim, at, CALLER_LEG, NURSE_LEG, ROOM } from './aCall.ts'

// convergence.test.ts permutes events. Here are the forms themselves, read at whatever second they come: a ring that arrives last is
// dated by its arrival, a room's word by the carrier. Each form is kept once under its natural key, as the store keeps it.

/** A webhook: what reads it, and when the carrier sent it. */
type Word = { sentAt: number; hear: (receivedAt: string) => hear.Heard }
type Story = {
  name: string
  decisions: Decision[]
  words: Word[]
  /** What the carrier shows to whoever asks in the middle of the call; none: nobody asks before it is over. */
  look?: { at: number; room: SeenRoom }
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
const nurse = (sequence: number, CallStatus: string, sentAt: number) =>
  word(sentAt, now =>
    hear.nurseStatus({ CallSid: NURSE_LEG, CallStatus, SequenceNumber: String(sequence) }, now, 1),
  )
const inRoom = (sequence: number, sentAt: number, what: string, ParticipantLabel = '', CallSid = '') =>
  word(sentAt, now =>
    hear.inRoom(
      {
        ConferenceSid: ROOM,
        SequenceNumber: String(sequence),
        StatusCallbackEvent: what,
        ParticipantLabel,
        CallSid,
        Timestamp: told(sentAt),
      },
      now,
      1,
    ),
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

const STORIES: Story[] = [
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
]
const RUNS: Readonly<Record<string, number>> = { 'a night call': 5_000 }

/** Hears words and decisions one after another, a second apart from `from` on. Told again under the same key, a word is nothing. */
function listen(
  known: CallFacts,
  keys: Set<string>,
  all: readonly (Word | Decision)[],
  from: number,
): CallFacts {
  return all.reduce<CallFacts>((facts, one, place) => {
    if ('kind' in one) return addFact(facts, one)
    const heard = one.hear(at(from + place))
    if ('ignored' in heard || keys.has(heard.key)) return facts
    keys.add(heard.key)
    return addFact(facts, heard.event)
  }, known)
}

/** Puts decisions, in their own order, anywhere among words. */
function among(
  words: readonly Word[],
  decisions: readonly Decision[],
  places: readonly number[],
): (Word | Decision)[] {
  const at_ = places.slice(0, decisions.length).map(place => place % (words.length + 1))
  const sorted = at_.toSorted((a, b) => a - b)
  return decisions.reduceRight<(Word | Decision)[]>(
    (all, decision, n) => all.toSpliced(sorted[n] ?? 0, 0, decision),
    [...words],
  )
}

const nothing = () => noFacts(at(0))
const placesOf = fc.array(fc.nat(), { minLength: 2, maxLength: 2 })

describe.each(STORIES)('$name', story => {
  test('ends in one state, whatever the order of its webhooks, however often each comes, and wherever a nurse decides', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(story.words, { minLength: story.words.length }),
        fc.array(fc.constantFrom(...story.words), { maxLength: 8 }),
        placesOf,
        (order, again, places) => {
          const facts = listen(
            nothing(),
            new Set(),
            among([...order, ...again], story.decisions, places),
            400,
          )

          expect(stateOf(facts)).toBe(story.ends)
          expect(owedBy(facts)?.kind).toBe(OWED[story.ends])
        },
      ),
      { numRuns: RUNS[story.name] ?? 1_000 },
    )
  })

  test('ends so, or in a state that owes the caller as much, when any of its webhooks are lost and the carrier is asked', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(story.words),
        fc.array(fc.boolean(), { minLength: story.words.length, maxLength: story.words.length }),
        placesOf,
        (kept, isLate, places) => {
          const middle = story.look?.at ?? 0
          const early = kept.filter((one, n) => one.sentAt < middle && !isLate[n])
          const late = kept.filter(one => !early.includes(one))
          const keys = new Set<string>()
          const before = listen(nothing(), keys, among(early, story.decisions, places), middle - 60)
          const after = listen(askedInTheMiddle(story, before), keys, late, 400)
          const facts = askedAtTheEnd(story, after)

          if (story.look) expect(stateOf(facts)).toBe(story.ends)
          else {
            expect([story.ends, 'abandoned']).toContain(stateOf(facts))
            expect(owedBy(facts)).not.toBeNull()
          }
        },
      ),
      { numRuns: RUNS[story.name] ?? 1_000 },
    )
  })
})

const OWED: Readonly<Partial<Record<CallState, string>>> = {
  abandoned: 'call_back_abandoned',
  voicemail: 'hear_voicemail',
  callback_requested: 'call_back_requested',
  closed: 'write_up_on_call',
}

/** What reconcile.ts and the check of the joining write of a call that goes on: its ring, its room, a nurse who never came. */
function askedInTheMiddle({ look }: Story, known: CallFacts): CallFacts {
  if (!look) return known
  const rung: CallEvent = {
    kind: 'rang',
    at: at(0),
    callSid: CALLER_LEG,
    from: '+447700900123' as never,
    to: '',
  }
  const facts = known.callSid ? known : addFact(known, rung)
  const seen = roomDifferences(facts, 1, look.room, at(look.at)).map(({ event }) => event)
  const after = seen.reduce<CallFacts>(addFact, facts)
  if (look.room || stateOf(after) !== 'claimed') return after
  return addFact(after, { kind: 'released', at: at(look.at), claim: 1, because: 'nurse_not_joined' })
}

function askedAtTheEnd({ isOver }: Story, known: CallFacts): CallFacts {
  const rung: CallEvent = {
    kind: 'rang',
    at: at(0),
    callSid: CALLER_LEG,
    from: '+447700900123' as never,
    to: '',
  }
  const facts = known.callSid ? known : addFact(known, rung)
  return isOver ? addFact(facts, { kind: 'caller_ended', at: at(500), status: 'completed' }) : facts
}
