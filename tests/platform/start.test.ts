import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { startEmbeddedPostgres } from '#server/platform/embeddedPostgres.ts'
import { MIGRATION_LOCK } from '#server/platform/migrate.ts'
import { StartRefused } from '#server/platform/problems.ts'
import { until } from '#tests/support/browser.ts'
import { type HouseProcess, opened, startProcess } from '#tests/support/houseProcess.ts'
import { portOfOurOwn } from '#tests/support/portOfOurOwn.ts'

// One house, opened and closed again and again: each test begins where the one before it ended.
vi.setConfig({ testTimeout: 240_000 }) // nothing here measures time

let folder: string
let port: string
const houses: HouseProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goldthread-start-'))
  chmodSync(folder, 0o755) // PostgreSQL's own account must get in when root runs the tests
  port = String(await portOfOurOwn())
})
afterAll(async () => {
  for (const house of houses) if (house.isRunning()) house.signal('SIGKILL')
  const left = postmaster()
  if (left) process.kill(left, 'SIGQUIT')
  await until('the database is gone', () => !left || !isAlive(left))
  rmSync(folder, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}): HouseProcess {
  const house = startProcess({ DATA_DIR: folder, PORT: port, ...env })
  houses.push(house)
  return house
}

function postmaster(): number | undefined {
  const file = join(folder, 'postgres', 'data', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** What people wrote and what was noted of it, table by table: how many rows, and their hash. */
async function everythingKept(): Promise<Record<string, string>> {
  const password = readFileSync(join(folder, 'postgres', 'password'), 'utf8').trim()
  const port = readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[3]
  const sql = postgres(`postgres://postgres:${password}@127.0.0.1:${port}/goldthread`, { max: 1 })
  const kept: Record<string, string> = {}
  for (const table of [
    'patients',
    'calls',
    'call_events',
    'call_notes',
    'tasks',
    'outcomes',
    'access_log',
    'staff',
    'lines',
  ]) {
    const [row] = await sql`
      select count(*) || ' ' || coalesce(md5(string_agg(one::text, '' order by one::text)), '') as hash
      from ${sql(table)} as one`
    kept[table] = String(row?.hash)
  }
  await sql.end()
  return kept
}

const isReady = async (house: HouseProcess) => (await fetch(`${house.url}/health`)).status === 200

test('the first start fills an empty house and says where to go and as whom; Ctrl-C closes all of it', async () => {
  const house = start({ BUILD_PAGES: 'yes' })
  await opened(house)
  const ready = await isReady(house)
  const handsets = /Handsets {3}(http:\S+)/.exec(house.output())?.[1] ?? ''
  const pages = await Promise.all([house.url, handsets].map(async at => (await fetch(at)).text()))
  const database = postmaster()

  house.signal('SIGINT')
  const code = await house.ended()

  expect([ready, code]).toEqual([true, 0])
  expect(house.output()).toContain(house.url)
  expect(house.output()).toContain('Try this: sign in as maren')
  // Each page is there, and what it asks for first is built.
  for (const [n, at] of [house.url, handsets].entries()) {
    const script = /<script type="module"[^>]* src="(\/assets\/[^"]+)"/.exec(pages[n] ?? '')?.[1]
    expect(`${at}: ${script}`).toMatch(/\/assets\/.+\.js$/)
  }
  expect(house.output()).toMatch(/Sign in with the password "[^"]+" as\n\s+maren /)
  expect([postmaster(), database && isAlive(database)]).toEqual([undefined, false])
})

test('after kill -9 the next start takes over the database it left behind, with everything in it', async () => {
  const killed = start()
  await opened(killed)
  const before = await everythingKept()
  killed.signal('SIGKILL')
  await killed.ended()

  const next = start()
  await opened(next)
  const after = await everythingKept()

  expect(before.patients).toMatch(/^64 /)
  expect(after).toEqual(before)
  expect(next.output()).toContain('taken over')
  expect(next.output()).not.toContain('Filling the empty house')
  expect(await isReady(next)).toBe(true)
})

test('a start by mistake on the same port says so in a sentence, and leaves the running house alone', async () => {
  const running = houses.find(house => house.isRunning())
  const mistake = start()

  const code = await mistake.ended()

  expect([code, mistake.output().trim().split('\n').at(-1)]).toEqual([
    1,
    `Port ${port} is taken, perhaps by another Goldthread. Stop it, or set PORT to a free one.`,
  ])
  expect(running && (await isReady(running))).toBe(true)
})

test('a second house in the same folder shares the database and does not take it away when it goes', async () => {
  const running = houses.find(house => house.isRunning())
  const guest = start({ PORT: String(await portOfOurOwn()) })
  await opened(guest)

  guest.signal('SIGTERM')
  const code = await guest.ended()

  expect([code, running && (await isReady(running))]).toEqual([0, true])
  running?.signal('SIGTERM')
  expect(await running?.ended(), running?.output()).toBe(0)
  expect(postmaster()).toBeUndefined()
})

test('Ctrl-C while it still opens leaves nothing behind, and no welcome is said after it', async () => {
  // The house is kept in the middle of its opening for as long as this test wants: another process migrates.
  const postgresHere = await startEmbeddedPostgres({ directory: join(folder, 'postgres') })
  const other = postgres(await postgresHere.createDatabase('goldthread'), { max: 1 })
  await other`select pg_advisory_lock(${MIGRATION_LOCK})`
  const house = start()
  const isWaiting = async () => {
    const [row] =
      await other`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`
    return row?.n === 1
  }
  await until('the house waits for its turn', isWaiting, 90_000)

  house.signal('SIGINT')
  await until('it has heard the signal', () => house.output().includes('Closing …'))
  await other.end()
  const code = await house.ended()

  expect([code, postmaster()]).toEqual([0, undefined])
  expect(house.output()).not.toContain('Goldthread is open (')
})

test('a database that does not let it in is named in words: which, where and what to do', async () => {
  const address = new URL(inject('postgresUrl'))
  const house = start({ DATABASE_URL: Object.assign(new URL(address), { password: 'horse-battery' }).href })

  const code = await house.ended()

  expect([code, house.output().trim().split('\n')]).toEqual([
    1,
    [
      'Goldthread is opening …',
      `DATABASE_URL: the PostgreSQL at ${address.host} does not take this password of “postgres”. Correct the name or the password.`,
    ],
  ])
})

test('a PostgreSQL that does not let its own house in is not left running behind the start that failed', async () => {
  writeFileSync(join(folder, 'postgres', 'password'), 'not the one it was made with')

  const opening = startEmbeddedPostgres({ directory: join(folder, 'postgres'), readyWithinMs: 500 })

  await expect(opening).rejects.toThrow(StartRefused)
  expect(postmaster()).toBeUndefined()
})

test('in production it names everything that is missing, and does not start', async () => {
  const house = start({ NODE_ENV: 'production', TWILIO_REGION: 'ie1' })

  const code = await house.ended()

  expect(code).toBe(1)
  for (const setting of [
    'PUBLIC_URL',
    'DATABASE_URL',
    'TWILIO_ACCOUNT_SID',
    'TWILIO_AUTH_TOKEN',
    'TWILIO_EDGE',
    'PRACTICE_PORT',
  ])
    expect(house.output()).toContain(`\n  ${setting}: `)
})
