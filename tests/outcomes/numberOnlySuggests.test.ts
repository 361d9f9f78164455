import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const NUMBER = '+447700900555'
let house: LineHouse
let nurse: Nurse
let margaret: PatientId

beforeAll(async () => {
  house = await lineHouse()
  const registrar = Actor.parse({
    ...house.north.nurses[0],
    lineId: house.north.lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  margaret = await aPatient(house.database.db, registrar, {
    entries: [
      anEntry('phones', { number: NUMBER, use: 'mobile' }),
      anEntry('addresses', { kind: 'main', lines: ['12 Canary Row'], postcode: 'BD16 4XX' }),
    ],
  })
  nurse = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())

const HERS = /Margaret|Ellis|Canary|1948-03-09|BD16/

test('T-05: a number that matches opens nothing: the record is refused until the identity step is recorded', async () => {
  const { callId, params } = await talkingTo(house, nurse, NUMBER)
  const { candidates } = await nurse.ask(routes.candidates, { params })
  const hinted = JSON.stringify([candidates, await nurse.board(), await nurse.detail(callId)])

  expect(candidates).toEqual([
    {
      patientId: margaret,
      initials: 'M. E.',
      birthMonth: 'March 1948',
      numberIs: expect.any(String),
      sharedWith: 0,
    },
  ])
  expect(hinted).not.toMatch(HERS)
  for (const epoch of [0, 1]) {
    const query = { epoch }
    const at = '2026-11-01T00:00:00.000Z'
    const refusals = [
      await nurse.refused(routes.openRecord, { params, query }),
      await nurse.refused(routes.summaryForCall, { params, query }),
      await nurse.refused(routes.recordAsOf, { params, query: { epoch, at } }),
      await nurse.refused(routes.revealDoorForCall, { params, body: { epoch, kind: 'keysafe_code' } }),
      await nurse.refused(routes.revealPlaceForCall, { params, body: { epoch, because: 'I need it' } }),
    ]
    expect(refusals.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409])
    expect(JSON.stringify(refusals)).not.toMatch(HERS)
  }
})
