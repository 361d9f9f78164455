import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLog } from '#server/audit/verifyLog.ts'
import { connectDatabase, type Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import { aLine } from '#tests/patients/aPatient.ts'
import { until } from '#tests/support/browser.ts'
import { type OwnPostgres, ownPostgres } from '#tests/support/ownPostgres.ts'

// A link is one statement: there is no moment between its rows and its head at which anything could stop.
const LOOKING = join(import.meta.dirname, '..', 'audit', 'appendLooks.ts')

let postgres: OwnPostgres
let db: Database
let actor: Actor
beforeAll(async () => {
  postgres = await ownPostgres()
  db = connectDatabase({ url: postgres.url, max: 2 })
  actor = await aLine(db)
})
afterAll(async () => {
  await db.close()
  await postgres.close()
})

function looking() {
  const looks = spawn(process.execPath, [LOOKING, postgres.url, JSON.stringify(actor), '5000'])
  const ended = once(looks, 'exit')
  return {
    kill: async () => {
      looks.kill('SIGKILL')
      await ended
    },
  }
}
/** What a killed process had begun goes on in the database, to its end. */
const nothingGoesOn = async () => {
  const going = await db.run(db.sql`select 1 from pg_stat_activity where application_name = 'looks'`)
  return going.length === 0
}
const linksNow = async () =>
  (
    await db.run(db.sql<{ seq: number }[]>`select seq from access_log_heads where line_id = ${actor.lineId}`)
  )[0]?.seq ?? 0
const verified = async () => {
  const { chains, findings } = await verifyLog(db, { folders: [] })
  return { links: chains[0]?.links, findings }
}

test('a process killed while it looks leaves rows and head that agree', async () => {
  for (let kill = 0; kill < 3; kill += 1) {
    const before = await linksNow()
    const looks = looking()
    await until('it looks', async () => (await linksNow()) > before + 20)
    await looks.kill()
    await until('what was under way has ended', nothingGoesOn)

    expect(await verified()).toEqual({ links: await linksNow(), findings: [] })
  }
})

test('a database killed while many look comes back with rows and head that agree', async () => {
  const before = await linksNow()
  const looks = looking()
  await until('it looks', async () => (await linksNow()) > before + 20)

  await postgres.kill()
  await looks.kill()
  await postgres.start()
  await until('it answers', () =>
    linksNow().then(
      () => true,
      () => false,
    ),
  )

  expect(await verified()).toEqual({ links: await linksNow(), findings: [] })
})
