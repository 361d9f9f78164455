import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startAnchoring } from '#server/audit/anchoring.ts'
import { openAnchorKey } from '#server/audit/anchorKey.ts'
import { readAnchorLine } from '#server/audit/anchors.ts'
import { verifyLog } from '#server/audit/verifyLog.ts'
import { createLogger } from '#server/platform/logger.ts'
import { aLine } from '#tests/patients/aPatient.ts'
import { until } from '#tests/support/browser.ts'
import { smallHouse } from '#tests/support/smallHouse.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { look } from './aLog.ts'

let house: TestDatabase
let folder: string
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldthread-anchors-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const anchorsIn = (place: string) =>
  readdirSync(place)
    .sort()
    .flatMap(name => readFileSync(join(place, name), 'utf8').trim().split('\n'))
    .map(line => readAnchorLine(line))

function anchoring(options: { clock?: () => string; elsewhere?: string; log?: string[] } = {}) {
  return startAnchoring({
    db: house.db,
    places: { dataDir: folder, elsewhere: options.elsewhere },
    clock: options.clock ?? (() => new Date().toISOString()),
    everyMs: 20,
    log: createLogger('error', line => void options.log?.push(line)),
  })
}

test('heads are anchored at once, then only when they moved, and only those that did', async () => {
  const [first, second] = [await aLine(house.db), await aLine(house.db)]
  await look(house.db, first)
  await look(house.db, second)
  const { stop } = anchoring()
  const anchors = join(folder, 'anchors')
  await until('the first anchor is there', () => existsSync(anchors) && readdirSync(anchors).length === 1)
  await pause(200) // ten rounds in which nobody looks

  await look(house.db, second)
  await until('the second anchor is there', () => anchorsIn(anchors).length > 1)
  await stop()

  const told = anchorsIn(anchors).map(anchor => anchor?.heads.map(({ lineId, seq }) => ({ lineId, seq })))
  expect(told).toEqual([
    expect.arrayContaining([
      { lineId: first.lineId, seq: 1 },
      { lineId: second.lineId, seq: 1 },
    ]),
    [{ lineId: second.lineId, seq: 2 }],
  ])
})

test('a new day begins a new file, with every head, that goes on from the old one', async () => {
  const actor = await aLine(house.db)
  await look(house.db, actor)
  let now = '2026-11-23T23:59:30.000Z'
  const { stop } = anchoring({ clock: () => now })
  const anchors = join(folder, 'anchors')
  await until('the first anchor is there', () => existsSync(anchors) && anchorsIn(anchors).length === 1)

  now = '2026-11-24T00:00:30.000Z'
  await look(house.db, actor)
  await until('the second anchor is there', () => anchorsIn(anchors).length === 2)
  await stop()

  const heads = anchorsIn(anchors).map(anchor => anchor?.heads.length)
  expect(readdirSync(anchors)).toHaveLength(2)
  expect(heads[1]).toBe(heads[0])
  expect(anchorsIn(anchors)[1]?.previous).toMatch(/^[0-9a-f]{64}$/)
})

test('the key is its owner’s alone, the same at every start, and the public one lies beside it', () => {
  const first = openAnchorKey(folder)
  const second = openAnchorKey(folder)

  expect(second.publicText).toBe(first.publicText)
  expect(statSync(join(folder, 'anchor-key.pem')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'anchor-key.pub'), 'utf8')).toBe(`${first.publicText}\n`)
})

test('a place that takes no anchors is said, and the other has them all the same', async () => {
  await look(house.db, await aLine(house.db))
  const elsewhere = join(folder, 'anchor-key.pem', 'not a folder')
  const log: string[] = []
  const { stop, health } = anchoring({ elsewhere, log })
  await until('it is said', () => health() !== undefined)
  await stop()

  expect(health()).toBe('The access log has not been anchored for some minutes.')
  expect(log[0]).toContain('anchor.not_made')
  expect(anchorsIn(join(folder, 'anchors'))).toHaveLength(1)
})

test('a key that cannot be read keeps no house from opening, and is said', async () => {
  openAnchorKey(folder)
  writeFileSync(join(folder, 'anchor-key.pem'), 'no key')
  const log: string[] = []

  const { stop } = anchoring({ log })
  await until('it is said', () => log.length > 0)
  await stop()

  expect(log[0]).toContain('anchor.not_made')
})

test('an open house anchors in its data folder and in the second place, and once more when it closes', async () => {
  const witness = join(folder, 'witness')
  const dataDir = join(folder, 'data')
  const small = await smallHouse({ auditAnchorDir: witness, dataDir })
  const another = await small.another() // beside it, over the same database and in the same folder
  const actor = await aLine(small.database.db)
  await look(small.database.db, actor)
  await another.stop()
  await small.house.stop()

  const places = [join(dataDir, 'anchors'), witness]
  const verified = await verifyLog(small.database.db, { folders: places })
  await small.close()
  const heads = places.map(place => anchorsIn(place).flatMap(anchor => anchor?.heads.map(one => one.lineId)))
  expect(heads).toEqual([
    [actor.lineId, actor.lineId],
    [actor.lineId, actor.lineId],
  ])
  expect(verified.findings).toEqual([])
})
