import { existsSync } from 'node:fs'
import { readAuditPlaces } from '#server/platform/config.ts'
import type { Database } from '#server/platform/database.ts'
import {
  type CommandAnswer,
  type CommandPlace,
  inDatabaseOfHouse,
  operatorCommand,
} from '#server/platform/databaseCommand.ts'
import { type AnchorPlaces, anchorFolders, anchorNow } from './anchoring.ts'
import { type AuditCommand, readAuditArguments, type VerifyCommand } from './auditArguments.ts'
import { runRestored } from './runRestored.ts'
import { verdict, verdictInWords } from './verdict.ts'
import { verifyLog } from './verifyLog.ts'

const HELP = `Holds the log of who looked at what against itself and against its anchors.

  npm run audit -- verify
  npm run audit -- verify --anchors /media/witness/anchors --key "the text of anchor-key.pub"
  npm run audit -- anchor
  npm run audit -- restored --by "Ruth Hale" --because "The disk failed; restored to the backup of 02:00."

  verify  [--anchors FOLDER] [--key KEY] [--json]
          walks every chain. --anchors: these folders instead of the usual ones; several times for several.
          --key: believes only anchors that are signed with this key; several times for several.
  anchor  anchors every chain now, as the open house does each minute
  restored --by NAME --because TEXT
          after the database was restored, and before the house opens: explains which links are missing since. Verifies
          first; refuses anything but a restore, and an open house. Moves the anchors that saw those links into a folder
          within, beside a signed statement, which verify says first for ever; and tells the privacy officers of the hub.
          Killed half-way it is finished by running it again. The database must let it write.
  --help  this page

The database is that of DATABASE_URL, from the environment or from .env here; without it, that of the practice house that
is open. Anchors are in DATA_DIR/anchors, and in AUDIT_ANCHOR_DIR if that is set. Nothing says who looked at whom.

Exit code: 0 sound, or explained; 1 something was found, and for restored something else than a restore; 2 it could not be
done, not held against any anchor, or there was nothing to explain.`

/** The command `npm run audit`. */
export const auditCommand = operatorCommand(answerTo)

async function answerTo(args: string[], place: CommandPlace): Promise<CommandAnswer> {
  const read = readAuditArguments(args)
  if (read.kind === 'help') return { code: 0, out: HELP }
  if (read.kind === 'wrong') return { code: 2, err: `${read.because}\nTry --help.` }
  const places = { dataDir: place.dataDir, elsewhere: readAuditPlaces(place.env).anchorDir }
  const where = { ...place, name: 'goldthread audit' }
  return inDatabaseOfHouse(where, db => inDatabase(db, places, read.command), hasNoChain)
}

async function inDatabase(db: Database, places: AnchorPlaces, command: AuditCommand): Promise<CommandAnswer> {
  if (command.verb === 'anchor') {
    const { heads, key, folders } = await anchorNow(db, places, new Date().toISOString())
    return { code: 0, out: `Chains anchored: ${heads}, in ${folders.join(' and ')}.\nKey ${key.publicText}` }
  }
  if (command.verb === 'restored') return runRestored(db, places, command)
  return verify(db, places, command)
}

async function verify(db: Database, places: AnchorPlaces, command: VerifyCommand): Promise<CommandAnswer> {
  const folders = command.anchors ?? anchorFolders(places)
  const gone = (command.anchors ?? []).find(folder => !existsSync(folder))
  if (gone !== undefined) return { code: 2, err: `There is no folder ${gone}.` }
  const verified = await verifyLog(db, { folders, keys: command.key })
  const { code, is } = verdict(verified)
  const report = { verdict: is, ...verified }
  return { code, out: command.json ? JSON.stringify(report, null, 2) : verdictInWords(verified, folders) }
}

const NO_SUCH_TABLE = '42P01'

function hasNoChain(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && error.code === NO_SUCH_TABLE)
    return 'This database has no chain yet: it is empty, or older than the chain. Open the house on it once.'
  return undefined
}
