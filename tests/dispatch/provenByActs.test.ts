import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// Whoever has just answered can be reached: they are not shown as "not proven" because they did not answer the test.
const NIGHT = '+447700900571'
let house: LineHouse
let db: Database
let nurse: Nurse
let goer: Nurse
let teamTaskId: TeamTaskId
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  await aTeamOf(db, house.north.lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: NIGHT,
  })
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
  const held = await talkingTo(house, nurse, '+447700900629')
  await confirmed(nurse, held, await aCanary(house, 'north'))
  const { epoch } = (await nurse.detail(held.callId)).identity
  const work = { kind: 'symptom_visit' as const, urgency: 'U2' as const, why: 'She cannot settle' }
  const body = { ...work, epoch, commandId: aCommand() }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  ;({ teamTaskId } = reply.teamTask)
  await until(async () => inbox().some(text => text.startsWith('Task ')))
})
afterAll(() => house.close())

const inbox = () =>
  house.phone
    .handset(NIGHT)
    .inbox()
    .map(({ body }) => body)
const proofs = () => db.run(db.sql`select how from duty_tests where answered_at is not null`)
const isProven = async () => (await nurse.ask(routes.teamsTonight)).teams[0]?.now[0]?.isProven

test('that their phone has shown an offer proves nothing', async () => {
  await goer.ask(routes.answerTeamTask, {
    params: { teamTaskId },
    body: { answer: 'seen', commandId: aCommand(), offer: 1 },
  })

  expect(await proofs()).toEqual([])
  expect(await isProven()).toBe(false)
})

test('a yes by text proves that they can be reached, and so does what they press in the app', async () => {
  house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, 'Accept')
  await until(async () => inbox().some(text => text.includes('is yours')))
  expect(await proofs()).toEqual([{ how: 'sms' }])
  expect(await isProven()).toBe(true)

  await db.run(db.sql`delete from duty_tests`)
  const step = { step: 'set_out' as const, minutes: 20 }
  const press = { ...step, commandId: aCommand(), at: new Date().toISOString() }
  await goer.ask(routes.progressTeamTask, { params: { teamTaskId }, body: press })
  await goer.ask(routes.progressTeamTask, { params: { teamTaskId }, body: press })
  expect(await proofs()).toEqual([{ how: 'app' }])
  expect(await isProven()).toBe(true)
})
