import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// Who is asked is asked by text, answers by text or by a key on a telephone that rings, and is told when somebody else was quicker.
const NIGHT = '+447700900571'
const HOSPICE = '+447700900572'

let house: LineHouse
let db: Database
let nurse: Nurse
let held: HeldCall
let epoch: number
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: NIGHT,
  })
  await aTeamOf(db, lineId, {
    name: 'Hospice at home',
    kind: 'hospice_at_home',
    signInName: 'hospice',
    phone: HOSPICE,
  })
  nurse = await aNurse(house.url, 'aroha1')
  const patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900620')
  await confirmed(nurse, held, patientId)
  epoch = (await nurse.detail(held.callId)).identity.epoch
})
afterAll(() => house.close())

async function raised(
  kind: 'symptom_visit' | 'welfare_check' | 'syringe_pump' | 'catheter',
): Promise<TeamTaskId> {
  const body = {
    epoch,
    commandId: aCommand(),
    kind,
    urgency: 'U2' as const,
    why: 'She cannot settle',
  }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  return reply.teamTask.teamTaskId
}
const task = async (id: TeamTaskId) => (await nurse.board()).teamTasks.find(one => one.teamTaskId === id)
const inbox = (number: string) =>
  house.phone
    .handset(number)
    .inbox()
    .map(({ body }) => body)
async function codeIn(number: string, nth: number): Promise<string> {
  await until(async () => inbox(number).length >= nth)
  return /Task (\w+),/.exec(inbox(number)[nth - 1] ?? '')?.[1] ?? ''
}
const fallDue = (kind: string) =>
  db.run(db.sql`
    update promises set due_at = now(), leased_until = null where kind = ${kind} and kept_at is null`)

test('a text asks without a word of whom or what, and ACCEPT with its code takes the task', async () => {
  const id = await raised('symptom_visit')
  const code = await codeIn(NIGHT, 1)

  expect(inbox(NIGHT)[0]).toMatch(
    /^Task \w{3,4}, urgency 2, by (\w{3} )?\d\d:\d\d( BST| GMT)?\. Reply ACCEPT/,
  )
  expect(inbox(NIGHT).join(' ')).not.toMatch(/Canary|Margaret|settle|BD16/)
  house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, `accept${code.toLowerCase()}`)
  await until(async () => (await task(id))?.owner.kind === 'responder')
  expect(await task(id)).toMatchObject({ state: 'accepted', owner: { team: 'Night nursing' } })
})

test('DECLINE goes back to the line, without a reason, and the next team is asked', async () => {
  const id = await raised('welfare_check')
  const code = await codeIn(NIGHT, 2)
  house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, `Decline ${code}`)

  await until(async () => (await task(id))?.before?.answer === 'declined')
  expect(await task(id)).toMatchObject({ before: { team: 'Night nursing', reason: 'not_said' } })
})

test('a text that nobody answers is followed by a ring, and 1 accepts', async () => {
  const id = await raised('syringe_pump')
  await db.run(db.sql`update team_members set skills = array['syringe_pump']`)
  await fallDue('team_task.next')
  await until(async () => {
    const sent = await db.run(
      db.sql`select from messages where team_task_id = ${id} and template = 'task_offered' and state = 'delivered'`,
    )
    return sent.length > 0
  })
  await db.run(db.sql`
    update messages set created_at = created_at - interval '10 minutes' where team_task_id = ${id}`)
  await db.run(db.sql`
    update team_tasks set facts = jsonb_set(facts, '{offers,0,at}', to_jsonb('2026-01-01T00:00:00.000Z'::text)) where id = ${id}`)
  // Whoever looks at it at this very moment sets the next time anew.
  await until(async () => {
    await fallDue('team_task.tell')
    await pause(500)
    return house.phone
      .handset(NIGHT)
      .calls()
      .some(call => call.status === 'ringing')
  })
  const call = await house.phone.handset(NIGHT).waitForRing()
  call.answer()
  await call.waitToHear(/Press 1/)
  call.press('1')

  await until(async () => (await task(id))?.owner.kind === 'responder')
})

test('a text that does not arrive is followed by a ring at once, with nobody waiting for the time of an answer', async () => {
  house.phone.faults({ messages: { undelivered: 1 } })
  const id = await raised('catheter')
  // No promise is made due here: what moves it is the receipt.
  await until(async () => {
    const rung = await db.run(
      db.sql`select from messages where team_task_id = ${id} and template = 'ring_task' and to_number = ${NIGHT}`,
    )
    return rung.length === 1
  })
  house.phone.faults({})
})
