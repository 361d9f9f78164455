import { parseArgs } from 'node:util'

export type Options = {
  only: readonly string[]
  quick: boolean
  json: boolean
  /** People on the largest line, beside the thousand whose records are whole. */
  patients: number
  consoles: number
  callsPerSecond: number
  seconds: number
  clients: number
  /** A folder for --cpu-prof of the server. */
  profile: string | undefined
}

export const USAGE = `npm run bench -- [options]

  --only <row>            one row of the table, by its first word; may be given several times
  --quick                 short runs: to see that everything works, not to quote
  --json                  figures for programs
  --patients <n>          people on the largest line (default 20000; 1000000 for the bars of the design)
  --consoles <n>          consoles that listen during the load (default 1000)
  --calls-per-second <n>  whole calls that begin in a second of the load (default 30)
  --seconds <n>           how long each measurement lasts (default 10)
  --clients <n>           clients that ask at once (default 10)
  --profile <folder>      writes a CPU profile of the server there
`

/** What is wrong, with how it is used, for the person at the terminal. */
export class NotOptions extends Error {}

export function readOptions(args: string[], rows: readonly string[]): Options {
  const values = parsed(args)
  if (values.help) throw new NotOptions(USAGE)
  const unknown = values.only.find(name => !rows.includes(name))
  if (unknown !== undefined) throw new NotOptions(`There is no row “${unknown}”.\n\n${USAGE}`)
  return {
    only: values.only,
    quick: values.quick,
    json: values.json,
    patients: whole('patients', values.patients, 2_000_000),
    consoles: whole('consoles', values.consoles ?? (values.quick ? '100' : '1000'), 1_000),
    callsPerSecond: whole('calls-per-second', values['calls-per-second'], 200),
    seconds: whole('seconds', values.seconds ?? (values.quick ? '3' : '10'), 300),
    clients: whole('clients', values.clients, 200),
    profile: values.profile,
  }
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new NotOptions(`--${name} is a whole number of at most ${most}.\n\n${USAGE}`)
  return number
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        patients: { type: 'string', default: '20000' },
        consoles: { type: 'string' },
        'calls-per-second': { type: 'string', default: '30' },
        seconds: { type: 'string' },
        clients: { type: 'string', default: '10' },
        profile: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new NotOptions(`${error instanceof Error ? error.message : ''}\n\n${USAGE}`)
  }
}
