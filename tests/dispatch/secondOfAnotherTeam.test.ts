import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { EVERYBODY } from '#tests/access/sharedHouse.ts'
import { closed, confirmed, talkingTo } from '#tests/breaking/heldCall.ts'
import { aTeamOf, joins } from '#tests/dispatch/teamsOfLine.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Of two who go the second may be of another team, and who leads hears of both troubles at once.
const FIRST = '+447700900571',
  OTHER = '+447700900572',
  BOSS = '+447700900573'
let house: LineHouse, db: Database, nurse: Nurse, first: Nurse, other: Nurse
let from = 711
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'first',
    phone: FIRST,
  })
  await joins(db, lineId, team, { signInName: 'boss', phone: BOSS, position: 'manager' })
  await aTeamOf(db, lineId, {
    name: 'Hospice at home',
    kind: 'hospice_at_home',
    signInName: 'other',
    phone: OTHER,
  })
  await db.run(db.sql`update teams set capacity = 50`)
  nurse = await aNurse(house.url, 'aroha1')
  first = await aNurse(house.url, 'first')
  other = await aNurse(house.url, 'other')
})
afterAll(() => house.close())

async function raised(): Promise<TeamTaskId> {
  const [registrar] = house.north.nurses
  const actor = Actor.parse({
    ...registrar,
    lineId: house.north.lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  const flag = {
    kind: 'visiting' as const,
    reason: 'The stairs',
    reviewBy: '2030-01-01',
    needsTwoPeople: true,
  }
  const patientId = await aPatient(db, actor, {
    entries: [EVERYBODY, anEntry('safetyFlags', flag, { itemId: randomUUID() })],
  })
  from += 1
  const held = await talkingTo(house, nurse, `+447700900${from}`)
  await confirmed(nurse, held, patientId)
  const { epoch } = (await nurse.detail(held.callId)).identity
  const body = {
    epoch,
    commandId: aCommand(),
    kind: 'symptom_visit' as const,
    urgency: 'U4' as const,
    why: 'Sore',
  }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  await closed(nurse, held)
  return reply.teamTask.teamTaskId
}
const task = async (id: TeamTaskId) => (await nurse.board()).teamTasks.find(one => one.teamTaskId === id)
const accepts = async (who: Nurse, id: TeamTaskId) => {
  const offer = await until(
    async () => (await who.ask(routes.myTeamTasks)).tasks.find(one => one.teamTaskId === id)?.offer,
    15_000,
  )
  const said = await who.ask(routes.answerTeamTask, {
    params: { teamTaskId: id },
    body: { answer: 'accept', commandId: aCommand(), offer: offer?.number ?? 0 },
  })
  if (said.kind !== 'saved') throw new Error(JSON.stringify(said))
}
const codeOf = async (id: TeamTaskId) =>
  (
    await db.run(db.sql<{ code: string }[]>`select facts ->> 'code' as code from team_tasks where id = ${id}`)
  )[0]?.code ?? ''
const due = (id: TeamTaskId, ...kinds: string[]) =>
  db.run(db.sql`
  update promises set due_at = now(), leased_until = null
  where subject_id = ${id} and kind = any(${kinds.map(k => `team_task.${k}`)}) and kept_at is null`)
const says = (number: string, pattern: RegExp) =>
  house.phone
    .handset(number)
    .inbox()
    .filter(({ body }) => pattern.test(body)).length

test('the second, of another team, hears that it is to be sooner as the first does', async () => {
  const id = await raised()
  await accepts(first, id)
  await accepts(other, id)
  await until(async () => JSON.stringify((await task(id))?.two ?? '').includes('other of'))
  const code = await codeOf(id)
  await until(async () => {
    const version = (await task(id))?.version ?? 0
    const body = {
      act: 'urgency' as const,
      commandId: aCommand(),
      version,
      urgency: 'U1' as const,
      because: 'Worse',
    }
    return (await nurse.ask(routes.handleTeamTask, { params: { teamTaskId: id }, body })).kind === 'saved'
  })
  await until(async () => says(FIRST, new RegExp(`^Task ${code} is now urgency 1`)) === 1)
  await until(async () => {
    await due(id, 'tell_urgency')
    return says(OTHER, new RegExp(`^Task ${code} is now urgency 1`)) === 1
  })
})

test('1 in a ring that says that nobody goes second says nothing of a call for help of the first', async () => {
  const id = await raised()
  await accepts(first, id)
  house.phone.faults({ messages: { undelivered: 1 } })
  await until(async () => {
    await due(id, 'alert_lead', 'alert_manager')
    return (await task(id))?.alerted === 'manager'
  })
  const ofTask = async (template: string) =>
    (
      await db.run(
        db.sql<
          { state: string }[]
        >`select state from messages where team_task_id = ${id} and template = ${template}`,
      )
    )[0]
  const again = async () => {
    await due(id, 'tell_manager')
    await db.run(
      db.sql`update promises set due_at = now(), leased_until = null where kind = 'message.look' and kept_at is null`,
    )
  }
  await until(async () => {
    await again()
    return (await ofTask('ring_second')) !== undefined
  }, 25_000)
  const call = await house.phone.handset(BOSS).waitForRing()
  house.phone.faults({})
  call.answer()
  await call.waitToHear(/nobody goes second/)
  // Meanwhile whoever is there presses for help.
  await first.ask(routes.progressTeamTask, {
    params: { teamTaskId: id },
    body: { commandId: aCommand(), at: new Date().toISOString(), step: 'help', place: null },
  })
  await until(
    async () =>
      (await db.run(db.sql`select from messages where team_task_id = ${id} and template = 'help_pressed'`))
        .length > 0,
  )
  call.press('1')
  await until(
    async () =>
      (
        await db.run(
          db.sql`select from message_answers a join messages m on m.id = a.message_id where m.team_task_id = ${id} and m.template = 'ring_second' and a.taken_at is not null`,
        )
      ).length > 0,
  )
  const out = (await task(id))?.outs?.[0]
  expect(out).toMatchObject({ step: 'help', seenTo: null })
})
