import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askedName } from '#server/patients/core/askedName.ts'
import { isOneSlip, tracesOf } from '#server/patients/core/slips.ts'
import { wordsLike } from '#server/patients/nameWordStore.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { aLine } from './aPatient.ts'

const word = fc.string({ unit: fc.constantFrom(...'abcdeimnorst'), minLength: 2, maxLength: 9 })
const anyWord = fc.string({
  unit: fc.constantFrom(...'abeø\u4e2d\u0924\u093f𝒂7'),
  minLength: 1,
  maxLength: 7,
})

/** Every word that is one slip away, made and not compared: what `isOneSlip` should say yes to. */
function slipsOf(letters: string[]): string[] {
  const places = letters.map((_, place) => place)
  const moved = places.flatMap(from => {
    const rest = letters.toSpliced(from, 1)
    return [...rest, ''].map((_, to) => rest.toSpliced(to, 0, letters[from] ?? ''))
  })
  const swapped = places.flatMap(a =>
    places.map(b => letters.with(a, letters[b] ?? '').with(b, letters[a] ?? '')),
  )
  const slips = [
    ...places.map(place => letters.toSpliced(place, 1)),
    ...[...places, letters.length].map(place => letters.toSpliced(place, 0, 'z')),
    ...places.map(place => letters.with(place, 'z')),
    ...moved,
    ...swapped,
  ].map(each => each.join(''))
  return [...new Set(slips)].filter(slip => slip !== letters.join(''))
}

describe('one slip', () => {
  test('a letter lost, doubled, changed or elsewhere is one, from either side, and meets the word in a trace', () => {
    fc.assert(
      fc.property(word, one => {
        for (const other of slipsOf([...one])) {
          expect([other, isOneSlip(one, other), isOneSlip(other, one)]).toEqual([other, true, true])
          if (other.length > 1 && one.length > 1)
            expect([other, tracesOf(one).some(trace => tracesOf(other).includes(trace))]).toEqual([
              other,
              true,
            ])
        }
      }),
    )
  })

  test.each([
    ['roland', 'ronald'],
    ['jean', 'jane'],
    ['brian', 'brain'],
    ['thistlethwaite', 'thistlethwait'],
    ['długosz', 'dłguosz'],
  ])('%s and %s are one apart', (one, other) => {
    expect(isOneSlip(one, other)).toBe(true)
  })

  test.each([
    ['smith', 'smith'],
    ['smith', 'asmit'],
    ['roland', 'arnold'],
    ['ellis', 'ellison'],
    ['mary', 'gary s'],
  ])('%s and %s are not', (one, other) => {
    expect(isOneSlip(one, other)).toBe(false)
  })
})

describe('on a line', () => {
  let house: TestDatabase
  beforeAll(async () => {
    house = await testDatabase()
  })
  afterAll(() => house.close())

  test.each([
    ['harrison', 'harris'],
    ['williamson', 'williams'],
    ['dickinson', 'dickson'],
    ['hutcheson', 'hutchinson'],
    ['patterson', 'peterson'],
    ['donald', 'mcdonald'],
    ['josephine', 'joseph'],
  ])(
    '%s may be %s on the record, also where somebody else bears the name that was typed',
    async (typed, written) => {
      const { db } = house
      const { lineId } = await aLine(db)
      await db.run(db.sql`
      insert into patient_name_words (line_id, word) select ${lineId}, unnest(${[typed, written]}::text[])`)

      const found = await db.run(wordsLike(db.sql, lineId, askedName(typed)))

      expect(found.map(({ word }) => word)).toEqual(expect.arrayContaining([typed, written]))
    },
  )

  test.each(['𞤡𞤢𞤣𞤤𞤥', '山𠮷田', '田𠮷野', '𠮷'])('%s is looked for like any name', async name => {
    const { db } = house
    const { lineId } = await aLine(db)
    await db.run(
      db.sql`insert into patient_name_words (line_id, word) values (${lineId}, ${name.toLowerCase()})`,
    )

    expect(await db.run(wordsLike(db.sql, lineId, askedName(name)))).toContainEqual({
      place: 0,
      word: name.toLowerCase(),
      how: 'match',
    })
  })

  test('traces are the same in the database as in the server, for letters of any script', async () => {
    const words = fc.sample(anyWord, 300)
    const { db } = house
    const rows = await db.run(
      db.sql<{ word: string; traces: string[] }[]>`
        select word, name_traces(word) as traces from unnest(${words}::text[]) as given (word)`,
    )
    expect(rows.map(({ word, traces }) => [word, [...new Set(traces)].toSorted()])).toEqual(
      words.map(each => [each, tracesOf(each).toSorted()]),
    )
  })
})
