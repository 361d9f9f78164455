import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecord, retractEntry } from '#server/patients/changeRecord.ts'
import { findPatients } from '#server/patients/findPatients.ts'
import type { PatientQuery } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { AT, aLine, anEntry, anIdentity, aPatient, TODAY } from './aPatient.ts'

let house: TestDatabase
let line: Actor
const why = { kind: 'search' } as const

beforeAll(async () => {
  house = await testDatabase()
  line = await aLine(house.db)
  const living: [given: string, family: string, home: string][] = [
    ['Ronald', 'Pickersgill', '22 Weaver’s Row'],
    ['Ronald', 'Ashby', '14 Weavers Row'],
    ['Agnes', 'Booth', '12 Weaver’s Row'],
    ['Ronald', 'Booth', 'Flat 2, 12 Mill Ln.'],
    ['Edith', 'Crane', '12 Mill Lane'],
    ['Frank', 'Dean', '14 Mill Lane'],
  ]
  for (const [given, family, home] of living)
    await aPatient(house.db, line, {
      identity: { name: { given, family } },
      entries: [anEntry('addresses', { kind: 'main', lines: [home, 'Otley'] })],
    })
})
afterAll(() => house.close())

const find = (query: PatientQuery, of = line) => findPatients(house, { actor: of, why, query, today: TODAY })
const namesBy = async (query: PatientQuery) => (await find(query)).patients.map(({ name }) => name)

test('with a name, those of the name in the street hide whoever has only one of them', async () => {
  const { patients } = await find({ name: 'Ron', street: 'weavers row' })

  expect(patients.map(({ name, marks }) => [name, marks])).toEqual([
    ['Ronald Ashby', { name: 'nickname', street: 'match' }],
    ['Ronald Pickersgill', { name: 'nickname', street: 'match' }],
  ])
})

test('with a name that nobody has there, what is found says which of them it is', async () => {
  const { patients } = await find({ name: 'Agnes Booth', street: 'Mill Lane' })

  expect(patients.map(({ name, marks }) => [name, marks])[0]).toEqual([
    'Ronald Booth',
    { name: 'partly', street: 'match' },
  ])
  expect(patients.find(({ name }) => name === 'Agnes Booth')?.marks).toEqual({
    name: 'match',
    street: 'different',
  })
})

test('alone, a street finds who lives in it, and with the house those of the house', async () => {
  expect(await namesBy({ street: 'Mill Lane' })).toEqual(['Edith Crane', 'Frank Dean', 'Ronald Booth'])
  expect(await namesBy({ street: '12 mill ln' })).toEqual(['Edith Crane', 'Ronald Booth'])
  expect(await namesBy({ street: 'Lane Mill, Flat 2' })).toEqual(['Ronald Booth'])
})

test.each([
  ['Mill Lane, Otley', ['Edith Crane', 'Frank Dean', 'Ronald Booth']],
  ['Mill Ln Otley', ['Edith Crane', 'Frank Dean', 'Ronald Booth']],
  ['Otley, 14 Mill Lane', ['Frank Dean']],
  ['Flat 2, 12 Mill Lane, Otley, Leeds 6', ['Ronald Booth']],
  ['Mill Lane North', []],
  ['Mill Lane North Shields', ['Edith Crane', 'Frank Dean', 'Ronald Booth']],
  ['14 Mill Lane St Albans', ['Frank Dean']],
  ['14 Mill Lane, LS21', ['Frank Dean']],
  ['The Close, Mill', []],
])('the town that is said with the street spoils nothing: "%s"', async (street, names) => {
  expect(await namesBy({ street })).toEqual(names)
})

test('a town alone marks those of the name, and takes none of them away', async () => {
  expect(await namesBy({ name: 'Agnes Booth', street: 'Otley' })).toContain('Agnes Booth')
})

test.each(['12', 'lane', 'Rd.', 'Flat 2', '12 Row'])('"%s" alone is no street to look for', async street => {
  expect(await find({ street })).toMatchObject({ patients: [], more: false })
  expect((await find({ name: 'Edith Crane', street })).patients[0]?.marks).toEqual({
    name: 'match',
  })
})

test('what is corrected is found by what it says now, and what is taken back by nothing', async () => {
  const elsewhere = await aLine(house.db)
  const first = anEntry('addresses', { kind: 'main', lines: ['3 Old Street'] })
  const patientId = await aPatient(house.db, elsewhere, {
    identity: { name: { given: 'Moved', family: 'Person' } },
    entries: [first],
  })
  const change = { patientId, actor: elsewhere, why, at: AT, relationship: house.db.sql`true` }
  const found = async () =>
    Promise.all(
      ['Old Street', 'New Street'].map(async street => (await find({ street }, elsewhere)).patients.length),
    )
  const before = await found()
  const body = { kind: 'main' as const, lines: ['4 New St'] }
  const moved = anEntry('addresses', body, { itemId: first.itemId, expectedVersion: 1, change: 'changed' })
  await changeRecord(house, { ...change, entries: [moved] })
  const then = await found()
  const item = {
    section: 'addresses' as const,
    itemId: first.itemId,
    expectedVersion: 2,
    source: first.source,
  }
  await retractEntry(house, {
    ...change,
    item,
    because: 'Never lived there',
  })

  expect([before, then, await found()]).toEqual([
    [1, 0],
    [0, 1],
    [0, 0],
  ])
})

test('beside each street stands the name of its person, whichever of the two was written last', async () => {
  const { db } = house
  const elsewhere = await aLine(db)
  const home = anEntry('addresses', { kind: 'main', lines: ['3 Old Street'] })
  const patientId = await aPatient(db, elsewhere, {
    identity: { name: { given: 'Agnes', family: 'Moss' } },
    entries: [home],
  })
  const change = { patientId, actor: elsewhere, why, at: AT, relationship: db.sql`true` }
  const beside = () => db.run(db.sql`select name_words from patient_streets where patient_id = ${patientId}`)
  const registered = await beside()
  const named = (given: string, family: string, expectedVersion: number) =>
    anEntry('identity', anIdentity({ name: { given, family } }), {
      itemId: patientId,
      expectedVersion,
      change: 'changed',
    })
  await changeRecord(house, { ...change, entries: [named('Agnes', 'Marsh', 1)] })
  const renamed = await beside()
  const body = { kind: 'main' as const, lines: ['4 New Street'] }
  const moved = anEntry('addresses', body, { itemId: home.itemId, expectedVersion: 1, change: 'changed' })
  await changeRecord(house, { ...change, entries: [moved, named('Agnes', 'Mere', 2)] })
  const both = await beside()
  await db.run(db.sql`update patient_streets set name_words = null`)
  await db.run(
    db.sql`${db.sql.unsafe(readFileSync('server/migrations/0048_names_of_streets_that_are_there.sql', 'utf8'))}`,
  )

  expect([registered, renamed, both, await beside()].map(([row]) => row?.nameWords)).toEqual([
    ['agnes', 'moss'],
    ['agnes', 'marsh'],
    ['agnes', 'mere'],
    ['agnes', 'mere'],
  ])
})

test('the addresses of before are brought over in the words that one written today is found by', async () => {
  const { db } = house
  const elsewhere = await aLine(db)
  const odd = [
    '12 Mill Ln.',
    'FLAT 3, Larkfield Ct',
    '18B Loom Buildings (rear)',
    'Tŷ Gwyn, Ffordd Ÿsgol',
    "St. John's Sq.",
    'Łódź House – 4/5 Ave',
    'The “Old” Dyehouse_2',
    '9 Straße St St',
    'Æther Cottage, Gdns & Terr',
  ]
  for (const home of odd)
    await aPatient(db, elsewhere, {
      identity: {},
      entries: [anEntry('addresses', { kind: 'main', lines: [home] })],
    })
  const streets = () =>
    db.run(db.sql`select patient_id, item_id, words from patient_streets order by patient_id, item_id`)
  const written = await streets()
  await db.run(db.sql`delete from patient_streets`)
  const migration = readFileSync('server/migrations/0033_streets.sql', 'utf8')
  const [, backFill = ''] = /^(insert into patient_streets[^;]*);$/ms.exec(migration) ?? []
  await db.run(db.sql`${db.sql.unsafe(backFill)}`)

  expect(written.length).toBeGreaterThan(odd.length)
  expect(await streets()).toEqual(written)
})
