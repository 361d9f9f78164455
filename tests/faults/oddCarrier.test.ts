import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { unaccounted } from '#tests/support/accounts.ts'
import { until } from '#tests/support/aNurse.ts'
import { type FaultHouse, faultHouse } from '#tests/support/faultHouse.ts'
import { scriptedNurse } from '#tests/support/scriptedNurse.ts'
import { struck } from '#tests/support/struck.ts'
import { taskRows } from '#tests/support/tables.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

// A carrier that means well: its connections die half-way, its words go to the deployment of yesterday, its clock is wrong.
vi.setConfig({ testTimeout: 240_000 }) // a second server is started; nothing here measures time

let database: TestDatabase
let house: FaultHouse
beforeAll(async () => {
  database = await testDatabase()
  house = await faultHouse(database.url)
})
afterAll(async () => {
  await house?.close()
  await database.close()
})

/** How the end of a call came to be known: by the carrier's word, or because it was asked. */
async function endOf(number: string) {
  const rows = await house.db.run(house.db.sql<{ sourceKey: string; at: string; receivedAt: string }[]>`
    select source_key, event ->> 'at' as at, received_at
    from call_events join calls on calls.id = call_id
    where from_number = ${number} and event ->> 'kind' = 'caller_ended'`)
  return rows[0]
}

test('words that go to the deployment of yesterday, over the same database, are heard there', async () => {
  const number = '+447700900731'
  const old = await house.another()
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(old.output())?.[0] ?? ''
  house.phone.faults({ oldDeployment: { origin, share: 1 } })
  const caller = house.phone.phone(number)
  await until(async () => caller.heard().length > 0)
  caller.hangUp()
  const end = await until(() => endOf(number))
  house.phone.faults({})
  old.signal('SIGTERM')

  expect(end.sourceKey).toMatch(/^status\//)
  expect(struck(house.phone.trace())).toContain('sent to an old deployment')
})

test.each([
  ['some seconds ahead', 45_000, 45],
  ['an hour ahead', 3_600_000, 0],
  ['three days behind', -3 * 86_400_000, 0],
] as const)(
  'of a carrier whose clock is %s a moment that cannot be true is not believed, and nothing is lost',
  async (_, clockAheadMs, believed) => {
    const number = `+44770090074${String(Math.abs(clockAheadMs)).length}`
    house.phone.faults({ clockAheadMs })
    const nurse = await scriptedNurse(house, 'nurse1')
    const caller = house.phone.phone(number)
    await nurse.waitForCall(call => call.from === number)
    caller.hangUp()
    const end = await until(() => endOf(number))
    const [task] = await until(async () => {
      const owed = (await taskRows(house.db)).filter(one => one.fromNumber === number)
      return owed.length > 0 && owed
    })
    house.phone.faults({})

    const ahead = (Date.parse(end.at) - Date.parse(end.receivedAt)) / 1000
    expect(Math.abs(ahead - believed)).toBeLessThan(10)
    expect(task?.kind).toBe('call_back_abandoned')
    expect(await unaccounted(house)).toEqual([])
  },
)
