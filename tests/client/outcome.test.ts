import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { asTime, EMPTY_OUTCOME, judge, nextAt, type OutcomeForm } from '#client/outcomes/core/outcomeForm.ts'
import { unkept } from '#client/outcomes/core/unkept.ts'
import { asClock, inWordsDuration } from '#client/ui/core/duration.ts'
import { clockTime, showAge, showDate, showMoment, showTime } from '#client/ui/core/when.ts'
import { showMoment as sharedMoment, showTime as sharedTime } from '#shared/days.ts'
import { TaskId } from '#shared/ids.ts'
import { AT } from './builders.ts'

const whole: OutcomeForm = {
  ...EMPTY_OUTCOME,
  reason: 'pain',
  disposition: 'district_nurse',
  whereAfter: 'usual_home',
  callBack: 'no',
}

test('no choice of an outcome is made for the nurse', () => {
  const judged = judge(EMPTY_OUTCOME, AT, clockTime)

  expect(judged.kind === 'wanting' && judged.errors.map(error => error.id)).toEqual([
    'outcome-reason',
    'outcome-disposition',
    'outcome-whereAfter',
    'outcome-callBack',
  ])
})

test('a call back has a time, and it is the next such time on the clock', () => {
  const judged = judge({ ...whole, callBack: 'yes', callBackAt: '02:05' }, AT, clockTime)

  expect(judged).toMatchObject({
    kind: 'ready',
    outcome: { callBack: { needed: true, dueAt: '2026-11-24T02:05:00.000Z' } },
  })
})

test('a call back without a time is asked about', () => {
  expect(judge({ ...whole, callBack: 'yes' }, AT, clockTime)).toMatchObject({
    errors: [{ id: 'outcome-callBackAt' }],
  })
})

describe('where a call back about the person is owed already', () => {
  const owed = { taskId: TaskId.parse(randomUUID()), dueAt: AT, owner: null, to: null }

  test('it may be chosen as the answer to this call too', () => {
    expect(judge({ ...whole, callBack: 'owed' }, AT, clockTime, false, owed)).toMatchObject({
      outcome: { callBack: { needed: 'owed', taskId: owed.taskId } },
    })
  })

  test('once it is not owed any more, she chooses again', () => {
    expect(judge({ ...whole, callBack: 'owed' }, AT, clockTime)).toMatchObject({
      errors: [{ id: 'outcome-callBack' }],
    })
  })

  test('a second one wants a reason, and keeps it', () => {
    const second = { ...whole, callBack: 'yes' as const, callBackAt: '02:05' }

    expect(judge(second, AT, clockTime, false, owed)).toMatchObject({
      errors: [{ id: 'outcome-secondBecause' }],
    })
    const because = 'The son is in another house'
    expect(judge({ ...second, secondBecause: because }, AT, clockTime, false, owed)).toMatchObject({
      outcome: { callBack: { needed: true, secondBecause: because } },
    })
  })
})

test('"something else" must say what', () => {
  expect(judge({ ...whole, disposition: 'other' }, AT, clockTime)).toMatchObject({
    errors: [{ id: 'outcome-next' }],
  })
})

test('a time in the hour that the clocks skip is not promised; one after it is right', () => {
  const nightOfChange = '2027-03-28T00:10:00.000Z'

  expect([nextAt('01:30', nightOfChange, clockTime), nextAt('02:30', nightOfChange, clockTime)]).toEqual([
    '2027-03-29T00:30:00.000Z',
    '2027-03-28T01:30:00.000Z',
  ])
})

test('times and dates are read in Britain, whatever the machine thinks', () => {
  const summer = '2026-07-01T23:30:00.000Z'

  expect([showTime(summer), showMoment(summer, AT), showDate('1955-05-14')]).toEqual([
    '00:30',
    '02-Jul-2026 00:30',
    '14-May-1955',
  ])
})

test('in the hour that the clocks tell twice, a time says which of the two it is', () => {
  const times = ['2026-10-24T23:59:00.000Z', '2026-10-25T00:00:00.000Z', '2026-10-25T00:45:00.000Z'].concat(
    ['2026-10-25T01:45:00.000Z', '2026-10-25T01:59:59.000Z', '2026-10-25T02:00:00.000Z'],
    ['2026-03-29T00:59:00.000Z', '2026-03-29T01:00:00.000Z'],
  )

  expect(times.map(showTime)).toEqual([
    ...['00:59', '01:00 BST', '01:45 BST', '01:45 GMT', '01:59 GMT', '02:00'],
    ...['00:59', '02:00'],
  ])
  expect(times.map(sharedTime)).toEqual(times.map(showTime))
  expect(showMoment('2026-10-25T01:45:00.000Z', AT)).toBe('25-Oct-2026 01:45 GMT')
  expect(sharedMoment('2026-10-25T00:45:00.000Z')).toBe('25-Oct-2026 01:45 BST')
})

test('ages and durations are words', () => {
  expect([
    showAge('2026-11-20T02:10:00.000Z', AT),
    showAge('2026-10-02T02:10:00.000Z', AT),
    asClock(42),
    asClock(3_727),
    inWordsDuration(7_500),
    inWordsDuration(-3),
  ]).toEqual(['3 days ago', '7 weeks ago', '0:42', '1:02:07', '2 h 5 min', '0 s'])
})

test.each([
  ['430', '04:30'],
  ['0430', '04:30'],
  ['4.30', '04:30'],
  ['16:30', '16:30'],
  ['soon', 'soon'],
])('a time typed as %s is %s', (typed, time) => {
  expect(asTime(typed)).toBe(time)
})

test('what the server does not have of an outcome is told under the words of its fields, and nothing else is', () => {
  const kept = { ...whole, found: 'Calm.', next: 'Nothing.' }

  expect(unkept(kept, kept)).toBe('')
  expect(unkept({ ...kept, reason: 'fall', found: 'Calm, then not.', next: '' }, kept)).toBe(
    'Why they called: Fall; What was found: “Calm, then not.”; What happens next: nothing any more',
  )
})
