import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readEnvironment } from '#server/platform/config.ts'
import { fieldSentences, plainSentence } from '#server/platform/fieldSentences.ts'
import { CallScript } from '#shared/callScript.ts'
import { brokenJson } from './core/brokenJson.ts'

const FOLDER = path.join(import.meta.dirname, 'scripts')

/** The scripts that come with the house, by the names they are asked for. */
const SHIPPED: readonly string[] = readdirSync(FOLDER)
  .filter(file => file.endsWith('.json'))
  .map(file => path.basename(file, '.json'))

/** A script that is not there, or is none; its message is for whoever typed the command. */
export class ScriptTrouble extends Error {}

/** One of ours by its name, or any file by its path. A file that is called like one of ours is reached as ./name. */
export function readScript(name: string): CallScript {
  const file = SHIPPED.includes(name) ? path.join(FOLDER, `${name}.json`) : asTyped(name)
  const text = readText(name, file)
  const broken = brokenJson(text)
  if (broken !== undefined) throw new ScriptTrouble(`The script “${name}” is not JSON. ${broken}.`)
  const parsed = CallScript.safeParse(JSON.parse(text), { error: plainSentence })
  if (parsed.success) return parsed.data
  const fields = Object.entries(fieldSentences(parsed.error)).map(
    ([field, sentence]) => `  ${fieldWords(field)}: ${sentence}`,
  )
  throw new ScriptTrouble(
    `“${name}” is JSON, but not a script that can be played:\n${fields.join('\n')}\nWhat a script is, --help says.`,
  )
}

/** The scripts of the house, by name. */
export function scriptNames(): readonly string[] {
  return SHIPPED
}

/** The scripts of the house, a line for each. */
export function listScripts(): string {
  return SHIPPED.map(name => `  ${name.padEnd(14)} ${readScript(name).title}`).join('\n')
}

/** npm runs a command in the project, wherever it was typed. */
function asTyped(name: string): string {
  return path.resolve(readEnvironment().INIT_CWD ?? '', name)
}

function readText(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new ScriptTrouble(
        `There is no script “${name}” and no file of that name. These are there:\n${listScripts()}`,
      )
    throw new ScriptTrouble(`The script “${name}” cannot be read${WHY.get(String(code)) ?? ''}.`)
  }
}

const WHY: ReadonlyMap<string, string> = new Map([
  ['EISDIR', ': it is a folder'],
  ['EACCES', ': it may not be read by you'],
])

/** 'steps.0.seconds' as whoever counts the steps in the file calls it, and as the play does: 'step 1, seconds'. */
function fieldWords(field: string): string {
  if (field === 'body') return 'the whole of it'
  return field.replace(/^steps\.(\d+)\.?/, (_, index) => `step ${Number(index) + 1}, `).replace(/, $/, '')
}
