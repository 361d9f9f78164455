import { describe, expect, test } from 'vitest'
import { holdStill } from '#client/board/core/holdStill.ts'
import {
  answeredBy,
  callOf,
  nearness,
  othersFrom,
  owedByTime,
  owedTasks,
  ringsFor,
  waitingCalls,
} from '#client/board/core/lists.ts'
import { happened, resultsOf, taskWords } from '#client/board/core/words.ts'
import { hearing } from '#client/live/core/hearing.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { PatientId } from '#shared/ids.ts'
import { plusSeconds } from '#shared/time.ts'
import { AT, aBoard, aCall, aTask, GRACE, PRIYA } from './builders.ts'

const mine = { staffId: GRACE, name: 'Grace Okafor' }
const soon = plusSeconds(AT, 5)

test('whoever was cut off stands in front, then who has waited longest', () => {
  const first = aCall({ waitingSince: AT })
  const second = aCall({ waitingSince: plusSeconds(AT, 30) })
  const cutOff = aCall({ waitingSince: plusSeconds(AT, 60), wasCutOff: true })

  const waiting = waitingCalls(aBoard({ calls: [second, first, cutOff] }).calls)

  expect(waiting).toEqual([cutOff, first, second])
})

test('a call rings for the nurse to whom it is offered', () => {
  const call = aCall({ state: 'offered', offeredTo: [GRACE] })

  expect(ringsFor(aBoard({ calls: [call] }).calls, GRACE, soon)).toEqual(call)
})

test('a call that is offered to another does not ring here, until it has waited for 20 seconds', () => {
  const { calls } = aBoard({ calls: [aCall({ state: 'offered', offeredTo: [PRIYA] })] })

  const rings = [19, 20].map(seconds => ringsFor(calls, GRACE, plusSeconds(AT, seconds)) !== undefined)

  expect(rings).toEqual([false, true])
})

test('nothing rings for a nurse who has a call of her own', () => {
  const own = aCall({ state: 'wrapup', claimedBy: mine })
  const { calls } = aBoard({ calls: [own, aCall({ state: 'offered', offeredTo: [GRACE] })] })

  expect([callOf(calls, GRACE), ringsFor(calls, GRACE, soon)]).toEqual([own, undefined])
})

test('a withheld number is like no other', () => {
  const withheld = [aCall({ from: null }), aCall({ from: null })]
  const shared = [aCall(), aCall()]
  const { calls } = aBoard({ calls: [...withheld, ...shared] })

  expect([...withheld, ...shared].map(call => othersFrom(calls, call))).toEqual([0, 0, 1, 1])
})

test.each<[Partial<BoardTask>, string, boolean, number]>([
  [{ kind: 'call_back_abandoned' }, 'Call back', false, 5],
  [{ kind: 'call_back_abandoned', from: null }, 'Cannot be rung back', true, 4],
  [{ kind: 'call_back_promised', from: null }, 'Cannot be rung back', true, 4],
  [{ kind: 'hear_voicemail', from: null }, 'Hear message', true, 4],
  [{ kind: 'bereavement_weeks', from: null }, 'Bereavement', false, 5],
  [{ kind: 'verify_death', from: null }, 'Verify a death', false, 1],
])('nobody is told to ring a number that is withheld: %j is “%s”', (over, act, isInstead, results) => {
  const words = taskWords(aTask(over))

  const ends = resultsOf(aTask(over))
  expect([words.act, words.instead !== null, ends.length]).toEqual([act, isInstead, results])
  expect(ends[0] === 'no_number').toBe(isInstead)
})

const cutOff = { staffId: PRIYA, name: 'Priya Nair', at: AT }
test.each<[Partial<BoardTask>, string, string]>([
  [{ seconds: 46 }, 'hung up waiting', 'The caller hung up while waiting. They waited 46 s.'],
  [
    { seconds: 46, cutOff },
    'cut off, hung up',
    'The caller talked with Priya Nair until the line was lost at 02:10. They waited 46 s more and hung up.',
  ],
  [
    { kind: 'hear_voicemail', seconds: 9, cutOff },
    'cut off, voicemail',
    'The caller talked with Priya Nair until the line was lost at 02:10. The caller left a message. The message lasts 9 s.',
  ],
  [{ kind: 'hear_voicemail', seconds: 0 }, 'voicemail', 'The caller left a message.'],
])('a task says what happened, also to a caller who was answered and lost: %j', (over, why, because) => {
  const task = aTask(over)

  expect([taskWords(task).why, happened(task, AT)]).toEqual([why, because])
})

test('a promise is said to be near for its last five minutes, and broken after', () => {
  const said = [-301, -300, 0, 1].map(late => nearness(AT, plusSeconds(AT, late)))

  expect(said).toEqual(['in_time', 'soon', 'soon', 'broken'])
})

test('rows under the pointer keep their places; what is new comes last; what has gone stays as it was', () => {
  const row = (id: string, seen: number) => ({ id, seen })

  const rows = holdStill([row('a', 1), row('b', 1)], [row('c', 2), row('b', 2)], each => each.id)

  expect(rows).toEqual([row('a', 1), row('b', 2), row('c', 2)])
})

test('a console that has not heard the server for five seconds is stale', () => {
  expect([hearing(null, 0), hearing(0, 4_499), hearing(0, 4_500)]).toEqual(['starting', 'fresh', 'stale'])
})

describe('a call after a visit', () => {
  const dueIn = (seconds: number, more: Partial<BoardTask> = {}) =>
    aTask({ kind: 'after_visit', dueAt: plusSeconds(AT, seconds), ...more })
  const byTime = (...tasks: BoardTask[]) => owedByTime(aBoard({ tasks }).tasks, AT)

  test('is on the board from a quarter of an hour before it is due, and until then only counted, the first first', () => {
    const [near, far, farther] = [dueIn(900), dueIn(901), dueIn(3_600)]

    expect(byTime(farther, near, far)).toEqual({ now: [near], later: [far, farther] })
  })

  test('that somebody has taken is on the board, and so is whatever else is due later', () => {
    const taken = dueIn(3_600, { state: 'taken', owner: { kind: 'nurse', ...mine } })
    const promised = aTask({ kind: 'call_back_promised', dueAt: plusSeconds(AT, 7_200) })

    expect(byTime(taken, promised)).toEqual({ now: [taken, promised], later: [] })
  })
})

describe('a promise that another call back is to answer too', () => {
  const patientId = PatientId.parse('00000000-0000-4000-8000-0000000000aa')
  const other = aTask({ patientId })
  const promise = aTask({
    kind: 'call_back_promised',
    patientId,
    answeredBy: { taskId: other.taskId, promisedBy: 'Grace Okafor' },
  })
  const boardOf = (...tasks: BoardTask[]) => aBoard({ tasks }).tasks

  test('is not on the board beside it, and the other says that it is for both', () => {
    const tasks = boardOf(other, promise)

    expect(owedTasks(tasks)).toEqual([other])
    expect(answeredBy(tasks, other)).toEqual([promise])
  })

  test.each<[string, Partial<BoardTask>, Partial<BoardTask>]>([
    ['the other is about somebody else', { patientId: null }, {}],
    ['it is itself about somebody else', {}, { patientId: null }],
    ['neither is about anybody', { patientId: null }, { patientId: null }],
    ['the other is nothing to ring for any more', { kind: 'write_up_on_call' }, {}],
    ['somebody has taken it', {}, { state: 'taken', owner: { kind: 'nurse', ...mine } }],
  ])('is there by itself where %s', (_, theOther, itself) => {
    const tasks = boardOf({ ...other, ...theOther }, { ...promise, ...itself })

    expect(owedTasks(tasks)).toHaveLength(2)
    expect(answeredBy(tasks, { ...other, ...theOther })).toEqual([])
  })

  test('is there by itself once the other is not', () => {
    expect(owedTasks(boardOf({ ...other, state: 'done' }, promise))).toEqual([promise])
  })
})
