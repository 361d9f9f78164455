import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Database } from '#server/platform/database.ts'
import {
  type CommandAnswer,
  type CommandPlace,
  inDatabaseOfHouse,
  operatorCommand,
} from '#server/platform/databaseCommand.ts'
import { phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { ConsentGuide, languageName, NURSES_LANGUAGE } from '#shared/consentGuide.ts'
import { dayInBritain, showDay } from '#shared/days.ts'
import { LetterWords } from '#shared/letterWords.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { LocalDate } from '#shared/time.ts'
import { starterGuide } from './consentGuide.ts'
import { addGuide, addLetter, guidesInForce } from './consentGuideStore.ts'
import { type GuideFile, type LetterFile, readGuideFile, readLetterFile } from './guideFile.ts'
import { starterLetter } from './letterWords.ts'

const HELP = `The guides by which nurses of a line talk about sharing: what is in force, and a line's own versions.

  npm run guides -- list     every line: which guide is in force in each language, who wrote and approved it, its review; the same of
                             the words of the letter that a person keeps
  npm run guides -- add --line NUMBER --file FILE [--dry-run]
                             puts a version in; with --dry-run it names every fault of the file and changes nothing
  npm run guides -- add-letter --line NUMBER --file FILE [--dry-run]
                             the same of the words of the letter
  npm run guides -- --help   this page

This is the one place for it: no page of the app does it. The file is JSON, as server/access/guides/starter.json, without
"version": the house counts. It needs "language" (en, pl, pa-Arab …), "author", "approver" and "reviewOn", a day to come.
{line} in what is said stands for the name of the line. One step has the key "who". Whoever wrote it does not approve it. The newest version of a language counts;
none is changed or taken away. English is what nurses read: a line without its own has the starter set. Nothing is translated
here: have it done by somebody who does that for patients, and let a second person read it.

The words of the letter are as server/access/guides/starterLetter.json, in English, without "version" and signed in the same way.
{number} stands for the number of the line, {names} for those of whom a sentence is. A letter on paper names its version.

The database is that of DATABASE_URL, from the environment or from .env here; without it, that of the practice house that is
open. Before a version in another language than English is put in, every process must be of a version that has this command.

Exit code: 0 done, 1 the file has faults or the line is not there, 2 it could not be done.`

/** The command `npm run guides`. */
export const guidesCommand = operatorCommand(answerTo)

async function answerTo(args: string[], place: CommandPlace): Promise<CommandAnswer> {
  const asked = askedIn(args)
  if (asked.kind === 'help') return { code: 0, out: HELP }
  if (asked.kind === 'wrong') return { code: 2, err: `${asked.because}\nTry --help.` }
  const where = { ...place, name: 'goldthread guides' }
  const today = dayInBritain(new Date().toISOString())
  if (asked.kind === 'list') return inDatabaseOfHouse(where, db => list(db, today))
  const text = await readFile(asked.file, 'utf8').catch(() => undefined)
  if (text === undefined) return { code: 2, err: '--file: It cannot be read. Look at the path.' }
  if (asked.verb === 'add-letter') {
    const read = readLetterFile(text, today)
    return read.kind === 'faulty'
      ? faulty(read.faults)
      : inDatabaseOfHouse(where, db => putLetter(db, asked, read.words))
  }
  const read = readGuideFile(text, today)
  return read.kind === 'faulty'
    ? faulty(read.faults)
    : inDatabaseOfHouse(where, db => add(db, asked, read.words))
}

function faulty(faults: readonly string[]): CommandAnswer {
  return { code: 1, err: `Nothing was put in. To mend:\n${faults.map(one => `  ${one}`).join('\n')}` }
}

type Asked =
  | { kind: 'help' }
  | { kind: 'wrong'; because: string }
  | { kind: 'list' }
  | { kind: 'add'; verb: 'add' | 'add-letter'; number: string; file: string; isDry: boolean }

function askedIn(args: string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        line: { type: 'string' },
        file: { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const { line = '', file, help, 'dry-run': isDry = false } = values
    const [verb, ...rest] = positionals
    if (help) return { kind: 'help' }
    if ((verb !== 'list' && verb !== 'add' && verb !== 'add-letter') || rest.length > 0)
      return { kind: 'wrong', because: 'Say what to do, one of: list, add, add-letter.' }
    if (verb === 'list') return { kind: 'list' }
    const number = phoneInAnySpelling(line)
    if (!number)
      return { kind: 'wrong', because: '--line: Give the number of the line, such as 01632 960001.' }
    if (!file) return { kind: 'wrong', because: '--file: Give the path of what is to be put in.' }
    return { kind: 'add', verb, number, file, isDry }
  } catch (error) {
    return { kind: 'wrong', because: error instanceof Error ? error.message : String(error) }
  }
}

async function list(db: Database, today: LocalDate): Promise<CommandAnswer> {
  const lines = await guidesInForce(db)
  if (lines.length === 0) return { code: 0, out: 'There is no line yet.' }
  const said = lines.flatMap(({ name, number, guides, letter }) => {
    const hasOwn = guides.some(({ language }) => language === NURSES_LANGUAGE)
    const inForce = hasOwn ? guides : [starterGuide, ...guides]
    return [
      `${name}, ${showPhoneNumber(number)}`,
      ...inForce.map(guide => `  ${inWords(guide, today)}`),
      `  Letter to a person: ${signedInWords(letter ?? starterLetter, today)}`,
    ]
  })
  return { code: 0, out: said.join('\n') }
}

function inWords({ language, ...signed }: ConsentGuide, today: LocalDate): string {
  return `${languageName(language)}: ${signedInWords(signed, today)}`
}

type Signed = Pick<ConsentGuide, 'version' | 'author' | 'approver' | 'reviewOn'>

function signedInWords({ version, author, approver, reviewOn }: Signed, today: LocalDate): string {
  const signed = approver ? `approved by ${approver}` : 'nobody on this line has approved it'
  const review =
    reviewOn === null ? [] : [`${reviewOn < today ? 'review OVERDUE since' : 'review'} ${showDay(reviewOn)}`]
  return [`version ${version}`, `by ${author}`, signed, ...review].join('; ')
}

type Adding = { number: string; isDry: boolean }

async function add(db: Database, adding: Adding, file: GuideFile): Promise<CommandAnswer> {
  const line = await lineOf(db, adding)
  if (!line) return NO_LINE
  const before = line.guides.find(({ language }) => language === file.language)
  return put(adding, {
    name: `${languageName(file.language)} for ${line.name}`,
    before,
    isSame: before !== undefined && isSame(before, file),
    version: 1 + Math.max(starterGuide.version, ...line.guides.map(one => one.version)),
    write: version => addGuide(db, adding.number, { ...file, version }),
  })
}

async function putLetter(db: Database, adding: Adding, file: LetterFile): Promise<CommandAnswer> {
  const line = await lineOf(db, adding)
  if (!line) return NO_LINE
  const before = line.letter ?? undefined
  const again = before && LetterWords.parse({ ...file, version: before.version })
  return put(adding, {
    name: `The letter for ${line.name}`,
    before,
    isSame: before !== undefined && JSON.stringify(before) === JSON.stringify(again),
    version: 1 + (before ?? starterLetter).version,
    write: version => addLetter(db, adding.number, { ...file, version }),
  })
}

const NO_LINE: CommandAnswer = {
  code: 1,
  err: '--line: No line has this number. “npm run guides -- list” shows them.',
}

async function lineOf(db: Database, { number }: Adding) {
  return (await guidesInForce(db)).find(one => one.number === number)
}

type Putting = {
  name: string
  before: { version: number } | undefined
  isSame: boolean
  version: number
  /** False where another was put in at this moment. */
  write: (version: number) => Promise<boolean>
}

async function put(
  { isDry }: Adding,
  { name, before, isSame, version, write }: Putting,
): Promise<CommandAnswer> {
  if (before && isSame) return { code: 0, out: `It is in force already: ${name}, version ${before.version}.` }
  const instead = before ? ` in place of version ${before.version}` : ''
  if (isDry)
    return {
      code: 0,
      out: `No fault is found. It would be ${name}, version ${version}${instead}. Nothing was put in.`,
    }
  if (!(await write(version)))
    return { code: 1, err: 'Another version was put in at this moment. Nothing of yours was: try it again.' }
  return { code: 0, out: `In force: ${name}, version ${version}${instead}.` }
}

/** Both as the schema orders them: the database keeps no order of fields. */
function isSame(before: ConsentGuide, file: GuideFile): boolean {
  return JSON.stringify(before) === JSON.stringify(ConsentGuide.parse({ ...file, version: before.version }))
}
