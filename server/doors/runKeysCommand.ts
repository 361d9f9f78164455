import { join } from 'node:path'
import { practiceColumnKey } from '#server/platform/columnKeyFile.ts'
import { readColumnKeys } from '#server/platform/columnKeySettings.ts'
import { type ColumnKeys, columnKeys } from '#server/platform/columnKeys.ts'
import { readAuditPlaces, readDatabaseUrl, readEnvironment } from '#server/platform/config.ts'
import { connectDatabase, type Database, isOutage } from '#server/platform/database.ts'
import { chooseDataFolder } from '#server/platform/dataFolder.ts'
import { runningPostgres } from '#server/platform/embeddedPostgres.ts'
import { StartRefused } from '#server/platform/problems.ts'
import { keysInUse } from './doorStore.ts'
import { reseal } from './reseal.ts'

const HELP = `The keys of the encrypted columns: what keysafe and door codes are sealed with.

  npm run keys -- list     which keys are in use, and whether this machine has them
  npm run keys -- reseal   puts every code under COLUMN_KEY; then no key of COLUMN_KEYS_OLD is needed
  npm run keys -- --help   this page

To change the key: make one (openssl rand -base64 32); set it as COLUMN_KEY and the one before it in COLUMN_KEYS_OLD, for
every process; start them again; then reseal, here, with the same settings; then take COLUMN_KEYS_OLD away. The house stays
open meanwhile. No code and no key is shown.

The database is that of DATABASE_URL, from the environment or from .env here; without it, that of the practice house that is
open, with the key in its DATA_DIR.

Exit code: 0 done, 1 some codes are sealed with a key that is not set here, 2 it could not be done.`

const PROJECT = join(import.meta.dirname, '..', '..')
type Answer = { code: 0 | 1 | 2; out?: string; err?: string }

/** The command `npm run keys`: answers its exit code. */
export async function keysCommand(
  args: string[],
  out: (text: string) => void,
  err: (text: string) => void,
): Promise<0 | 1 | 2> {
  const answer = await answerTo(args)
  if (answer.out !== undefined) out(answer.out)
  if (answer.err !== undefined) err(answer.err)
  return answer.code
}

async function answerTo(args: string[]): Promise<Answer> {
  const [verb, ...rest] = args
  if (verb === '--help' || verb === '-h') return { code: 0, out: HELP }
  if ((verb !== 'list' && verb !== 'reseal') || rest.length > 0)
    return { code: 2, err: 'Say what to do, one of: list, reseal.\nTry --help.' }
  const env = readEnvironment()
  const dataDir = chooseDataFolder(readAuditPlaces(env).dataDir, PROJECT).path
  const read = readColumnKeys(env)
  if (read.kind === 'refused') return { code: 2, err: `${read.setting}: ${read.because}` }
  const database = databaseOf(env, dataDir)
  if (database.kind === 'refused') return { code: 2, err: `${database.setting}: ${database.because}` }
  const db = connectDatabase({ url: database.databaseUrl, max: 1, name: 'goldthread keys' })
  try {
    const { current = practiceColumnKey(dataDir), old } = read
    return await inDatabase(db, columnKeys({ current, old }), verb)
  } catch (error) {
    return { code: 2, err: because(error) }
  } finally {
    await db.close()
  }
}

async function inDatabase(db: Database, keys: ColumnKeys, verb: 'list' | 'reseal'): Promise<Answer> {
  const done = verb === 'reseal' ? await reseal(db, keys) : undefined
  const inUse = await keysInUse(db)
  const lines = inUse.map(({ keyId, count }) => `${keyId}  ${count} sealed with it: ${standing(keys, keyId)}`)
  const said = [
    ...(done ? [`Resealed: ${done.resealed}.`] : []),
    ...(done?.unreadable ? [`Left as they are, because they do not open: ${done.unreadable}.`] : []),
    ...(lines.length > 0 ? lines : ['Nothing is sealed yet.']),
  ]
  const isMissing = inUse.some(({ keyId }) => !keys.ids.includes(keyId))
  return { code: isMissing || done?.unreadable ? 1 : 0, out: said.join('\n') }
}

function standing(keys: ColumnKeys, keyId: string): string {
  if (keyId === keys.currentId) return 'COLUMN_KEY'
  return keys.ids.includes(keyId) ? 'in COLUMN_KEYS_OLD' : 'not set here'
}

function databaseOf(env: Readonly<Record<string, string | undefined>>, dataDir: string) {
  if (env.DATABASE_URL) return readDatabaseUrl(env)
  const url = runningPostgres({ directory: join(dataDir, 'postgres') })
  if (url === undefined)
    return {
      kind: 'refused' as const,
      setting: 'DATABASE_URL',
      because: 'Set it to the address of PostgreSQL; or open the practice house first.',
    }
  const databaseUrl = new URL(url)
  databaseUrl.pathname = '/goldthread'
  return { kind: 'ready' as const, databaseUrl: databaseUrl.href }
}

function because(error: unknown): string {
  if (isOutage(error)) return 'The database does not answer, or does not let this name and password in.'
  if (error instanceof StartRefused) return error.message
  // The message alone: what else an error of the database carries may quote a whole row, or the address with its secret.
  return `It failed: ${error instanceof Error ? error.message : 'no reason given'}`
}
