import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from '#server/platform/embeddedPostgres.ts'

export type Running = { origin: string; pid: number; stop(): Promise<void> }

const ROOT = join(import.meta.dirname, '..', '..')
const Package = z.object({ scripts: z.object({ start: z.string() }) })
const FLOOR = join(import.meta.dirname, 'floorServer.ts')

/** The real server as an operator starts it, in a process of its own, with its log in a file. */
export async function startServer(given: {
  env: Record<string, string>
  logFile: string
  cwd: string
  profile?: string | undefined
}): Promise<Running> {
  const port = await freePort()
  const log = openSync(given.logFile, 'a')
  const profile = given.profile ? ['--cpu-prof', `--cpu-prof-dir=${given.profile}`] : []
  const child = spawn(process.execPath, [...profile, ...startArguments()], {
    cwd: given.cwd,
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', PORT: String(port), ...given.env },
    stdio: ['ignore', log, log],
  })
  process.once('exit', () => child.kill('SIGTERM')) // however the bench ends: the server then closes what it opened
  const origin = `http://127.0.0.1:${port}`
  await untilHealthy(child, `${origin}/health`, given.logFile)
  return { origin, pid: child.pid ?? 0, stop: () => ended(child, 20_000) }
}

/** What `npm start` hands to node: with another size of its heap it would not be what operators run. */
function startArguments(): string[] {
  const { scripts } = Package.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
  const [program, ...rest] = scripts.start.split(' ')
  if (program !== 'node') throw new Error('npm start is not what the bench knows how to start')
  return rest.map(argument => (argument.startsWith('-') ? argument : join(ROOT, argument)))
}

/** The floor beside it. */
export async function startFloor(databaseUrl: string): Promise<Running> {
  const child = fork(FLOOR, { env: { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl } })
  const [port] = await once(child, 'message')
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => ended(child, 5_000) }
}

async function untilHealthy(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const until = Date.now() + 90_000
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined) // not listening yet
    if (answer?.ok) return
    await answer?.body?.cancel()
    await pause(25)
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not open:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`)
}

async function ended(child: ChildProcess, withinMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), withinMs)
  await exit
  clearTimeout(late)
}
