import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factsOf, type MessageEvent } from '#server/messages/core/message.ts'
import { nextChannel, type Tried } from '#server/messages/core/nextChannel.ts'
import { plusSeconds } from '#shared/time.ts'
import type { Urgency } from '#shared/urgency.ts'

const T0 = '2026-11-23T02:10:00.000Z'
const after = (seconds: number) => plusSeconds(T0, seconds)
const SID = `SM${'1'.repeat(32)}`
const asked = (at = T0): MessageEvent => ({ kind: 'asked', at })
const taken: MessageEvent = { kind: 'taken', at: after(1), sid: SID }
const receipt = (status: string, seconds: number, code: number | null = null): MessageEvent => ({
  kind: 'receipt',
  at: after(seconds),
  status,
  code,
  sid: SID,
})
const leg = (status: string, seconds: number): MessageEvent => ({
  kind: 'leg',
  at: after(seconds),
  status,
  sid: SID,
})
const said = (kind: 'accept' | 'decline', seconds: number): MessageEvent => ({
  kind: 'answered',
  at: after(seconds),
  said: { kind, code: null },
})
const refused = (reason: string | null, code: number | null = null): MessageEvent => ({
  kind: 'refused',
  at: after(1),
  code,
  reason,
})

test.each<['text' | 'ring_with_key', MessageEvent[], string]>([
  ['text', [], 'to_send'],
  ['text', [asked()], 'to_send'],
  ['text', [asked(), taken], 'sent'],
  ['text', [asked(), receipt('queued', 1)], 'sent'],
  ['text', [asked(), taken, receipt('sent', 2), receipt('delivered', 3)], 'delivered'],
  ['text', [asked(), taken, receipt('undelivered', 3, 30003)], 'undelivered'],
  ['text', [asked(), taken, receipt('undelivered', 3), receipt('delivered', 9)], 'delivered'],
  ['text', [asked(), taken, receipt('failed', 3, 30001)], 'failed'],
  ['text', [asked(), refused('stopped', 21610)], 'failed'],
  ['text', [refused('too_late')], 'given_up'],
  ['text', [asked(), taken, said('accept', 20)], 'answered'],
  ['ring_with_key', [asked(), taken, leg('ringing', 2)], 'sent'],
  ['ring_with_key', [asked(), taken, leg('in-progress', 5)], 'sent'],
  ['ring_with_key', [asked(), taken, leg('in-progress', 5), leg('completed', 40)], 'undelivered'],
  ['ring_with_key', [asked(), taken, leg('no-answer', 25)], 'undelivered'],
  ['ring_with_key', [asked(), taken, leg('canceled', 25)], 'undelivered'],
  ['ring_with_key', [asked(), taken, leg('failed', 2)], 'failed'],
  [
    'ring_with_key',
    [asked(), taken, leg('in-progress', 5), said('decline', 12), leg('completed', 14)],
    'answered',
  ],
])('%s of which was heard %j is %s', (kind, events, state) => {
  expect(factsOf(kind, events).state).toBe(state)
})

test('where a message is follows from what was heard, in whatever order it came and however often', () => {
  const words = [
    asked(),
    asked(after(4)),
    taken,
    ...['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'canceled'].map((status, i) =>
      receipt(status, i),
    ),
    ...['initiated', 'ringing', 'in-progress', 'completed', 'no-answer', 'busy', 'failed'].map((status, i) =>
      leg(status, i),
    ),
    refused('stopped', 21610),
    refused('too_late'),
    said('accept', 30),
    said('decline', 30),
  ]
  const some = fc.subarray(words)
  const orders = some.chain(set =>
    fc.tuple(fc.constant(set), fc.shuffledSubarray(set, { minLength: set.length })),
  )
  fc.assert(
    fc.property(
      orders,
      fc.constantFrom('text' as const, 'ring_with_key' as const),
      ([set, shuffled], kind) => {
        const repeated = [...shuffled, ...shuffled.slice(0, 3)]
        expect(factsOf(kind, shuffled)).toEqual(factsOf(kind, set))
        expect(factsOf(kind, repeated)).toEqual(factsOf(kind, set))
      },
    ),
    { numRuns: 500 },
  )
})

test('why it did not reach them is said in words, with what to do', () => {
  expect(factsOf('text', [asked(), taken, receipt('undelivered', 9, 30003)])).toMatchObject({
    code: 30003,
    because: 'Their telephone is off, or has no signal. Ring them, or somebody else.',
    failedAt: after(9),
  })
  expect(factsOf('text', [refused('not_theirs')]).because).toContain('not the number that is held for them')
  expect(factsOf('ring_with_key', [leg('no-answer', 3)]).because).toContain('Nobody answered by a key')
})

const one = (kind: Tried['kind'], state: Tried['state'], answered: Tried['said'] = null): Tried => ({
  kind,
  state,
  createdAt: T0,
  said: answered,
})
const next = (tried: Tried[], seconds: number, urgency: Urgency = 'U2') =>
  nextChannel(tried, { urgency, now: after(seconds) })

test.each<[string, Tried[], number, Urgency, object]>([
  ['nothing yet', [], 0, 'U2', { kind: 'text' }],
  ['a text that was just sent', [one('text', 'sent')], 10, 'U2', { kind: 'wait', until: after(60) }],
  [
    'a text of which nothing tells that it is there',
    [one('text', 'sent')],
    60,
    'U2',
    { kind: 'ring_with_key' },
  ],
  ['a text that is there', [one('text', 'delivered')], 90, 'U2', { kind: 'wait', until: after(300) }],
  ['a text that nobody answered', [one('text', 'delivered')], 300, 'U2', { kind: 'ring_with_key' }],
  ['the same when somebody is in distress', [one('text', 'delivered')], 120, 'U1', { kind: 'ring_with_key' }],
  ['a text that did not get there', [one('text', 'undelivered')], 5, 'U2', { kind: 'ring_with_key' }],
  ['a number that stopped us', [one('text', 'failed')], 1, 'U2', { kind: 'ring_with_key' }],
  ['a text that could not be sent in time', [one('text', 'given_up')], 1, 'U2', { kind: 'ring_with_key' }],
  [
    'a telephone that rings',
    [one('text', 'delivered'), one('ring_with_key', 'sent')],
    20,
    'U2',
    { kind: 'wait', until: after(90) },
  ],
  ['a ring of which no end is told', [one('ring_with_key', 'sent')], 90, 'U2', { kind: 'next_person' }],
  ['a ring that nobody answered', [one('ring_with_key', 'undelivered')], 20, 'U2', { kind: 'next_person' }],
  [
    'a yes',
    [one('text', 'answered', { kind: 'accept', code: '4F7' })],
    900,
    'U2',
    { kind: 'answered', isAccepted: true },
  ],
  [
    'a no by key',
    [one('ring_with_key', 'answered', { kind: 'decline', code: null })],
    20,
    'U2',
    { kind: 'answered', isAccepted: false },
  ],
])('after %s', (_what, tried, seconds, urgency, then) => {
  expect(next(tried, seconds, urgency)).toEqual(then)
})

test('who cannot be texted is rung at once', () => {
  expect(nextChannel([], { urgency: 'U2', now: T0, canBeTexted: false })).toEqual({ kind: 'ring_with_key' })
  expect(nextChannel([one('text', 'failed')], { urgency: 'U2', now: T0, canBeRung: false })).toEqual({
    kind: 'next_person',
  })
})

test('whatever happens, within six minutes and a half somebody else is asked, or there is an answer', () => {
  const state = fc.constantFrom<Tried['state']>(
    'to_send',
    'sent',
    'delivered',
    'undelivered',
    'failed',
    'given_up',
  )
  fc.assert(
    fc.property(state, text => {
      const tried: Tried[] = [one('text', text)]
      const rung = nextChannel(tried, { urgency: 'U3', now: after(300) })
      expect(rung).toEqual({ kind: 'ring_with_key' })
      const ring = { ...one('ring_with_key', text), createdAt: after(300) }
      expect(nextChannel([...tried, ring], { urgency: 'U3', now: after(390) })).toEqual({
        kind: 'next_person',
      })
    }),
  )
})
