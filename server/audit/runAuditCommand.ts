import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readAuditPlaces, readDatabaseUrl, readEnvironment } from '#server/platform/config.ts'
import { connectDatabase, type Database, isOutage } from '#server/platform/database.ts'
import { chooseDataFolder } from '#server/platform/dataFolder.ts'
import { runningPostgres } from '#server/platform/embeddedPostgres.ts'
import { type AnchorPlaces, anchorFolders, anchorNow } from './anchoring.ts'
import { type AuditCommand, readAuditArguments, type VerifyCommand } from './auditArguments.ts'
import { verdict, verdictInWords } from './verdict.ts'
import { verifyLog } from './verifyLog.ts'

const HELP = `Holds the log of who looked at what against itself and against its anchors.

  npm run audit -- verify
  npm run audit -- verify --anchors /media/witness/anchors --key "the text of anchor-key.pub"
  npm run audit -- anchor

  verify  [--anchors FOLDER] [--key KEY] [--json]
          walks every chain. --anchors: these folders instead of the usual ones; several times for several.
          --key: believes only anchors that are signed with this key; several times for several.
  anchor  anchors every chain now, as the open house does each minute
  --help  this page

The database is that of DATABASE_URL, from the environment or from .env here; without it, that of the practice house that
is open. Anchors are in DATA_DIR/anchors, and in AUDIT_ANCHOR_DIR if that is set. Nothing says who looked at whom.

Exit code: 0 sound, 1 something was found, 2 it could not be done, or not held against any anchor.`

const PROJECT = join(import.meta.dirname, '..', '..')
type Answer = { code: 0 | 1 | 2; out?: string; err?: string }

/** The command `npm run audit`: answers its exit code. */
export async function auditCommand(
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
  const read = readAuditArguments(args)
  if (read.kind === 'help') return { code: 0, out: HELP }
  if (read.kind === 'wrong') return { code: 2, err: `${read.because}\nTry --help.` }
  const env = readEnvironment()
  const { dataDir, anchorDir } = readAuditPlaces(env)
  const places = { dataDir: chooseDataFolder(dataDir, PROJECT).path, elsewhere: anchorDir }
  const found = env.DATABASE_URL ? readDatabaseUrl(env) : practiceDatabase(places.dataDir)
  if (found.kind === 'refused') return { code: 2, err: `${found.setting}: ${found.because}` }
  const db = connectDatabase({ url: found.databaseUrl, max: 1, name: 'goldthread audit' })
  try {
    return await inDatabase(db, places, read.command)
  } catch (error) {
    return { code: 2, err: because(error) }
  } finally {
    await db.close()
  }
}

async function inDatabase(db: Database, places: AnchorPlaces, command: AuditCommand): Promise<Answer> {
  if (command.verb === 'anchor') {
    const { heads, key, folders } = await anchorNow(db, places, new Date().toISOString())
    return { code: 0, out: `Chains anchored: ${heads}, in ${folders.join(' and ')}.\nKey ${key.publicText}` }
  }
  return verify(db, places, command)
}

async function verify(db: Database, places: AnchorPlaces, command: VerifyCommand): Promise<Answer> {
  const folders = command.anchors ?? anchorFolders(places)
  const gone = (command.anchors ?? []).find(folder => !existsSync(folder))
  if (gone !== undefined) return { code: 2, err: `There is no folder ${gone}.` }
  const verified = await verifyLog(db, { folders, keys: command.key })
  const { code, is } = verdict(verified)
  const report = { verdict: is, ...verified }
  return { code, out: command.json ? JSON.stringify(report, null, 2) : verdictInWords(verified, folders) }
}

function practiceDatabase(dataDir: string) {
  const url = runningPostgres({ directory: join(dataDir, 'postgres') })
  if (url === undefined)
    return {
      kind: 'refused' as const,
      setting: 'DATABASE_URL',
      because: 'Set it to the address of PostgreSQL; or open the practice house first, to look at that.',
    }
  const databaseUrl = new URL(url)
  databaseUrl.pathname = '/goldthread'
  return { kind: 'ready' as const, databaseUrl: databaseUrl.href }
}

const NO_SUCH_TABLE = '42P01'

function because(error: unknown): string {
  if (isOutage(error)) return 'The database does not answer, or does not let this name and password in.'
  if (error instanceof Error && 'code' in error && error.code === NO_SUCH_TABLE)
    return 'This database has no chain yet: it is empty, or older than the chain. Open the house on it once.'
  // The message alone: what else an error of the database carries may quote a whole row, or the address with its secret.
  return `It failed: ${error instanceof Error ? error.message : 'no reason given'}`
}
