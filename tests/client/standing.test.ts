import { expect, test } from 'vitest'
import { lostLine } from '#client/calls/core/lostLine.ts'
import { standing } from '#client/calls/core/standing.ts'
import { plusSeconds } from '#shared/time.ts'
import { AT, aCall } from './builders.ts'

const later = plusSeconds(AT, 40)

test('a clock counts what the word beside it says', () => {
  const since = [
    aCall({ state: 'claimed' }),
    aCall({ state: 'talking', talkingSince: later }),
    aCall({ state: 'reconnecting', talkingSince: AT, lostSince: later }),
    aCall({ state: 'wrapup', talkingSince: AT, endedAt: later }),
  ].map(call => [standing(call).says, standing(call).since])

  expect(since).toEqual([
    ['Taken', AT],
    ['Talking', later],
    ['Line lost', later],
    ['Outcome to write', later],
  ])
})

test('a lost line of which nobody knows since when shows no clock, and never that of the talk', () => {
  const call = aCall({ state: 'reconnecting', talkingSince: AT, lostSince: null })

  expect(standing(call)).toMatchObject({ says: 'Line lost', since: null })
})

test('a caller whom we ring is said to be called back', () => {
  expect(standing(aCall({ state: 'connecting', isCallBack: true })).says).toBe('Calling back')
})

test('a talking call without a line of this browser is a lost line; a call that just ended is not', () => {
  const call = aCall({ state: 'talking' })
  const ended = { callId: call.callId, line: { kind: 'ended' as const, at: 1_000 } }
  const at = (now: number) => ({ now, clockAheadMs: 0 })

  const lost = [
    lostLine({ callId: null, line: { kind: 'idle' } }, call, at(0)),
    lostLine({ callId: call.callId, line: { kind: 'talking' } }, call, at(0)),
    lostLine(ended, call, at(2_000)),
    lostLine(ended, call, at(5_000)),
    lostLine(ended, { ...call, state: 'wrapup' }, at(5_000)),
  ].map(line => line !== null)

  expect(lost).toEqual([true, false, false, true, false])
})

test('a line is lost since it ended here, by the clock of the server, until the server says it better', () => {
  const call = aCall({ state: 'talking' })
  const ended = { callId: call.callId, line: { kind: 'ended' as const, at: Date.parse(AT) } }
  const clocks = { now: Date.parse(AT) + 10_000, clockAheadMs: 2_000 }

  expect([
    lostLine(ended, call, clocks),
    lostLine(ended, { ...call, state: 'reconnecting', lostSince: later }, clocks),
    lostLine({ callId: null, line: { kind: 'idle' } }, call, clocks),
  ]).toEqual([{ since: plusSeconds(AT, 2) }, { since: later }, { since: null }])
})
