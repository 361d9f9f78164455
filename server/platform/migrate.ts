import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { DatabaseTooOld } from './databaseRefusal.ts'
import { DatabaseUnavailable } from './problems.ts'

const DIRECTORY = join(import.meta.dirname, '..', 'migrations')
/** Any constant will do, as long as every process of this house takes the same lock. */
export const MIGRATION_LOCK = 7_203_114
/** As the server counts: 15.0. */
const OLDEST_VERSION = 150_000
const ANSWER_WITHIN_MS = 10_000

/**
 * Brings a database to today's shape: numbered .sql files, each in its own transaction, once. Several processes may start
 * at the same moment: one migrates, the others wait. The only place that opens a transaction, before the server listens.
 */
export async function migrate(
  url: string,
  { answerWithinMs = ANSWER_WITHIN_MS } = {},
): Promise<{ applied: string[] }> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: ANSWER_WITHIN_MS / 1_000 })
  const applied: string[] = []
  try {
    const version = await firstAnswer(sql, answerWithinMs)
    if (version < OLDEST_VERSION) throw new DatabaseTooOld(version)
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
    // Asked first: who owns nothing may not even say "if not exists", and opens a house that somebody else has migrated.
    const [there] = await sql<{ is: boolean }[]>`select to_regclass('migrations') is not null as is`
    if (!there?.is)
      await sql`create table migrations (name text primary key, applied_at timestamptz not null default now())`
    const done = new Set((await sql<{ name: string }[]>`select name from migrations`).map(row => row.name))
    for (const name of migrationNames()) {
      if (done.has(name)) continue
      await sql.begin(async transaction => {
        await transaction.unsafe(readFileSync(join(DIRECTORY, name), 'utf8'))
        await transaction`insert into migrations (name) values (${name})`
      })
      applied.push(name)
    }
  } finally {
    await sql.end({ timeout: 2 })
  }
  return { applied }
}

/**
 * The version, or DatabaseUnavailable: what takes the connection and then closes it, as a proxy before a dead database does,
 * would be tried by the driver without end.
 */
async function firstAnswer(sql: postgres.Sql, withinMs: number): Promise<number> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable()), withinMs)
  })
  try {
    const asked = sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`
    const [answer] = await Promise.race([asked, late])
    return answer?.version ?? 0
  } finally {
    clearTimeout(timer)
  }
}

function migrationNames(): string[] {
  return readdirSync(DIRECTORY)
    .filter(name => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
}
