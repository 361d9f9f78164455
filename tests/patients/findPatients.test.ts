import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareIdentity, findLookAlikes } from '#server/patients/compareIdentity.ts'
import { findByNumber, findPatients } from '#server/patients/findPatients.ts'
import { phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import type { PatientId } from '#shared/ids.ts'
import type { PatientQuery } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { aLine, anEntry, aPatient, TODAY } from './aPatient.ts'

let house: TestDatabase
let actor: Actor
let margaret: PatientId
let marjorie: PatientId
let hidden: PatientId
const why = { kind: 'search' } as const
const LANDLINE = '+441134960123'

beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
  margaret = await aPatient(house.db, actor, {
    identity: { nhsNumber: '9990000018', preferredName: 'Peggy' },
    entries: [
      anEntry('phones', { number: LANDLINE, use: 'home' }),
      anEntry('phones', { number: '+447700900001', use: 'mobile' }),
      anEntry('addresses', { kind: 'main', lines: ['12 Mill Lane', 'Otley'], postcode: 'LS21 1AA' }),
      anEntry('personalContacts', {
        name: 'Ann Ellis',
        relationship: 'daughter',
        roles: ['main_carer'],
        phones: [{ number: '+447700900002', use: 'mobile' }],
        mayBeTold: 'all',
      }),
    ],
  })
  marjorie = await aPatient(house.db, actor, {
    identity: { name: { given: 'Marjorie', family: 'Ellison' } },
    entries: [anEntry('phones', { number: LANDLINE, use: 'home' })],
  })
  hidden = await aPatient(house.db, actor, {
    identity: { name: { given: 'Hidden', family: 'Person' }, birthDate: '1960-01-02' },
    entries: [
      anEntry('locationProtection', { isProtected: true }),
      anEntry('addresses', { kind: 'main', lines: ['1 Quiet Street'], postcode: 'LS21 9ZZ' }),
    ],
  })
})
afterAll(() => house.close())

const find = (query: PatientQuery) => findPatients(house, { actor, why, query, today: TODAY })
const idsOf = async (query: PatientQuery) => (await find(query)).patients.map(({ patientId }) => patientId)

describe('a caller’s number', () => {
  test('suggests by initials, month of birth and whose number it is, and by nothing more', async () => {
    const match = await findByNumber(house, { lineId: actor.lineId, from: '+447700900002' })

    expect(match).toEqual({
      kind: 'candidates',
      candidates: [
        {
          patientId: margaret,
          initials: 'M. E.',
          birthMonth: 'March 1948',
          belongsTo: [{ kind: 'contact', relationship: 'daughter' }],
        },
      ],
      more: false,
    })
  })

  test('that a household shares suggests each of them', async () => {
    const match = await findByNumber(house, { lineId: actor.lineId, from: LANDLINE })

    expect(match.kind === 'candidates' && match.candidates.map(c => c.patientId).sort()).toEqual(
      [margaret, marjorie].sort(),
    )
  })

  test.each([
    ['a withheld number', 'anonymous', 'withheld'],
    ['a withheld number spelled as digits', '+266696687', 'withheld'],
    ['a number nobody has', '+447700900999', 'unknown'],
  ])('%s suggests nobody', async (_, from, kind) => {
    expect((await findByNumber(house, { lineId: actor.lineId, from })).kind).toBe(kind)
  })

  test('of a care home lists twenty and says that there are more', async () => {
    const home = '+441134960777'
    const elsewhere = await aLine(house.db)
    for (let i = 0; i < 23; i += 1)
      await aPatient(house.db, elsewhere, {
        entries: [anEntry('phones', { number: home, use: 'care_home' })],
      })

    const match = await findByNumber(house, {
      lineId: elsewhere.lineId,
      from: home,
      looker: { actor: elsewhere, why },
    })

    expect(match).toMatchObject({ kind: 'candidates', more: true })
    expect(match.kind === 'candidates' && match.candidates.length).toBe(20)
    const [log] = await house.db.run(house.db.sql<{ shown: number }[]>`
      select count(*) as shown from access_log where line_id = ${elsewhere.lineId} and action = 'suggested'`)
    expect(log).toEqual({ shown: 20 })
  })
})

describe('a search', () => {
  test.each<[string, PatientQuery]>([
    ['name', { name: 'Margaret Ellis' }],
    ['name the other way round', { name: 'ELLIS margaret' }],
    ['preferred name', { name: 'Peggy Ellis' }],
    ['misspelt name', { name: 'Margret Elis' }],
    ['beginning of a name', { name: 'Marga' }],
    ['NHS number with spaces', { nhsNumber: '9990000018' }],
    ['birth date', { birthDate: '1948-03-09' }],
    ['postcode', { postcode: 'LS21 1AA' }],
    ['first line', { street: '12 Mill Ln' }],
    ['street', { street: 'mill lane' }],
    ['telephone as people write it', { phone: '0113 496 0123' }],
    ['a contact’s telephone', { phone: '+44 (0)7700 900002' }],
  ])('by %s finds her', async (_, query) => {
    expect(await idsOf(query)).toContain(margaret)
  })

  test('shows who may be meant and what agreed, not where they live or how to reach them', async () => {
    const found = await find({ name: 'Margaret Ellis', birthDate: '1948-03-09', postcode: 'LS21 1AA' })

    expect(found).toEqual({
      patients: [
        {
          patientId: margaret,
          name: 'Margaret Ellis',
          age: 78,
          birthMonth: 'March 1948',
          isDeceased: false,
          isProvisional: false,
          marks: { name: 'match', birthDate: 'match', postcode: 'match' },
        },
      ],
      more: false,
    })
  })

  test('with a name and a birth date does not show everybody born that day', async () => {
    expect(await idsOf({ name: 'Margaret Ellis', birthDate: '1948-03-09' })).not.toContain(marjorie)
  })

  test('by a name with an initial that is not on the record finds them, as by the whole middle name', async () => {
    const names = ['Margaret J Ellis', 'J Margaret Ellis', 'Margaret Joan Ellis']

    const found = await Promise.all(names.map(name => find({ name })))

    expect(found.map(({ patients }) => patients.find(one => one.patientId === margaret)?.marks.name)).toEqual(
      ['partly', 'partly', 'partly'],
    )
  })

  test('by one wrong key still finds by the other', async () => {
    expect(await idsOf({ name: 'Margaret Ellis', birthDate: '1948-09-03' })).toContain(margaret)
  })

  test('by postcode never confirms where a protected person lives', async () => {
    const byPostcode = await find({ postcode: 'LS21 9ZZ' })
    const byBoth = await find({ name: 'Hidden Person', postcode: 'LS21 9ZZ' })

    expect(byPostcode.patients).toEqual([])
    expect(byBoth.patients).toMatchObject([{ patientId: hidden, marks: { name: 'match' } }])
    expect(byBoth.patients[0]?.marks).not.toHaveProperty('postcode')
  })

  test('says when a telephone cannot be read as a number', async () => {
    expect(await find({ phone: 'the blue one' })).toEqual({
      patients: [],
      more: false,
      isPhoneUnreadable: true,
    })
  })

  test('is in the access log, one row for each person shown', async () => {
    const { db } = house
    const callId = randomUUID()

    const found = await findPatients(house, {
      actor,
      why: { kind: 'search', callId },
      query: { name: 'Ellis' },
      today: TODAY,
    })

    const log = await db.run(db.sql<{ patientId: string }[]>`
      select patient_id from access_log where why ->> 'callId' = ${callId} and action = 'searched'`)
    expect(log.map(row => row.patientId).sort()).toEqual(
      found.patients.map(({ patientId }) => patientId).sort(),
    )
  })

  test.each([
    ['%_\\', 'wildcards'],
    ["'; drop table patients; --", 'statements'],
    ['שלום', 'another script'],
    ['…', 'only punctuation'],
  ])('for %s finds nobody and breaks nothing (%s)', async name => {
    expect(await idsOf({ name })).toEqual([])
  })
})

test.each([
  ['07700 900123', '+447700900123'],
  ['+44 (0)7700 900-123', '+447700900123'],
  ['0044 7700 900123', '+447700900123'],
  ['00 48 12 345 67 89', '+48123456789'],
  ['hello', undefined],
  ['1', undefined],
])('%s is the number %s', (text, number) => {
  expect(phoneInAnySpelling(text)).toBe(number)
})

describe('who it is', () => {
  const looking = () => ({ actor, patientId: margaret, why, relationship: house.db.sql`true` })

  test('two things that match are enough, and the answer holds none of them', async () => {
    const said = { fullName: 'Peggy Ellis', addressOrPostcode: '12 mill ln' }

    const compared = await compareIdentity(house, { ...looking(), said })

    expect(compared).toMatchObject({ kind: 'compared', result: { isEnough: true, matches: 2 } })
    expect(JSON.stringify(compared)).not.toMatch(/Mill|LS21|1948|Ellis/i)
  })

  test('somebody with nearly the same name and the same birthday is shown beside her with what differs', async () => {
    const alike = await findLookAlikes(house, looking())

    expect(alike).toMatchObject({
      kind: 'alike',
      people: [
        {
          patientId: marjorie,
          name: 'Marjorie Ellison',
          same: expect.arrayContaining(['same birth date', 'same telephone']),
          differences: expect.arrayContaining(['different family name', 'different first name']),
        },
      ],
    })
  })

  test('without a reason there is no comparison', async () => {
    const relationship = house.db.sql`false`

    const compared = await compareIdentity(house, {
      ...looking(),
      relationship,
      said: { phrase: 'blue door' },
    })
    const alike = await findLookAlikes(house, { ...looking(), relationship })

    expect([compared.kind, alike.kind]).toEqual(['refused', 'refused'])
  })
})
