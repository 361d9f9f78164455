import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArray, writeArray } from '#server/platform/arrayTypes.ts'
import { anyCharacter } from '#tests/support/anyCharacter.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

test('any list of texts is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.string({ unit: anyCharacter }))), list => {
      expect(readArray(writeArray(list))).toEqual(list)
    }),
  )
})

describe('lists go to the database and come back', () => {
  const awkward = ['', 'NULL', 'null', '{a,b}', '"', '\\', 'a,b', ' x ', '😀', null]

  test('texts', async () => {
    const { db } = house

    const [row] = await db.run(db.sql<{ list: string[] }[]>`select ${awkward}::text[] as list`)

    expect(row?.list).toEqual(awkward)
  })

  test('by the driver’s own word for a list, and empty', async () => {
    const { db } = house
    const ids = ['5b1f0c52-6a43-4d0e-9a57-0c7f5a2d1001']

    const [row] = await db.run(db.sql<Record<string, unknown>[]>`
      select ${db.sql.array(ids)}::uuid[] as ids, ${[]}::uuid[] as none, ${db.sql.array([1, 2])}::bigint[] as numbers`)

    expect(row).toEqual({ ids, none: [], numbers: [1, 2] })
  })

  test('moments and days', async () => {
    const { db } = house

    const [row] = await db.run(db.sql<Record<string, unknown>[]>`
      select ${['1940-03-31']}::date[] as days, ${['2026-10-25T01:30:00+01:00']}::timestamptz[] as moments`)

    expect(row).toEqual({ days: ['1940-03-31'], moments: ['2026-10-25T00:30:00.000Z'] })
  })
})
