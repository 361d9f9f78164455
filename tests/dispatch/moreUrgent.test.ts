import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import type { Urgency } from '#shared/urgency.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// A nurse rings back and hears that he is worse. Whoever was asked at leisure, or is on the way at leisure, must know.
const NIGHT = '+447700900571'

let house: LineHouse
let db: Database
let nurse: Nurse
let held: HeldCall
let epoch: number
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
  const patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900621')
  await confirmed(nurse, held, patientId)
  epoch = (await nurse.detail(held.callId)).identity.epoch
})
afterAll(() => house.close())
afterEach(() => house.phone.faults({}))

async function raised(kind: WorkKind): Promise<{ id: TeamTaskId; code: string }> {
  const body = {
    epoch,
    commandId: aCommand(),
    kind,
    urgency: 'U4' as const,
    why: 'Looked in on tonight',
    againBecause: 'One for each test',
  }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  const id = reply.teamTask.teamTaskId
  const [row] = await db.run(
    db.sql<{ code: string }[]>`select facts ->> 'code' as code from team_tasks where id = ${id}`,
  )
  await until(async () => says(new RegExp(`^Task ${row?.code}, urgency 4`)) === 1)
  return { id, code: row?.code ?? '' }
}
const says = (pattern: RegExp) =>
  house.phone
    .handset(NIGHT)
    .inbox()
    .filter(({ body }) => pattern.test(body)).length
const task = async (id: TeamTaskId) => (await nurse.board()).teamTasks.find(one => one.teamTaskId === id)
/** On the version that stands there: what moves by itself meanwhile is looked at again. */
const becomes = (id: TeamTaskId, urgency: Urgency) =>
  until(async () => {
    const version = (await task(id))?.version ?? 0
    const body = { act: 'urgency' as const, commandId: aCommand(), version, urgency, because: 'He is worse' }
    const reply = await nurse.ask(routes.handleTeamTask, { params: { teamTaskId: id }, body })
    return reply.kind === 'saved'
  })
const accepted = async (id: TeamTaskId, code: string) => {
  house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, `ACCEPT ${code}`)
  await until(async () => (await task(id))?.owner.kind === 'responder')
}
const stepsOf = async (id: TeamTaskId) =>
  (await nurse.ask(routes.teamTask, { params: { teamTaskId: id } })).steps.map(({ words }) => words)
const fallDue = (id: TeamTaskId) =>
  db.run(db.sql`
    update promises set due_at = now(), leased_until = null
    where subject_id = ${id} and kind = 'team_task.tell_urgency' and kept_at is null`)

test('whoever is asked is asked anew, with the new time, and the team has no longer than that gives', async () => {
  const { id, code } = await raised('symptom_visit')
  const before = await task(id)
  await becomes(id, 'U1')

  await until(async () => says(new RegExp(`^Task ${code}, urgency 1`)) === 1)
  const offer = (await task(id))?.offer
  const left = Date.parse(offer?.until ?? '') - Date.now()
  expect(offer?.number).toBe(before?.offer?.number)
  expect([left > 0, left <= 300_000]).toEqual([true, true])
  await accepted(id, code)
})

test('whoever has it is texted, and rung where the text does not reach them; what they press is no second yes', async () => {
  const { id, code } = await raised('welfare_check')
  await accepted(id, code)
  house.phone.faults({ messages: { undelivered: 1 } })
  await becomes(id, 'U1')
  await until(async () =>
    (await stepsOf(id)).some(one => /that it is to be sooner: Did not reach them/.test(one)),
  )
  house.phone.faults({})
  await fallDue(id)
  const call = await house.phone.handset(NIGHT).waitForRing()
  call.answer()
  await call.waitToHear(/A task that you have accepted is now urgency 1/)
  call.press('1')

  await until(async () =>
    (await stepsOf(id)).includes('Ring to night of Night nursing, that it is to be sooner: answered yes.'),
  )
  expect((await task(id))?.owner).toMatchObject({ kind: 'responder', name: 'night of Night nursing' })
  await until(async () => {
    await fallDue(id)
    const [row] = await db.run(db.sql<{ open: number }[]>`
      select count(*)::int as open from promises
      where subject_id = ${id} and kind = 'team_task.tell_urgency' and kept_at is null`)
    return row?.open === 0
  })
})

test('a no to it is for a person: they cannot be there by then', async () => {
  const { id, code } = await raised('catheter')
  await accepted(id, code)
  await becomes(id, 'U2')
  await until(async () => says(new RegExp(`^Task ${code} is now urgency 2`)) === 1)
  house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, `DECLINE ${code}`)

  await until(async () =>
    (await nurse.board()).answers.some(one => one.kind === 'decline' && one.teamTaskId === id),
  )
  expect((await task(id))?.owner.kind).toBe('responder')
})

test('that it may be later is one text, and no ring', async () => {
  const { id, code } = await raised('symptom_visit')
  await accepted(id, code)
  await becomes(id, 'U5')

  await until(async () => says(new RegExp(`^Task ${code} has changed`)) === 1)
  expect((await stepsOf(id)).filter(one => one.startsWith('Ring'))).toEqual([])
})
