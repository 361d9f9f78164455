import { describe, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import { addFact, type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import { onCallSeen, type PickedUp } from '#server/calls/core/onCallSeen.ts'
import { owedBy } from '#server/calls/core/owed.ts'
import { seenAfterwards } from '#server/calls/core/seenAfterwards.ts'
import { lookBack } from '#server/calls/lookBack.ts'
import type { PhoneLine } from '#server/calls/phoneLine.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import { at, CALLER_LEG, NURSE_LEG as ON_CALL_LEG } from './aCall.ts'

const gone = addFact(
  addFact(noFacts(at(0)), {
    kind: 'rang',
    at: at(0),
    callSid: CALLER_LEG,
    from: '+447700900123',
    to: '+441134960100',
  }),
  { kind: 'caller_ended', at: at(90), status: 'completed' },
)
const message = { recordingSid: 'RE1', at: at(60), seconds: 14, isReady: true }

describe('what the carrier shows of a caller who has gone', () => {
  test('a message that no word told is one', () => {
    expect(seenAfterwards(gone, { pickedUp: [], messages: [message] }, at(200))).toEqual([
      {
        key: 'recording/RE1',
        event: { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: 14, ready: true },
      },
    ])
  })

  test('a message that is known is nothing new, but for what it lacked', () => {
    const heard = (ready: boolean) =>
      addFact(gone, { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: null, ready })

    expect(seenAfterwards(heard(true), { pickedUp: [], messages: [message] }, at(200))).toEqual([])
    expect(seenAfterwards(heard(false), { pickedUp: [], messages: [message] }, at(200))).toHaveLength(1)
  })
})

describe('a colleague on call', () => {
  const leg = (seconds: number | null, since = 20) => [{ leg: ON_CALL_LEG, at: at(since), seconds }]
  const kinds = (facts: CallFacts, legs: PickedUp[], now: number) =>
    onCallSeen(facts, legs, at(now)).map(({ event }) => event.kind)

  test.each([
    [
      'who talked for minutes has talked, though nobody told us',
      leg(200),
      ['on_call_answered', 'on_call_tried'],
    ],
    ['whose voicemail picked up has not', leg(15), []],
    ['who has had the caller for a minute talks', leg(null, 100), ['on_call_answered']],
    ['whose telephone was picked up a moment ago may be a voicemail', leg(null, 155), []],
  ] as const)('%s', (_, legs, expected) => {
    expect(kinds(gone, [...legs], 160)).toEqual(expected)
  })

  test('whose key was heard has talked, however shortly', () => {
    const pressed = addFact(gone, { kind: 'on_call_answered', at: at(25), leg: ON_CALL_LEG })

    expect(kinds(pressed, leg(9), 160)).toEqual(['on_call_tried'])
  })

  test('of whom the carrier told itself is not told again', () => {
    const tried = addFact(gone, {
      kind: 'on_call_tried',
      at: at(60),
      round: 1,
      leg: ON_CALL_LEG,
      bridged: false,
    })

    expect(kinds(tried, leg(200), 160)).toEqual([])
  })

  test('who talked is owed a write-up, whatever was recorded after it', () => {
    const silence = { recordingSid: 'RE1', at: at(230), seconds: 0, isReady: false }
    const seen = seenAfterwards(gone, { pickedUp: leg(200), messages: [silence] }, at(300))
    const after = seen.reduce((facts, { event }) => addFact(facts, event), gone)

    expect([stateOf(after), owedBy(after)?.kind]).toEqual(['closed', 'write_up_on_call'])
  })
})

describe('looking back', () => {
  const call = (facts: typeof gone) => ({ id: 'a', lineId: 'b', version: 1, facts }) as never
  const deps = (messagesOf: PhoneLine['messagesOf']) =>
    ({ clock: () => at(200), phoneLine: { messagesOf, pickedUpFor: async () => [] } }) as never

  test('a carrier that is away is asked again, and never given up', async () => {
    const away = () => Promise.reject(new CarrierUnavailable())

    expect(await lookBack(deps(away), call(gone))).toEqual({ againAt: at(220) })
  })

  test('of a caller whom somebody spoke to after all nothing is asked', async () => {
    const answered = addFact(gone, { kind: 'on_call_tried', at: at(80), round: 1, bridged: true })

    const kept = await lookBack(
      deps(() => expect.unreachable()),
      call(answered),
    )

    expect(kept).toBe('needless')
  })
})
