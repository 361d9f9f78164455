import { expect, test } from 'vitest'
import { alarmsFor } from '#client/board/core/alarms.ts'
import { needsTheLine } from '#client/board/core/teamTasks.ts'
import { whereItIs } from '#client/dispatch/teamTaskWords.ts'
import { HeardEntry, HeardSnapshot } from '#shared/heard.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import type { Role } from '#shared/staff.ts'
import { BoardTeamTask } from '#shared/teamTasks.ts'
import { plusSeconds } from '#shared/time.ts'
import { AT, aBoard, aSnapshot, GRACE, PRIYA } from './builders.ts'

const ID = '00000000-0000-4000-8000-0000000000a1'
const hers = { kind: 'nurse' as const, staffId: GRACE, name: 'Grace Okafor' }
const theirs = {
  kind: 'responder' as const,
  staffId: StaffId.parse('00000000-0000-4000-8000-0000000000a2'),
  name: 'Lindsay',
  teamId: TeamId.parse('00000000-0000-4000-8000-0000000000a3'),
  team: 'Night nursing',
}
const aTeamTask = (over: Partial<BoardTeamTask> = {}): BoardTeamTask =>
  BoardTeamTask.parse({
    teamTaskId: ID,
    version: 1,
    kind: 'symptom_visit',
    urgency: 'U2',
    state: 'offered',
    raisedAt: AT,
    dueAt: plusSeconds(AT, 7_200),
    owner: hers,
    callId: null,
    patientId: '00000000-0000-4000-8000-0000000000a4',
    offer: null,
    before: null,
    nobodyUntil: null,
    alerted: 'nobody',
    breachedAt: null,
    expectedAt: null,
    ...over,
  })
const heard = (over: Partial<BoardTeamTask>, role: Role = 'coordinator', staffId = GRACE, at = AT) =>
  alarmsFor(aBoard({ teamTasks: [aTeamTask(over)] }), { staffId, role }, at)

const no = { team: 'Night nursing', at: AT, answer: 'declined' as const, reason: 'no_capacity' as const }

test('a team that says no is heard by the nurse who sees to it, by everybody while nobody does, and by no colleague', () => {
  expect(heard({ before: no })).toEqual([`said_no/${ID}/${AT}`])
  expect(heard({ before: no }, 'coordinator', PRIYA)).toEqual([])
  expect(heard({ before: no, owner: { kind: 'desk' } }, 'coordinator', PRIYA)).toHaveLength(1)
  expect(heard({ before: no, owner: theirs, state: 'accepted' })).toEqual([])
})

test('that nobody accepts is heard by shift leads', () => {
  expect(heard({ alerted: 'lead' }, 'shift_lead', PRIYA)).toEqual([`nobody_accepts/${ID}/lead`])
  expect(heard({ alerted: 'lead' }, 'coordinator', PRIYA)).toEqual([])
  expect(heard({ alerted: 'manager' }, 'shift_lead', PRIYA)).toEqual([`nobody_accepts/${ID}/manager`])
})

test('late is heard every five minutes until somebody is there, also where a team has accepted', () => {
  const late = (seconds: number, over: Partial<BoardTeamTask> = {}) =>
    heard(over, 'coordinator', GRACE, plusSeconds(AT, 7_200 + seconds))

  expect(late(60)).toEqual([`team_late/${ID}/0`])
  expect(late(360)).toEqual([`team_late/${ID}/1`])
  expect(late(360, { owner: theirs, state: 'en_route' })).toEqual([`team_late/${ID}/1`])
  expect(late(360, { owner: theirs, state: 'arrived' })).toEqual([])
})

test.each([
  ['is asked, in time', {}, false],
  ['nobody is left to ask', { nobodyUntil: AT }, true],
  ['shift leads are told', { alerted: 'lead' as const }, true],
  ['they could not get in', { owner: theirs, state: 'no_access' as const }, true],
  ['they are on the way', { owner: theirs, state: 'en_route' as const }, false],
  ['the person has died', { hasDied: true }, true],
])('a nurse has something to do, or not: %s', (_, over, isSo) => {
  expect(needsTheLine(aTeamTask(over), AT)).toBe(isSo)
})

test('a task of a kind that this page does not know keeps it from nothing else', () => {
  const newer = { ...aTeamTask(), kind: 'something_new' }
  const snapshot = HeardSnapshot.parse({ ...aSnapshot(), teamTasks: [newer, aTeamTask()] })
  const told = HeardEntry.parse({ seq: 11, at: AT, message: { kind: 'team_task', teamTask: newer } })

  expect(snapshot.teamTasks).toEqual([null, aTeamTask()])
  expect(told.message).toBeNull()
})

test('teams that are asked at once are all named', () => {
  const offer = {
    number: 2,
    teamId: theirs.teamId,
    team: 'Hospice at home',
    at: AT,
    until: plusSeconds(AT, 600),
  }

  expect(whereItIs(aTeamTask({ offer }), AT)).toBe('Asking Hospice at home: answers within 10 min')
  expect(whereItIs(aTeamTask({ offer, alsoAsked: ['Night nursing'] }), AT)).toBe(
    'Asking Night nursing, Hospice at home at once: answers within 10 min',
  )
})
