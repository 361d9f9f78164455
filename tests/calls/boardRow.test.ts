import { expect, test } from 'vitest'
import { boardRow } from '#server/calls/core/boardRow.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { momentOf } from '#server/calls/core/moments.ts'
import { type BoardCall, BoardCall as Row } from '#shared/calls.ts'
import { CallId } from '#shared/ids.ts'
import { aClaim, at, CALLER_LEG, inRoom, NURSE_LEG, ROOM, rang, told } from './aCall.ts'

const AGAIN = 'CAdddddddddddddddddddddddddddddddd'
const TOGETHER = [rang, aClaim(1, 8), inRoom(NURSE_LEG, 'lead', 1), inRoom(CALLER_LEG, 'caller', 2)]

test('a call whose nurse lost her line says since when, and not how long they have talked', () => {
  const row = rowOf(...TOGETHER, gone(NURSE_LEG, 60))

  expect(row).toMatchObject({ state: 'reconnecting', lostSince: at(60), wasCutOff: false })
})

test('the first of the two to leave tells since when the line is lost', () => {
  const row = rowOf(...TOGETHER, gone(NURSE_LEG, 60), gone(CALLER_LEG, 63, 'caller'), roomEnded(64))

  expect(row).toMatchObject({ state: 'reconnecting', lostSince: at(60) })
})

test('a line that was made again and lost again is lost since the second time', () => {
  const back: CallEvent[] = [gone(NURSE_LEG, 60), inRoom(AGAIN, 'lead', 70)]

  expect(rowOf(...TOGETHER, ...back)).toMatchObject({ state: 'talking', lostSince: null })
  expect(rowOf(...TOGETHER, ...back, gone(AGAIN, 90))).toMatchObject({ lostSince: at(90) })
})

test('a caller who waits again was cut off; one whose call is over was not', () => {
  const released: CallEvent = { kind: 'released', at: at(80), claim: 1, because: 'line_lost' }
  const ended: CallEvent = { kind: 'ended_by_nurse', at: at(80), claim: 1 }

  expect(rowOf(...TOGETHER, gone(NURSE_LEG, 60), released)).toMatchObject({ wasCutOff: true })
  expect(rowOf(...TOGETHER, ended)).toMatchObject({ state: 'wrapup', wasCutOff: false })
})

test('an outcome that was saved while they still talk is told with the call, which closes when one hangs up', () => {
  const saved: CallEvent = { kind: 'wrapped_up', at: at(70) }
  const hungUp: CallEvent = { kind: 'caller_ended', at: at(90), status: 'completed' }

  expect(rowOf(...TOGETHER, saved)).toMatchObject({ state: 'talking', outcomeSavedAt: at(70) })
  expect(rowOf(...TOGETHER, saved, hungUp)).toMatchObject({ state: 'closed' })
})

test('a row of the feed from before these were told is read as one that does not tell them', () => {
  const { lostSince, outcomeSavedAt, isCallBack, ...before } = rowOf(...TOGETHER)

  expect(Row.parse(before)).toMatchObject({ lostSince: null, outcomeSavedAt: null, isCallBack: false })
})

function rowOf(...events: CallEvent[]): BoardCall {
  const callId = CallId.parse('33333333-3333-4333-8333-333333333333')
  return boardRow({ callId, version: 1, isIdentified: false }, told(...events))
}

function gone(leg: string, second: number, label: 'lead' | 'caller' = 'lead'): CallEvent {
  return { kind: 'left', at: at(second), room: ROOM, claim: 1, leg, label, sequence: second }
}

function roomEnded(second: number): CallEvent {
  return { kind: 'room_ended', at: at(second), room: ROOM, claim: 1, sequence: second }
}

test.each([
  ['of a kind', { kind: 'of_next_year' }],
  ['given back for a reason', { kind: 'released', claim: 1, because: 'of_next_year' }],
])('what a newer server wrote in the diary is left out of the story, and nothing else: %s', (_, newer) => {
  const known: CallEvent = { kind: 'released', at: at(9), claim: 1, because: 'line_lost' }

  const moments = [newer as CallEvent, known].map(event => momentOf(event, null, at(9))) // as read from the database

  expect(moments).toEqual([null, { at: at(9), what: expect.stringContaining('line was lost'), by: null }])
})
