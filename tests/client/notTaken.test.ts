import { expect, test } from 'vitest'
import { notTaken } from '#client/outcomes/core/notTaken.ts'
import { CallId, StaffId, TeamId } from '#shared/ids.ts'
import { BoardTeamTask } from '#shared/teamTasks.ts'
import { AT } from './builders.ts'

// Beside the button that closes a call: what was asked for urgently in it, and has nobody yet.
const CALL = CallId.parse('00000000-0000-4000-8000-0000000000c1')
const OTHER = CallId.parse('00000000-0000-4000-8000-0000000000c2')
const theirs = {
  kind: 'responder' as const,
  staffId: StaffId.parse('00000000-0000-4000-8000-0000000000a2'),
  name: 'Lindsay',
  teamId: TeamId.parse('00000000-0000-4000-8000-0000000000a3'),
  team: 'Night nursing',
}
const aTask = (over: Partial<BoardTeamTask> = {}): BoardTeamTask =>
  BoardTeamTask.parse({
    teamTaskId: '00000000-0000-4000-8000-0000000000a1',
    version: 1,
    kind: 'symptom_visit',
    urgency: 'U2',
    state: 'offered',
    raisedAt: AT,
    dueAt: AT,
    owner: { kind: 'desk' },
    callId: CALL,
    patientId: '00000000-0000-4000-8000-0000000000a4',
    offer: null,
    before: null,
    nobodyUntil: null,
    alerted: 'nobody',
    breachedAt: null,
    expectedAt: null,
    ...over,
  })

test('the most urgent is named, and how many more wait', () => {
  expect(notTaken([aTask()], CALL)).toEqual({
    isWaiting: true,
    says: 'Not accepted yet: U2, Visit for a symptom.',
  })
  expect(notTaken([aTask(), aTask({ urgency: 'U1', kind: 'syringe_pump' })], CALL)?.says).toBe(
    'Not accepted yet: U1, Syringe pump: set up, or a fault, and 1 more.',
  )
  expect(notTaken([aTask({ state: 'on_hold' })], CALL)?.isWaiting).toBe(true)
})

test('once somebody has it, or it is over, the line stays and says that nothing waits', () => {
  for (const over of [
    { owner: theirs, state: 'accepted' as const },
    { state: 'stood_down' as const },
    { owner: theirs, state: 'done' as const },
  ])
    expect(notTaken([aTask(over)], CALL)).toEqual({
      isWaiting: false,
      says: 'Nothing urgent of this call waits for a team.',
    })
})

test('of another call, and of what is not urgent, nothing is said', () => {
  expect(
    notTaken([aTask({ callId: OTHER }), aTask({ urgency: 'U3' }), aTask({ callId: null })], CALL),
  ).toBeNull()
})
