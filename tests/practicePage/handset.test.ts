import { expect, test } from 'vitest'
import { EMPTY_DESK, nextInHand, putAway, takeUp, withNews } from '#client/practice/core/desk.ts'
import { handsetOf, livePhones, otherPhones } from '#client/practice/core/handset.ts'
import { applyEvent, type LineView } from '#client/practice/core/line.ts'
import { threadOf } from '#client/practice/core/thread.ts'
import type { HandsetCall, HeardLine, Talk } from '#shared/practice.ts'
import { aCall, aLine, aState, aText, MAUREEN } from './aCall.ts'

const ON_CALL = '+447700900901'

function viewOf(...calls: HandsetCall[]): LineView {
  const view = applyEvent(undefined, { type: 'snapshot', state: aState({ calls }) })
  if (!view) throw new Error('a snapshot makes a view')
  return view
}
function joinedIn(talks: Talk[], ...heard: HeardLine[]): boolean[] {
  return threadOf(heard, talks).map(line => line.isJoined)
}

test.each([
  ['ringing', 'outgoing', 'calling'],
  ['queued', 'incoming', 'rings'],
  ['ringing', 'incoming', 'rings'],
  ['in-progress', 'outgoing', 'inCall'],
  ['completed', 'outgoing', 'over'],
  ['canceled', 'incoming', 'over'],
] as const)('a call that is %s and %s shows a handset that is %s', (status, direction, kind) => {
  const { stage } = handsetOf(viewOf(aCall({ status, direction })), MAUREEN)

  expect(stage.kind).toBe(kind)
})

test('a telephone nobody has used rests', () => {
  expect(handsetOf(viewOf(), MAUREEN).stage).toEqual({ kind: 'resting' })
})

test('a call that lives is shown before a newer one that is over', () => {
  const live = aCall()
  const newer = aCall({ sid: `CA${'b'.repeat(32)}`, status: 'busy', startedAt: '2026-11-22T02:20:00.000Z' })

  expect(handsetOf(viewOf(live, newer), MAUREEN).stage).toMatchObject({
    kind: 'inCall',
    call: { sid: live.sid },
  })
})

test('the thread joins two people for as long as they are together, whoever speaks first', () => {
  const joined = joinedIn(
    [{ after: 2, until: 5, name: 'lead' }, { after: 7 }],
    aLine(1, 'line', 'Thank you for calling.'),
    aLine(2, 'self', 'Is anybody there?'),
    aLine(3, 'self', 'He is in pain.'),
    aLine(4, 'person', 'This is the nurse.'),
    aLine(5, 'sound', 'beep'),
    aLine(6, 'line', 'If we were cut off, please stay on the line.'),
    aLine(7, 'sound', 'hold music'),
    aLine(8, 'self', 'Hello?'),
  )

  expect(joined).toEqual([false, false, true, true, true, false, false, true])
})

test('two people are joined before a word is said, and no longer when one of them is gone', () => {
  const stageWith = (talks: Talk[]) => handsetOf(viewOf(aCall({ talks })), MAUREEN).stage

  expect([
    stageWith([]),
    stageWith([{ after: 0, name: 'lead' }]),
    stageWith([{ after: 0, until: 0, name: 'lead' }]),
  ]).toMatchObject([{ talk: undefined }, { talk: { name: 'lead' } }, { talk: undefined }])
})

test('the same sound on end is one line, with how often', () => {
  const music = [1, 2, 3].map(n => aLine(n, 'sound', 'hold music'))

  expect(threadOf(music, [])).toEqual([{ ...music[0], isJoined: false, times: 3 }])
})

test('a telephone that is rung comes to the end of the desk, and what is in hand stays in hand', () => {
  const desk = takeUp(EMPTY_DESK, MAUREEN, 'Maureen Ashby')
  const rung = aCall({ sid: `CA${'b'.repeat(32)}`, phone: ON_CALL, direction: 'incoming', status: 'ringing' })

  const next = withNews(desk, viewOf(aCall(), rung))

  expect([next.phones, next.inHand, next.facing]).toEqual([[MAUREEN, ON_CALL], MAUREEN, 'handset'])
})

test('a telephone that gets a text comes to the desk', () => {
  const view = applyEvent(viewOf(), {
    type: 'message',
    phone: ON_CALL,
    message: aText('SM1', { to: ON_CALL }),
  })

  expect(withNews(EMPTY_DESK, view ?? viewOf(), ON_CALL).phones).toEqual([ON_CALL])
})

test('a telephone put away is found among the others, and its neighbour comes to hand', () => {
  const desk = putAway(takeUp(takeUp(EMPTY_DESK, MAUREEN), ON_CALL), ON_CALL)
  const over = aCall({ phone: ON_CALL, direction: 'incoming', status: 'no-answer' })

  expect([desk.inHand, otherPhones(viewOf(over), desk.phones), livePhones(viewOf(over))]).toEqual([
    MAUREEN,
    [ON_CALL],
    [],
  ])
})

test('the next handset comes to hand, round and round', () => {
  const desk = takeUp(takeUp(EMPTY_DESK, MAUREEN), ON_CALL)

  expect([nextInHand(desk).inHand, nextInHand(nextInHand(desk)).inHand, nextInHand(EMPTY_DESK)]).toEqual([
    MAUREEN,
    ON_CALL,
    EMPTY_DESK,
  ])
})
