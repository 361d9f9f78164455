import { afterAll, beforeAll, expect, test } from 'vitest'
import { untilWritten } from '#server/patients/untilWritten.ts'
import type { Database } from '#server/platform/database.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

test('what was written in a turn is answered so, also where the database goes before the turn is given back', async () => {
  const { db } = house.small.database
  const { sql } = db
  const patientId = await house.person([])
  let isWritten = false
  // As when the connection is lost after the write: nothing is carried out any more.
  const run = ((query: never) =>
    isWritten ? Promise.reject(new Error('connection lost')) : db.run(query)) as Database['run']
  const whose = { lineId: house.hub.lineId, records: sql`array[${patientId}::uuid]` }
  let tries = 0

  const done = await untilWritten({ db: { ...db, run } }, whose, async () => {
    tries += 1
    if (tries < 3) return 'outrun'
    isWritten = true
    return 'written'
  })

  expect(done).toBe('written')
})
