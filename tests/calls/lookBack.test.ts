import { describe, expect, test } from 'vitest'
import { addFact, noFacts } from '#server/calls/core/facts.ts'
import { seenAfterwards } from '#server/calls/core/seenAfterwards.ts'
import { lookBack } from '#server/calls/lookBack.ts'
import type { PhoneLine } from '#server/calls/phoneLine.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import { at, CALLER_LEG } from './aCall.ts'

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
    expect(seenAfterwards(gone, { messages: [message] })).toEqual([
      {
        key: 'recording/RE1',
        event: { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: 14, ready: true },
      },
    ])
  })

  test('a message that is known is nothing new, but for what it lacked', () => {
    const heard = (ready: boolean) =>
      addFact(gone, { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: null, ready })

    expect(seenAfterwards(heard(true), { messages: [message] })).toEqual([])
    expect(seenAfterwards(heard(false), { messages: [message] })).toHaveLength(1)
  })
})

describe('looking back', () => {
  const call = (facts: typeof gone) => ({ id: 'a', lineId: 'b', version: 1, facts }) as never
  const deps = (messagesOf: PhoneLine['messagesOf']) =>
    ({ clock: () => at(200), phoneLine: { messagesOf } }) as never

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
