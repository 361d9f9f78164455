import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readDatabaseAddress } from '#server/platform/databaseAddress.ts'
import { DatabaseTooOld, databaseRefusal } from '#server/platform/databaseRefusal.ts'
import { migrate } from '#server/platform/migrate.ts'
import { StartRefused } from '#server/platform/problems.ts'
import { portOfOurOwn } from '#tests/support/portOfOurOwn.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

const SECRET = 'horse-battery'
const server = new URL(inject('postgresUrl'))
const stranger = `stranger_${randomUUID().slice(0, 8)}`
let database: TestDatabase
let admin: postgres.Sql

beforeAll(async () => {
  database = await testDatabase()
  admin = postgres(server.href, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create role ${stranger} login password '${SECRET}'`)
})
afterAll(async () => {
  await database.close()
  await admin.unsafe(`drop role ${stranger}`)
  await admin.end({ timeout: 2 })
})

/** An address like that of the tests' server, with some of it changed. */
function addressWith(changed: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'port'>>): string {
  return Object.assign(new URL(server.href), changed).href
}

/** What the person at the terminal reads when this database is to be opened. */
async function refusalAt(url: string, options = {}): Promise<string> {
  const error: unknown = await migrate(url, options).then(
    () => 'it was opened',
    error => error,
  )
  const refusal = databaseRefusal(error, url)
  return refusal instanceof StartRefused ? refusal.message : `no words for ${String(error)}`
}

describe('a database that cannot be opened is named by its setting, host and port, with what to do', () => {
  test('nothing listens there', async () => {
    const port = String(await portOfOurOwn())

    const says = await refusalAt(addressWith({ port, password: SECRET }))

    expect(says).toBe(
      `DATABASE_URL: nothing listens at 127.0.0.1:${port}. Start PostgreSQL there, or correct the host and the port.`,
    )
  })

  test('the password is not the right one, and is not repeated', async () => {
    const says = await refusalAt(addressWith({ password: SECRET }))

    expect(says).toContain(`the PostgreSQL at ${server.host} does not take this password of “postgres”`)
    expect(says).not.toContain(SECRET)
  })

  test('there is no such database', async () => {
    const says = await refusalAt(addressWith({ pathname: '/nowhere' }))

    expect(says).toContain(`there is no database “nowhere” at ${server.host}`)
  })

  test('who signs in there may not set it up', async () => {
    const name = `empty_${randomUUID().replaceAll('-', '')}`
    await admin.unsafe(`create database ${name}`)

    const says = await refusalAt(addressWith({ username: stranger, password: SECRET, pathname: `/${name}` }))

    await admin.unsafe(`drop database ${name}`)
    expect(says).toContain(
      `“${stranger}” may not make tables and the extension pg_trgm in the database “${name}” at ${server.host}.`,
    )
  })

  test('what listens there takes the connection and closes it, again and again', async () => {
    const proxy = createServer(socket => socket.end())
    const port = await portOfOurOwn()
    await new Promise<void>(listening => void proxy.listen(port, '127.0.0.1', listening))

    const says = await refusalAt(addressWith({ port: String(port) }), { answerWithinMs: 300 })

    proxy.close()
    expect(says).toContain(`127.0.0.1:${port} `)
    expect(says).toMatch(/gives no answer|breaks the connection off/)
  })

  test.each([
    ['ENOTFOUND', 'nobody here knows a machine by the name in db.example:5432. Correct it.'],
    ['EHOSTUNREACH', 'db.example:5432 gives no answer. Look whether'],
    ['ECONNRESET', 'db.example:5432 breaks the connection off.'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of db.example:5432 cannot be trusted'],
    ['28000', 'the PostgreSQL at db.example:5432 does not let “thread” in from here.'],
    ['0A000', 'the PostgreSQL at db.example:5432 does not have the extension pg_trgm.'],
    ['53300', 'the PostgreSQL at db.example:5432 has no connection left.'],
    ['57P03', 'the PostgreSQL at db.example:5432 is just starting or stopping.'],
  ])('%s has its words', (code, words) => {
    const error = Object.assign(new Error('as the driver says it'), { code })

    expect(databaseRefusal(error, 'postgres://thread:horse@db.example/care')).toMatchObject({
      message: expect.stringContaining(words),
    })
  })

  test('it is older than what our statements are written for', () => {
    expect(databaseRefusal(new DatabaseTooOld(140_011), 'postgres://db.example/care')).toMatchObject({
      message:
        'DATABASE_URL: the PostgreSQL at db.example:5432 is of version 14. Goldthread needs 15 or newer.',
    })
  })

  test('what is not about the way to the database is given back as it came', () => {
    const error = new Error('a statement of ours was wrong')

    expect(databaseRefusal(error, 'postgres://db.example/care')).toBe(error)
  })
})

describe('the address of a database', () => {
  test.each([
    ['postgres://thread:horse@db.example/care', 'db.example:5432', 'thread', 'care'],
    ['postgresql://thread:a%40b@db.example:6432/care?sslmode=require', 'db.example:6432', 'thread', 'care'],
    ['postgres://a,b:c,d@one.example:5432,two.example:5433/care', 'one.example:5432', 'a,b', 'care'],
    ['postgres://[::1]:5432/care', '[::1]:5432', undefined, 'care'],
  ])('%s is read', (text, where, name, database) => {
    expect(readDatabaseAddress(text)).toEqual({ where, name, database })
  })

  test.each([
    'postgres://thread:ho#rse@db.example:5432/care',
    'postgres://thread:ho/rse@db.example:5432/care',
    'postgres://thread:ho%rse@db.example:5432/care',
    'postgres://thread:horse@db.example:99999/care',
    'postgres://thread:horse@db.example',
    'postgres://thread:horse@db.example/',
    'mysql://thread:horse@db.example/care',
  ])('%s is none', text => {
    expect(readDatabaseAddress(text)).toBeUndefined()
  })
})
