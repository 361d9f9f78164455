import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { ada, bring, fileOf, write } from './bringing.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

test('a row with the code of a door is left out, and says why; the others are written', async () => {
  const read = await bring(
    house,
    'mill',
    fileOf(ada('Coded', { Address: '1 Loud Lane, keysafe 4521', Postcode: 'wz37qp' }), ada('Uncoded')),
  )

  const done = await write(house, 'mill', read.importId)

  expect(done.outcomes).toEqual({ made: 1, left_out: 1 })
  const { db } = house.small.database
  const [row] = await db.run(db.sql<{ because: string }[]>`
    select outcome_because as because from list_import_rows where import_id = ${read.importId} and place = 1`)
  expect(row?.because).toContain('Write no keysafe or door code into “Addresses”')
  expect(await db.run(db.sql`select from patients where family_name = 'Coded'`)).toEqual([])
})
