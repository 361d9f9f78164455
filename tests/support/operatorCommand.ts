import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { processPlace } from './processPlace.ts'

export type Said = { code: number; out: string; err: string }
type Env = Record<string, string>
type Say = (text: string) => void

/** A command of an operator, asked in this process: what it says, and its exit code. */
export async function askedHere(
  command: (args: string[], out: Say, err: Say, env: Env) => Promise<number>,
  args: string[],
  env: Env,
): Promise<Said> {
  const said = { out: '', err: '' }
  const say = (where: 'out' | 'err') => (text: string) => {
    said[where] += `${text}\n`
  }
  const code = await command(args, say('out'), say('err'), env)
  return { code, ...said }
}

/** A command as a process of its own, as somebody at a terminal gives it; `file` from the folder of the server. */
export function askedInATerminal(file: string, args: string[], env: Env): Promise<Said> {
  const { promise, resolve } = Promise.withResolvers<Said>()
  const path = join(import.meta.dirname, '..', '..', 'server', file)
  const place = { env: { ...processPlace(), ...env }, cwd: import.meta.dirname } // no .env of the project is read
  const child = execFile(process.execPath, [path, ...args], place, (_, out, err) =>
    resolve({ code: child.exitCode ?? -1, out, err }),
  )
  return promise
}
