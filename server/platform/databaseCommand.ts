import { join } from 'node:path'
import { readDatabaseUrl } from './config.ts'
import { connectDatabase, type Database, isOutage } from './database.ts'
import { runningPostgres } from './embeddedPostgres.ts'
import { StartRefused } from './problems.ts'

/** What a command of an operator comes to: an exit code, and what it says. */
export type CommandAnswer = { code: 0 | 1 | 2; out?: string; err?: string }
type Say = (text: string) => void

export async function sayAnswer(answering: Promise<CommandAnswer>, out: Say, err: Say): Promise<0 | 1 | 2> {
  const answer = await answering
  if (answer.out !== undefined) out(answer.out)
  if (answer.err !== undefined) err(answer.err)
  return answer.code
}

type Where = { env: Readonly<Record<string, string | undefined>>; dataDir: string; name: string }

/**
 * Work in the database of DATABASE_URL, or of the practice house that is open here. What fails is said in words; `because` has those
 * for what only this command meets.
 */
export async function inDatabaseOfHouse(
  { env, dataDir, name }: Where,
  work: (db: Database) => Promise<CommandAnswer>,
  because: (error: unknown) => string | undefined = () => undefined,
): Promise<CommandAnswer> {
  const found = databaseOfHouse(env, dataDir)
  if (found.kind === 'refused') return { code: 2, err: `${found.setting}: ${found.because}` }
  const db = connectDatabase({ url: found.databaseUrl, max: 1, name })
  try {
    return await work(db)
  } catch (error) {
    return { code: 2, err: because(error) ?? inWords(error) }
  } finally {
    await db.close()
  }
}

/** The address that the settings name; without one, that of the practice house that is open here. */
export function databaseOfHouse(env: Where['env'], dataDir: string): ReturnType<typeof readDatabaseUrl> {
  return env.DATABASE_URL || env.DATABASE_OWNER_URL ? readDatabaseUrl(env) : practiceDatabase(dataDir)
}

function practiceDatabase(dataDir: string): ReturnType<typeof readDatabaseUrl> {
  const url = runningPostgres({ directory: join(dataDir, 'postgres') })
  if (url === undefined)
    return {
      kind: 'refused' as const,
      setting: 'DATABASE_URL',
      because: 'Set it to the address of PostgreSQL; or open the practice house first, to work with that.',
    }
  const databaseUrl = new URL(url)
  databaseUrl.pathname = '/goldthread'
  return { kind: 'ready' as const, databaseUrl: databaseUrl.href }
}

function inWords(error: unknown): string {
  if (isOutage(error)) return 'The database does not answer, or does not let this name and password in.'
  if (error instanceof StartRefused) return error.message
  // The message alone: what else an error of the database carries may quote a whole row, or the address with its secret.
  return `It failed: ${error instanceof Error ? error.message : 'no reason given'}`
}
