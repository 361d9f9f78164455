import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { virtualClock } from '#server/practice/clock.ts'
import { brokenJson } from '#server/practice/core/brokenJson.ts'
import { isFinal, mayBecome, progressEventOf } from '#server/practice/core/callStatus.ts'
import {
  averageWaitSeconds,
  joinQueue,
  leaveQueue,
  newQueue,
  positionOf,
  waitForm,
} from '#server/practice/core/queue.ts'
import { sidOf } from '#server/practice/core/random.ts'
import { callerIdSent, toE164, WITHHELD_FORMS } from '#server/practice/core/withheld.ts'
import { callerNumber } from '#shared/phoneNumber.ts'
import { CallStatus } from '#shared/practice.ts'

describe('a queue', () => {
  test('keeps the order of arrival, counts from one and never grows beyond its size', () => {
    const act = fc.tuple(fc.constantFrom('join', 'leave'), fc.nat(5))
    fc.assert(
      fc.property(fc.array(act), fc.integer({ min: 1, max: 4 }), (acts, maxSize) => {
        let queue = newQueue('QU', 'care', 0, maxSize)
        const expected: string[] = []
        for (const [at, [what, n]] of acts.entries()) {
          const sid = `CA${n}`
          if (what === 'leave') {
            queue = leaveQueue(queue, sid, at)
            if (expected.includes(sid)) expected.splice(expected.indexOf(sid), 1)
          } else if (!expected.includes(sid)) {
            const joined = joinQueue(queue, sid, at)
            expect(joined === undefined).toBe(expected.length >= maxSize)
            if (joined) expected.push(sid)
            queue = joined ?? queue
          }
          expect(queue.waiting.map(w => w.callSid)).toEqual(expected)
          expect(expected.map(one => positionOf(queue, one))).toEqual(expected.map((_, i) => i + 1))
        }
      }),
    )
  })

  test('tells position, time and average in whole seconds', () => {
    const one = joinQueue(newQueue('QU', 'care', 0), 'CA1', 1_000) ?? newQueue('', '', 0)
    const two = joinQueue(one, 'CA2', 3_000) ?? one
    const gone = leaveQueue(two, 'CA1', 9_000)

    expect(waitForm(two, 'CA2', 5_900)).toEqual({
      QueueSid: 'QU',
      QueuePosition: '2',
      QueueTime: '2',
      AvgQueueTime: '4',
      CurrentQueueSize: '2',
      MaxQueueSize: '1000',
    })
    expect(averageWaitSeconds(gone, 9_000)).toBe(8)
  })
})

describe('the status of a call', () => {
  test('only moves on, and ends once', () => {
    const status = fc.constantFrom(...CallStatus.options)
    fc.assert(
      fc.property(status, status, (from, to) => {
        expect(mayBecome(from, to) && mayBecome(to, from)).toBe(false)
        if (isFinal(from)) expect(mayBecome(from, to)).toBe(false)
      }),
    )
  })

  test('waiting to be placed is no event', () => {
    expect(CallStatus.options.map(progressEventOf)).toEqual([
      undefined,
      'initiated',
      'ringing',
      'answered',
      ...Array(5).fill('completed'),
    ])
  })
})

describe('a caller’s number', () => {
  test.each([
    ['07700 900123', '+447700900123'],
    ['020 7946 0001', '+442079460001'],
    ['+44 7700 900123', '+447700900123'],
    ['anonymous', 'anonymous'],
  ])('%s is sent as %s', (given, sent) => {
    expect(toE164(given)).toBe(sent)
  })

  test('that is hidden is never taken for somebody', () => {
    expect([callerIdSent('withheld'), ...WITHHELD_FORMS].map(callerNumber)).toEqual(Array(10).fill(undefined))
  })
})

test('a sid is of the carrier’s form, and no two are the same', () => {
  const sids = Array.from({ length: 5_000 }, (_, n) => sidOf('CA', 1, n))

  expect(new Set(sids).size).toBe(5_000)
  expect(sids.every(sid => /^CA[0-9a-f]{32}$/.test(sid))).toBe(true)
})

describe('a clock that stands still', () => {
  test('runs what falls due in order, and what that brings about', async () => {
    const clock = virtualClock('2026-11-22T02:00:00.000Z')
    const ran: string[] = []
    clock.after(300, () => ran.push('c'))
    clock.after(100, () => {
      ran.push('a')
      clock.after(100, () => ran.push('b'))
    })
    const cancel = clock.after(200, () => ran.push('never'))
    cancel()
    await clock.advance(250)
    const early = [...ran]
    const moved = await clock.runUntilIdle()

    expect([early, ran, clock.now() - Date.parse('2026-11-22T02:00:00.000Z'), moved]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      300,
      50,
    ])
  })
})

describe('a script that is not JSON', () => {
  test.each([
    ['{\n  "a": 1,\n}', 'Line 3, column 1: Expected double-quoted property name'],
    ['{\n  "a" 1}', "Line 2, column 7: Expected ':' after property name"],
    ['', 'Line 1, column 1: Unexpected end of JSON input'],
    ['{\n  "a": [1', "Line 2, column 10: Expected ',' or ']' after array element"],
    ['{\n  "a": nope\n}', "Line 2, column 9: Unexpected token 'o'"],
    [`{"a": "${'long '.repeat(20)}",\n "steps": nope }`, "Line 2, column 12: Unexpected token 'o'"],
    ['{"a":\n', 'Line 2, column 1: Unexpected end of JSON input'],
    ['# a script', "Line 1, column 1: Unexpected token '#'"],
  ])('%j says where and why', (text, says) => {
    expect(brokenJson(text)).toBe(says)
  })

  test('what is JSON is not broken, however odd', () => {
    fc.assert(fc.property(fc.json(), text => brokenJson(text) === undefined))
  })
})
