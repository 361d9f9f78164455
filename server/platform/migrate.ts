import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'

const DIRECTORY = join(import.meta.dirname, '..', 'migrations')
/** Any constant will do, as long as every process of this house takes the same lock. */
const LOCK = 7_203_114

/**
 * Brings a database to today's shape: numbered .sql files, each in its own transaction, once. Several processes may start
 * at the same moment: one migrates, the others wait. The only place that opens a transaction, before the server listens.
 */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  const applied: string[] = []
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`
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

function migrationNames(): string[] {
  return readdirSync(DIRECTORY)
    .filter(name => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
}
