import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { EVERYBODY } from '#tests/access/sharedHouse.ts'
import { confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// The record says that nobody goes alone: two say yes, or whoever leads says that one may.
let house: LineHouse
let nurse: Nurse
let first: Nurse
let second: Nurse
let patientId: PatientId
let held: HeldCall
let teamTaskId: TeamTaskId
beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'first',
    phone: '+447700900571',
  })
  await joins(db, lineId, team, { signInName: 'second', phone: '+447700900572', position: 'second' })
  nurse = await aNurse(house.url, 'aroha1')
  first = await aNurse(house.url, 'first')
  second = await aNurse(house.url, 'second')
  const [registrar] = house.north.nurses
  const actor = Actor.parse({
    ...registrar,
    lineId,
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
  patientId = await aPatient(db, actor, {
    identity: { name: { given: 'Ada', family: 'Larkfield' }, birthDate: '1948-03-09' },
    entries: [EVERYBODY, anEntry('safetyFlags', flag, { itemId: randomUUID() })],
  })
  held = await talkingTo(house, nurse, '+447700900711')
  await confirmed(nurse, held, patientId)
  const { epoch } = (await nurse.detail(held.callId)).identity
  const body = {
    epoch,
    commandId: aCommand(),
    kind: 'symptom_visit' as const,
    urgency: 'U2' as const,
    why: 'Sore',
  }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  teamTaskId = reply.teamTask.teamTaskId
})
afterAll(() => house.close())

const task = async () => (await nurse.board()).teamTasks.find(one => one.teamTaskId === teamTaskId)
const rowOf = async (who: Nurse) =>
  (await who.ask(routes.myTeamTasks)).tasks.find(one => one.teamTaskId === teamTaskId)
const accept = (who: Nurse, offer: number) =>
  who.ask(routes.answerTeamTask, {
    params: { teamTaskId },
    body: { answer: 'accept', commandId: aCommand(), offer },
  })
const handOn = (who: Nurse) =>
  who.ask(routes.progressTeamTask, {
    params: { teamTaskId },
    body: {
      step: 'hand_on',
      commandId: aCommand(),
      at: new Date().toISOString(),
      because: 'Somebody shouts',
      isUnsafe: true,
    },
  })
const handle = async (who: Nurse, body: { act: 'one_goes'; because: string }) => {
  const version = (await task())?.version ?? 0
  return who.ask(routes.handleTeamTask, {
    params: { teamTaskId },
    body: { ...body, commandId: aCommand(), version },
  })
}

test('both are told before a yes; one yes asks the other, and only the second makes it complete', async () => {
  await until(async () => (await rowOf(first))?.offer != null)
  expect(await first.ask(routes.myTeamTask, { params: { teamTaskId } })).toMatchObject({
    beware: ['Take care when visiting', 'Two people go'],
    two: { because: 'flag', second: null },
  })
  await accept(first, 1)
  await until(async () => (await rowOf(second))?.offer?.number === 2)
  expect(await task()).toMatchObject({ owner: { kind: 'responder' }, two: { second: null, isWaived: false } })
  expect((await rowOf(first))?.offer).toBeNull()
  expect((await second.ask(routes.myTeamTask, { params: { teamTaskId } })).patientId).toBeNull()

  await accept(second, 2)

  expect((await task())?.two).toMatchObject({ second: 'second of Night nursing' })
  expect(await rowOf(second)).toMatchObject({ isMine: true, goesSecond: true, offer: null })
  const opened = await second.ask(routes.openShared, { params: { patientId }, query: {} })
  expect(opened.standing.kind).toBe('open')
})

test('each of the two is out by their own clock, and calls for help under their own name', async () => {
  const say = (who: Nurse, step: 'help' | 'safe') => {
    const said = { commandId: aCommand(), at: new Date().toISOString() }
    const body = step === 'help' ? { ...said, step, place: null } : { ...said, step }
    return who.ask(routes.progressTeamTask, { params: { teamTaskId }, body })
  }
  const outs = async () => ((await task())?.outs ?? []).map(({ name, step }) => [name, step])
  const at = new Date().toISOString()
  const setOut = { step: 'set_out' as const, commandId: aCommand(), at, minutes: 20 }
  await first.ask(routes.progressTeamTask, { params: { teamTaskId }, body: setOut })
  expect(await outs()).toEqual([
    ['first of Night nursing', 'out'],
    ['second of Night nursing', 'out'],
  ])

  await say(first, 'safe')
  expect((await rowOf(first))?.out).toBeNull()
  expect((await rowOf(second))?.out).toMatchObject({ name: 'second of Night nursing', step: 'out' })

  // A process of the version before, while a start migrates, cannot forget them by what it writes.
  const { sql, run } = house.database.db
  const forgotten = run(sql`update team_tasks set facts = facts - 'seconds' where id = ${teamTaskId}`)
  await expect(forgotten).rejects.toThrow(/team_tasks_(seconds|out)_in_facts/)

  await say(second, 'help')
  expect(await outs()).toEqual([['second of Night nursing', 'help']])
  const { whereTheyAre } = await nurse.ask(routes.teamTask, { params: { teamTaskId } })
  expect(whereTheyAre).toMatchObject([{ phone: '+447700900572' }])
  const [alarm] = (await task())?.outs ?? []
  const body = {
    act: 'end_alarm' as const,
    commandId: aCommand(),
    taking: alarm?.taking ?? 0,
    words: 'Spoke to them',
    after: { kind: 'over' as const },
  }
  await until(async () => {
    const version = (await task())?.version ?? 0
    const said = await nurse.ask(routes.handleTeamTask, {
      params: { teamTaskId },
      body: { ...body, version },
    })
    return said.kind === 'saved'
  })
  expect(await outs()).toEqual([])
})

test('the second withdraws because it is not safe: the record closes for them, and somebody is asked again', async () => {
  await handOn(second)

  expect((await task())?.two).toMatchObject({ second: null })
  const opened = await second.ask(routes.openShared, { params: { patientId }, query: {} })
  expect(opened.standing.kind).not.toBe('open')
  const { steps } = await nurse.ask(routes.teamTask, { params: { teamTaskId } })
  expect(steps.map(({ words }) => words)).toContain('Withdrew, as it is not safe: “Somebody shouts”')
})

test('that one may go is for whoever leads to say, with why, and then nobody else is asked', async () => {
  expect(await handle(nurse, { act: 'one_goes', because: 'The son is away' })).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('shift lead'),
  })
  await house.database.db.run(house.database.db.sql`
    update staff set role = 'shift_lead' where sign_in_name = 'aroha1'`)
  nurse = await aNurse(house.url, 'aroha1') // another role is another session

  expect(await handle(nurse, { act: 'one_goes', because: 'The son is away' })).toMatchObject({
    kind: 'saved',
  })
  expect(await task()).toMatchObject({ offer: null, two: { isWaived: true } })
})
