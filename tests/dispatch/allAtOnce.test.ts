import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// Nobody has accepted by the time of two offers, and somebody is to be there soon: from then on whoever may come is asked at once.
const PHONES = { night: '+447700900571', hospice: '+447700900572', doctors: '+447700900573' }

let house: LineHouse
let db: Database
let nurse: Nurse
let held: HeldCall
let epoch: number
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  for (const [signInName, kind, name] of [
    ['night', 'night_nursing', 'Night nursing'],
    ['hospice', 'hospice_at_home', 'Hospice at home'],
    ['doctors', 'gp_out_of_hours', 'Doctors'],
  ] as const)
    await aTeamOf(db, lineId, { name, kind, signInName, phone: PHONES[signInName] })
  nurse = await aNurse(house.url, 'aroha1')
  const patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900621')
  await confirmed(nurse, held, patientId)
  epoch = (await nurse.detail(held.callId)).identity.epoch
})
afterAll(() => house.close())

const says = (number: string, pattern: RegExp) =>
  house.phone
    .handset(number)
    .inbox()
    .filter(({ body }) => pattern.test(body)).length
const task = async (id: TeamTaskId) => (await nurse.board()).teamTasks.find(one => one.teamTaskId === id)
async function raised(urgency: 'U1' | 'U3'): Promise<{ id: TeamTaskId; code: string }> {
  const reply = await nurse.ask(routes.raiseTeamTask, {
    params: held.params,
    body: {
      epoch,
      commandId: aCommand(),
      kind: 'symptom_visit',
      urgency,
      why: 'Cannot settle',
      againBecause: 'One for each test',
    },
  })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  const id = reply.teamTask.teamTaskId
  const [row] = await db.run(
    db.sql<{ code: string }[]>`select facts ->> 'code' as code from team_tasks where id = ${id}`,
  )
  const code = row?.code ?? ''
  await until(async () => says(PHONES.night, new RegExp(`^Task ${code},`)) === 1)
  return { id, code }
}
const leadIsTold = (id: TeamTaskId) =>
  until(async () => {
    await db.run(db.sql`
      update promises set due_at = now(), leased_until = null
      where subject_id = ${id} and kind = 'team_task.alert_lead' and kept_at is null`)
    return (await task(id))?.alerted === 'lead'
  })

test('teams are asked beside each other; the first to accept has it, and the others are told by text and in the app', async () => {
  const { id, code } = await raised('U1')
  expect(says(PHONES.hospice, new RegExp(`^Task ${code},`))).toBe(0)
  await leadIsTold(id)
  for (const number of [PHONES.hospice, PHONES.doctors])
    await until(async () => says(number, new RegExp(`^Task ${code},`)) === 1, 20_000)

  expect((await task(id))?.alsoAsked).toEqual(['Night nursing', 'Hospice at home'])
  const hospice = await aNurse(house.url, 'hospice')
  const theirs = (await hospice.ask(routes.myTeamTasks, {})).tasks.find(one => one.teamTaskId === id)
  expect(theirs?.offer?.number).toBe(2)
  house.phone.handset(PHONES.night).sendText(PRACTICE_SMS_FROM, `ACCEPT ${code}`)
  await until(async () => (await task(id))?.owner.kind === 'responder')

  expect((await task(id))?.owner).toMatchObject({ name: 'night of Night nursing' })
  for (const number of [PHONES.hospice, PHONES.doctors])
    await until(async () => says(number, new RegExp(`^Task ${code} was taken by a colleague`)) === 1)
  expect((await hospice.ask(routes.myTeamTasks, {})).tasks.some(one => one.teamTaskId === id)).toBe(false)
})

test('of two who accept at once beside each other one goes', async () => {
  const { id } = await raised('U1')
  await leadIsTold(id)
  await until(async () => ((await task(id))?.alsoAsked ?? []).length === 2)
  const both = await Promise.all(['hospice', 'doctors'].map(name => aNurse(house.url, name)))
  const said = await Promise.all(
    both.map((who, nth) =>
      who.ask(routes.answerTeamTask, {
        params: { teamTaskId: id },
        body: { answer: 'accept', commandId: aCommand(), offer: nth + 2 },
      }),
    ),
  )

  expect(said.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
  expect((await task(id))?.alsoAsked).toBeUndefined()
})

test('what can wait is asked for one after the other', async () => {
  const { id, code } = await raised('U3')
  await leadIsTold(id)

  expect((await task(id))?.offer?.team).toBe('Night nursing')
  expect(says(PHONES.hospice, new RegExp(`^Task ${code},`))).toBe(0)
})
