import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLog } from '#server/audit/verifyLog.ts'
import { readBoardCalls } from '#server/calls/callStore.ts'
import { readBoardTasks } from '#server/dispatch/taskStore.ts'
import { SOFTWARE } from '#server/platform/software.ts'
import { isPassword } from '#server/staff/password.ts'
import { patientIdOf } from '#server/world/build/ids.ts'
import { wharnleyNumber } from '#server/world/build/numbers.ts'
import { LINE_KEYS, lineIdOf } from '#server/world/lines.ts'
import { seedWorld } from '#server/world/seed.ts'
import { LineId } from '#shared/ids.ts'
import { readEntry, StoredEntry } from '#shared/record/entry.ts'

import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

const NOW = '2026-11-21T02:10:00.000Z'
const LATER = '2026-11-22T08:00:00.000Z'
const TABLES = [
  'lines',
  'staff',
  'readiness',
  'feed_heads',
  'patients',
  'patient_name_words',
  'patient_phones',
  'patient_postcodes',
  'patient_streets',
  'record_entries',
  'calls',
  'call_events',
  'call_notes',
  'outcomes',
  'tasks',
  'access_log',
]

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
  await seedWorld({ db: house.db, clock: () => NOW })
})
afterAll(() => house.close())

test('a second seeding changes nothing', async () => {
  const before = await everything(house)

  await seedWorld({ db: house.db, clock: () => LATER })

  expect(await everything(house)).toEqual(before)
})

test('a house in which somebody is missing gets that person back whole, and nobody else is touched', async () => {
  const half = await testDatabase()
  const { db } = half
  await seedWorld({ db, clock: () => NOW })
  const whole = await everything(half)
  const jan = patientIdOf('jan-maslowski')
  await db.run(db.sql`alter table record_entries disable trigger all`)
  await db.run(db.sql`
    with gone_words as (delete from patient_postcodes where patient_id = ${jan}),
         gone_streets as (delete from patient_streets where patient_id = ${jan}),
         gone_phones as (delete from patient_phones where patient_id = ${jan}),
         gone_agreements as (delete from patient_agreements where patient_id = ${jan}),
         gone_restrictions as (delete from patient_restrictions where patient_id = ${jan}),
         gone_relationships as (delete from relationships where patient_id = ${jan}),
         gone_tasks as (delete from tasks where patient_id = ${jan}),
         gone_outcomes as (delete from outcomes where patient_id = ${jan}),
         gone_notes as (delete from call_notes where call_id in (select id from calls where patient_id = ${jan})),
         gone_events as (delete from call_events where call_id in (select id from calls where patient_id = ${jan})),
         gone_calls as (delete from calls where patient_id = ${jan}),
         gone_entries as (delete from record_entries where patient_id = ${jan})
    delete from patients where id = ${jan}`)

  await seedWorld({ db, clock: () => NOW })

  const { access_log: _looks, ...again } = await everything(half)
  const { access_log: _before, ...expected } = whole
  await half.close()
  expect(again).toEqual(expected)
})

test('two processes that fill the house at once make one world', async () => {
  const busy = await testDatabase()

  await Promise.all([1, 2].map(() => seedWorld({ db: busy.db, clock: () => NOW })))

  const [once, twice] = await Promise.all([everything(house), everything(busy)])
  await busy.close()
  expect({ ...twice, staff: '' }).toEqual({ ...once, staff: '' })
})

test('everybody signs in with the one practice password', async () => {
  const { db } = house
  const rows = await db.run(db.sql<{ passwordHash: string }[]>`select distinct password_hash from staff`)

  const answers = await Promise.all(rows.map(row => isPassword('practice-makes-safe', row.passwordHash)))

  expect(answers).toEqual([true])
})

test('whoever looked in an invented call did so with our software from a desk, and the chain holds it', async () => {
  const { db } = house

  const looks = await db.run(
    db.sql`select distinct software, device from access_log where why ->> 'kind' = 'call'`,
  )

  expect(looks).toEqual([{ software: SOFTWARE, device: 'Edge on Windows' }])
  expect((await verifyLog(db, { folders: [] })).findings).toEqual([])
})

test('three people share one landline', async () => {
  const { db } = house

  const rows = await db.run(db.sql<{ name: string }[]>`
    select p.name
    from patient_phones f
    join patients p on p.id = f.patient_id
    where f.number = ${wharnleyNumber(200)}
      and f.belongs_to ->> 'kind' = 'patient'
    order by p.name`)

  expect(rows.map(row => row.name)).toEqual(['Bessie Ackroyd', 'Edna Throup', 'Walter Throup'])
})

test('a care home’s number suggests each of its residents', async () => {
  const { db } = house

  const [row] = await db.run(db.sql<{ count: number }[]>`
    select count(distinct patient_id) as count from patient_phones where number = ${wharnleyNumber(210)}`)

  expect(row?.count).toBe(5)
})

test('two people have the same birth date and nearly the same name', async () => {
  const { db } = house

  const rows = await db.run(db.sql<{ name: string }[]>`
    select name from patients where birth_date = '1941-11-23' order by name`)

  expect(rows.map(row => row.name)).toEqual(['Margaret Ann Hargreave', 'Margaret Anne Hargreaves'])
})

test('those who have died and those whose address is protected are known by the search', async () => {
  const { db } = house

  const rows = await db.run(db.sql<{ name: string }[]>`
    select name from patients where is_deceased or is_protected order by name`)

  expect(rows.map(row => row.name)).toEqual(['Claire Whitwell', 'Harold Sykes', 'Sylvia Grice'])
})

test('every version that was written can be read back by its section', async () => {
  const { db } = house
  const rows = await db.run(db.sql`
    select patient_id, section, item_id, version, change, known_state, body, author, source, recorded_at, confirmed_at,
           confirmed_by, confirmed_with, written_at
    from record_entries`)

  const read = rows.map(row => readEntry(StoredEntry.parse(withoutNulls(row))))

  expect(read.length).toBeGreaterThan(2_000)
})

test('each line’s board owes something and has nobody waiting', async () => {
  const { db } = house

  const boards = await Promise.all(
    LINE_KEYS.map(async key => {
      const lineId = LineId.parse(lineIdOf(key))
      return {
        calls: (await readBoardCalls(db, lineId)).length,
        owed: (await readBoardTasks(db, lineId)).length,
      }
    }),
  )

  expect(boards).toEqual([
    { calls: 0, owed: 3 },
    { calls: 0, owed: 1 },
  ])
})

function withoutNulls(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

/** A sum of each table's rows; the numbers that the database deals out and its own clock are left out. */
async function everything({ db }: TestDatabase): Promise<Record<string, string>> {
  const sums = TABLES.map(async table => {
    const [row] = await db.run(db.sql<{ sum: string }[]>`
      select count(*) || ' ' || md5(string_agg(row::text, ',' order by row::text)) as sum
      from (select to_jsonb(t) - '{id,created_at,since,last_heard_at}'::text[] as row from ${db.sql(table)} t) rows`)
    return [table, row?.sum ?? ''] as const
  })
  return Object.fromEntries(await Promise.all(sums))
}
