import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { until } from './browser.ts'
import { processPlace } from './processPlace.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts')

/** The server as a process of its own, as somebody at a terminal starts it. */
export type HouseProcess = {
  url: string
  output: () => string
  isRunning: () => boolean
  signal(name: NodeJS.Signals): void
  /** Nobody takes any more of what it says. */
  stopListening(): void
  /** Resolves with the exit code. */
  ended(withinMs?: number): Promise<number | null>
}

export function startProcess(env: Record<string, string> & { DATA_DIR: string }): HouseProcess {
  const child: ChildProcess = spawn(process.execPath, [MAIN], {
    env: {
      ...processPlace(),
      TZ: 'UTC',
      BUILD_PAGES: 'no',
      ...(env.PRACTICE_LINE_URL ? {} : { PRACTICE_PORT: '0' }),
      ...env,
    },
    cwd: join(import.meta.dirname), // no .env of the project is read
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const isRunning = () => child.exitCode === null && child.signalCode === null
  return {
    url: `http://localhost:${env.PORT ?? ''}`,
    output: () => text,
    isRunning,
    stopListening: () => {
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
    signal: name => void child.kill(name),
    ended: async (withinMs = 90_000) => {
      await until(`the process ended; it said:\n${text}`, () => !isRunning(), withinMs)
      return child.exitCode
    },
  }
}

/** Waits until the process says that it is open; fails with what it said instead. */
export async function opened(house: HouseProcess): Promise<void> {
  await until(
    'the house is open, or the process ended',
    () => house.output().includes('Goldthread is open (') || !house.isRunning(),
    90_000,
  )
  if (!house.isRunning()) throw new Error(`the process ended:\n${house.output()}`)
}
