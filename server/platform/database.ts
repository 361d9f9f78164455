import postgres from 'postgres'
import { arrayOf, arrayTypes } from './arrayTypes.ts'
import { DatabaseUnavailable } from './problems.ts'
import { askedOf, withOrigin, writtenSql } from './writtenSql.ts'

export type Sql = postgres.Sql<{ bigint: number }>
export type Fragment = postgres.PendingQuery<postgres.Row[]>
type Query<Row> = postgres.PendingQuery<Row extends object ? Row[] : never>

/**
 * One bounded way to PostgreSQL. `sql` only builds queries and fragments; `run` executes, within a deadline.
 * A statement that lost the race against its deadline may still commit: natural keys and versions make a repeat harmless.
 */
export type Database = {
  sql: Sql
  /**
   * Rejects with DatabaseUnavailable when no answer comes within the deadline (milliseconds) or the connection is lost.
   */
  run<Row>(query: Query<Row>, options?: RunOptions): Promise<Row[]>
  listen(channel: string, heard: (text: string) => void, onListen: () => void): Promise<void>
  close(): Promise<void>
}

type RunOptions = { deadlineMs?: number }
type Options = { url: string; max?: number; deadlineMs?: number; name?: string }

/** A stuck connection older than this is given up: the driver has no query time-out of its own. */
const STUCK_MS = 8_000
/** A pool is not replaced more often than this: while the database is away every connection runs into its time limit. */
const SICK_MS = 2_000
const DEADLOCK = '40P01'
const DEADLOCK_TRIES = 4

/**
 * postgres.js under the rules that avoid its known failures: in-flight statements never exceed the connections (nothing is
 * pipelined behind something else), waiting for a place has a deadline, reconnection is quick, and a pool whose every
 * place is stuck is replaced. See docs/decisions/003-one-statement.md.
 */
export function connectDatabase({
  url,
  max = 8,
  deadlineMs = 5_000,
  name = 'goldthread',
}: Options): Database {
  let pool = open(url, max, name)
  let ear: Sql | undefined
  let openedAt = performance.now()
  let inFlight = 0
  const waiting: (() => void)[] = []
  const started = new Map<symbol, number>()

  async function run<Row>(query: Query<Row>, options?: RunOptions): Promise<Row[]> {
    const limit = options?.deadlineMs ?? deadlineMs
    const until = performance.now() + limit
    await place(limit)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await answered(askedOf(pool, query), Math.max(1, until - performance.now()))
      } catch (error) {
        if (codeOf(error) === DEADLOCK && attempt < DEADLOCK_TRIES && performance.now() < until) {
          await place(Math.max(1, until - performance.now()))
          continue
        }
        const told = withOrigin(error, query)
        throw isOutage(told) ? new DatabaseUnavailable({ cause: told }) : told
      }
    }
  }

  /** Takes one of the `max` places, or gives up: an unbounded queue in memory is how an outage becomes a crash. */
  async function place(limit: number): Promise<void> {
    if (inFlight < max) {
      inFlight += 1
      return
    }
    replaceStuckPool()
    if (inFlight < max) {
      inFlight += 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(new DatabaseUnavailable())
      }, limit)
      const go = () => {
        clearTimeout(timer)
        resolve()
      }
      waiting.push(go)
    })
  }

  function leave(key: symbol): void {
    // A place of a pool that was given up has already been handed out again.
    if (!started.delete(key)) return
    const next = waiting.shift()
    if (next) next()
    else inFlight -= 1
  }

  async function answered<Row>(query: Query<Row>, limit: number): Promise<Row[]> {
    const key = Symbol('statement')
    started.set(key, performance.now())
    const settled = Promise.resolve(query as unknown as Promise<Row[]>) // a postgres.js query is a lazy promise of rows
    settled.then(
      () => leave(key),
      (error: unknown) => {
        // Looked at here and not by who asked: the deadline of the call path is shorter than the driver's time limit.
        if (codeOf(error) === 'CONNECT_TIMEOUT') replaceSickPool()
        leave(key)
      },
    )
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DatabaseUnavailable()), limit)
    })
    try {
      return await Promise.race([settled, late])
    } finally {
      clearTimeout(timer)
    }
  }

  function replaceStuckPool(): void {
    const now = performance.now()
    if (started.size < max || [...started.values()].some(at => now - at < STUCK_MS)) return
    const old = pool
    pool = open(url, max, name)
    inFlight -= started.size
    started.clear()
    void old.end({ timeout: 0 })
  }

  /**
   * A connection that was lost with something still to send never sends again: its timer is cancelled and not forgotten
   * (postgres.js 3.4.9, connection.js, closed()). Every start-up it tries then runs into its own time limit, also when the
   * database has long been back. Its statements keep their places until they are settled.
   */
  function replaceSickPool(): void {
    if (performance.now() - openedAt < SICK_MS) return
    openedAt = performance.now()
    const old = pool
    pool = open(url, max, name)
    void old.end({ timeout: 5 })
  }

  return {
    sql: writtenSql(() => pool),
    run,
    listen: async (channel, heard, onListen) => {
      // Its own, and never replaced: what listens to a pool that is given up hears nothing any more.
      ear ??= open(url, 1, name)
      await ear.listen(channel, heard, onListen)
    },
    close: async () => {
      await Promise.all([pool.end({ timeout: 2 }), ear?.end({ timeout: 2 })])
    },
  }
}

function open(url: string, max: number, name: string): Sql {
  const pool = postgres(url, {
    max,
    fetch_types: false, // see arrayTypes.ts
    connect_timeout: 2,
    idle_timeout: 0,
    backoff: () => 0.25,
    onnotice: () => {},
    connection: {
      application_name: name,
      jit: 'off',
      statement_timeout: 15_000,
      TimeZone: 'UTC',
      // How much of the trigrams of two words must be the same for `%`. PostgreSQL's own 0.3 brings six hundred words that are
      // like 'margaret' among the hundred thousand of a million names, and most of the time that a search takes.
      'pg_trgm.similarity_threshold': 0.45,
    },
    transform: { column: { from: postgres.toCamel } },
    types: {
      ...arrayTypes,
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
      date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
      instant: {
        to: 1184,
        from: [1184],
        serialize: (at: string | Date) => (at instanceof Date ? at.toISOString() : at),
        parse: (text: string) => new Date(text).toISOString(),
      },
    },
  }) as unknown as Sql // the custom date types keep their JavaScript type: string
  const { shared } = pool.options as unknown as { shared: { typeArrayMap: Record<number, number> } } // the driver's own place for them
  Object.assign(shared.typeArrayMap, arrayOf)
  return pool
}

const OUTAGE_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '57014', // statement time-out: the server's own deadline, longer than ours
  '25006', // read only: the old primary after a failover
])
/** Connection exceptions, no resources left (disk, memory, connections), shutting down, trouble of the machine. */
const OUTAGE_CLASSES = /^(08|53|57P|58)/

/** Whether the database could not be asked, as opposed to having said no. */
export function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true
  // A fatal error ends the connection, or refused it: no statement was judged.
  if (error instanceof Error && 'severity' in error && error.severity === 'FATAL') return true
  const code = codeOf(error)
  return code !== undefined && (OUTAGE_CODES.has(code) || OUTAGE_CLASSES.test(code))
}

const UNIQUE_VIOLATION = '23505'

/** Whether a statement was refused because somebody else was first, by this unique constraint or index. */
export function isSecondTo(error: unknown, constraint: string): boolean {
  return (
    codeOf(error) === UNIQUE_VIOLATION &&
    error instanceof Error &&
    'constraint_name' in error &&
    error.constraint_name === constraint
  )
}

const SERIALIZATION_FAILURE = '40001'

/** Whether a statement gave up because it could not write all of what it set out to write: see `must_hold` in migration 0014. */
export function isOutrun(error: unknown): boolean {
  return codeOf(error) === SERIALIZATION_FAILURE
}

const FOREIGN_KEY_VIOLATION = '23503'

/** Whether a statement was refused because other rows still name what it would change. */
export function isStillNamed(error: unknown): boolean {
  return codeOf(error) === FOREIGN_KEY_VIOLATION
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
