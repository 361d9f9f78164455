import { describe, expect, test } from 'vitest'
import { openRows } from '#server/shift/core/openRows.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'

const at = '2026-11-30T03:00:00.000Z'
const task = (taskId: string, dueAt: string, more: Partial<BoardTask> = {}): BoardTask =>
  ({
    taskId,
    version: 1,
    kind: 'call_back_promised',
    state: 'open',
    raisedAt: '2026-11-30T01:00:00.000Z',
    dueAt,
    owner: { kind: 'desk' },
    patientId: null,
    ...more,
  }) as BoardTask // of a task nothing else is asked here
const teamTask = (teamTaskId: string, dueAt: string, more: Partial<BoardTeamTask> = {}): BoardTeamTask =>
  ({
    teamTaskId,
    urgency: 'U2',
    state: 'offered',
    raisedAt: '2026-11-30T01:00:00.000Z',
    dueAt,
    ...more,
  }) as BoardTeamTask // of a team task nothing else is asked here
const ids = ({ rows }: ReturnType<typeof openRows>) =>
  rows.map(row => (row.kind === 'task' ? row.task.taskId : row.teamTask.teamTaskId))
const all = { show: 'all', rows: 50, at } as const

describe('what is open in a shift', () => {
  test('what has waited longest past its time is first, and of two due at once the more urgent', () => {
    const tasks = [task('due at four', '2026-11-30T04:00:00.000Z'), task('late', '2026-11-30T02:00:00.000Z')]
    const teamTasks = [
      teamTask('latest', '2026-11-30T01:30:00.000Z'),
      teamTask('U2 at four', '2026-11-30T04:00:00.000Z'),
      teamTask('U1 at four', '2026-11-30T04:00:00.000Z', { urgency: 'U1' }),
    ]

    expect(ids(openRows({ tasks, teamTasks }, all))).toEqual([
      'latest',
      'late',
      'U1 at four',
      'U2 at four',
      'due at four',
    ])
  })

  test('who is there is not late, and the counts are of all, however few are shown', () => {
    const teamTasks = [
      teamTask('there', '2026-11-30T02:00:00.000Z', { state: 'arrived' }),
      teamTask('late', '2026-11-30T02:00:00.000Z'),
      teamTask('later', '2026-11-30T02:30:00.000Z'),
    ]

    const late = openRows({ tasks: [], teamTasks }, { ...all, show: 'late', rows: 1 })

    expect(ids(late)).toEqual(['late'])
    expect(late.counts).toEqual({ all: 3, late: 2, day_old: 0 })
  })

  test('a promise for which another call back stands is not there twice', () => {
    const tasks = [
      task('first', '2026-11-30T02:00:00.000Z', { patientId: 'p' as never }),
      task('promise', '2026-11-30T02:00:00.000Z', {
        patientId: 'p' as never,
        answeredBy: { taskId: 'first' as never, promisedBy: 'Aroha' },
      }),
    ]

    expect(ids(openRows({ tasks, teamTasks: [] }, all))).toEqual(['first'])
  })

  test.each([
    // In the night of 25 October 2026 01:30 comes twice; on 28 March 2027 it does not come.
    ['2026-10-25T01:30:00.000Z', '2026-10-24T01:30:00.000Z', 1],
    ['2026-10-25T01:30:00.000Z', '2026-10-24T01:30:00.001Z', 0],
    ['2027-03-28T01:30:00.000Z', '2027-03-27T01:30:00.000Z', 1],
    ['2027-03-28T01:30:00.000Z', '2027-03-27T01:30:00.001Z', 0],
  ])('at %s what was raised %s counts %i as not closed after 24 hours', (now, raisedAt, count) => {
    const { counts } = openRows(
      { tasks: [task('one', now, { raisedAt })], teamTasks: [] },
      { ...all, at: now },
    )

    expect(counts.day_old).toBe(count)
  })
})
