import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connectDatabase } from '#server/platform/database.ts'
import { until } from '#tests/support/browser.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())
afterEach(() => void vi.restoreAllMocks())

test('a birthday comes back as the day that was written, whatever the time zone', async () => {
  const { db } = house

  const [row] = await db.run(db.sql<{ day: string }[]>`select ${'1940-03-31'}::date as day`)

  expect(row?.day).toBe('1940-03-31')
})

test('a moment comes back as an ISO string in UTC', async () => {
  const { db } = house

  const [row] = await db.run(
    db.sql<{ at: string }[]>`select ${'2026-10-25T01:30:00+01:00'}::timestamptz as at`,
  )

  expect(row?.at).toBe('2026-10-25T00:30:00.000Z')
})

test('a statement slower than its deadline is refused as unavailable', async () => {
  const { db } = house

  const slow = db.run(db.sql`select pg_sleep(2)`, { deadlineMs: 100 })

  await expect(slow).rejects.toMatchObject({ code: 'database_unavailable' })
})

test('more statements than connections all get their turn', async () => {
  const { db } = house

  const rows = await Promise.all(
    Array.from({ length: 60 }, (_, i) => db.run(db.sql<{ n: number }[]>`select ${i}::int as n`)),
  )

  expect(rows.map(([row]) => row?.n)).toEqual(Array.from({ length: 60 }, (_, i) => i))
})

test('after a rush, statements one after the other stay on one connection, where their plans are kept', async () => {
  const { db } = house
  const backend = async () =>
    (await db.run(db.sql<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.01)`))[0]?.pid
  const rush = await Promise.all(Array.from({ length: 8 }, backend))

  const quiet: unknown[] = []
  for (let i = 0; i < 16; i += 1) quiet.push(await backend())

  expect(new Set(rush).size).toBeGreaterThan(1)
  expect(new Set(quiet).size).toBe(1)
})

test('statements that the driver cannot write keep no place, though two come in one breath', async () => {
  const { url } = house
  const db = connectDatabase({ url, max: 2, deadlineMs: 1_000 })
  const bad = () =>
    db.run(db.sql`select ${undefined as never}`).then(
      () => 'answered',
      () => 'refused',
    )
  const next = () =>
    new Promise<string>(resolve => queueMicrotask(() => queueMicrotask(() => resolve(bad()))))
  await db.run(db.sql`select 1`)

  for (let i = 0; i < 4; i += 1) expect(await Promise.all([bad(), next()])).toEqual(['refused', 'refused'])

  expect(await Promise.all([1, 2].map(n => db.run(db.sql`select ${n}::int as n`)))).toEqual([
    [{ n: 1 }],
    [{ n: 2 }],
  ])
  await db.close()
})

test('a connection that died in silence is replaced, though another of them answers all the time', async () => {
  const { db: admin, url } = house
  const db = connectDatabase({ url, max: 2, deadlineMs: 1_500, name: 'one of two dies' })
  const both = () => Promise.all([1, 2].map(() => db.run(db.sql`select pg_sleep(0.9)`)))
  await both()
  const [first] = await db.run(db.sql<{ pid: number }[]>`select pg_backend_pid() as pid`)
  const pid = first?.pid ?? Number.NaN
  process.kill(pid, 'SIGSTOP') // as behind a cable that was cut: it stands, and nothing answers
  try {
    await expect(db.run(db.sql`select 1`, { deadlineMs: 100 })).rejects.toThrow()
    await expect(both()).rejects.toMatchObject({ code: 'database_unavailable' }) // one place for two
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 25_000)
    // The one that answers has just begun.
    expect(await both()).toHaveLength(2)
  } finally {
    process.kill(pid, 'SIGCONT')
    await admin.run(admin.sql`select pg_terminate_backend(${pid})`)
    await db.close()
  }
})

test('a connection that is not made in time is tried once more: a statement is answered, and a listener hears', async () => {
  const { url } = house
  const { hostname, port } = new URL(url)
  const begun = { count: 0 }
  // Of what connects the first is never answered, as on a machine that stands still.
  const way = createServer(socket => {
    begun.count += 1
    socket.on('error', () => {})
    if (begun.count === 1) return
    const on = connect(Number(port), hostname)
    on.on('error', () => socket.destroy())
    socket.on('close', () => on.destroy())
    socket.pipe(on).pipe(socket)
  })
  way.listen(0, '127.0.0.1')
  await once(way, 'listening')
  const there = Object.assign(new URL(url), { port: String((way.address() as AddressInfo).port) }).href
  const db = connectDatabase({ url: there, max: 1 })

  const answered = await db.run(db.sql`select 1 as one`)
  await db.close()
  begun.count = 0
  const ear = connectDatabase({ url: there, max: 1 })
  const heard: string[] = []
  await ear.listen(
    'news',
    text => void heard.push(text),
    () => {},
  )
  await house.db.run(house.db.sql`select pg_notify('news', 'rain')`)
  await until('it is heard', () => heard.length === 1)

  expect([answered, heard]).toEqual([[{ one: 1 }], ['rain']])
  await ear.close()
  way.close()
})

test('carrier words inside json keep their spelling', async () => {
  const { db } = house

  const [row] = await db.run(
    db.sql<{ body: unknown }[]>`select ${db.sql.json({ call_sid: 'CA1' })}::jsonb as body`,
  )

  expect(row?.body).toEqual({ call_sid: 'CA1' })
})
