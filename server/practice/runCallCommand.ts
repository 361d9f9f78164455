import { parseArgs } from 'node:util'
import { readConfig, readEnvironment } from '#server/platform/config.ts'
import { ScriptStep } from '#shared/callScript.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { toE164 } from './core/withheld.ts'
import { playScene } from './playScene.ts'
import type { PlayEvent } from './playScript.ts'
import { listScripts, readScript, ScriptTrouble } from './readScript.ts'
import { connectToLine, LineTrouble } from './remoteLine.ts'

const HELP = `Places a call on a running practice line and prints every step.

  npm run call
  npm run call -- --from 07700900123 --script night
  npm run call -- --from withheld --script voicemail --json
  npm run call -- --script ../mine.json

Alone it plays the script "night": its caller rings, from the number in the script, on the line that knows that number.

  --script NAME   one of the scripts below, or the path of a file of your own; without it "night"
  --from NUMBER   who phones: 07700 900123, +447700900123 or withheld; without it the script's own, or else withheld
  --to NUMBER     which line is rung: 0113 496 0001 or +44…; without it the one that knows the caller, or else the first
  --line ADDRESS  the practice line; without it PRACTICE_LINE_URL, or PRACTICE_PORT of this machine, or
                  http://127.0.0.1:4001
  --json          one JSON object a line, for programs
  --list          the scripts
  --help          this page

A file of your own is JSON with title, about, from (may be left out) and steps, each of which has a "do":
  ${ScriptStep.options.map(({ shape }) => shape.do.value).join(', ')}
It may have answers (to what a person asks), otherwise, phones (of those who are asked to go) and alsoCalls as well.
The scripts in server/practice/scripts show what belongs to each.

Exit code: 0 the script went through, 1 something expected did not happen, 2 it could not be tried.`

/** The command was not given as it should be. */
class UsageTrouble extends Error {}

/** The command `npm run call`: answers its exit code. */
export async function callCommand(
  args: string[],
  out: (text: string) => void,
  err: (text: string) => void,
): Promise<0 | 1 | 2> {
  try {
    const given = readArguments(args)
    if (given.help || given.list) {
      out(given.help ? `${HELP}\n\nScripts:\n${listScripts()}` : listScripts())
      return 0
    }
    const script = readScript(given.script ?? 'night')
    const to = given.to === undefined ? undefined : lineNumber(given.to)
    const line = await connectToLine(given.line ?? defaultLine())
    try {
      const names = given.json ? undefined : await line.names()
      const show = (event: PlayEvent) => out(names ? sentence(event, names) : JSON.stringify(event))
      return (await playScene(line, script, { from: given.from, to }, show)) ? 0 : 1
    } finally {
      line.close()
    }
  } catch (error) {
    if (!(error instanceof LineTrouble || error instanceof UsageTrouble || error instanceof ScriptTrouble))
      throw error
    err(error.message)
    return 2
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        script: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        line: { type: 'string' },
        json: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    throw new UsageTrouble(`${error instanceof Error ? error.message : String(error)}\nTry --help.`)
  }
}

function lineNumber(typed: string): E164 {
  const number = E164.safeParse(toE164(typed))
  if (number.success) return number.data
  throw new UsageTrouble(
    `“${typed}” after --to is not a telephone number. Write it as 0113 496 0001 or with +44, or leave --to out.`,
  )
}

/** Where this machine's practice line is, by the same settings the house itself reads. */
function defaultLine(): string {
  const settings = readConfig(readEnvironment())
  const practice = settings.kind === 'ready' ? settings.config.practice : undefined
  return practice?.url ?? `http://127.0.0.1:${practice?.port ?? 4001}`
}

function sentence(event: PlayEvent, names: ReadonlyMap<string, string>): string {
  switch (event.kind) {
    case 'placed':
      return `${event.from} phones ${[names.get(event.to), event.to].filter(Boolean).join(', ')} (${event.sid}).`
    case 'waiting':
      return '  Nobody has taken the call yet: is a nurse ready?'
    case 'asksToBeRung':
      return '  Nobody took the call: asks to be rung back, and waits for that.'
    case 'rungBack':
      return `  Somebody rings back (${event.sid}).`
    case 'status':
      return `  The call is ${event.status}.`
    case 'heard':
      return `  ${SPEAKERS[event.line.who]}${event.line.name === undefined ? '' : ` (${event.line.name})`}: ${event.line.text}`
    case 'step':
      return `${event.n}. ${stepSentence(event.step)}`
    case 'failed':
      return `Step ${event.n} failed: ${event.because}.`
    case 'unsaid':
      return `The call was ended before step ${event.n} was said.`
    case 'phone':
      return `  ${event.who} ${event.says}.`
    case 'finished':
      return `The call is over: ${event.status}.`
    default:
      return event satisfies never
  }
}

const SPEAKERS = { line: 'Line', sound: 'Sound', person: 'Person', self: 'Caller' }

function stepSentence(step: ScriptStep): string {
  switch (step.do) {
    case 'wait':
      return `Waits ${step.seconds} s.`
    case 'say':
      return `Says: ${step.text}`
    case 'press':
      return `Presses ${step.digits}.`
    case 'hangUp':
      return 'Hangs up.'
    case 'waitToHear':
      return `Waits up to ${step.seconds} s to hear “${step.text}”.`
    case 'waitForPerson':
      return `Waits up to ${step.seconds} s for a person to speak.`
    case 'waitForStatus':
      return `Waits up to ${step.seconds} s until the call is ${step.status}.`
    case 'waitForEnd':
      return `Stays until the call ends, up to ${step.seconds} s.`
    case 'expectHeard':
      return `Must have heard “${step.text}”.`
    default:
      return step satisfies never
  }
}
