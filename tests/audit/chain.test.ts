import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendAccess } from '#server/audit/auditStore.ts'
import { verifyLog } from '#server/audit/verifyLog.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { connectDatabase, type Database, type Fragment } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { migrate } from '#server/platform/migrate.ts'
import type { Actor } from '#shared/staff.ts'
import { aLine, aPatient } from '#tests/patients/aPatient.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { look, WHY } from './aLog.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

type Link = { seq: number; rows: number }
const linksOf = (db: Database, { lineId, organisation }: Actor) =>
  db.run(db.sql<Link[]>`
    select seq, count(*) as rows from access_log
    where line_id = ${lineId} and organisation = ${organisation} group by seq order by seq`)
const numbered = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const findingsIn = async (db: Database) => (await verifyLog(db, { folders: [] })).findings

test('one statement is one link, and every row of it is in it', async () => {
  const { db } = house
  const actor = await aLine(db)

  for (const rows of [1, 20, 3]) await look(db, actor, rows)

  expect(await linksOf(db, actor)).toEqual([
    { seq: 1, rows: 1 },
    { seq: 2, rows: 20 },
    { seq: 3, rows: 3 },
  ])
})

test('a statement that shows nobody moves no head', async () => {
  const { db } = house
  const actor = await aLine(db)

  await look(db, actor, 0)
  await look(db, actor)
  await look(db, actor, 0)

  const heads = await db.run(db.sql`select seq from access_log_heads where line_id = ${actor.lineId}`)
  expect([await linksOf(db, actor), heads]).toEqual([[{ seq: 1, rows: 1 }], [{ seq: 1 }]])
})

test('each organisation of a line has a chain of its own', async () => {
  const { db } = house
  const hospice = await aLine(db)
  const surgery = { ...hospice, organisation: 'Loud Surgery' }

  for (const actor of [hospice, surgery, hospice]) await look(db, actor)

  const links = [await linksOf(db, hospice), await linksOf(db, surgery)]
  expect(links.map(chain => chain.map(({ seq }) => seq))).toEqual([[1, 2], [1]])
})

test('time does not run backwards in a chain, though the clock does', async () => {
  const { db } = house
  const actor = await aLine(db)
  await look(db, actor)
  await db.run(db.sql`
    update access_log_heads set at = now() + interval '1 hour' where line_id = ${actor.lineId}`)

  await look(db, actor)

  const [row] = await db.run(db.sql<{ isAhead: boolean }[]>`
    select at > now() + interval '59 minutes' as is_ahead from access_log where line_id = ${actor.lineId} and seq = 2`)
  expect(row).toEqual({ isAhead: true })
})

test('two processes that look for a new organisation, fifty times each and all at once, leave one whole chain', async () => {
  const { db, url } = house
  const actor = await aLine(db)
  const processes = [1, 2].map(() =>
    spawn(process.execPath, [join(import.meta.dirname, 'appendLooks.ts'), url, JSON.stringify(actor), '50']),
  )

  const ends = await Promise.all(processes.map(one => once(one, 'exit')))

  expect(ends).toEqual([
    [0, null],
    [0, null],
  ])
  expect((await linksOf(db, actor)).map(({ seq }) => seq)).toEqual(numbered(100))
  expect(await findingsIn(db)).toEqual([])
})

test('looks and looks that also tell the board wait for each other, and never in a circle', async () => {
  const own = await testDatabase()
  const db = connectDatabase({ url: own.url, max: 20, deadlineMs: 30_000 })
  const actor = await aLine(db)
  await db.run(db.sql`insert into feed_heads (line_id) values (${actor.lineId})`)
  const told = { kind: 'record', patientId: await aPatient(db, actor) } as const
  const tell = (answer: Fragment) => db.sql`
    with looked as (select null::uuid as patient_id, array['alerts'] as what, 'allowed' as outcome),
    ${appendFeed(db.sql, actor.lineId, [told], db.sql`true`)},
    ${appendAccess(db.sql, { actor, action: 'opened', why: WHY }, db.sql`exists (select from feed_head)`)}
    select ${answer}`

  // Which of the two comes first is left to the planner, and follows from what is answered. Not by db.run, which tries again
  // after a deadlock.
  await Promise.all(numbered(150).map(n => tell(n % 2 === 0 ? db.sql`1` : db.sql`seq from feed_head`)))

  const findings = await findingsIn(db)
  await db.close()
  await own.close()
  expect(findings).toEqual([])
})

test.each([
  [
    'its link cannot be made',
    'create or replace function access_link_hash(previous bytea, rows_hash bytea, line_id uuid, organisation text, seq bigint, at timestamptz) returns bytea language sql as $$ select null::bytea $$',
  ],
  [
    'the head cannot be moved',
    'alter table access_log_heads add constraint full_disk check (seq < 2) not valid',
  ],
  [
    'the row cannot be written',
    "alter table access_log add constraint full_disk check (action <> 'opened') not valid",
  ],
])('nothing is read when %s', async (_, trouble) => {
  const { db, url, close } = await testDatabase()
  const actor = await aLine(db)
  const patientId = await aPatient(db, actor)
  const administrator = postgres(url, { max: 1 })
  await administrator.unsafe(trouble)

  const reading = openRecord({ db }, { actor, patientId, why: WHY, relationship: db.sql`true` })

  await expect(reading).rejects.toThrow(/null value|full_disk/)
  expect(await linksOf(db, actor)).toEqual([{ seq: 1, rows: 1 }]) // that she was registered
  await administrator.end()
  await close()
})

test('rows from before the chain are its first links, and stay as they were', async () => {
  const before = await databaseBeforeTheChain()
  const { db } = before
  const rows = () =>
    db.run(db.sql`
      select id, line_id, at, actor_name, organisation, action, patient_id, what, why, outcome from access_log order by id`)
  const old = await rows()

  await migrate(before.url)

  const chains = (await verifyLog(db, { folders: [] })).chains
  expect(await rows()).toEqual(old)
  expect(chains.map(({ organisation, links, rows }) => [organisation, links, rows])).toEqual([
    ['Loud Hospice', 3, 5],
    ['Loud Surgery', 1, 1],
  ])
  expect(await findingsIn(db)).toEqual([])
  await expect(db.run(db.sql`delete from access_log`)).rejects.toThrow('only ever added to')
  await before.close()
})

/** A database as it was before migration 0010, with looks of two organisations, not in the order of their times. */
async function databaseBeforeTheChain() {
  const { db, url, close } = await testDatabase()
  const administrator = postgres(url, { max: 1, onnotice: () => {} })
  await administrator.unsafe('drop schema public cascade; create schema public')
  await administrator.unsafe(
    'create table migrations (name text primary key, applied_at timestamptz default now())',
  )
  const folder = join(import.meta.dirname, '..', '..', 'server', 'migrations')
  for (const name of readdirSync(folder).sort()) {
    if (name >= '0010') continue
    await administrator.unsafe(readFileSync(join(folder, name), 'utf8'))
    await administrator`insert into migrations (name) values (${name})`
  }
  await administrator.unsafe(`
    insert into access_log (line_id, at, actor_name, actor_role, organisation, action, patient_id, what, why, outcome)
    select '00000000-0000-4000-8000-000000000001', '2026-11-23T02:10:00Z'::timestamptz + later * interval '1 second',
           'Nurse Loud', 'coordinator', organisation, 'opened', gen_random_uuid(), array['alerts'], '{"kind": "search"}', 'allowed'
    from (values (7, 'Loud Hospice'), (3, 'Loud Hospice'), (3, 'Loud Hospice'), (5, 'Loud Surgery'), (9, 'Loud Hospice'),
                 (9, 'Loud Hospice')) as looks (later, organisation)`)
  await administrator.end()
  return { db, url, close }
}
