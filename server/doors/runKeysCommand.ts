import { keptColumnKey } from '#server/platform/columnKeyFile.ts'
import { readColumnKeys } from '#server/platform/columnKeySettings.ts'
import { type ColumnKeys, columnKeys } from '#server/platform/columnKeys.ts'
import type { Database } from '#server/platform/database.ts'
import {
  type CommandAnswer,
  type CommandPlace,
  inDatabaseOfHouse,
  operatorCommand,
} from '#server/platform/databaseCommand.ts'
import { keysInUse } from './doorStore.ts'
import { reseal } from './reseal.ts'

const HELP = `The keys of the encrypted columns: what keysafe and door codes, and how to enter a home, are sealed with.

  npm run keys -- list     which keys are in use, and whether this machine has them
  npm run keys -- reseal   puts every code under COLUMN_KEY; then no key of COLUMN_KEYS_OLD is needed
  npm run keys -- --help   this page

To change the key: make one (openssl rand -base64 32); set it as COLUMN_KEY and the one before it in COLUMN_KEYS_OLD, for
every process; start them again; then reseal, here, with the same settings; then take COLUMN_KEYS_OLD away. The house stays
open meanwhile. No code and no key is shown.

The database is that of DATABASE_URL, from the environment or from .env here; without it, that of the practice house that is
open, with the key in its DATA_DIR.

Exit code: 0 done, 1 some codes are sealed with a key that is not set here, 2 it could not be done.`

/** The command `npm run keys`. */
export const keysCommand = operatorCommand(answerTo)

async function answerTo(args: string[], place: CommandPlace): Promise<CommandAnswer> {
  const [verb, ...rest] = args
  if (verb === '--help' || verb === '-h') return { code: 0, out: HELP }
  if ((verb !== 'list' && verb !== 'reseal') || rest.length > 0)
    return { code: 2, err: 'Say what to do, one of: list, reseal.\nTry --help.' }
  const read = readColumnKeys(place.env)
  if (read.kind === 'refused') return { code: 2, err: `${read.setting}: ${read.because}` }
  const { old } = read
  return inDatabaseOfHouse({ ...place, name: 'goldthread keys' }, async db => {
    // Never made here: codes would be sealed with a key that no house has.
    const current = read.current ?? keptColumnKey(place.dataDir)
    if (current === undefined) return { code: 2, err: NO_KEY }
    return inDatabase(db, columnKeys({ current, old }), verb)
  })
}

const NO_KEY = 'COLUMN_KEY: Set it to the key of the house, as every process of it has it.'

async function inDatabase(db: Database, keys: ColumnKeys, verb: 'list' | 'reseal'): Promise<CommandAnswer> {
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
