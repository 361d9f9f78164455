import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { type DeathHouse, deathHouse, report } from '#tests/deaths/deathHouse.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// A death proposes to stand down what is asked of teams, and does not do it by itself; whoever is on the way is told to look at once.
const NIGHT = '+447700900571'

let house: DeathHouse
let night: Nurse
let held: Awaited<ReturnType<DeathHouse['callAbout']>>
let visit: TeamTaskId
let pump: TeamTaskId
let verify: TeamTaskId
beforeAll(async () => {
  house = await deathHouse()
  const { db } = house.database
  const named = { kind: 'night_nursing', signInName: 'night', phone: NIGHT } as const
  await aTeamOf(db, house.north.lineId, { name: 'Night nursing', ...named })
  night = await aNurse(house.url, 'night')
  await db.run(db.sql`update team_members set skills = array['syringe_pump', 'verify_death']`)
  held = await house.callAbout(house.aroha, await house.person())
  visit = await raised('symptom_visit')
  await accept(visit)
  pump = await raised('syringe_pump')
  await until(async () => (await task(pump))?.offer ?? null)
  verify = await raised('verify_death')
  for (const id of [pump, verify]) {
    const code = await codeOf(id)
    await until(async () => texts(new RegExp(`^Task ${code},`)).length === 1)
  }
  await report(house.aroha, held)
})
afterAll(() => house.close())

async function raised(kind: WorkKind): Promise<TeamTaskId> {
  const body = {
    epoch: held.epoch,
    commandId: aCommand(),
    kind,
    urgency: 'U3' as const,
    why: 'Sore, at home',
  }
  const reply = await house.aroha.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  return reply.teamTask.teamTaskId
}
const task = async (id: TeamTaskId) =>
  (await house.aroha.board()).teamTasks.find(one => one.teamTaskId === id)
const texts = (pattern: RegExp) =>
  house.phone
    .handset(NIGHT)
    .inbox()
    .map(({ body }) => body)
    .filter(body => pattern.test(body))
const codeOf = async (id: TeamTaskId) => {
  const { db } = house.database
  const [row] = await db.run(
    db.sql<{ code: string }[]>`select facts ->> 'code' as code from team_tasks where id = ${id}`,
  )
  return row?.code ?? ''
}
async function accept(id: TeamTaskId) {
  const offer = await until(async () => (await task(id))?.offer)
  return night.ask(routes.answerTeamTask, {
    params: { teamTaskId: id },
    body: { answer: 'accept', commandId: aCommand(), offer: offer?.number ?? 0 },
  })
}
const handle = async (id: TeamTaskId, act: 'keep' | 'stand_down', because: string) =>
  house.aroha.ask(routes.handleTeamTask, {
    params: { teamTaskId: id },
    body: { act, commandId: aCommand(), version: (await task(id))?.version ?? 0, because },
  })

test('what is not about the death is proposed to be stood down, on every console, and what is goes on', async () => {
  await until(async () => (await task(visit))?.afterDeath === 'proposed')
  await until(async () => (await task(pump))?.afterDeath === 'proposed')

  expect(await task(visit)).toMatchObject({ hasDied: true, owner: { kind: 'responder' }, state: 'accepted' })
  expect((await task(verify))?.afterDeath).toBeUndefined()
})

test('whoever is on the way, or is asked, is told to look before they go on, and not a word of why', async () => {
  for (const id of [visit, pump]) {
    const code = await codeOf(id)
    await until(async () => texts(new RegExp(`^Task ${code} has changed`)).length === 1)
  }

  expect(texts(new RegExp(`^Task ${await codeOf(verify)} has changed`))).toEqual([])
  expect(texts(/died|death|Ellis/i)).toEqual([])
})

test('nobody accepts what is proposed to end: a yes is told to wait, in the app and by text', async () => {
  expect(await accept(pump)).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('do not go yet'),
  })
  expect((await task(pump))?.owner.kind).toBe('nurse')
})

test('a nurse keeps it with a reason, and it is asked for anew; or confirms, and whoever had it is told not to go', async () => {
  expect(await handle(pump, 'keep', 'x')).toMatchObject({ kind: 'refused' })
  await handle(pump, 'keep', 'The pump is to be taken down for the verification')
  await until(async () => (await task(pump))?.offer?.number === 2)
  expect(await task(pump)).toMatchObject({ afterDeath: 'kept' })
  expect(await accept(pump)).toMatchObject({ kind: 'saved' })

  await handle(visit, 'stand_down', 'The person has died.')
  const code = await codeOf(visit)
  await until(async () => texts(new RegExp(`^Task ${code} is withdrawn`)).length === 1)
  expect(await task(visit)).toBeUndefined()
})
