import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayAlreadyBe } from '#server/patients/mayAlreadyBe.ts'
import { standSideBySide } from '#server/patients/standSideBySide.ts'
import type { PatientId } from '#shared/ids.ts'
import type { IdentifyingFacts } from '#shared/sideBySide.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { aLine, anEntry, aPatient } from './aPatient.ts'

const PHONE = '+447700900777'
const HIDDEN_PHONE = '+441632960662'
let house: TestDatabase
let actor: Actor
let margaret: PatientId
let marian: PatientId
let hidden: PatientId
let ronald: PatientId

beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
  margaret = await aPatient(house.db, actor, {
    identity: { nhsNumber: '9990000018' },
    entries: [
      anEntry('addresses', { kind: 'main', lines: ['12 Mill Lane'], postcode: 'BD16 4XX' }),
      anEntry('phones', { number: PHONE, use: 'home' }),
    ],
  })
  marian = await aPatient(house.db, actor, { identity: { name: { given: 'Marian', family: 'Ellis' } } })
  hidden = await aPatient(house.db, actor, {
    identity: { name: { given: 'Ida', family: 'Ellis' }, birthDate: '1951-01-01' },
    entries: [
      anEntry('addresses', { kind: 'main', lines: ['Canary Cottage'], postcode: 'BD17 1AA' }),
      anEntry('phones', { number: HIDDEN_PHONE, use: 'home' }),
      anEntry('locationProtection', { isProtected: true }),
    ],
  })
  ronald = await aPatient(house.db, actor, {
    identity: { name: { given: 'Ronald', family: 'Ashby' }, birthDate: '1938-05-04' },
  })
  await aPatient(house.db, actor, {
    identity: { name: { given: 'Catherine', family: 'Leigh' }, birthDate: { unknown: 'not_known' } },
  })
})
afterAll(() => house.close())

const why = { kind: 'registration' } as const
const ask = (facts: IdentifyingFacts, isShown = house.db.sql`true`) =>
  mayAlreadyBe(house, { actor, why, facts, isShown: () => isShown })
const namesOf = async (facts: IdentifyingFacts) => (await ask(facts)).people.map(({ name }) => name)

describe('who may already be the same', () => {
  test.each([
    ['the same NHS number, whatever else was written', { nhsNumber: '9990000018' }, ['Margaret Ellis']],
    [
      'the same birth date and a like name',
      { name: { given: 'Margret', family: 'Ellis' }, birthDate: '1948-03-09' },
      ['Margaret Ellis', 'Marian Ellis'],
    ],
    [
      'the same names and no birth date',
      { name: { given: 'Margaret', family: 'Ellis' } },
      ['Margaret Ellis'],
    ],
    [
      'a telephone and a name in common',
      { name: { given: 'Peggy', family: 'Ellis' }, phones: [PHONE] },
      ['Margaret Ellis'],
    ],
    [
      'a postcode and a name',
      { name: { family: 'Ellis', given: 'P' }, postcode: 'BD16 4XX' },
      ['Margaret Ellis'],
    ],
    ['a telephone without a name in common is a household', { name: { family: 'Roe' }, phones: [PHONE] }, []],
    ['nothing', {}, []],
    ['nearly the same name alone', { name: { given: 'Roland', family: 'Ashby' } }, ['Ronald Ashby']],
    [
      'nearly the same name, with a middle name',
      { name: { given: 'Roland Gareth', family: 'Ashbey' } },
      ['Ronald Ashby'],
    ],
    ['another form of the name', { name: { given: 'Ronnie', family: 'Ashby' } }, ['Ronald Ashby']],
    [
      'nearly the same name, and a day that may be a slip for theirs',
      { name: { given: 'Roland', family: 'Ashby' }, birthDate: '1938-04-05' },
      ['Ronald Ashby'],
    ],
    [
      'a name that sounds alike, and nobody’s birth date to compare',
      { name: { given: 'Kathryn', family: 'Lea' }, birthDate: '1950-01-01' },
      ['Catherine Leigh'],
    ],
    [
      'not nearly the same name with another birth date',
      { name: { given: 'Roland', family: 'Ashby' }, birthDate: '1951-11-30' },
      [],
    ],
    ['not the family name alone', { name: { given: 'Peter', family: 'Ashby' } }, []],
    ['not the family name and an initial', { name: { given: 'R', family: 'Ashbey' } }, []],
  ])('%s', async (_, facts, expected) => {
    expect((await namesOf(facts as IdentifyingFacts)).sort()).toEqual(expected)
  })

  test('a protected person is neither found by where they live or their telephone, nor told to have the same', async () => {
    const home = { postcode: 'BD17 1AA', phones: [HIDDEN_PHONE] }
    const { people } = await ask({ name: { given: 'Ida', family: 'Ellis' }, ...home })

    expect(await namesOf({ name: { given: 'X', family: 'Ellis' }, ...home })).toEqual([])
    expect(people).toMatchObject([
      { patientId: hidden, same: ['same family name', 'same first name'], differences: [] },
    ])
  })

  test('nor is somebody whom another record of theirs protects, for as long as the two are linked', async () => {
    const phone = '+441632960663'
    const idina = await aPatient(house.db, actor, {
      identity: { name: { given: 'Idina', family: 'Roper' }, birthDate: '1952-01-01' },
      entries: [
        anEntry('addresses', { kind: 'main', lines: ['Canary Lodge'], postcode: 'BD17 2BB' }),
        anEntry('phones', { number: phone, use: 'home' }),
      ],
    })
    const link = (kept: string | null) =>
      house.db.run(house.db.sql`
        update patients
        set kept_at = case when id = ${idina} then ${kept}::uuid end,
            others = case when id = ${hidden} and ${kept !== null} then 1 else 0 end
        where id in (${idina}, ${hidden})`)
    const byEach = async () => [
      await namesOf({ name: { given: 'X', family: 'Roper' }, postcode: 'BD17 2BB' }),
      await namesOf({ name: { given: 'X', family: 'Roper' }, phones: [phone] }),
    ]

    const before = await byEach()
    await link(hidden)
    const linked = await byEach()
    const { people } = await ask({
      name: { given: 'Idina', family: 'Roper' },
      postcode: 'BD17 2BB',
      phones: [phone],
    })
    await link(null)

    expect(linked).toEqual([[], []])
    expect(people.flatMap(({ same }) => same).join()).not.toMatch(/postcode|telephone/)
    expect([before, await byEach()]).toEqual([
      [['Idina Roper'], ['Idina Roper']],
      [['Idina Roper'], ['Idina Roper']],
    ])
  })

  test('of somebody whom the asker may not see, no more than that a record may exist', async () => {
    const no = house.db.sql`false`

    const [number, name, month] = [
      await ask({ nhsNumber: '9990000018' }, no),
      await ask({ name: { given: 'Ida', family: 'Ellis' }, birthDate: '1951-01-01' }, no),
      await ask({ name: { given: 'Idra', family: 'Ellis' }, birthDate: '1951-01-01' }, no),
    ]

    expect([number.people, name.people, month.people]).toEqual([[], [], []])
    expect([number.mayExist, name.mayExist, month.mayExist]).toEqual([margaret, hidden, null])
  })

  test('nearly the same name says what is alike, and of a stranger nothing, not even in the log', async () => {
    const facts = { name: { given: 'Roland', family: 'Ashby' } }
    const { people } = await ask(facts)
    const before = await looks(ronald)
    const stranger = await ask(facts, house.db.sql`false`)

    expect(people).toMatchObject([
      { same: ['same family name', 'names that sound alike'], differences: ['different first name'] },
    ])
    expect((await ask({ name: { given: 'Ronnie', family: 'Ashby' } })).people[0]?.same).toContain(
      'names that may be the same',
    )
    expect(stranger).toMatchObject({ people: [], mayExist: null })
    expect((await looks(ronald)) - before).toBe(1)
  })

  test('the same NHS number is told apart from likeness', async () => {
    const { sameNumber } = await ask({ nhsNumber: '9990000018', name: { given: 'Marian', family: 'Ellis' } })

    expect(sameNumber).toEqual([margaret])
  })

  test('each who is named is in the log', async () => {
    const before = await looks(margaret)
    await ask({ nhsNumber: '9990000018' })

    expect((await looks(margaret)) - before).toBe(1)
  })
})

describe('side by side', () => {
  test('every fact of each, with what differs marked, and each look in the log', async () => {
    const before = [await looks(margaret), await looks(marian)]
    const facts = { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-03-09', phones: [PHONE] }

    const { people, rows } = await standSideBySide(house, {
      actor,
      why,
      patientIds: [margaret, marian],
      isShown: house.db.sql`true`,
      typed: { label: 'You wrote', facts },
    })

    expect(people.map(({ label }) => label)).toEqual(['You wrote', 'Margaret Ellis', 'Marian Ellis'])
    const marks = Object.fromEntries(rows.map(({ what, cells }) => [what, cells.map(({ mark }) => mark)]))
    expect(marks).toMatchObject({
      Name: ['first', 'same', 'differs'],
      'Birth date': ['first', 'same', 'same'],
      Telephone: ['first', 'same', 'nothing'],
    })
    const name = rows[0]?.cells[2]?.lines[0]
    expect(name).toEqual([
      { text: 'Marian', differs: true },
      { text: ' ', differs: false },
      { text: 'Ellis', differs: false },
    ])
    expect([await looks(margaret), await looks(marian)]).toEqual(before.map(count => count + 1))
  })

  test('never shows where a protected person lives', async () => {
    const shown = await standSideBySide(house, {
      actor,
      why,
      patientIds: [margaret, hidden],
      isShown: house.db.sql`true`,
    })

    expect(JSON.stringify(shown)).not.toContain('Canary')
    expect(JSON.stringify(shown)).not.toContain('BD17')
    expect(JSON.stringify(shown)).toContain('Protected: not shown')
  })

  test('somebody who may not be seen is left out, and the refusal is in the log', async () => {
    const shown = await standSideBySide(house, {
      actor,
      why,
      patientIds: [margaret, marian],
      isShown: house.db.sql`p.id = ${marian}`,
    })

    expect(shown.people.map(({ label }) => label)).toEqual(['Marian Ellis'])
    const [row] = await house.db.run(house.db.sql<{ outcome: string }[]>`
      select outcome from access_log where patient_id = ${margaret} order by id desc limit 1`)
    expect(row?.outcome).toBe('refused')
  })
})

async function looks(patientId: string): Promise<number> {
  const [row] = await house.db.run(house.db.sql<{ n: number }[]>`
    select count(*)::int as n from access_log where patient_id = ${patientId} and action = 'compared'`)
  return row?.n ?? 0
}
