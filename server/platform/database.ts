import { setTimeout as pause } from 'node:timers/promises'
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
/** How the connections of a house call themselves at the database. By them it is known to be open. */
export const HOUSE_NAMES = { most: 'goldthread', calls: 'goldthread calls' } as const

type Options = { url: string; max?: number; deadlineMs?: number; name?: string }

/** A stuck connection older than this is given up: the driver has no query time-out of its own. */
const STUCK_MS = 8_000
/** Longer than PostgreSQL lets any statement run: who has no answer by then never gets one, whatever the other connections do. */
const DEAD_MS = 20_000
/** A connection is not replaced more often than this: while the database is away it runs into its time limit again and again. */
const SICK_MS = 2_000
const STATEMENT_TIMEOUT_MS = 15_000
const DEADLOCK = '40P01'
const DEADLOCK_TRIES = 4
/** Somebody has a record for a breath: see wait_for_turn in migration 0072. */
const HELD = '55P03'
const HELD_MS = 20

/** One connection, and the statement that is on it. */
type Place = { pool: Sql; openedAt: number; taken: { at: number } | undefined }

/**
 * postgres.js under the rules that avoid its known failures: in-flight statements never exceed the connections (nothing is
 * pipelined behind something else), waiting for a place has a deadline, reconnection is quick, and connections that are dead, or all
 * stuck, are replaced. See docs/decisions/003-one-statement.md.
 *
 * Each connection is a pool of its own, and a statement goes to the first that is free. PostgreSQL plans a statement anew on every
 * connection, some times over: the driver hands its connections out in turn, and with ten of them most of a quiet night is planning.
 */
export function connectDatabase({
  url,
  max = 8,
  deadlineMs = 5_000,
  name = HOUSE_NAMES.most,
}: Options): Database {
  const places = Array.from({ length: max }, () => newPlace())
  const [front] = places
  if (!front) throw new Error('a database needs a connection')
  let ear: Sql | undefined
  const waiting: ((place: Place) => void)[] = []

  function newPlace(): Place {
    return { pool: open(url, name), openedAt: performance.now(), taken: undefined }
  }

  async function run<Row>(query: Query<Row>, options?: RunOptions): Promise<Row[]> {
    const limit = options?.deadlineMs ?? deadlineMs
    const until = performance.now() + limit
    for (let attempt = 1; ; attempt += 1) {
      const place = await takePlace(Math.max(1, until - performance.now()))
      try {
        return await answered(place, query, Math.max(1, until - performance.now()))
      } catch (error) {
        const hasTime = performance.now() < until
        if (codeOf(error) === DEADLOCK && attempt < DEADLOCK_TRIES && hasTime) continue
        if (codeOf(error) === HELD && until - performance.now() > HELD_MS) {
          await pause(HELD_MS)
          continue
        }
        // No connection was made, and nothing sent by it: a machine that stood still for two seconds says so of a database that is well.
        if (codeOf(error) === 'CONNECT_TIMEOUT' && attempt === 1 && hasTime) continue
        const told = withOrigin(error, query)
        throw isOutage(told) ? new DatabaseUnavailable({ cause: told }) : told
      }
    }
  }

  /** Takes one of the places, or gives up: an unbounded queue in memory is how an outage becomes a crash. */
  async function takePlace(limit: number): Promise<Place> {
    const free = freePlace() ?? stuckPlace()
    if (free) return free
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(new DatabaseUnavailable())
      }, limit)
      const go = (place: Place) => {
        clearTimeout(timer)
        resolve(place)
      }
      waiting.push(go)
    })
  }

  /** The first, so that the plans which are kept there are used: the last are there for a rush. */
  function freePlace(): Place | undefined {
    const free = places.find(({ taken }) => !taken)
    if (free) free.taken = { at: performance.now() }
    return free
  }

  function leave(place: Place, taken: Place['taken']): void {
    // A place whose connection was given up has already been handed out again.
    if (place.taken !== taken) return
    const next = waiting.shift()
    place.taken = next && { at: performance.now() }
    next?.(place)
  }

  async function answered<Row>(place: Place, query: Query<Row>, limit: number): Promise<Row[]> {
    const { taken, pool } = place
    const asked = askedOf(pool, query) as unknown as Promise<Row[]> // a postgres.js query is a lazy promise of rows
    const settled = Promise.resolve(asked)
    settled.then(
      () => leave(place, taken),
      (error: unknown) => {
        // Looked at here and not by who asked: the deadline of the call path is shorter than the driver's time limit.
        if (place.pool === pool) {
          if (codeOf(error) === 'CONNECT_TIMEOUT') replaceSick(place)
          // Said by neither the server nor the connection: the driver could not write it (a value that is undefined). It has lost count of
          // what it sent there, and the next like it would never be answered.
          else if (!(error instanceof postgres.PostgresError || isOutage(error))) replace(place, 0)
        }
        leave(place, taken)
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

  function stuckPlace(): Place | undefined {
    const now = performance.now()
    const longer = (ms: number) => places.filter(({ taken }) => taken && now - taken.at >= ms)
    const stuck = longer(STUCK_MS)
    // One that answers keeps the others from being stuck together, and not from being dead: a cut cable is noticed after a quarter hour.
    for (const place of stuck.length === places.length ? stuck : longer(DEAD_MS)) {
      replace(place, 0)
      leave(place, place.taken)
    }
    return freePlace()
  }

  /**
   * A connection that was lost with something still to send never sends again: its timer is cancelled and not forgotten
   * (postgres.js 3.4.9, connection.js, closed()). Every start-up it tries then runs into its own time limit, also when the
   * database has long been back.
   */
  function replaceSick(place: Place): void {
    if (performance.now() - place.openedAt >= SICK_MS) replace(place, 5)
  }

  function replace(place: Place, timeout: number): void {
    const old = place.pool
    Object.assign(place, { pool: open(url, name), openedAt: performance.now() })
    void old.end({ timeout })
  }

  return {
    sql: writtenSql(() => front.pool),
    run,
    listen: async (channel, heard, onListen) => {
      // Its own, and never replaced: what listens to a pool that is given up hears nothing any more.
      const first = ear === undefined
      ear ??= open(url, name)
      try {
        await ear.listen(channel, heard, onListen)
      } catch (error) {
        if (!first || codeOf(error) !== 'CONNECT_TIMEOUT') throw error
        void ear.end({ timeout: 0 })
        ear = open(url, name) // nobody listens by it yet
        await ear.listen(channel, heard, onListen)
      }
    },
    close: async () => {
      await Promise.all([...places.map(({ pool }) => pool), ear].map(pool => pool?.end({ timeout: 2 })))
    },
  }
}

/** One connection, made when something is asked of it. */
function open(url: string, name: string): Sql {
  const pool = postgres(url, {
    max: 1,
    fetch_types: false, // see arrayTypes.ts
    connect_timeout: 2,
    idle_timeout: 0,
    backoff: () => 0.25,
    onnotice: () => {},
    connection: {
      application_name: name,
      jit: 'off',
      statement_timeout: STATEMENT_TIMEOUT_MS,
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
  HELD, // for longer than whoever asked may wait
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
