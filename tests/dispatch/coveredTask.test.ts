import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// Why something is asked for, and what was found, are free words: of somebody whose place is protected they may tell it.
let house: LineHouse
let nurse: Nurse
let other: Nurse
let night: Nurse
let held: HeldCall
let taskId: TeamTaskId
beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  await aTeamOf(db, lineId, { name: 'Night nursing', kind: 'night_nursing', signInName: 'night' })
  const hub = await aColleague(db, lineId, {
    signInName: 'registrar',
    organisation: 'Test Hospice',
    kind: 'hub',
    role: 'coordinator',
  })
  const patientId = (await aPatient(db, Actor.parse(hub), {
    entries: [anEntry('locationProtection', { isProtected: true })],
  })) as PatientId
  nurse = await aNurse(house.url, 'aroha1')
  other = await aNurse(house.url, 'bertil1')
  night = await aNurse(house.url, 'night')
  held = await talkingTo(house, nurse, '+447700900623')
  await confirmed(nurse, held, patientId)
  const { identity } = await nurse.detail(held.callId)
  const reply = await nurse.ask(routes.raiseTeamTask, {
    params: held.params,
    body: {
      epoch: identity.epoch,
      commandId: aCommand(),
      kind: 'symptom_visit',
      urgency: 'U2',
      why: 'Cannot settle, ring at Canary Row',
    },
  })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  taskId = reply.teamTask.teamTaskId
  await until(async () => (await onBoard())?.offer)
})
afterAll(() => house.close())

const onBoard = async () => (await nurse.board()).teamTasks.find(one => one.teamTaskId === taskId)
const params = () => ({ params: { teamTaskId: taskId } })
const progress = (step: object) =>
  night.ask(routes.progressTeamTask, {
    ...params(),
    body: { ...step, commandId: aCommand(), at: new Date().toISOString() } as never,
  })

test('why is read by who asked for it, by nobody else of the line, and by nobody who is only asked', async () => {
  expect((await nurse.ask(routes.teamTask, params())).why).toContain('Canary Row')
  expect(JSON.stringify(await other.ask(routes.teamTask, params()))).not.toContain('Canary')
  expect(JSON.stringify(await night.ask(routes.myTeamTask, params()))).not.toContain('Canary')
})

test('who has accepted it reads why; what they could not get into, and what they found, is covered among the steps', async () => {
  const number = (await onBoard())?.offer?.number ?? 0
  await night.ask(routes.answerTeamTask, {
    ...params(),
    body: { answer: 'accept', commandId: aCommand(), offer: number },
  })
  expect((await night.ask(routes.myTeamTask, params())).why).toContain('Canary Row')
  await progress({ step: 'no_access', words: 'No answer at “Canary” Row, nor next door' })

  for (const who of [nurse, other]) {
    const { steps } = await who.ask(routes.teamTask, params())
    expect(JSON.stringify(steps)).not.toContain('Canary')
    expect(steps.map(({ words }) => words)).toContain('Could not get in: (words that are not shown here)')
  }
  await progress({
    step: 'done',
    outcome: { found: 'Settled in Canary Row', done: 'Given a dose', given: [] },
  })
  const { outcome, steps } = await other.ask(routes.teamTask, params())
  expect([outcome, JSON.stringify(steps).includes('Canary')]).toEqual([null, false])
})

test('where the telephone of whoever went is, is shown to nobody: it would tell the same house', async () => {
  const at = new Date().toISOString()
  await progress({ step: 'help', place: { latitude: 53.91234, longitude: -1.81234, metres: 8, at } })

  for (const who of [nurse, other]) {
    const seen = await who.ask(routes.teamTask, params())
    expect(seen.whereTheyAre).toMatchObject([{ place: null, isPlaceTold: true, address: [] }])
    expect(JSON.stringify(seen)).not.toContain('53.9')
  }
})
