import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readAuditPlaces, readEnvironment } from '#server/platform/config.ts'
import { connectDatabase, isOutage } from '#server/platform/database.ts'
import { databaseOfHouse } from '#server/platform/databaseCommand.ts'
import { chooseDataFolder } from '#server/platform/dataFolder.ts'
import { migrate } from '#server/platform/migrate.ts'
import { organisationKinds } from '#shared/organisations.ts'
import { administer, type Done } from './administer.ts'
import { readStaffArguments, type StaffCommand } from './staffArguments.ts'

const HELP = `Makes lines and the accounts of those who answer them, in the database of DATABASE_URL or of the practice house that is open.

  npm run staff -- add-line --name "Wold Care Line" --number "01632 960001" --on-call "07700 900001,07700 900002"
  npm run staff -- add-nurse --line "01632 960001" --name "Jo Fenn" --sign-in jo.fenn --organisation "Wold Hospice"
  npm run staff -- list

  add-line      --name TEXT --number NUMBER [--on-call NUMBER,NUMBER]
  add-nurse     --line NUMBER --name TEXT --sign-in NAME --organisation TEXT
                [--role coordinator|shift_lead] [--phone NUMBER]
  add-organisation  --line NUMBER --name TEXT --kind KIND [--ods CODE]
                an organisation that looks after the same people; kinds: ${Object.keys(organisationKinds)
                  .filter(kind => kind !== 'hub')
                  .join(', ')}
  add-colleague --line NUMBER --name TEXT --sign-in NAME --organisation TEXT
                --role clinician|paramedic|administrator|privacy_officer
                the last two are given by two people, as below
  new-password  --sign-in NAME   ends every session of hers
  disable       --sign-in NAME   ends every session of hers; nobody is deleted
  enable        --sign-in NAME   an administrator or privacy officer: as below
  change        --sign-in NAME [--role ROLE] [--organisation TEXT] [--line NUMBER]
                what she is from now on; ends every session of hers. To another line
                with her organisation there
  likeness      --sign-in NAME [--born YYYY-MM-DD] [--street TEXT --postcode CODE]
                compared with those she looks at; kept as hashes, nothing given: forgotten
  list          and who is proposed for what
  --help        this page

An administrator or a privacy officer is made, moved or let in again by two people. The command proposes; a privacy officer of that
organisation or of the hub says yes or no in the app within five working days, and never the one it is about. Until then nothing is
given: a new account cannot sign in, another stays what it was. Where there is no such officer, as before the first of a line, it is
given at once, and shown to those who come later. To take a proposal back: disable, or change to what she is.

Numbers in any British spelling, or with + and the country. A password is made, shown once, and kept only as a hash.
DATABASE_URL is read from the environment or from .env here; without it, it is the database of the practice house that is
open. A database that is behind is migrated first.

Exit code: 0 done, 1 refused, 2 the command was not given as it should be.`

const PROJECT = join(import.meta.dirname, '..', '..')

/** The command `npm run staff`: answers its exit code. */
export async function staffCommand(
  args: string[],
  out: (text: string) => void,
  err: (text: string) => void,
  env = readEnvironment(),
): Promise<0 | 1 | 2> {
  const read = readStaffArguments(args)
  if (read.kind === 'help') {
    out(HELP)
    return 0
  }
  if (read.kind === 'wrong') {
    err(`${read.because}\nTry --help.`)
    return 2
  }
  const settings = databaseOfHouse(env, chooseDataFolder(readAuditPlaces(env).dataDir, PROJECT).path)
  const result =
    settings.kind === 'ready'
      ? await inDatabase(settings.databaseUrl, read.command)
      : { ...settings, because: `${settings.setting}: ${settings.because}` }
  if (result.kind === 'refused') err(result.because)
  else out(result.says)
  return result.kind === 'refused' ? 1 : 0
}

async function inDatabase(databaseUrl: string, command: StaffCommand): Promise<Done> {
  try {
    await migrate(databaseUrl)
    const db = connectDatabase({ url: databaseUrl, max: 1, name: 'goldthread staff' })
    try {
      return await administer({ db, clock: () => new Date().toISOString(), newId: randomUUID }, command)
    } finally {
      await db.close()
    }
  } catch (error) {
    if (isOutage(error))
      return {
        kind: 'refused',
        because: 'The database of DATABASE_URL does not answer, or does not let this name and password in.',
      }
    // The message alone: what else an error of the database carries may quote a whole row, or the address with its secret.
    return {
      kind: 'refused',
      because: `It failed: ${error instanceof Error ? error.message : 'no reason given'}`,
    }
  }
}
