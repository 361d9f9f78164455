import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

test('a statement is put together of pieces, lists of pieces, names of columns and rows to insert', async () => {
  const { db } = house
  const { sql } = db
  const pieces = [1, 2, 3].map(n => sql`+ ${n}::int`)
  const inner = sql`select ${sql.array(['a', 'b'])}::text[] as words, 0 ${pieces} as sum`
  expect(await db.run(sql`select ${sql(['words', 'sum'])} from (${inner}) as made`)).toEqual([
    { words: ['a', 'b'], sum: 6 },
  ])
  const rows = [
    { n: 1, word: 'one' },
    { n: 2, word: 'two' },
  ]
  expect(
    await db.run(
      sql`with given (n, word) as (values ${sql(rows.map(({ n, word }) => [n, word]))}) select * from given`,
    ),
  ).toHaveLength(2)
})

test('a piece may stand in two statements, and a statement be asked twice', async () => {
  const { db } = house
  const one = db.sql`select 1 as one`
  const both = db.sql`${one} union all ${one}`
  expect([await db.run(both), await db.run(both), await db.run(one)]).toEqual([
    [{ one: 1 }, { one: 1 }],
    [{ one: 1 }, { one: 1 }],
    [{ one: 1 }],
  ])
})

test('a text that was never a template is asked as the driver has it', async () => {
  const { db } = house
  expect(await db.run(db.sql.unsafe('select 3 as three'))).toEqual([{ three: 3 }])
})

test('a statement that fails says first where it stands, also the second time', async () => {
  const { db } = house
  const halved = (by: number) => db.run(db.sql`select 1 / ${by}::int as half`)
  for (const by of [0, 0]) {
    const failed = await halved(by).catch((error: unknown) => error)
    const { stack = '', message } = failed as Error
    expect(message).toBe('division by zero')
    expect(/\n\s+at (.*)/.exec(stack)?.[1]).toMatch(/^halved .*writtenSql\.test\.ts/)
  }
  expect(await halved(1)).toEqual([{ half: 1 }])
})

test('what is awaited by itself is asked as well', async () => {
  const { sql } = house.db
  expect([...(await sql`select 2 as two`)]).toEqual([{ two: 2 }])
  await expect(sql`select nobody`.then(() => 'no')).rejects.toThrow('nobody')
})
