import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { freed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// The consent guide promises the person: “You can ask who it was and why.” They ask on the telephone.
const BORN = '1948-03-09'
const said = { name: 'Margaret Ellis', birthDate: BORN }

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let margaret: PatientId
beforeAll(async () => {
  house = await lineHouse()
  const hub = await aColleague(house.database.db, house.north.lineId, {
    signInName: 'hub',
    organisation: 'Test Hospice',
    kind: 'hub',
  })
  const contact = { relationship: 'daughter', roles: [], phones: [], mayBeTold: 'all' as const }
  margaret = await aPatient(house.database.db, hub, {
    identity: { name: { given: 'Margaret', family: 'Ellis' }, birthDate: BORN },
    entries: [
      anEntry('personalContacts', { ...contact, name: 'Ann Ellis', maySeeAccessLog: true }),
      anEntry('personalContacts', { ...contact, name: 'Beth Ellis' }),
    ],
  })
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha, bertil]))

/** A call of Aroha’s about Margaret; epoch 1. */
async function ringing(from: string, caller: object, skippedBecause?: string): Promise<HeldCall> {
  const call = await talkingTo(house, aroha, from)
  await aroha.ask(routes.confirmIdentity, {
    params: call.params,
    body: {
      commandId: aCommand(),
      epoch: 0,
      patientId: margaret,
      said: skippedBecause ? {} : said,
      caller: { name: 'Margaret Ellis', relationship: 'herself', ...caller },
      ...(skippedBecause && { skippedBecause }),
    },
  })
  return call
}

const logOf = (call: HeldCall, nurse = aroha) =>
  nurse.ask(routes.accessLogForCall, { params: call.params, query: { epoch: 1 } })
const hears = async (call: HeldCall) =>
  (await aroha.ask(routes.openRecord, { params: call.params, query: { epoch: 1 } })).mayHearLog.may

test('who looked is read in the call, and the reading is in the list from then on', async () => {
  const call = await ringing('+447700900641', { isPatient: true })
  await hears(call)

  const first = await logOf(call)
  const second = await logOf(call)

  expect(first.lines[0]).toMatchObject({
    who: expect.stringContaining('Aroha 1'),
    did: 'opened your record during a call',
  })
  expect(second.lines[0]).toMatchObject({
    who: expect.stringContaining('Aroha 1'),
    did: 'read this list during a call',
    what: ['Who has looked'],
  })
  expect(second.lines[1]).toEqual(first.lines[0])
})

test('a colleague is refused it, and that she tried is in the list', async () => {
  const call = await ringing('+447700900642', { isPatient: true })

  const refused = await bertil.refused(routes.accessLogForCall, { params: call.params, query: { epoch: 1 } })

  expect(refused.status).toBe(403)
  expect((await logOf(call)).lines[0]).toMatchObject({
    who: expect.stringContaining('Bertil 1'),
    did: 'tried to read this list and was refused',
  })
})

test.each([
  ['the person themselves', { isPatient: true }, undefined, true],
  ['whom the person named for it', { name: 'Ann Ellis', relationship: 'daughter' }, undefined, true],
  [
    'who may be told everything, and was not named',
    { name: 'Beth Ellis', relationship: 'daughter' },
    undefined,
    false,
  ],
  ['whom nobody has checked', { isPatient: true }, 'She could not speak', false],
])('beside it the nurse reads whether it may be told: %s', async (_, caller, skipped, may) => {
  const call = await ringing('+447700900643', caller, skipped)

  expect(await hears(call)).toBe(may)
})
