import { readdirSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { placeOf } from '#server/doors/place.ts'
import { reseal } from '#server/doors/reseal.ts'
import { keysCommand } from '#server/doors/runKeysCommand.ts'
import { columnKeys, keyId, newColumnKey } from '#server/platform/columnKeys.ts'
import { createLogger } from '#server/platform/logger.ts'
import { StartRefused } from '#server/platform/problems.ts'
import { startHouse } from '#server/start.ts'
import { seedWorld } from '#server/world/seed.ts'
import { everythingIn } from '#tests/support/everythingIn.ts'
import { askedHere, askedInATerminal } from '#tests/support/operatorCommand.ts'
import { passingFolder } from '#tests/support/passingFolder.ts'
import { testConfig } from '#tests/support/smallHouse.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

const ONE = newColumnKey()
const TWO = newColumnKey()

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const clock = () => '2026-11-21T02:10:00.000Z'
  await seedWorld({ db: database.db, clock, columnKeys: columnKeys({ current: ONE, old: [] }) })
})
afterAll(() => database.close())

const keys = (args: string[], env: Record<string, string>) =>
  askedHere(keysCommand, args, { DATABASE_URL: database.url, ...env })

type Row = { lineId: never; patientId: never; kind: never; version: number; sealed: Buffer; keyId: string }
async function opened(current: string, old: string[] = []): Promise<(string | undefined)[]> {
  const ring = columnKeys({ current, old })
  const rows = await database.db.run(
    database.db.sql<
      Row[]
    >`select line_id, patient_id, kind, version, sealed, key_id from door_secrets order by 2, 3`,
  )
  return rows.map(row => ring.open(placeOf(row), row))
}

test('a house that does not have the key says so, names the setting, and does not open', async () => {
  const config = testConfig(database.url, { columnKeys: { current: TWO, old: [] } })

  const opening = startHouse({ config, log: createLogger('error') })

  await expect(opening).rejects.toThrow(StartRefused)
  await expect(opening).rejects.toThrow(/^COLUMN_KEY: .*sealed with keys that are not set/)
  await expect(opening).rejects.not.toThrow(new RegExp(TWO.slice(0, 20).replace(/\W/g, '.')))
})

test('what is kept of doors stands nowhere else in the world, and of keys and open doors nothing in plain', async () => {
  const sentences = (await opened(ONE)).filter(value => value !== undefined && value.length > 12)

  const everything = (await everythingIn(database.db)).join('\n')

  expect(sentences).toContain('Mrs Peel at number 7 has one.')
  expect(sentences.filter(value => value && everything.includes(value))).toEqual([])
  expect(everything).not.toMatch(/has a key|has the fob|never locked|open day and night/)
})

test('a key is changed while the house is open: every code opens with both, and then with the new one alone', async () => {
  const before = await opened(ONE)
  const env = { DATABASE_URL: database.url, COLUMN_KEY: TWO, COLUMN_KEYS_OLD: ONE }
  const listed = await askedInATerminal('doors/keysCommand.ts', ['list'], env)

  const done = await keys(['reseal'], { COLUMN_KEY: TWO, COLUMN_KEYS_OLD: ONE })

  expect(before).toContain('C4418Y')
  expect(before).not.toContain(undefined)
  expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('in COLUMN_KEYS_OLD') })
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining(`Resealed: ${before.length}.`) })
  expect(done.out).toContain(keyId(TWO))
  expect(await opened(TWO)).toEqual(before)
  expect(new Set(await opened(ONE))).toEqual(new Set([undefined]))
  expect(await reseal(database.db, columnKeys({ current: TWO, old: [ONE] }))).toEqual({
    resealed: 0,
    unreadable: 0,
  })
})

test('without the key before, nothing is touched, and the command says so', async () => {
  const another = newColumnKey()
  const before = await opened(TWO)

  const { code, out } = await keys(['reseal'], { COLUMN_KEY: another })

  expect(code).toBe(1)
  expect(out).toContain('because they do not open')
  expect(out).toContain('not set here')
  expect(await opened(TWO)).toEqual(before)
})

test('where no key is set and no house made one, none is made: nothing is sealed with a key that nobody has', async () => {
  const folder = passingFolder('goldthread-no-key-')
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const before = await opened(TWO)

  const { code, err } = await keys(['reseal'], { COLUMN_KEYS_OLD: TWO, DATA_DIR: folder })

  expect([code, err]).toEqual([2, expect.stringContaining('COLUMN_KEY: Set it')])
  expect(await opened(TWO)).toEqual(before)
  expect(readdirSync(folder)).toEqual([])
})

test('what it is asked wrongly it answers in a sentence, and shows no key', async () => {
  const wrong = await keys(['rotate'], { COLUMN_KEY: ONE })
  const short = await keys(['list'], { COLUMN_KEY: 'abc' })

  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('list, reseal') })
  expect(short).toMatchObject({ code: 2, err: expect.stringContaining('COLUMN_KEY: Give 32 random bytes') })
})
