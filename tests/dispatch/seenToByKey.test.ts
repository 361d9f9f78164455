import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aVisitTo } from './aVisitTo.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// 1 in the ring that says that a colleague calls for help: of who leads it is that they see to it, by their name, and of nobody else.
const BOSS = '+447700900573'
let house: LineHouse
let nurse: Nurse
let goer: Nurse
beforeAll(async () => {
  house = await lineHouse()
  const { lineId } = house.north
  const { db } = house.database
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: '+447700900571',
  })
  await joins(db, lineId, team, { signInName: 'boss', phone: BOSS, position: 'manager' })
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
})
afterAll(() => house.close())

const outOf = async (teamTaskId: TeamTaskId) =>
  (await nurse.board()).teamTasks.find(one => one.teamTaskId === teamTaskId)?.outs?.[0]

test('1 on the telephone of who leads is that they see to it: every board has their name, and nobody else is told', async () => {
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '1 Weavers Row', from: '+447700900641' })
  const said = { commandId: aCommand(), at: new Date().toISOString() }
  await goer.ask(routes.progressTeamTask, {
    params: { teamTaskId },
    body: { ...said, step: 'help', place: null },
  })
  const call = await house.phone.handset(BOSS).waitForRing()
  call.answer()
  await call.waitToHear(/Press 1 if you see to it/)
  call.press('1')

  await until(async () => (await outOf(teamTaskId))?.seenTo != null)
  expect(await outOf(teamTaskId)).toMatchObject({ step: 'help', seenTo: { name: 'boss of Night nursing' } })
})
