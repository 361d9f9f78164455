import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#server/platform/embeddedPostgres.ts'
import { migrate } from '#server/platform/migrate.ts'
import { portOfOurOwn } from './portOfOurOwn.ts'

/** A PostgreSQL of the test's own, durable as in service, whose processes may be stopped, frozen and killed. */
export type OwnPostgres = {
  /** A migrated database in it. */
  url: string
  /** Fast shutdown, as an administrator does it. */
  shutDown: () => Promise<void>
  /** kill -9 of the server and of every process of it. */
  kill: () => Promise<void>
  /** SIGSTOP: connections stand, and nothing answers. */
  freeze: () => void
  thaw: () => void
  /** Up again at the same address. */
  start: () => Promise<void>
  close: () => Promise<void>
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-postgres-'))
  chmodSync(folder, 0o755) // PostgreSQL's own account must get in when root runs the tests
  const directory = join(folder, 'postgres')
  const port = await portOfOurOwn()
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ directory, port })
  const url = await server.createDatabase('house')
  await migrate(url)

  const pids = () => familyOf(postmaster(directory))
  const signal = (name: NodeJS.Signals) => {
    for (const pid of pids()) send(pid, name)
  }
  return {
    url,
    shutDown: () => server.stop(),
    kill: async () => {
      const all = pids()
      for (const pid of all) send(pid, 'SIGKILL')
      while (all.some(pid => send(pid, 0))) await pause(10)
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    start: async () => {
      server = await startEmbeddedPostgres({ directory, port })
    },
    close: async () => {
      signal('SIGCONT')
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function postmaster(directory: string): number | undefined {
  const file = join(directory, 'data', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** A process and its children, from /proc. */
function familyOf(parent: number | undefined): number[] {
  if (parent === undefined) return []
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && existsSync(`/proc/${name}/stat`))
    .filter(name => parentOf(name) === parent)
  return [parent, ...children.map(Number)]
}

function parentOf(pid: string): number | undefined {
  try {
    // The name in parentheses may hold anything; the parent is the second field behind it.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return undefined // it has just ended
  }
}

/** Whether the process is there (and was told). */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
