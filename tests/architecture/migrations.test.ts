import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

const DIRECTORY = 'server/migrations'
/** Before these the house had nobody in it. */
const FIRST_HELD = '0024'
/** What keeps a table so small that reading all of it holds nobody up. */
const SMALL: Record<string, string> = {
  list_exports: 'a few a day, asked for by hand',
  death_stops: 'a few for each death',
  duty_tests: 'one each time that somebody proves that they can be reached',
  message_answers: 'one for each text or key that somebody answers with',
  crew_codes: 'one for each that somebody gave by hand',
}

/** Statements that read a whole table which was there before, while nobody else may write it. */
function holds(text: string): string[] {
  const statements = text.replace(/--.*$/gm, '').split(';')
  const made = new Set(statements.map(statement => /create table (\w+)/.exec(statement)?.[1]))
  const altered = new Set(statements.map(statement => /alter table (\w+)/.exec(statement)?.[1]))
  return statements.flatMap(statement => {
    // An index lets others read, but not on a table that the same file has altered: that holds everybody until its end.
    const indexed = /create (?:unique )?index (?:if not exists )?\w+ on (\w+)/.exec(statement)?.[1]
    if (indexed && altered.has(indexed) && !made.has(indexed) && !(indexed in SMALL)) return [indexed]
    const table = /alter table (\w+)/.exec(statement)?.[1]
    if (!table || made.has(table) || table in SMALL) return []
    const asked = statement.match(/\bcheck \(|\breferences\b|\bset not null\b/g)?.length ?? 0
    const unread = statement.match(/\bnot valid\b/g)?.length ?? 0
    return asked > unread ? [table] : []
  })
}

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test.each(readdirSync(DIRECTORY).filter(name => name.endsWith('.sql') && name >= FIRST_HELD))(
  '%s reads no large table while it holds it',
  name => {
    expect(holds(readFileSync(`${DIRECTORY}/${name}`, 'utf8'))).toEqual([])
  },
)

test.each([
  "alter table access_log add column device text check (device <> '')",
  'alter table calls add column other uuid references calls (id)',
  'alter table calls add column other uuid; create index calls_other on calls (other)',
  'alter table outcomes add constraint one check (true) not valid, add constraint two check (true)',
])('caught: %s', text => {
  expect(holds(text)).toHaveLength(1)
})

test('what was asked of new rows first has been asked of all of them', async () => {
  const { db } = database

  expect(await db.run(db.sql`select conname from pg_constraint where not convalidated`)).toEqual([])
})

test('looking at what is there lets others read and write meanwhile', async () => {
  const { db } = database
  const look = readFileSync(`${DIRECTORY}/0043_looked_at_while_open.sql`, 'utf8')

  const modes = await db.sql.begin(async sql => {
    await sql.unsafe(look)
    return sql<{ mode: string }[]>`
      select distinct l.mode from pg_locks l join pg_class c on c.oid = l.relation
      where l.pid = pg_backend_pid() and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`
  })

  expect(modes).toEqual([{ mode: 'ShareUpdateExclusiveLock' }])
})
