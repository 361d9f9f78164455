import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callIdOf } from '#server/line/callIdOf.ts'
import { until } from '#tests/support/aNurse.ts'
import { aLeg, aRing, type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { callRows } from '#tests/support/tables.ts'

let folder: string
let house: SmallHouse
let carrier: CarrierDoor

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goldthread-poison-'))
  house = await smallHouse({ dataDir: folder })
  carrier = carrierDoor(house)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const setAside = () => readFileSync(join(folder, 'spool', 'set-aside.jsonl'), 'utf8')

test('a word that can never be saved does not keep those behind it in the spool', async () => {
  const { db } = house.database
  // In the diary the key is taken already, by a word of nobody's call: whatever is tried, this ring is never new.
  await db.run(db.sql`
    insert into call_events (source_key, received_at, event, ignored_because)
    values (${`rang/${aLeg(1)}`}, now(), '{}', 'it was of nobody')`)
  const { spool } = house.house.line
  const receivedAt = new Date().toISOString()
  const { accountSid } = carrier
  spool.append({ path: 'voice/incoming', form: { ...aRing(1), AccountSid: accountSid }, receivedAt })
  spool.append({ path: 'voice/incoming', form: { ...aRing(2), AccountSid: accountSid }, receivedAt })

  await until(async () => (await callRows(db)).some(call => call.carrierSid === aLeg(2)), 10_000)

  await until(async () => spool.count() === 0)
  expect(setAside()).toContain(aLeg(1))
})

test('a fault of ours costs the caller nothing: her word is kept for a person, and she hears what she should', async () => {
  await carrier.tell('/webhooks/voice/incoming', aRing(3))
  const { db } = house.database
  await until(async () => (await callRows(db)).some(call => call.carrierSid === aLeg(3)))
  // With a version of its own: what the ring still writes must not put the facts back.
  await db.run(db.sql`update calls set facts = '{}', version = version + 1 where carrier_sid = ${aLeg(3)}`)

  const told = await carrier.tell(
    `/webhooks/voice/${house.north.lineId}/${callIdOf(aLeg(3))}/chosen`,
    aRing(3, { Digits: '2' }),
  )

  expect([told.status, told.body.includes('will ring you back')]).toEqual([200, true])
  await until(async () => setAside().includes('/chosen'))
  await until(async () => house.house.line.spool.count() === 0)
  expect(house.logged().map(line => line.what)).toContain('webhook.not_stored')
})
