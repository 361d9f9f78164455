import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLookAlikesOf } from '#server/patients/compareIdentity.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { aLine, anEntry, aPatient } from './aPatient.ts'

/** A list is held against itself pair by pair, and one person against the whole line: two ways that must find the same. */
let house: TestDatabase
let actor: Actor
const people = new Map<string, PatientId>()
const SHARED = '+441134960777'
const phone = anEntry('phones', { number: SHARED, use: 'home' })
const home = anEntry('addresses', { kind: 'main', lines: ['12 Mill Lane'], postcode: 'LS21 1AA' })
const kept = anEntry('locationProtection', { isProtected: true })
const fresh = (entry: typeof phone) => ({ ...entry, itemId: crypto.randomUUID() })

beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
  const rows: [
    called: string,
    given: string,
    family: string,
    birthDate: string,
    entries: (typeof phone)[],
  ][] = [
    ['twin', 'Ann', 'Marsh', '1948-03-09', []],
    ['other twin', 'Anna', 'Marsh', '1948-03-09', []],
    ['by telephone', 'Ruth', 'Hale', '1950-01-01', [phone]],
    ['by telephone too', 'Sam', 'Weir', '1951-01-01', [phone]],
    ['at that address', 'Ruth', 'Bell', '1952-01-01', [home]],
    ['at that address too', 'Ivy', 'Bell', '1953-01-01', [home]],
    ['there, of another name', 'Otto', 'Kirk', '1954-01-01', [home]],
    ['protected', 'Ruth', 'Bell', '1955-01-01', [phone, home, kept]],
    ['protected by a link', 'Ivy', 'Bell', '1956-01-01', [phone, home]],
    ['of the same day alone', 'Zoe', 'Quill', '1948-03-09', []],
    ['without a name in common', 'Una', 'Frost', '1957-01-01', []],
  ]
  for (const [called, given, family, birthDate, entries] of rows)
    people.set(
      called,
      await aPatient(house.db, actor, {
        identity: { name: { given, family }, birthDate },
        entries: entries.map(fresh),
      }),
    )
  // Linked to the protected one, and kept instead of it.
  await house.db.run(house.db.sql`
    with linked as (
      update patients set kept_at = ${id('protected by a link')} where id = ${id('protected')}
    )
    update patients set others = 1 where id = ${id('protected by a link')}`)
})
afterAll(() => house.close())

const id = (called: string) => people.get(called) ?? ('' as PatientId)
const named = (patientId: string) => [...people].find(([, of]) => of === patientId)?.[0]
async function alike(patientIds: readonly PatientId[], among: readonly PatientId[], without?: PatientId) {
  const relationship = without ? house.db.sql`p.id <> ${without}` : house.db.sql`true`
  const found = await findLookAlikesOf(house, {
    actor,
    patientIds,
    among,
    why: { kind: 'search' },
    relationship,
  })
  return Object.fromEntries(
    [...found].map(([of, its]) => [
      named(of),
      its.map(({ patientId, same }) => [named(patientId), ...same]).sort(),
    ]),
  )
}

test('a list held against itself is told the same as each of it held against the line', async () => {
  const all = [...people.values()]
  const against = await alike(all, [])

  expect(await alike([], all)).toEqual(against)
  expect(against).toMatchObject({
    twin: [expect.arrayContaining(['other twin'])],
    'by telephone': [['by telephone too', 'same telephone']],
    'there, of another name': [],
    'protected by a link': [],
    'without a name in common': [],
  })
})

test('of whom there is no reason to look at nobody is told, whoever names them', async () => {
  const twins = [id('twin'), id('other twin')]

  expect(await alike([], twins, id('other twin'))).toEqual({ twin: [] })
})
