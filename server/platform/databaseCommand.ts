import { join } from 'node:path'
import { type Env, readAuditPlaces, readDatabaseUrl, readEnvironment } from './config.ts'
import { connectDatabase, type Database, isOutage } from './database.ts'
import { chooseDataFolder } from './dataFolder.ts'
import { runningPostgres } from './embeddedPostgres.ts'
import { migrate } from './migrate.ts'
import { StartRefused } from './problems.ts'

/** What a command of an operator comes to: an exit code, and what it says. */
export type CommandAnswer = { code: 0 | 1 | 2; out?: string; err?: string }
type Say = (text: string) => void

/** Where a command works: with the settings of the house, and beside its data. */
export type CommandPlace = { env: Env; dataDir: string }

const PROJECT = join(import.meta.dirname, '..', '..')

/** A command as `npm run` starts it: it says what it comes to, and answers its exit code. */
export function operatorCommand(
  answerTo: (args: string[], place: CommandPlace) => CommandAnswer | Promise<CommandAnswer>,
) {
  return async (args: string[], out: Say, err: Say, env = readEnvironment()): Promise<0 | 1 | 2> => {
    const dataDir = chooseDataFolder(readAuditPlaces(env).dataDir, PROJECT).path
    const answer = await answerTo(args, { env, dataDir })
    if (answer.out !== undefined) out(answer.out)
    if (answer.err !== undefined) err(answer.err)
    return answer.code
  }
}

/** `name`: as which the database knows the command. `migrates`: a database that is behind is brought to today's shape first. */
type Where = CommandPlace & { name: string; migrates?: boolean }

/**
 * Work in the database of DATABASE_URL, or of the practice house that is open here. What fails is said in words; `because` has those
 * for what only this command meets.
 */
export async function inDatabaseOfHouse(
  { env, dataDir, name, migrates }: Where,
  work: (db: Database) => Promise<CommandAnswer>,
  because: (error: unknown) => string | undefined = () => undefined,
): Promise<CommandAnswer> {
  const found = databaseOfHouse(env, dataDir)
  if (found.kind === 'refused') return { code: 2, err: `${found.setting}: ${found.because}` }
  try {
    if (migrates) await migrate(found.databaseUrl)
    const db = connectDatabase({ url: found.databaseUrl, max: 1, name })
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  } catch (error) {
    return { code: 2, err: because(error) ?? inWords(error) }
  }
}

/** The address that the settings name; without one, that of the practice house that is open here. */
function databaseOfHouse(env: Env, dataDir: string): ReturnType<typeof readDatabaseUrl> {
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
