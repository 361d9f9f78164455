import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { ProgressTeamTask } from '#shared/teamTasks.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aVisitTo } from './aVisitTo.ts'
import { aTeamOf } from './teamsOfLine.ts'

// One nurse has two visits on one night. She presses for help in one of the two houses, and may have pressed for the other.
let house: LineHouse
let db: Database
let nurse: Nurse
let goer: Nurse
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  const phone = '+447700900571'
  await aTeamOf(db, lineId, { name: 'Night nursing', kind: 'night_nursing', signInName: 'night', phone })
  await db.run(db.sql`update teams set capacity = 50`)
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
})
afterAll(() => house.close())

const of = () => ({ house, nurse, goer })
const press = (teamTaskId: TeamTaskId, step: 'arrived' | 'help') =>
  goer.ask(routes.progressTeamTask, {
    params: { teamTaskId },
    body: {
      commandId: aCommand(),
      at: new Date().toISOString(),
      step,
      ...(step === 'help' && { place: null }),
    } as ProgressTeamTask,
  })
const whereFor = async (teamTaskId: TeamTaskId) =>
  (await nurse.ask(routes.teamTask, { params: { teamTaskId } })).whereTheyAre

test('the line is shown every house in which she may be, each look in the log of its own person; and one where it is sure', async () => {
  const [first, second] = [
    await aVisitTo({ ...of(), street: '1 Weavers Row', from: '+447700900641' }),
    await aVisitTo({ ...of(), street: '9 Mill Lane', from: '+447700900642' }),
  ]
  await press(first, 'help')

  // She has said of neither that she is there.
  expect(await whereFor(first)).toMatchObject([
    {
      address: ['1 Weavers Row', 'BD16 4AA'],
      also: [{ teamTaskId: second, address: ['9 Mill Lane', 'BD16 4AA'] }],
    },
  ])
  const looks = await db.run(db.sql`
    select 1 from access_log where why ->> 'taskId' = ${second} and 'visitPlace' = any(what)`)
  expect(looks.length).toBeGreaterThan(0)
  await press(first, 'arrived')
  expect(await whereFor(first)).toMatchObject([{ also: [] }])
  await press(second, 'arrived') // and said nothing of having left the first
  expect(await whereFor(first)).toMatchObject([{ also: [{ teamTaskId: second }] }])
})
