import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedWorld } from '#server/world/seed.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

const NOW = '2026-11-21T02:10:00.000Z'
const TABLES = [
  'lines',
  'staff',
  'readiness',
  'feed_heads',
  'patients',
  'patient_name_words',
  'patient_phones',
  'patient_postcodes',
  'record_entries',
  'calls',
  'call_events',
  'call_notes',
  'outcomes',
  'tasks',
  'access_log',
]

async function everything(): Promise<Record<string, string>> {
  const { db } = house
  const sums = await Promise.all(
    TABLES.map(async table => {
      const [row] = await db.run(
        db.sql<
          { sum: string }[]
        >`select count(*) || ' ' || md5(string_agg(t::text, ',' order by t::text)) as sum from ${db.sql(table)} t`,
      )
      return [table, row?.sum ?? ''] as const
    }),
  )
  return Object.fromEntries(sums)
}

test('a second seeding changes nothing', async () => {
  const { db } = house
  await seedWorld({ db, clock: () => NOW })
  const before = await everything()

  await seedWorld({ db, clock: () => '2026-11-22T08:00:00.000Z' })

  expect(await everything()).toEqual(before)
})
