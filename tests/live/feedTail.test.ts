import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pruneFeed, readMissed } from '#server/live/feedStore.ts'
import { type FeedTail, startFeedTail } from '#server/live/feedTail.ts'
import { connectDatabase, type Database } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { createLogger } from '#server/platform/logger.ts'
import { CallId, type LineId, LineId as LineIdSchema } from '#shared/ids.ts'
import type { FeedEntry } from '#shared/live.ts'
import { until } from '#tests/support/browser.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

type Process = { db: Database; tail: FeedTail; told: Map<LineId, FeedEntry[]> }

let database: TestDatabase
const processes: Process[] = []
const silent = createLogger('error', () => {})

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  for (const { tail, db } of processes) {
    await tail.stop()
    await db.close()
  }
  await database.close()
})

async function aProcess(pollMs = 1_000): Promise<Process> {
  const db = connectDatabase({ url: database.url, max: 12, deadlineMs: 30_000 }) // no deadline of a caller's is looked at here
  const told = new Map<LineId, FeedEntry[]>()
  const tell = (lineId: LineId, entries: FeedEntry[]) =>
    void told.set(lineId, [...(told.get(lineId) ?? []), ...entries])
  const one = { db, told, tail: await startFeedTail({ db, log: silent, tell, pollMs }) }
  processes.push(one)
  return one
}

let phone = 960_100
async function aLine(): Promise<LineId> {
  const { db } = database
  const lineId = LineIdSchema.parse(randomUUID())
  phone += 1
  await db.run(db.sql`
    with line as (
      insert into lines (id, name, phone_number) values (${lineId}, 'A line', ${`+441632${phone}`}) returning id
    )
    insert into feed_heads (line_id) select id from line`)
  return lineId
}

async function append({ db, tail }: Pick<Process, 'db' | 'tail'>, lineId: LineId, count = 1): Promise<void> {
  const messages = Array.from({ length: count }, (_, i) => ({
    kind: 'notes' as const,
    callId: CallId.parse(randomUUID()),
    revision: i,
  }))
  await db.run(db.sql`with ${appendFeed(db.sql, lineId, messages, db.sql`true`)} select 1`)
  tail.wake(lineId)
}

const numbers = (one: Process, lineId: LineId) => (one.told.get(lineId) ?? []).map(entry => entry.seq)
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

test('fifty writers at once leave no gap and no repeat, and every process tells the same in the same order', async () => {
  const lineId = await aLine()
  const [writer, listener] = [await aProcess(), await aProcess()]
  for (const { tail } of [writer, listener]) await tail.watch(lineId)

  await Promise.all(
    upTo(50).map(async () => {
      for (let i = 0; i < 6; i += 1) await append(writer, lineId, (i % 3) + 1)
    }),
  )
  await until('both told everything', () =>
    [writer, listener].every(one => numbers(one, lineId).length === 600),
  )

  expect(numbers(writer, lineId)).toEqual(upTo(600))
  expect(listener.told.get(lineId)).toEqual(writer.told.get(lineId))
})

test('a change that was notified to nobody is found by polling', async () => {
  const lineId = await aLine()
  const one = await aProcess(100)
  await one.tail.watch(lineId)

  await append({ db: one.db, tail: { ...one.tail, wake: () => {} } }, lineId)

  await until('it was told', () => numbers(one, lineId).length === 1)
})

test('what was committed before a line was followed is not told again', async () => {
  const lineId = await aLine()
  const one = await aProcess()
  await append(one, lineId, 3)
  await one.tail.watch(lineId)

  await append(one, lineId)
  await until('the new one was told', () => numbers(one, lineId).length === 1)

  expect(numbers(one, lineId)).toEqual([4])
})

test('a flood longer than one read is told whole', async () => {
  const lineId = await aLine()
  const one = await aProcess()
  await one.tail.watch(lineId)

  await append(one, lineId, 1_700)
  await until('all of it was told', () => numbers(one, lineId).length === 1_700)

  expect(numbers(one, lineId)).toEqual(upTo(1_700))
})

test('connections that break lose nothing, and nobody pretends to know meanwhile', async () => {
  const lineId = await aLine()
  const one = await aProcess(100)
  await one.tail.watch(lineId)
  const { db } = database

  for (let i = 0; i < 5; i += 1) {
    await db.run(db.sql`
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where datname = current_database()
        and pid <> pg_backend_pid()`)
    await append({ db, tail: one.tail }, lineId)
  }
  await until('all five were told', () => numbers(one, lineId).length === 5)

  expect(numbers(one, lineId)).toEqual(upTo(5))
  await until('the newest number is known again', () => one.tail.head(lineId) === 5)
})

test('a console that missed a little gets the entries; one that missed much, or is ahead of us, does not', async () => {
  const lineId = await aLine()
  const one = await aProcess()
  await append(one, lineId, 20)

  const [little, nothing, much, ahead] = await Promise.all([
    readMissed(one.db, lineId, 17, 10),
    readMissed(one.db, lineId, 20, 10),
    readMissed(one.db, lineId, 3, 10),
    readMissed(one.db, lineId, 99, 10),
  ])

  expect(little?.entries.map(entry => entry.seq)).toEqual([18, 19, 20])
  expect([nothing?.entries, much?.entries, ahead?.entries]).toEqual([[], [], []])
  expect(new Set([little, nothing, much, ahead].map(missed => missed?.head))).toEqual(new Set([20]))
})

test('an entry in words of another version keeps nobody from the others, on its own line or another', async () => {
  const [lineId, other] = [await aLine(), await aLine()]
  const one = await aProcess()
  await one.tail.watch(lineId)
  await one.tail.watch(other)
  const strange = [{ kind: 'of tomorrow' }] as never
  await append(one, lineId)
  await one.db.run(one.db.sql`with ${appendFeed(one.db.sql, lineId, strange, one.db.sql`true`)} select 1`)
  await append(one, lineId)
  await append(one, other)

  await until('both lines are told', () => numbers(one, lineId).length + numbers(one, other).length === 3)
  const missed = await readMissed(one.db, lineId, 0, 10)

  // The number is missing, and whoever sees that takes the snapshot.
  expect(numbers(one, lineId)).toEqual([1, 3])
  expect([one.tail.head(lineId), one.tail.head(other)]).toEqual([3, 1])
  expect([missed.head, missed.entries.map(entry => entry.seq)]).toEqual([3, [1, 3]])
})

test('a feed is forgotten after a day', async () => {
  const lineId = await aLine()
  const one = await aProcess()
  await append(one, lineId, 3)
  await one.db.run(
    one.db.sql`update feed set at = now() - interval '25 hours' where line_id = ${lineId} and seq < 3`,
  )

  await pruneFeed(one.db)

  const kept = await one.db.run(one.db.sql<{ seq: number }[]>`select seq from feed where line_id = ${lineId}`)
  expect(kept).toEqual([{ seq: 3 }])
})
