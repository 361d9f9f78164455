import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseHealth } from '#server/platform/databaseHealth.ts'
import { plusSeconds } from '#shared/time.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const asked = (aheadSeconds: number) =>
  databaseHealth(database.db, () => plusSeconds(new Date().toISOString(), aheadSeconds))()

test('a database whose clock agrees with ours is well', async () => {
  expect(await asked(0)).toBeUndefined()
})

test.each([-3_600, -30, 30, 90 * 86_400])('clocks that are %i seconds apart are told', async seconds => {
  expect(await asked(seconds)).toMatch(/clock of this machine and that of the database are \d+ seconds apart/)
})

test('a database that does not answer is told', async () => {
  await database.db.close()

  expect(await asked(0)).toBe('The database does not answer.')
})
