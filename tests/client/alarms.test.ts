import { expect, test } from 'vitest'
import { alarmsFor } from '#client/board/core/alarms.ts'
import { overdue } from '#client/calls/core/overdue.ts'
import type { Role } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'
import { AT, aBoard, aCall, aTask, GRACE, PRIYA } from './builders.ts'

const graces = { staffId: GRACE, name: 'Grace Okafor' }
const priyas = { staffId: PRIYA, name: 'Priya Nair' }
const as = (role: Role, staffId = GRACE) => ({ staffId, role })
const [MIN, HOUR] = [60, 3_600]

test.each([
  ['a talk', 'talking', 3 * HOUR + 50 * MIN - 1, null],
  [
    'a talk of 3 h 50, ten minutes before the carrier ends it',
    'talking',
    3 * HOUR + 50 * MIN,
    'talk_ends_soon',
  ],
  ['an outcome', 'wrapup', 3 * MIN - 1, null],
  ['an outcome after 3 min', 'wrapup', 3 * MIN, 'outcome_slow'],
  ['an outcome before 15 min', 'wrapup', 15 * MIN - 1, 'outcome_slow'],
  ['an outcome after 15 min', 'wrapup', 15 * MIN, 'outcome_late'],
] as const)('%s is said to be late, or not', (_, state, seconds, late) => {
  const call = aCall({ state, talkingSince: AT, endedAt: state === 'wrapup' ? AT : null, claimedBy: graces })

  expect(overdue(call, plusSeconds(AT, seconds))).toBe(late)
})

test('an outcome that is not written chimes at 3 min for its nurse, and at 15 min for the shift lead as well', () => {
  const call = aCall({ state: 'wrapup', endedAt: AT, claimedBy: graces })
  const board = aBoard({ calls: [call] })
  const heard = (me: Parameters<typeof alarmsFor>[1]) =>
    [2 * MIN, 3 * MIN, 15 * MIN].map(seconds => alarmsFor(board, me, plusSeconds(AT, seconds)))

  expect(heard(as('coordinator'))).toEqual([
    [],
    [`outcome_slow/${call.callId}`],
    [`outcome_late/${call.callId}`],
  ])
  expect(heard(as('shift_lead', PRIYA))).toEqual([[], [], [`outcome_late/${call.callId}`]])
  expect(heard(as('coordinator', PRIYA))).toEqual([[], [], []])
})

test('that a child rings is heard by who leads the shift, and by nobody else', () => {
  const call = aCall({ state: 'talking', talkingSince: AT, claimedBy: graces, isFromChild: true })
  const heard = (me: Parameters<typeof alarmsFor>[1]) => alarmsFor(aBoard({ calls: [call] }), me, AT)

  expect(heard(as('shift_lead', PRIYA))).toEqual([`child/${call.callId}`])
  expect([heard(as('coordinator', PRIYA)), heard(as('shift_lead'))]).toEqual([[], []])
})

test('nothing chimes for a nurse who talks; while her outcome waits nothing but her own', () => {
  const near = aTask({ dueAt: AT })
  const at = plusSeconds(AT, 4 * HOUR)
  const told = (...calls: Parameters<typeof aCall>[0][]) =>
    alarmsFor(aBoard({ calls: calls.map(call => aCall(call)), tasks: [near] }), as('shift_lead'), at).map(
      name => name.split('/')[0],
    )
  const late = { state: 'wrapup', endedAt: AT, claimedBy: priyas } as const

  expect(told({ state: 'talking', talkingSince: AT, claimedBy: graces }, late)).toEqual([])
  expect(told({ state: 'wrapup', endedAt: AT, claimedBy: graces }, late)).toEqual(['outcome_late'])
  expect(told({ state: 'talking', talkingSince: AT, claimedBy: priyas }, late)).toEqual([
    'talk_ends_soon',
    'outcome_late',
    'broken',
  ])
})

test('a message that nobody hears chimes at once, when its five minutes are over, and every five minutes after', () => {
  const task = aTask({ kind: 'hear_voicemail', dueAt: plusSeconds(AT, 5 * MIN) })
  const board = aBoard({ tasks: [task] })

  const names = [0, 5 * MIN, 5 * MIN + 1, 10 * MIN - 1, 10 * MIN, 15 * MIN].map(
    seconds => alarmsFor(board, as('coordinator'), plusSeconds(AT, seconds))[0],
  )

  const [soon, broken] = [`soon/${task.taskId}`, `broken/${task.taskId}`]
  expect(names).toEqual([soon, soon, `${broken}/0`, `${broken}/0`, `${broken}/1`, `${broken}/2`])
})

test('a call-back that its nurse does not make is heard by her and by the shift lead, and by nobody else', () => {
  const task = aTask({
    kind: 'call_back_requested',
    state: 'taken',
    dueAt: AT,
    owner: { kind: 'nurse', ...priyas },
  })
  const board = aBoard({ tasks: [task] })
  const at = plusSeconds(AT, 1)

  const heard = [as('coordinator', PRIYA), as('shift_lead'), as('coordinator')].map(
    me => alarmsFor(board, me, at).length,
  )

  expect(heard).toEqual([1, 1, 0])
})
