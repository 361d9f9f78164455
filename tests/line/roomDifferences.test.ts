import { describe, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { addFact, type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import { roomDifferences, type SeenRoom } from '#server/line/core/roomDifferences.ts'
import { aClaim, at, CALLER_LEG, NURSE_LEG, ROOM } from '#tests/calls/aCall.ts'

const inRoom = { room: ROOM, claim: 1 }
const nurse = { ...inRoom, leg: NURSE_LEG, label: 'lead' } as const
const caller = { ...inRoom, leg: CALLER_LEG, label: 'caller' } as const
const told = (...events: CallEvent[]): CallFacts => events.reduce(addFact, noFacts(at(0)))

/** The two talk since the seventh second. */
const talking = told(
  { kind: 'rang', at: at(0), callSid: CALLER_LEG, from: null, to: '+441632960001' },
  aClaim(1, 3),
  { kind: 'joined', at: at(6), ...nurse, sequence: 1 },
  { kind: 'joined', at: at(7), ...caller, sequence: 2 },
)
const both: SeenRoom = {
  room: ROOM,
  legs: [
    { leg: NURSE_LEG, label: 'lead' },
    { leg: CALLER_LEG, label: 'caller' },
  ],
}
const onlyCaller: SeenRoom = { room: ROOM, legs: [{ leg: CALLER_LEG, label: 'caller' }] }

/** What we know after such a look, `second` into the call. */
function looked(facts: CallFacts, seen: SeenRoom, second: number): CallFacts {
  return roomDifferences(facts, 1, seen, at(second)).reduce((all, { event }) => addFact(all, event), facts)
}

describe('what the carrier shows', () => {
  test('changes nothing when it is what we know', () => {
    expect(roomDifferences(talking, 1, both, at(60))).toEqual([])
  })

  test.each([
    ['no room', null],
    ['a room without her', onlyCaller],
  ])('does not end a talk that has just begun: its lists lag behind its words (%s)', (_, seen) => {
    expect(stateOf(looked(talking, seen, 12))).toBe('talking')
  })

  test('tells of a nurse who is gone, once that cannot be a lag any more', () => {
    expect(stateOf(looked(talking, onlyCaller, 40))).toBe('reconnecting')
  })

  test('puts right what an earlier look had wrong: a talk that goes on is a talk again', () => {
    const wrong = looked(talking, onlyCaller, 40)

    const right = looked(wrong, both, 55)

    expect(stateOf(right)).toBe('talking')
    expect(stateOf(looked(right, onlyCaller, 90))).toBe('reconnecting')
  })

  test('does not bring back somebody of whom we have just heard that she left', () => {
    const left = addFact(talking, { kind: 'left', at: at(50), ...nurse, sequence: 3 })

    expect(stateOf(looked(left, both, 53))).toBe('reconnecting')
  })

  test('gives every difference a key of its own: the second time it is no repeat', () => {
    const keysOf = (facts: CallFacts, seen: SeenRoom, second: number) =>
      roomDifferences(facts, 1, seen, at(second)).map(({ key }) => key)
    const wrong = looked(talking, onlyCaller, 40)
    const right = looked(wrong, both, 55)

    expect(keysOf(talking, onlyCaller, 40)).not.toEqual(keysOf(right, onlyCaller, 90))
  })

  test('names the leg of a nurse of whom no word ever came: she is who has the call now', () => {
    const waiting = told(
      { kind: 'rang', at: at(0), callSid: CALLER_LEG, from: null, to: '+441632960001' },
      aClaim(1, 3),
    )

    expect(stateOf(looked(waiting, both, 20))).toBe('talking')
  })
})
