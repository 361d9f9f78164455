import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '#server/platform/logger.ts'
import { prunePromises } from '#server/platform/promiseStore.ts'
import { makePromises, type TakenPromise } from '#server/platform/promises.ts'
import { backOffMs, type PromiseHandlers, startTicker, type Ticker } from '#server/platform/ticker.ts'
import { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { until } from '#tests/support/browser.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let database: TestDatabase
let lineId: LineId
const tickers: Ticker[] = []
const logged: string[] = []
const log = createLogger('debug', line => void logged.push(line))
const now = () => new Date().toISOString()

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  lineId = LineId.parse(randomUUID())
  await db.run(
    db.sql`insert into lines (id, name, phone_number) values (${lineId}, 'A line', '+441632960300')`,
  )
})
afterEach(async () => {
  await Promise.all(tickers.splice(0).map(ticker => ticker.stop()))
  await database.db.run(database.db.sql`delete from promises`)
})
afterAll(() => database.close())

function aTicker(
  handlers: PromiseHandlers,
  options: Partial<Parameters<typeof startTicker>[0]> = {},
): Ticker {
  const ticker = startTicker({
    db: database.db,
    handlers,
    clock: now,
    log,
    idleMs: 50,
    random: () => 0,
    ...options,
  })
  tickers.push(ticker)
  return ticker
}

async function promise(count: number, kind = 'ring', dueAt: Instant = now(), prefix = 'p'): Promise<void> {
  const { db } = database
  const made = Array.from({ length: count }, (_, i) => ({
    key: `${prefix}/${kind}/${i}`,
    kind,
    subjectId: randomUUID(),
    body: { number: i },
    dueAt,
  }))
  await db.run(db.sql`with ${makePromises(db.sql, lineId, made, db.sql`true`)} select 1`)
}

async function rows(): Promise<Record<string, unknown>[]> {
  const { db } = database
  return db.run(db.sql<Record<string, unknown>[]>`
    select key, outcome, attempts, failures, kept_at is not null as kept, given_up_at is not null as given_up, due_at
    from promises
    order by key`)
}

const allKept = async () => (await rows()).every(row => row.kept)

describe('keeping promises', () => {
  test('two tickers keep every promise once', async () => {
    const kept: string[] = []
    const handlers = {
      ring: async ({ key }: TakenPromise) => {
        kept.push(key)
        return 'kept' as const
      },
    }
    await promise(200)

    aTicker(handlers)
    aTicker(handlers)
    await until('all are kept', allKept)

    expect(kept.length).toBe(200)
    expect(new Set(kept).size).toBe(200)
  })

  test('the same promise made twice is one', async () => {
    await promise(1)
    await promise(1)

    expect(await rows()).toHaveLength(1)
  })

  test('nothing is kept before it is due, and it is kept soon after', async () => {
    const keptAt: number[] = []
    const dueAt = new Date(Date.now() + 400).toISOString()
    await promise(1, 'ring', dueAt)
    aTicker({
      ring: async () => {
        keptAt.push(Date.now())
        return 'kept'
      },
    })

    await until('it is kept', allKept)

    expect(keptAt[0]).toBeGreaterThanOrEqual(Date.parse(dueAt))
  })

  test('what is promised for now is kept at once when the ticker is woken, however long it would sleep', async () => {
    const ticker = aTicker({ ring: async () => 'kept' }, { idleMs: 60_000 })
    await new Promise(done => setTimeout(done, 100))
    await promise(1)

    ticker.wake()

    await until('it is kept', allKept, 1_000)
  })

  test('a promise put off comes again at the moment named', async () => {
    const seen: number[] = []
    await promise(1)
    aTicker({
      ring: async ({ attempts }) => {
        seen.push(attempts)
        return seen.length < 3 ? { againAt: new Date(Date.now() + 30).toISOString() } : 'needless'
      },
    })

    await until('it is found needless', allKept)

    expect(seen).toEqual([1, 2, 3])
    expect(await rows()).toMatchObject([{ outcome: 'needless', failures: 0 }])
  })

  test('kinds that this process does not know are left for another', async () => {
    await promise(1, 'of the next release')
    aTicker({ ring: async () => 'kept' })

    await new Promise(done => setTimeout(done, 200))

    expect(await rows()).toMatchObject([{ attempts: 0, kept: false }])
  })
})

describe('when it goes wrong', () => {
  test('a poisoned promise holds up none of the others, is tried again, and is given up aloud', async () => {
    await promise(1, 'poison', '2020-01-01T00:00:00.000Z')
    await promise(30, 'ring')
    const ticker = aTicker(
      {
        poison: async () => {
          throw new Error('this text may quote a name')
        },
        ring: async () => 'kept',
      },
      { maxFailures: 2, idleMs: 20, maxOfAKind: 4 },
    )

    await until('the others are kept', async () => (await rows()).filter(row => row.kept).length === 30)
    await until('the poisoned one is given up', async () => {
      ticker.wake()
      return (await rows()).some(row => row.givenUp)
    })

    const [poisoned] = (await rows()).filter(row => row.givenUp)
    expect(poisoned).toMatchObject({
      attempts: 2,
      failures: 2,
      outcome: 'Error',
      dueAt: '2020-01-01T00:00:00.000Z',
    })
    expect(logged.filter(line => line.includes('promise.given_up'))).toHaveLength(1)
    expect(logged.join('')).not.toContain('quote a name')
  })

  test('a storm of one kind that hangs, because the carrier does, holds up no other kind', async () => {
    await promise(60, 'ring', '2020-01-01T00:00:00.000Z')
    await promise(1, 'offer')
    const { promise: answered, resolve: answer } = Promise.withResolvers<'kept'>()
    aTicker({ ring: () => answered, offer: async () => 'kept' })

    await until('the offer is kept', async () =>
      (await rows()).some(row => row.key === 'p/offer/0' && row.kept),
    )

    expect((await rows()).filter(row => row.kept)).toHaveLength(1)
    answer('kept')
    await until('all are kept', allKept)
  })

  test('while a lease holds nobody else takes it; when it has run out somebody does, and the late first keeper changes nothing', async () => {
    const finish: ((outcome: 'kept') => void)[] = []
    const handlers = {
      ring: () =>
        new Promise<'kept' | 'needless'>(done => {
          if (finish.length === 0) finish.push(done)
          else done('needless')
        }),
    }
    await promise(1)
    aTicker(handlers, { leaseMs: 60_000 })
    await until('the first has it', () => finish.length === 1)
    aTicker(handlers, { leaseMs: 60_000 })

    await new Promise(done => setTimeout(done, 150))
    const during = await rows()
    const { db } = database
    await db.run(db.sql`update promises set leased_until = now()`)
    await until('the second kept it', allKept)
    finish[0]?.('kept')
    await new Promise(done => setTimeout(done, 50))

    expect(during).toMatchObject([{ attempts: 1, kept: false }])
    expect(await rows()).toMatchObject([{ outcome: 'needless' }])
  })

  test('a process killed in the middle leaves its promises to the next, after the lease', async () => {
    const { db } = database
    await promise(3)
    await db.run(db.sql`update promises set leased_until = now() + interval '300 milliseconds', attempts = 1`)
    aTicker({ ring: async () => 'kept' })

    await until('all are kept', allKept, 2_000)

    expect((await rows()).map(row => row.attempts)).toEqual([2, 2, 2])
  })

  test('stopping waits for what is under way and takes nothing more', async () => {
    let begun = 0
    const { promise: kept, resolve: keep } = Promise.withResolvers<'kept'>()
    await promise(5)
    const ticker = aTicker(
      {
        ring: () => {
          begun += 1
          return kept
        },
      },
      { maxOfAKind: 2 },
    )
    await until('two have begun', () => begun === 2)

    const stopped = ticker.stop()
    keep('kept')
    await stopped

    expect((await rows()).filter(row => row.kept)).toHaveLength(2)
  })

  test('the wait between tries doubles up to a minute', () => {
    const waits = [0, 1, 2, 8, 40].map(failures => backOffMs(failures, 0.5))

    expect(waits).toEqual([250, 500, 1_000, 60_000, 60_000])
  })
})

test('kept promises are forgotten after a day, those given up are not', async () => {
  const { db } = database
  await promise(3)
  await db.run(db.sql`update promises set kept_at = now() - interval '25 hours' where key = 'p/ring/0'`)
  await db.run(db.sql`update promises set given_up_at = now() - interval '25 hours' where key = 'p/ring/1'`)

  await prunePromises(db)

  expect((await rows()).map(row => row.key)).toEqual(['p/ring/1', 'p/ring/2'])
})
