import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeEntries } from '#server/patients/entryStore.ts'
import { ItemId, type PatientId, type TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'
import { EVERYBODY } from '#tests/access/sharedHouse.ts'
import { closed, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { AT, anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// What whoever goes is told before they say yes, and what is on the record when they say that they are done.
let house: LineHouse
let nurse: Nurse
let goer: Nurse
let patientId: PatientId
let held: HeldCall
let teamTaskId: TeamTaskId
let count = 0
beforeAll(async () => {
  house = await lineHouse()
  await aTeamOf(house.database.db, house.north.lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night.nurse',
  })
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night.nurse')
})
afterAll(() => house.close())
beforeEach(async () => {
  count += 1
  patientId = await somebody(GIVEN[count] ?? 'Ivy')
  held = await talkingTo(house, nurse, `+4477009007${10 + count}`)
  await confirmed(nurse, held, patientId)
  const { epoch } = (await nurse.detail(held.callId)).identity
  const body = {
    epoch,
    commandId: aCommand(),
    kind: 'symptom_visit' as const,
    urgency: 'U2' as const,
    why: 'He cannot settle',
  }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  teamTaskId = reply.teamTask.teamTaskId
  await expect.poll(myTasks).toEqual([teamTaskId])
  return async () => {
    await stoodDown(teamTaskId)
    await closed(nurse, held)
  }
})

const myTasks = async () => (await goer.ask(routes.myTeamTasks)).tasks.map(task => task.teamTaskId)

/** The ladder goes on looking for the second of two, and a task that it has moved is looked at again before it is stood down. */
const stoodDown = (asked: TeamTaskId) =>
  expect
    .poll(async () => {
      const { teamTask } = await nurse.ask(routes.teamTask, { params: { teamTaskId: asked } })
      const stand = { act: 'stand_down' as const, commandId: aCommand(), because: 'over' }
      const body = { ...stand, version: teamTask.version }
      const said = await nurse.ask(routes.handleTeamTask, { params: { teamTaskId: asked }, body })
      return said.kind === 'saved' || said.because
    })
    .toSatisfy(said => said === true || said === 'This is over already.')

const GIVEN = ['', 'Ada', 'Bea', 'Cleo', 'Dora', 'Edie', 'Fay', 'Gita', 'Hope', 'Ines', 'June', 'Kay']
const STORY = 'Her nephew threw a chair in March'

function somebody(given: string): Promise<PatientId> {
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
  const item = {
    drug: 'Morphine',
    indication: 'Pain',
    quantityLeft: 5,
    countedAt: AT,
    minIntervalMinutes: 60,
  }
  return aPatient(house.database.db, actor, {
    identity: { name: { given, family: 'Larkfield' }, birthDate: '1948-03-09' },
    entries: [
      EVERYBODY,
      anEntry(
        'addresses',
        { kind: 'main', lines: ['2 Loud Lane'], postcode: 'WZ3 7AB' },
        { itemId: randomUUID() },
      ),
      anEntry(
        'safetyFlags',
        { kind: 'violence', reason: STORY, reviewBy: '2030-01-01', needsTwoPeople: true },
        { itemId: randomUUID() },
      ),
      anEntry('anticipatoryMedicines', { state: 'issued', items: [item], chartPresent: true }),
    ],
  })
}

const params = () => ({ teamTaskId })
const accept = () =>
  goer.ask(routes.answerTeamTask, {
    params: params(),
    body: { answer: 'accept', commandId: aCommand(), offer: 1 },
  })
const given = (changes: object = {}) => ({
  doseId: ItemId.parse(randomUUID()),
  drug: 'Morphine',
  dose: '2.5 mg',
  route: null,
  givenAt: new Date().toISOString(),
  because: null,
  benefit: null,
  ...changes,
})
const done = (doses: ReturnType<typeof given>[], commandId = aCommand()) => ({
  params: params(),
  body: {
    step: 'done' as const,
    commandId,
    at: new Date().toISOString(),
    outcome: {
      found: 'Sore',
      done: 'Charted dose',
      plan: null,
      nextReview: null,
      askOfLine: null,
      given: doses,
    },
  },
})
const ledger = async () => {
  const { epoch } = (await nurse.detail(held.callId)).identity
  const { record } = await nurse.ask(routes.openRecord, { params: held.params, query: { epoch } })
  return record.ledger?.lines[0]
}

describe('before they say yes', () => {
  test('they are told roughly where and what could harm them, and neither whom it is about nor the story', async () => {
    const shown = await goer.ask(routes.myTeamTask, { params: params() })

    expect(shown).toMatchObject({
      why: 'He cannot settle',
      team: 'Night nursing',
      district: 'WZ3',
      beware: ['Risk of violence', 'Two people go'],
      patientId: null,
    })
    expect(JSON.stringify(shown)).not.toMatch(/Larkfield|Loud Lane|7AB|nephew/)
  })

  test('what is asked for one house is known as that, and whose house it is not', async () => {
    const { epoch } = (await nurse.detail(held.callId)).identity
    const body = {
      epoch,
      commandId: aCommand(),
      kind: 'catheter' as const,
      urgency: 'U2' as const,
      why: 'Blocked',
    }
    const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
    if (reply.kind !== 'raised') throw new Error(reply.because)
    const also = reply.teamTask.teamTaskId
    await expect.poll(async () => (await myTasks()).length).toBe(2)

    const listed = await goer.ask(routes.myTeamTasks)

    expect(listed.together.map(ids => new Set(ids))).toEqual([new Set([teamTaskId, also])])
    expect(JSON.stringify(listed)).not.toContain(patientId)
    await stoodDown(also)
  })

  test('of a protected place not even the district, and that it is protected', async () => {
    await house.database.db.run(
      house.database.db.sql`update patients set is_protected = true where id = ${patientId}`,
    )

    const shown = await goer.ask(routes.myTeamTask, { params: params() })

    expect(shown).toMatchObject({ district: null })
    expect(shown.beware.join()).toMatch(/protected/)
  })
})

describe('done', () => {
  test('a medicine given is on the ledger with the end of the visit, which counts down, and a press sent twice is once', async () => {
    await accept()
    expect(await ledger()).toMatchObject({ left: 5 })
    const press = done([given(), given({ givenAt: plusSeconds(new Date().toISOString(), -600) })])

    const said = [
      await goer.ask(routes.progressTeamTask, press),
      await goer.ask(routes.progressTeamTask, press),
    ]

    expect(said.map(({ kind }) => kind)).toEqual(['saved', 'saved'])
    expect(await ledger()).toMatchObject({
      left: 3,
      dosesSinceCounted: 2,
      triggers: ['sooner_than_allowed'],
    })
    const { outcome } = await nurse.ask(routes.teamTask, { params: params() })
    expect(outcome?.given.map(({ drug }) => drug)).toEqual(['Morphine', 'Morphine'])
  })

  test('said once more by a second phone with another dose is not taken, and says that it is not on the ledger', async () => {
    await accept()
    await goer.ask(routes.progressTeamTask, done([given()]))

    const second = await goer.ask(routes.progressTeamTask, done([given()]))

    expect(second).toMatchObject({ kind: 'refused', because: expect.stringMatching(/not on the ledger/) })
    expect(await ledger()).toMatchObject({ left: 4, dosesSinceCounted: 1 })
    const { steps } = await nurse.ask(routes.teamTask, { params: params() })
    const words = 'Found: “Sore”. Done: “Charted dose”. Given, and not on the ledger: “Morphine, 2.5 mg”'
    expect(steps.filter(step => step.words.endsWith(words))).toHaveLength(1)
    const late = { step: 'arrived' as const, commandId: aCommand(), at: new Date().toISOString() }
    expect(await goer.ask(routes.progressTeamTask, { params: params(), body: late })).toMatchObject({
      kind: 'saved',
    })
  })

  test('the person reads that doses were written for a visit', async () => {
    await accept()
    await goer.ask(routes.progressTeamTask, done([given()]))

    const { db } = house.database
    const rows = await db.run(db.sql<{ what: string[] }[]>`
      select what from access_log where patient_id = ${patientId} and action = 'changed' and actor_id = ${await goerId()}`)
    expect(rows.map(({ what }) => what)).toEqual([['teamTask', 'anticipatoryDoses']])
  })

  test('a dose that is still to come ends nothing, and is said', async () => {
    await accept()

    const said = await goer.ask(
      routes.progressTeamTask,
      done([given({ givenAt: plusSeconds(new Date().toISOString(), 7_200) })]),
    )

    expect(said).toMatchObject({ kind: 'refused', teamTask: { state: 'accepted' } })
    expect(await ledger()).toMatchObject({ left: 5 })
  })

  test('a dose of another century, or of before they had said yes, ends nothing and is said with its time', async () => {
    await accept()

    for (const givenAt of ['1900-01-03T02:05:00.000Z', plusSeconds(new Date().toISOString(), -7_200)])
      expect(await goer.ask(routes.progressTeamTask, done([given({ givenAt })]))).toMatchObject({
        kind: 'refused',
        because: expect.stringMatching(/^“Morphine” stands at .*you said yes to this visit at/),
        teamTask: { state: 'accepted' },
      })
    expect(await ledger()).toMatchObject({ left: 5 })
  })

  test('the same end pressed on two pages of one phone is one end, and one dose', async () => {
    await accept()
    const dose = given()

    const said = [
      await goer.ask(routes.progressTeamTask, done([dose])),
      await goer.ask(routes.progressTeamTask, done([dose])),
    ]

    expect(said.map(({ kind }) => kind)).toEqual(['saved', 'saved'])
    expect(await ledger()).toMatchObject({ left: 4, dosesSinceCounted: 1 })
  })

  test('a dose that is there under its name is not written twice, and another under the same name is told as what it is', async () => {
    await accept()
    const dose = given()
    await written(dose)

    const other = await goer.ask(routes.progressTeamTask, done([{ ...dose, dose: '5 mg' }]))
    expect(other).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/on the ledger already, and with other words: “Morphine, 2.5 mg”/),
      teamTask: { state: 'accepted' },
    })
    const same = await goer.ask(routes.progressTeamTask, done([dose, given()]))
    expect(same.kind).toBe('saved')
    expect(await ledger()).toMatchObject({ left: 3, dosesSinceCounted: 2 })
  })

  test('where nothing may be written on the record neither the visit nor the dose is saved', async () => {
    await accept()
    const { db } = house.database
    const dispute = (is: boolean) =>
      db.run(db.sql`update patients set is_disputed = ${is} where id = ${patientId}`)
    await dispute(true)

    const refused = await goer.refused(routes.progressTeamTask, done([given()]))

    expect(refused).toMatchObject({ status: 409 })
    await dispute(false)
    expect(await goer.ask(routes.myTeamTask, { params: params() })).toMatchObject({ isMine: true })
    expect(await ledger()).toMatchObject({ left: 5 })
  })
})

/** The ledger has it already. */
async function written({ doseId, drug, dose, givenAt }: ReturnType<typeof given>) {
  const { sql, run } = house.database.db
  const entries = [
    anEntry('anticipatoryDoses', { drug, dose, givenAt, givenBy: 'Night nurse' }, { itemId: doseId }),
  ]
  await run(sql`
    with ${writeEntries(sql, { lineId: house.north.lineId, patientId, entries, onlyIf: sql`true` })} select 1`)
}

async function goerId(): Promise<string> {
  const { staffId } = await goer.ask(routes.me)
  return staffId
}
