import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '#server/platform/migrate.ts'
import { servedAs } from '#server/platform/serverRole.ts'
import { look } from '#tests/audit/aLog.ts'
import { aLine } from '#tests/patients/aPatient.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

// Decision 027: what an intruder can make the server say to the database is refused by the database.
const NOT_ALLOWED = '42501'

let small: SmallHouse
let database: TestDatabase
let asServer: postgres.Sql
beforeAll(async () => {
  small = await smallHouse()
  database = await testDatabase()
  await look(database.db, await aLine(database.db), 2)
  asServer = postgres((await servedAs(database.url, undefined)).url, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await asServer.end()
  await database.close()
  await small.close()
})

/** What PostgreSQL answers to one statement of that address: the code of its refusal, or 'done'. */
const answerTo = (sql: postgres.Sql, statement: string) =>
  sql.unsafe(statement).then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

test('the house works as a role that owns nothing, and is not the one that migrates', async () => {
  const { db } = small.house.deps
  const [role] = await db.run(db.sql`
    select current_user::text as name, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as is_more,
           exists (select from pg_class where relowner = pg_roles.oid) as owns,
           exists (select from pg_auth_members where member = pg_roles.oid) as is_another
    from pg_roles where rolname = current_user`)

  expect(role).toEqual({ name: 'postgres_server', isMore: false, owns: false, isAnother: false })
  expect(small.logged().filter(({ what }) => what === 'database.served_by_its_owner')).toEqual([])
})

describe('the server is refused', () => {
  test.each([
    "update access_log set actor_name = 'Somebody Else'",
    'update access_log set hash = hash where false',
    'delete from access_log',
    'truncate access_log',
    'truncate access_log, access_log_heads',
    'select * from access_log for update',
    'delete from access_log_heads',
    'delete from second_place',
    'update record_entries set body = body',
    'delete from record_entries',
    'delete from door_secrets',
    'update person_link_steps set because = because',
    'alter table access_log disable trigger all',
    'alter table access_log disable trigger access_log_is_only_added_to',
    'drop trigger access_log_is_only_added_to on access_log',
    'create trigger mine before insert on access_log execute function refuse_rewriting()',
    'alter table access_log drop column hash',
    'alter table access_log alter column seq drop not null',
    'drop index access_log_chain',
    'drop table access_log',
    'create or replace function refuse_rewriting() returns trigger language plpgsql as $$ begin return null; end $$',
    'create function mine() returns int language sql as $$ select 1 $$',
    'create table mine (id int)',
    'create schema mine',
    'create rule mine as on insert to access_log do instead nothing',
    'alter role current_user superuser',
    'create role mine',
    'set role postgres',
    'set session_replication_role = replica',
    "insert into migrations (name) values ('9999_mine.sql')",
    'delete from migrations',
    "copy access_log to program 'true'",
  ])('%s', async statement => {
    expect(await answerTo(asServer, statement)).toBe(NOT_ALLOWED)
  })

  test('what it would allow itself', async () => {
    await asServer.unsafe('grant update on access_log to current_user') // a warning, and no more
    expect(await answerTo(asServer, 'update access_log set hash = hash')).toBe(NOT_ALLOWED)
  })

  test('and each of the tables that refuse a rewriting refuses it to the server before any trigger does', async () => {
    const { db } = database
    const rows = await db.run(db.sql<{ name: string; has: boolean }[]>`
      select tgrelid::regclass::text as name,
             (tgtype & 16 > 0 and has_table_privilege('postgres_server', tgrelid, 'update'))
             or (tgtype & 8 > 0 and has_table_privilege('postgres_server', tgrelid, 'delete')) as has
      from pg_trigger where tgfoid = 'refuse_rewriting'::regproc`)

    expect(rows.length).toBeGreaterThan(4)
    expect(rows.filter(({ has }) => has)).toEqual([])
  })
})

test('a database from before has its role and rights with the next start, and what was loosened is taken back', async () => {
  const { db } = database
  await db.run(db.sql`revoke all on all tables in schema public from postgres_server`)
  await db.run(db.sql`grant update, delete on access_log to postgres_server`)
  await db.run(db.sql`create table came_later (id int generated always as identity primary key)`)

  await servedAs(database.url, undefined)

  const asked = [
    "update access_log set actor_name = 'x'",
    'select count(*) from access_log',
    'insert into came_later default values',
  ]
  expect(await Promise.all(asked.map(one => answerTo(asServer, one)))).toEqual([NOT_ALLOWED, 'done', 'done'])
})

test('an owner who is no superuser, and may make roles, has another password: the role of the server has another one too', async () => {
  const owner = `maker_${process.pid}`
  const admin = postgres(database.url, { max: 1, onnotice: () => {} })
  const address = (password: string) =>
    Object.assign(new URL(database.url), { username: owner, password, pathname: owner }).href
  await admin.unsafe(`create role ${owner} login createrole password 'one'`)
  await admin.unsafe(`create database ${owner} owner ${owner}`)
  await migrate(address('one'))
  // Somebody else's, beside ours: nothing that the owner can give rights to.
  const beside = postgres(Object.assign(new URL(database.url), { pathname: owner }).href, { max: 1 })
  await beside.unsafe('create table beside (id serial); create view beside_it as select 1 as one')
  await beside.end()
  const first = await servedAs(address('one'), undefined)
  await admin.unsafe(`alter role ${owner} password 'two'`)

  const second = await servedAs(address('two'), undefined)
  await admin.unsafe(`drop database ${owner} with (force)`)
  await admin.unsafe(`drop role ${owner}_server`)
  await admin.unsafe(`drop role ${owner}`)
  await admin.end()

  const roles = [first, second].map(({ url, because }) => [new URL(url).username, because])
  expect(roles).toEqual(Array(2).fill([`${owner}_server`, undefined]))
  expect(second.url).not.toBe(first.url)
})

describe('an owner of the operator’s own', () => {
  const [owner, server] = [`owner_${process.pid}`, `server_${process.pid}`]
  let address: (name: string) => string
  beforeAll(async () => {
    const { db } = database
    for (const name of [owner, server])
      await db.run(db.sql`${db.sql.unsafe(`create role ${name} login password 'horse battery'`)}`)
    address = name =>
      Object.assign(new URL(database.url), { username: name, password: 'horse%20battery' }).href
  })
  afterAll(async () => {
    const { db } = database
    for (const name of [owner, server]) await db.run(db.sql`${db.sql.unsafe(`drop owned by ${name}`)}`)
    for (const name of [owner, server]) await db.run(db.sql`${db.sql.unsafe(`drop role ${name}`)}`)
  })

  test('who may make no roles serves as the owner, and the log says why', async () => {
    const served = await servedAs(address(owner), undefined)

    expect(served).toEqual({ url: address(owner), because: 'its owner may not create roles' })
  })

  test('with a second address the server works by that one, with its rights and no more', async () => {
    const served = await servedAs(database.url, address(server))
    const sql = postgres(served.url, { max: 1, onnotice: () => {} })
    const asked = [
      'select count(*) from access_log',
      "update access_log set actor_name = 'x'",
      'create table mine (id int)',
    ]
    const answers = await Promise.all(asked.map(one => answerTo(sql, one)))
    await sql.end()

    expect([served, answers]).toEqual([{ url: address(server) }, ['done', NOT_ALLOWED, NOT_ALLOWED]])
  })

  test('whose address is taken away again after he has migrated: the house opens by that of the server alone', async () => {
    await servedAs(database.url, address(server))

    expect(await migrate(address(server))).toEqual({ applied: [] })
    expect(await servedAs(address(server), undefined)).toEqual({ url: address(server) })
  })

  test('a second address that owns the tables after all is said', async () => {
    expect((await servedAs(database.url, database.url)).because).toContain('owns the tables')
  })
})
