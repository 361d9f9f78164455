import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Urgency } from '#shared/urgency.ts'
import { aCanary, closed, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// A visit is not over for the line when it is over for the team: whoever waited for it is rung.
let house: LineHouse
let nurse: Nurse
let goer: Nurse
let patientId: PatientId
let held: HeldCall
let number: string
let count = 0
beforeAll(async () => {
  house = await lineHouse()
  await aTeamOf(house.database.db, house.north.lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night.nurse',
  })
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night.nurse')
})
afterAll(() => house.close())
beforeEach(async () => {
  count += 1
  number = `+4477009008${10 + count}`
  patientId = (await aCanary(house, 'north')) as PatientId // an id of its row
  held = await talkingTo(house, nurse, number)
  await confirmed(nurse, held, patientId)
  return () => closed(nurse, held)
})

/** Asked of the team, and accepted. */
async function accepted(urgency: Urgency): Promise<TeamTaskId> {
  const { epoch } = (await nurse.detail(held.callId)).identity
  const body = { epoch, commandId: aCommand(), kind: 'symptom_visit' as const, urgency, why: 'Cannot settle' }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  const { teamTaskId } = reply.teamTask
  const params = { teamTaskId }
  const isAsked = async () =>
    (await goer.ask(routes.myTeamTasks)).tasks.some(task => task.teamTaskId === teamTaskId)
  await expect.poll(isAsked).toBe(true)
  await goer.ask(routes.answerTeamTask, {
    params,
    body: { answer: 'accept', commandId: aCommand(), offer: 1 },
  })
  return teamTaskId
}
const outcome = { found: 'Sore', done: 'Dose', plan: null, nextReview: null, askOfLine: null, given: [] }
const done = { step: 'done' as const, outcome }
const failed = { step: 'failed' as const, because: 'The car broke down' }
const say = (teamTaskId: TeamTaskId, step: typeof done | typeof failed, commandId = aCommand()) =>
  goer.ask(routes.progressTeamTask, {
    params: { teamTaskId },
    body: { ...step, commandId, at: new Date().toISOString() },
  })
const owed = async (teamTaskId: TeamTaskId) =>
  (await nurse.board()).tasks.filter(task => task.afterTeamTask === teamTaskId)

test('who rang is owed a call once the team has said that it is done, and once however often it is said', async () => {
  const teamTaskId = await accepted('U1')
  const commandId = aCommand()
  await say(teamTaskId, done, commandId)
  await say(teamTaskId, done, commandId)

  const tasks = await owed(teamTaskId)

  expect(tasks).toMatchObject([
    { kind: 'after_visit', state: 'open', from: number, patientId, owner: { kind: 'desk' }, callId: null },
  ])
  const [task] = tasks
  expect(Date.parse(task?.dueAt ?? '') - Date.parse(task?.raisedAt ?? '')).toBeGreaterThan(3_500_000)
  const { outcome: read } = await nurse.ask(routes.teamTask, { params: { teamTaskId } })
  expect(read?.found).toBe('Sore')
})

test('of what could not be done they are rung at once, and it does not go from the board unheard', async () => {
  const teamTaskId = await accepted('U2')
  await say(teamTaskId, failed)

  const [task] = await owed(teamTaskId)

  expect(Date.parse(task?.dueAt ?? '') - Date.parse(task?.raisedAt ?? '')).toBeLessThanOrEqual(600_000)
})

test('it is taken and closed as every call that is owed, by whom and with what', async () => {
  const teamTaskId = await accepted('U1')
  await say(teamTaskId, done)
  const [task] = await owed(teamTaskId)
  if (!task) throw new Error('nothing is owed')

  const params = { taskId: task.taskId }
  await nurse.ask(routes.takeTask, { params, body: { version: task.version } })
  await nurse.ask(routes.closeTask, {
    params,
    body: { version: task.version + 1, result: 'not_needed', note: 'She rang herself' },
  })

  expect(await owed(teamTaskId)).toEqual([])
})

test('nobody is rung after a visit to somebody who has died, nor where it was withdrawn', async () => {
  const { sql, run } = house.database.db
  const died = await accepted('U1')
  await run(sql`update patients set is_deceased = true where id = ${patientId}`)
  await say(died, done)
  await run(sql`update patients set is_deceased = false where id = ${patientId}`)
  const withdrawn = await accepted('U1')
  const { version } = (await nurse.ask(routes.teamTask, { params: { teamTaskId: withdrawn } })).teamTask
  await nurse.ask(routes.handleTeamTask, {
    params: { teamTaskId: withdrawn },
    body: { act: 'stand_down', commandId: aCommand(), version, because: 'He sleeps' },
  })

  expect([...(await owed(died)), ...(await owed(withdrawn))]).toEqual([])
})
