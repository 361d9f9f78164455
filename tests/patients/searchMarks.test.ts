import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findByNumber, findLike, findPatients, marksOf } from '#server/patients/findPatients.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Marks, PatientQuery } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { aLine, anEntry, aPatient, TODAY } from './aPatient.ts'

let house: TestDatabase
let actor: Actor
const people = new Map<string, PatientId>()
const why = { kind: 'search' } as const

const WHO: [given: string, family: string, birthDate: string, preferred?: string][] = [
  ['William', 'Ashworth', '1941-05-12'],
  ['Eleanor', 'Ashworth', '1944-11-02'],
  ['Margaret', 'Ellis', '1948-03-09'],
  ['Marjorie', 'Ellison', '1948-03-19'],
  ['John', 'Leigh', '1939-01-31'],
  ['Mary Ann', 'Smith-Jones', '1950-07-07'],
  ['Seán', "O'Brien", '1936-04-23'],
  ['Janusz', 'Łuczak', '1931-12-08'],
  ['Mohammed', 'Hussain', '1947-06-15'],
  ['Siân', 'Llewellyn', '1952-02-02'],
  ['Ronald', 'McDonald', '1933-10-10', 'Mac'],
  ['Catherine', 'Stephens', '1945-08-20'],
]

beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
  for (const [given, family, birthDate, preferredName] of WHO)
    people.set(
      `${given} ${family}`,
      await aPatient(house.db, actor, {
        identity: { name: { given, family }, birthDate, ...(preferredName ? { preferredName } : {}) },
        entries: [anEntry('addresses', { kind: 'main', lines: ['1 Mill Lane'], postcode: 'LS21 1AA' })],
      }),
    )
})
afterAll(() => house.close())

const find = (query: PatientQuery, of = actor) => findPatients(house, { actor: of, why, query, today: TODAY })
async function foundBy(query: PatientQuery): Promise<[string, Marks][]> {
  const { patients } = await find(query)
  return patients.map(({ name, marks }) => [name, marks])
}

describe('each mark says how a name was found', () => {
  test.each<[string, string, Marks['name']]>([
    ['William Ashworth', 'William Ashworth', 'match'],
    ['Bill Ashworth', 'William Ashworth', 'nickname'],
    ['Nell Ashworth', 'Eleanor Ashworth', 'nickname'],
    ['Peggy Ellis', 'Margaret Ellis', 'nickname'],
    ['Mac McDonald', 'Ronald McDonald', 'match'],
    ['Ron Mc Donald', 'Ronald McDonald', 'nickname'],
    ['Ron MacDonald', 'Ronald McDonald', 'sounds_like'],
    ['Jon Lee', 'John Leigh', 'sounds_like'],
    ['Lee John', 'John Leigh', 'sounds_like'],
    ['Jhon Leigh', 'John Leigh', 'sounds_like'],
    ['Johm Leigh', 'John Leigh', 'spelling'],
    ['Kathryn Stevens', 'Catherine Stephens', 'sounds_like'],
    ['Smith Jones', 'Mary Ann Smith-Jones', 'match'],
    ['Maryann Jones', 'Mary Ann Smith-Jones', 'spelling'],
    ['Sean OBrien', "Seán O'Brien", 'match'],
    ['Shaun O Brien', "Seán O'Brien", 'nickname'],
    ['Jan Luczak', 'Janusz Łuczak', 'nickname'],
    ['Muhammad Hussein', 'Mohammed Hussain', 'nickname'],
    ['Sian Lewellyn', 'Siân Llewellyn', 'sounds_like'],
    ['Ash', 'Eleanor Ashworth', 'beginning'],
    ['Mrs Peggy Ellis', 'Margaret Ellis', 'nickname'],
    ['W Ashworth', 'William Ashworth', 'beginning'],
    ['Margaret Rose Ellis', 'Margaret Ellis', 'partly'],
  ])('%s finds %s: %s', async (name, whom, mark) => {
    expect((await foundBy({ name }))[0]).toEqual([whom, { name: mark }])
  })

  test('one word alone finds whoever has it, wherever in their name it stands', async () => {
    const elsewhere = await aLine(house.db)
    await aPatient(house.db, elsewhere, {
      identity: { name: { given: 'Ana Maria Rosa', family: 'da Silva Teixeira' }, preferredName: 'Lourdes' },
    })
    const alone: [string, Marks['name']][] = [
      ['Ana', 'match'],
      ['Maria', 'match'],
      ['Rosa', 'match'],
      ['Lourdes', 'match'],
      ['Teixeira', 'match'],
      ['Rose', 'nickname'],
      ['Teixiera', 'sounds_like'],
      ['Teix', 'beginning'],
      ['Lourmes', 'spelling'],
    ]

    const found = await Promise.all(alone.map(([name]) => find({ name }, elsewhere)))

    expect(found.map(({ patients }) => patients.map(({ marks }) => marks.name))).toEqual(
      alone.map(([, mark]) => [mark]),
    )
  })

  test('the family name of nobody finds nobody', async () => {
    expect(await foundBy({ name: 'Peggy Featherstonehaugh' })).toEqual([])
  })
})

describe('birth dates', () => {
  test.each<[string, Marks['birthDate']]>([
    ['1948-03-09', 'match'],
    ['1948-09-03', 'day_month_swapped'],
    ['1984-03-09', 'digits_swapped'],
    ['1947-03-09', 'other_year'],
    ['1958-03-09', 'other_decade'],
  ])('%s with her name finds her first: %s', async (birthDate, mark) => {
    expect((await foundBy({ name: 'Margaret Ellis', birthDate }))[0]).toEqual([
      'Margaret Ellis',
      { name: 'match', birthDate: mark },
    ])
  })

  test('by itself, a day on which somebody was born finds nobody of another day', async () => {
    expect(await foundBy({ birthDate: '1948-03-09' })).toEqual([['Margaret Ellis', { birthDate: 'match' }]])
  })

  test('by itself, a day on which nobody was born finds who was born near it', async () => {
    expect(await foundBy({ birthDate: '1948-09-03' })).toEqual([
      ['Margaret Ellis', { birthDate: 'day_month_swapped' }],
    ])
  })
})

describe('postcodes', () => {
  test('a sector or a district narrows a name', async () => {
    expect([
      await foundBy({ name: 'Bill Ashworth', postcode: 'LS21 1' as PatientQuery['postcode'] & string }),
      await foundBy({ name: 'Ashworth', postcode: 'LS22' as PatientQuery['postcode'] & string }),
    ]).toEqual([
      [['William Ashworth', { name: 'nickname', postcode: 'match' }]],
      [
        ['Eleanor Ashworth', { name: 'match', postcode: 'different' }],
        ['William Ashworth', { name: 'match', postcode: 'different' }],
      ],
    ])
  })

  test('misheard at its end, a postcode is known by its sector', async () => {
    expect(await foundBy({ name: 'Eleanor Ashworth', postcode: 'LS21 1AB' })).toEqual([
      ['Eleanor Ashworth', { name: 'match', postcode: 'same_sector' }],
    ])
  })
})

describe('the order', () => {
  test('exact before nickname, nickname before what only sounds alike', async () => {
    const elsewhere = await aLine(house.db)
    for (const given of ['Billy', 'William', 'Bill', 'Bille'])
      await aPatient(house.db, elsewhere, { identity: { name: { given, family: 'Crowther' } } })

    const { patients } = await find({ name: 'Bill Crowther' }, elsewhere)

    expect(patients.map(({ name, marks }) => `${name}: ${marks.name}`)).toEqual([
      'Bill Crowther: match',
      'Billy Crowther: nickname',
      'William Crowther: nickname',
      'Bille Crowther: sounds_like',
    ])
  })

  test('of very many with one name, as many as the list holds, and that there are more', async () => {
    const elsewhere = await aLine(house.db)
    for (let i = 0; i < 25; i += 1)
      await aPatient(house.db, elsewhere, {
        identity: {
          name: { given: 'John', family: 'Smith' },
          birthDate: `1940-01-${String(i + 1).padStart(2, '0')}`,
        },
      })

    const byName = await find({ name: 'Jon Smyth' }, elsewhere)
    const byOneWord = await find({ name: 'John' }, elsewhere)
    const byBoth = await find({ name: 'Jon Smyth', birthDate: '1940-01-25' }, elsewhere)

    expect([byName.patients.length, byName.more]).toEqual([20, true])
    expect([byOneWord.patients.length, byOneWord.more]).toEqual([20, true])
    expect(byBoth.patients[0]?.marks).toEqual({ name: 'sounds_like', birthDate: 'match' })
  })
})

describe('who must not be told of', () => {
  test('a protected person is found by name, and neither postcode, street nor telephone is confirmed', async () => {
    const line = await aLine(house.db)
    const hidden = await aPatient(house.db, line, {
      identity: { name: { given: 'Hidden', family: 'Person' }, birthDate: '1960-01-02' },
      entries: [
        anEntry('locationProtection', { isProtected: true }),
        anEntry('addresses', { kind: 'main', lines: ['1 Quiet Street'], postcode: 'LS21 9ZZ' }),
        anEntry('phones', { number: '+441134960555', use: 'home' }),
      ],
    })
    const phone = '0113 496 0555'
    const street = '1 Quiet Street'
    const sector = 'LS21 9' as PatientQuery['postcode'] & string

    const alone = [
      await find({ phone }, line),
      await find({ postcode: 'LS21 9ZZ' }, line),
      await find({ postcode: sector }, line),
      await find({ street }, line),
    ]
    const named = await find({ name: 'Hidden Person', phone, postcode: 'LS21 9ZZ', street }, line)

    expect(alone.map(({ patients }) => patients)).toEqual([[], [], [], []])
    expect(named.patients).toMatchObject([{ patientId: hidden, marks: { name: 'match' } }])
    expect(Object.keys(named.patients[0]?.marks ?? {})).toEqual(['name'])
  })

  describe('what is kept from whoever searches', () => {
    const find = async (query: PatientQuery, ...kept: string[]) => {
      const rows = await findLike(house, {
        actor: line,
        why,
        query,
        kept: () => house.db.sql`${kept}::text[]`,
      })
      return rows.rows.map(row => [row.patientId, marksOf(row)])
    }
    const phone = '01632 960 771'
    const theirs = '01632 960 772'
    let line: Actor
    let id: PatientId
    beforeAll(async () => {
      line = await aLine(house.db)
      const contact = { name: 'Ann', relationship: 'Sister', roles: [], mayBeTold: 'nothing' as const }
      id = await aPatient(house.db, line, {
        identity: { name: { given: 'Reticent', family: 'Person' } },
        entries: [
          anEntry('addresses', { kind: 'main', lines: ['1 Quiet Street'], postcode: 'LS21 9ZZ' }),
          anEntry('phones', { number: '+441632960771', use: 'home' }),
          anEntry('personalContacts', {
            ...contact,
            phones: [{ number: '+441632960772', use: 'home' }],
          }),
        ],
      })
    })

    test.each<[string, PatientQuery, string]>([
      ['a postcode', { postcode: 'LS21 9ZZ' }, 'addresses'],
      ['a sector', { postcode: 'LS21 9' as PatientQuery['postcode'] & string }, 'addresses'],
      ['a street', { street: 'Quiet St' }, 'addresses'],
      ['a telephone', { phone }, 'phones'],
      ['the telephone of a carer', { phone: theirs }, 'personalContacts'],
    ])('%s neither finds nor is marked, whether it is right or wrong', async (_, query, section) => {
      const named = { ...query, name: 'Reticent Person' }
      const [key] = Object.keys(query)
      const wrong = { name: named.name, postcode: 'LS29 8AB', street: 'Else Road', phone: '01632 960 999' }

      const shown = await find(named)

      expect(shown).toEqual([[id, { name: 'match', [key ?? '']: 'match' }]])
      expect(await find(query, section)).toEqual([])
      expect(await find(named, section)).toEqual([[id, { name: 'match' }]])
      const marks = (await find(wrong, section))[0]?.[1] ?? {}
      expect(Object.keys(marks)).not.toContain(key)
    })

    test('the telephone that is shown still finds, beside the one that is not', async () => {
      expect(await find({ phone }, 'personalContacts')).toEqual([[id, { phone: 'match' }]])
      expect(await find({ phone: theirs }, 'phones')).toEqual([[id, { phone: 'match' }]])
    })
  })

  test('who rings from it is still suggested to the nurse who takes the call, by initials', async () => {
    const line = await aLine(house.db)
    await aPatient(house.db, line, {
      identity: { name: { given: 'Hidden', family: 'Person' } },
      entries: [
        anEntry('locationProtection', { isProtected: true }),
        anEntry('phones', { number: '+447700900321', use: 'mobile' }),
      ],
    })

    const match = await findByNumber(house, { lineId: line.lineId, from: '+447700900321' })

    expect(match).toMatchObject({ kind: 'candidates', candidates: [{ initials: 'H. P.' }] })
  })

  test.each<PatientQuery>([
    { name: 'Bill Ashworth' },
    { name: 'Wiliam Ashwirth' },
    { name: 'W Ashworth' },
    { birthDate: '1941-12-05' },
    { postcode: 'LS21 1AA' },
    { street: '1 Mill Lane' },
  ])('people of another line never: %j', async query => {
    const elsewhere = await aLine(house.db)
    await aPatient(house.db, elsewhere, { identity: { name: { given: 'Nobody', family: 'Else' } } })

    expect(await find(query, elsewhere)).toMatchObject({ patients: [], more: false })
  })
})
