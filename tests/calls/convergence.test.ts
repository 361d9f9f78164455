import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import type { CarrierEvent, Decision } from '#server/calls/core/events.ts'
import { addFact, type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import type { CallState } from '#shared/calls.ts'
import { aClaim, at, CALLER_LEG, NURSE_LEG, ROOM } from './aCall.ts'

const rang: CarrierEvent = {
  kind: 'rang',
  at: at(0),
  callSid: CALLER_LEG,
  from: '+447700900123',
  to: '+441134960100',
}
const queued: CarrierEvent = { kind: 'queued', at: at(5) }
const nurseLeg: CarrierEvent = { kind: 'nurse_leg', at: at(11), claim: 1, leg: NURSE_LEG, final: null }
const room = { room: ROOM, claim: 1 }
const nurseIn: CarrierEvent = {
  kind: 'joined',
  at: at(12),
  ...room,
  leg: NURSE_LEG,
  label: 'lead',
  sequence: 1,
}
const callerIn: CarrierEvent = {
  kind: 'joined',
  at: at(13),
  ...room,
  leg: CALLER_LEG,
  label: 'caller',
  sequence: 2,
}
const callerOut: CarrierEvent = {
  kind: 'left',
  at: at(300),
  ...room,
  leg: CALLER_LEG,
  label: 'caller',
  sequence: 3,
}
const nurseOut: CarrierEvent = {
  kind: 'left',
  at: at(301),
  ...room,
  leg: NURSE_LEG,
  label: 'lead',
  sequence: 4,
}
const roomEnded: CarrierEvent = { kind: 'room_ended', at: at(301), ...room, sequence: 5 }
const nurseLegOver: CarrierEvent = {
  kind: 'nurse_leg',
  at: at(302),
  claim: 1,
  leg: NURSE_LEG,
  final: 'completed',
}
const callerOver: CarrierEvent = { kind: 'caller_ended', at: at(302), status: 'completed' }
const message: CarrierEvent = { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: 14, ready: true }
const silentMessage: CarrierEvent = {
  kind: 'recorded',
  at: at(60),
  recordingSid: 'RE2',
  seconds: 0,
  ready: false,
}

type Story = { name: string; decisions: Decision[]; events: CarrierEvent[]; ends: CallState }

const STORIES: Story[] = [
  {
    name: 'a night call',
    decisions: [aClaim(1, 10)],
    events: [
      rang,
      queued,
      nurseLeg,
      nurseIn,
      callerIn,
      callerOut,
      nurseOut,
      roomEnded,
      nurseLegOver,
      callerOver,
    ],
    ends: 'wrapup',
  },
  {
    name: 'a caller who hangs up in the queue',
    decisions: [],
    events: [rang, queued, callerOver],
    ends: 'abandoned',
  },
  {
    name: 'a caller who leaves a message',
    decisions: [],
    events: [rang, queued, { kind: 'pressed', at: at(40), digit: '1' }, message, callerOver],
    ends: 'voicemail',
  },
  {
    name: 'a caller who leaves a silent message after the on-call phones',
    decisions: [],
    events: [
      rang,
      queued,
      { kind: 'on_call_tried', at: at(50), round: 1, bridged: false },
      silentMessage,
      callerOver,
    ],
    ends: 'voicemail',
  },
  {
    name: 'a caller who asks to be called back',
    decisions: [],
    events: [rang, { kind: 'pressed', at: at(40), digit: '2' }, callerOver],
    ends: 'callback_requested',
  },
  {
    name: 'a nurse whose phone was never answered, and a caller who still waits',
    decisions: [{ ...aClaim(1, 10), answersBy: 'phone' } as Decision],
    events: [rang, queued, nurseLeg, { ...nurseLegOver, final: 'no-answer' } as CarrierEvent],
    ends: 'waiting',
  },
]

/** Every order, with any event said again. */
const shuffled = (story: Story) =>
  fc
    .tuple(
      fc.shuffledSubarray(story.events, { minLength: story.events.length }),
      fc.array(fc.constantFrom(...story.events), { maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
    )
    .map(([order, again, places]) => again.reduce((all, event) => insertAt(all, event, places), order))

function insertAt(
  all: CarrierEvent[],
  event: CarrierEvent,
  places: IterableIterator<number>,
): CarrierEvent[] {
  const place = (places.next().value ?? 0) % (all.length + 1)
  return [...all.slice(0, place), event, ...all.slice(place)]
}

function tell(events: readonly (CarrierEvent | Decision)[]): CallFacts {
  return events.reduce<CallFacts>(addFact, noFacts(at(0)))
}

describe.each(STORIES)('$name', story => {
  test('ends the same whatever the order and however often the carrier says it', () => {
    const expected = tell([...story.decisions, ...story.events])

    fc.assert(
      fc.property(shuffled(story), events => {
        // The nurse's decisions are written one at a time and stay in their own order; where among the carrier's words is open.
        const half = Math.floor(events.length / 2)
        const told = tell([...events.slice(0, half), ...story.decisions, ...events.slice(half)])
        expect(told).toEqual(expected)
        expect(stateOf(told)).toBe(story.ends)
      }),
      { numRuns: 2_000 },
    )
  })

  test('ends the same when any of its words is lost and the reconciler asks the carrier afterwards', () => {
    const isOver = story.events.includes(callerOver)
    const asked: CarrierEvent[] = isOver ? [{ kind: 'caller_ended', at: at(400), status: 'completed' }] : []
    const essential = story.events.filter(event =>
      ['pressed', 'recorded', 'on_call_tried', 'joined', 'nurse_leg'].includes(event.kind),
    )

    fc.assert(
      fc.property(fc.shuffledSubarray(story.events), kept => {
        const heard = [...new Set([rang, queued, ...kept, ...essential])]
        expect(stateOf(tell([...story.decisions, ...heard, ...asked]))).toBe(story.ends)
      }),
      { numRuns: 500 },
    )
  })
})

test('a call that was talked ends in wrap-up even when every word of the room but the two arrivals is lost', () => {
  const facts = tell([aClaim(1, 10), rang, nurseIn, callerIn, callerOver])

  expect(stateOf(facts)).toBe('wrapup')
})
