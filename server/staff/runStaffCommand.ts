import { randomUUID } from 'node:crypto'
import {
  type CommandAnswer,
  type CommandPlace,
  inDatabaseOfHouse,
  operatorCommand,
} from '#server/platform/databaseCommand.ts'
import { organisationKinds } from '#shared/organisations.ts'
import { administer } from './administer.ts'
import { readStaffArguments } from './staffArguments.ts'

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
  new-password  --sign-in NAME   ends every session of hers; an administrator or privacy officer: as below
  disable       --sign-in NAME   ends every session of hers; nobody is deleted
  enable        --sign-in NAME   an administrator or privacy officer: as below
  change        --sign-in NAME [--role ROLE] [--organisation TEXT] [--line NUMBER]
                what she is from now on; ends every session of hers. To another line
                with her organisation there
  likeness      --sign-in NAME [--born YYYY-MM-DD] [--street TEXT --postcode CODE]
                compared with those she looks at; kept as hashes, nothing given: forgotten
  service       --line NUMBER --service KEY [--name TEXT --number NUMBER]
                whom a nurse brings into a call by one press: interpreter, ambulance_control,
                doctor_on_call. Nothing given: the line has it no more
  list          and who is proposed for what
  --help        this page

An administrator or a privacy officer is made, moved or let in again by two people. The command proposes; a privacy officer of that
organisation or of the hub says yes or no in the app within five working days, and never the one it is about. Until then nothing is
given: a new account cannot sign in, another stays what it was. Where there is no such officer, as before the first of a line, it is
given at once, and shown to those who come later. To take a proposal back: disable, or change to what she is.

Numbers in any British spelling, or with + and the country. A password is made, shown once, and kept only as a hash.
DATABASE_URL is read from the environment or from .env here; without it, it is the database of the practice house that is
open. A database that is behind is migrated first.

Exit code: 0 done, 1 refused, 2 it could not be done: the command was not given as it should be, or the database is away.`

/** The command `npm run staff`. */
export const staffCommand = operatorCommand(answerTo)

async function answerTo(args: string[], place: CommandPlace): Promise<CommandAnswer> {
  const read = readStaffArguments(args)
  if (read.kind === 'help') return { code: 0, out: HELP }
  if (read.kind === 'wrong') return { code: 2, err: `${read.because}\nTry --help.` }
  const where = { ...place, name: 'goldthread staff', migrates: true }
  return inDatabaseOfHouse(where, async db => {
    const done = await administer(
      { db, clock: () => new Date().toISOString(), newId: randomUUID },
      read.command,
    )
    return done.kind === 'refused' ? { code: 1, err: done.because } : { code: 0, out: done.says }
  })
}
