import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let margaret: PatientId
let registrar: Actor
let params: { callId: string }

beforeAll(async () => {
  house = await lineHouse()
  const [nurse] = house.north.nurses
  registrar = Actor.parse({
    ...nurse,
    lineId: house.north.lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  margaret = await aPatient(house.database.db, registrar, {
    identity: { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-03-09' },
    entries: [anEntry('addresses', { kind: 'main', lines: ['12 Canary Row'], postcode: 'BD16 4XX' })],
  })
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
  const from = '+447700900557'
  house.phone.phone(from, house.numberOf(1))
  const { callId } = await aroha.waitForCall(call => call.from === from)
  await aroha.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  params = { callId }
})
afterAll(() => house.close())

const find = (body: Record<string, string>) => aroha.ask(routes.findPerson, { params, body })

test('a nickname finds, and does not identify', async () => {
  const { matches } = await find({ name: 'Maggie Elis', birthDate: '1948-09-03' })

  expect(matches).toMatchObject([
    {
      patientId: margaret,
      marks: { name: 'sounds_like', birthDate: 'day_month_swapped' },
      matched: [],
      notMatched: ['name', 'birth_date'],
      isEnough: false,
    },
  ])
})

test('of two who are found and match nothing yet, both cards say that they are alike, and nobody else is looked at', async () => {
  const rons = [
    ['Ronald', 'Ashby', '3 Weavers Row'],
    ['Ronald', 'Pickersgill', '9 Weavers Row'],
    ['Ronald', 'Elsewhere', '1 Low Road'],
  ] as const
  const ids: PatientId[] = []
  for (const [given, family, lines] of rons)
    ids.push(
      await aPatient(house.database.db, registrar, {
        identity: { name: { given, family } },
        entries: [anEntry('addresses', { kind: 'main', lines: [lines], postcode: 'WZ3 7QP' })],
      }),
    )

  const { matches } = await find({ name: 'Ron', street: 'weavers row' })

  expect(matches.map(({ label, matched, differences }) => [label, matched, differences.length])).toEqual([
    ['Ronald Ashby', [], 1],
    ['Ronald Pickersgill', [], 1],
  ])
  expect(matches[1]?.differences[0]).toContain('Not to be taken for Ronald Ashby')
  const { db } = house.database
  expect(
    await db.run(
      db.sql`select from access_log where patient_id = ${ids[2] ?? ''} and action <> 'registered'`,
    ),
  ).toEqual([])
})

test('of more than three the cards warn of each other as well, and say what of the words the record cannot tell', async () => {
  const mays = ['Mabel', 'May', 'Maisie', 'Marjorie'].map(given =>
    aPatient(house.database.db, registrar, {
      identity: { name: { given, family: 'Thornber' }, birthDate: '1940-02-11' },
      entries: [],
    }),
  )
  await Promise.all(mays)

  const { matches } = await find({ name: 'Thornber', postcode: 'WZ3 7QR', birthDate: '1941-02-11' })

  expect(
    matches.map(({ matched, notMatched, notCompared }) => ({ matched, notMatched, notCompared })),
  ).toEqual(Array(4).fill({ matched: [], notMatched: ['name', 'birth_date'], notCompared: ['address'] }))
  expect(matches.map(({ differences }) => differences.length)).toEqual([3, 3, 3, 3])
})

test('a sector finds, and is not held against the address', async () => {
  expect(await find({ name: 'Margaret Ellis', postcode: 'bd16 4' })).toMatchObject({
    matches: [
      { patientId: margaret, marks: { name: 'match', postcode: 'match' }, matched: ['name'], notMatched: [] },
    ],
    isPhoneUnreadable: false,
  })
})

test('a telephone that is none is left out, and said to be', async () => {
  expect(await find({ name: 'Margaret Ellis', phone: 'the blue one' })).toMatchObject({
    matches: [{ patientId: margaret }],
    isPhoneUnreadable: true,
  })
})

test('an NHS number that cannot be one is refused in words', async () => {
  const refused = await aroha.refused(routes.findPerson, { params, body: { nhsNumber: '999 000 0019' } })

  expect(refused).toMatchObject({ status: 400, code: 'bad_request' })
  expect(JSON.stringify(refused)).toContain('two have changed places')
})

test('what was found and compared is in the log, once for each of it', async () => {
  const { db } = house.database
  const looks = () =>
    db.run(db.sql<{ action: string; outcome: string }[]>`
      select action, outcome from access_log where patient_id = ${margaret} order by id`)
  const before = (await looks()).length

  await find({ name: 'Peggy Ellis' })

  expect((await looks()).slice(before)).toEqual([
    { action: 'searched', outcome: 'allowed' },
    { action: 'compared', outcome: 'allowed' },
  ])
})

test('a nurse who does not have the call finds nobody by it', async () => {
  const refused = await bertil.refused(routes.findPerson, { params, body: { name: 'Margaret Ellis' } })

  expect(JSON.stringify(refused)).not.toContain('Margaret')
})
