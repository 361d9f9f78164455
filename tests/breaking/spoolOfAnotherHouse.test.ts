import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSpool } from '#server/line/spool.ts'
import { until } from '#tests/support/aNurse.ts'
import { aLeg, aRing, type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { callRows } from '#tests/support/tables.ts'

// Decision 008: two houses over two databases may share a folder, and an address may come to lead to another database.
let folder: string
let house: SmallHouse
let carrier: CarrierDoor

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goldthread-two-houses-'))
  house = await smallHouse({ dataDir: folder })
  carrier = carrierDoor(house)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const theRing = (n: number) => ({
  path: 'voice/incoming',
  form: { ...aRing(n), AccountSid: carrier.accountSid },
  receivedAt: new Date().toISOString(),
})
const isHere = async (n: number) =>
  (await callRows(house.database.db)).some(call => call.carrierSid === aLeg(n))
const isLogged = (what: string) => house.logged().filter(line => line.what === what)
const health = async (): Promise<unknown> => (await fetch(`${house.url}/health`)).json()
/** Several looks at the spool. */
const SOME_LOOKS_MS = 1_800

/** As when the address of the database leads to another one from now on. */
const becomeHouse = (id: string) =>
  house.administrator(`
    alter table houses disable trigger houses_stay;
    update houses set id = '${id}';
    alter table houses enable trigger houses_stay`)

test('callers of another house are not put into this one: their words stay, are named, and harm nobody', async () => {
  const theirs = openSpool(join(folder, 'spool'), randomUUID())
  theirs.append(theRing(1))
  theirs.close()
  house.house.line.spool.append(theRing(2))

  await until(() => isHere(2))
  await pause(SOME_LOOKS_MS)

  expect([await isHere(1), theirs.count()]).toEqual([false, 1])
  expect(isLogged('spool.of_another_house')).toMatchObject([{ level: 'error', count: 1 }])
  expect(await health()).toEqual({
    ready: true,
    troubles: ['The spool holds webhooks of another house: see the log.'],
  })
  await theirs.replay(async () => 'stored')
  await until(async () => JSON.stringify(await health()) === '{"ready":true}')
})

test('words that were spooled by the version before are of whoever finds them', async () => {
  writeFileSync(
    join(folder, 'spool', '2026-11-22T031415.000Z-999999-x.open'),
    `${JSON.stringify(theRing(3))}\n`,
  )

  await until(() => isHere(3))
})

test('what waits for one database is not handed to another that the same address leads to', async () => {
  const { db } = house.database
  const [{ id } = { id: '' }] = await db.run(db.sql<{ id: string }[]>`select id from houses`)
  await becomeHouse(randomUUID())
  const { spool } = house.house.line
  spool.append(theRing(4))
  await pause(SOME_LOOKS_MS)
  const meanwhile = [await isHere(4), spool.count(), isLogged('spool.database_of_another_house').length]

  await becomeHouse(id)

  await until(() => isHere(4))
  expect(meanwhile).toEqual([false, 1, 1])
})

test('a house is one row that nobody changes or takes away', async () => {
  const { db } = house.house.deps
  for (const statement of [
    db.sql`update houses set id = gen_random_uuid()`,
    db.sql`delete from houses`,
    db.sql`insert into houses default values`,
  ])
    await expect(db.run(statement)).rejects.toThrow()
})
