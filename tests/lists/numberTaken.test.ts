import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVERYBODY, type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { ada, bring, fileOf, rowsOf, write } from './bringing.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

/** Somebody of the line, born on another day than `ada`: no row means them. */
const somebody = (family: string, nhsNumber?: string, birthDate = '1920-01-02') =>
  aPatient(house.small.database.db, house.hub, {
    identity: { name: { given: 'Ada', family }, birthDate, ...(nhsNumber ? { nhsNumber } : {}) },
    entries: [EVERYBODY],
  })
const numberOf = async (family: string, birthDate = '1941-05-06') => {
  const { db } = house.small.database
  const rows = await db.run(db.sql<{ nhsNumber: string | null }[]>`
    select nhs_number from patients where family_name = ${family} and birth_date = ${birthDate}`)
  return rows.map(({ nhsNumber }) => nhsNumber)
}

test('a number that was taken since the list was read is not put on a second record, and the row comes back', async () => {
  const id = await somebody('Latecomer', undefined, '1941-05-06')
  await onCaseload(house.small.database.db, house.as('mill').actor, id)
  const row = ada('Latecomer', { 'NHS number': '9990000042', 'Main diagnosis': 'Lung cancer' })
  const read = await bring(house, 'mill', fileOf(row))
  await somebody('Quicker', '9990000042')

  const done = await write(house, 'mill', read.importId, true)

  expect([read.verdicts, done.outcomes]).toEqual([{ changed: 1 }, { left_out: 1 }])
  expect(await numberOf('Latecomer')).toEqual([null])
  const [after] = await rowsOf(house, 'mill', read.importId)
  expect(JSON.stringify(after)).toContain('may stand in another record')
  expect(JSON.stringify(after)).not.toContain('Quicker')
})

test('a row that lost its number at the moment of writing is written by a later list, once the number is free', async () => {
  const { db } = house.small.database
  const row = ada('Loser', { 'NHS number': '9990000050' })
  const read = await bring(house, 'mill', fileOf(row))
  const other = await somebody('Winner', '9990000050')
  const lost = await write(house, 'mill', read.importId)
  // As whoever corrects the other record leaves it.
  await db.run(db.sql`update patients set nhs_number = null where id = ${other}`)
  const again = await bring(house, 'mill', fileOf(row))

  const done = await write(house, 'mill', again.importId)

  expect([lost.outcomes, again.verdicts, done.outcomes]).toEqual([{ left_out: 1 }, { new: 1 }, { made: 1 }])
  expect(await numberOf('Loser')).toEqual(['9990000050'])
})
