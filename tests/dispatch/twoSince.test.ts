import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// Somebody has said yes and is on the way when it is written that nobody goes to this house alone.
const FIRST = '+447700900571'
let house: LineHouse
let nurse: Nurse
let first: Nurse
let second: Nurse
let held: HeldCall
let patientId: PatientId
let teamTaskId: TeamTaskId
const itemId = randomUUID()
beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'first',
    phone: FIRST,
  })
  await joins(db, lineId, team, { signInName: 'second', phone: '+447700900572', position: 'second' })
  nurse = await aNurse(house.url, 'aroha1')
  first = await aNurse(house.url, 'first')
  second = await aNurse(house.url, 'second')
  patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900711')
  await confirmed(nurse, held, patientId)
  teamTaskId = await raised()
  await until(async () => (await rowOf(first))?.offer != null)
  const answer = { answer: 'accept' as const, commandId: aCommand(), offer: 1 }
  await first.ask(routes.answerTeamTask, { params: { teamTaskId }, body: answer })
})
afterAll(() => house.close())

const epoch = async () => (await nurse.detail(held.callId)).identity.epoch
async function raised(): Promise<TeamTaskId> {
  const kind = 'symptom_visit' as const
  const asked = { epoch: await epoch(), commandId: aCommand(), kind, urgency: 'U2' as const, why: 'Sore' }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body: asked })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  return reply.teamTask.teamTaskId
}
const task = async () => (await nurse.board()).teamTasks.find(one => one.teamTaskId === teamTaskId)
const rowOf = async (who: Nurse) =>
  (await who.ask(routes.myTeamTasks)).tasks.find(one => one.teamTaskId === teamTaskId)
const steps = async () =>
  (await nurse.ask(routes.teamTask, { params: { teamTaskId } })).steps.map(({ words }) => words)
const inbox = () => house.phone.handset(FIRST).inbox()
const flag = (version: number) => ({
  kind: 'visiting' as const,
  reason: `The dog, looked at ${version} times`,
  reviewBy: '2030-01-01',
  needsTwoPeople: true,
})
const write = async (version: number) => {
  const body = {
    epoch: await epoch(),
    commandId: aCommand(),
    section: 'safetyFlags' as const,
    itemId,
    version,
    body: flag(version),
  }
  return nurse.ask(routes.editRecord, { params: held.params, body })
}
const JOINED = 'The record says since that nobody goes alone: two are to go.'

test('the task becomes two people’s: who goes is told to wait, somebody is asked to go with them, and it is in the steps', async () => {
  expect((await task())?.two ?? null).toBeNull()
  expect((await write(0)).kind).toBe('saved')

  await until(async () => (await task())?.two != null)
  expect(await task()).toMatchObject({ two: { because: 'flag', second: null, isWaived: false } })
  expect((await rowOf(first))?.two).toMatchObject({ because: 'flag', second: null })
  await until(async () => inbox().some(({ body }) => body.includes('Do not go in alone')))
  await until(async () => (await rowOf(second))?.offer != null)
  expect((await steps()).filter(words => words === JOINED)).toHaveLength(1)
})

test('written again it changes nothing, and taken back one may go: nobody else is asked', async () => {
  expect((await write(1)).kind).toBe('saved')
  const item = { section: 'safetyFlags' as const, itemId, version: 2 }
  const taken = { epoch: await epoch(), commandId: aCommand(), item, because: 'It was another house' }
  const { kind } = await nurse.ask(routes.retractEntry, { params: held.params, body: taken })
  expect(kind).toBe('saved')

  await until(async () => ((await task())?.two ?? null) === null)
  expect((await rowOf(second))?.offer ?? null).toBeNull()
  await until(async () => inbox().some(({ body }) => body.includes('has changed')))
  const said = await steps()
  expect(said.filter(words => words === JOINED)).toHaveLength(1)
  expect(said).toContain('The record does not say any more that two go: one may.')
})
