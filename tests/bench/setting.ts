import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { practiceKeys } from '#server/platform/config.ts'
import { connectDatabase, type Database } from '#server/platform/database.ts'
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from '#server/platform/embeddedPostgres.ts'
import { migrate } from '#server/platform/migrate.ts'
import { seedWorld } from '#server/world/seed.ts'
import { type BenchCarrier, startCarrier } from './carrier.ts'
import { type Cpu, cpuMsOf } from './machine.ts'
import type { Options } from './options.ts'
import { type BenchLine, type BenchNurse, openLines } from './people.ts'
import { populate } from './population.ts'
import { type Running, startFloor, startServer } from './processes.ts'
import { type Requester, requester } from './requester.ts'
import { type WebhookSender, webhookSender } from './webhookSender.ts'

const SECRET = 'a secret of the bench'
export const keys = practiceKeys(SECRET)
/** People whose records are whole: one for each nurse of the hundred lines. */
export const WHOLE_RECORDS = 1_000
/** The same people in every run. */
const SEED = 20_261_128

/** Everything a row needs: the server and the floor as processes of their own, and a database as in production. */
export type Setting = {
  options: Options
  directory: string
  /** The bench's own way to the database, to prepare and to count. */
  db: Database
  databaseUrl: string
  lines: BenchLine[]
  nurses: BenchNurse[]
  server: Running
  /** A new process in place of the old: memory is measured from the start. */
  restartServer(): Promise<void>
  http: Requester
  floor: Requester
  floorOrigin: string
  /** Milliseconds of a core used so far by the server, or by the floor, each beside the database. */
  cpu: { ours: () => Cpu; floor: () => Cpu }
  webhook: WebhookSender
  carrier: BenchCarrier
  postgresPid: () => number
  /** Starts PostgreSQL again in its own folder and on its own port, after it was killed. */
  restartPostgres(): Promise<void>
}

/** What was opened, to be closed in reverse, however far the opening came. */
export type Closers = { push(close: () => Promise<void> | void): void; closeAll(): Promise<void> }

export function closers(): Closers {
  const all: (() => Promise<void> | void)[] = []
  let closing: Promise<void> | undefined
  const inReverse = async () => {
    for (let close = all.pop(); close; close = all.pop()) await close()
  }
  return {
    push: close => void all.push(close),
    closeAll: () => {
      closing ??= inReverse()
      return closing
    },
  }
}

/** `say` tells the person at the terminal what takes so long. */
export async function openSetting(
  options: Options,
  say: (text: string) => void,
  closers: Closers,
): Promise<Setting> {
  const directory = mkdtempSync(join(tmpdir(), 'goldthread-bench-'))
  chmodSync(directory, 0o755) // PostgreSQL's own account must get in when root runs the bench
  closers.push(() => rmSync(directory, { recursive: true, force: true }))
  const place = { directory: join(directory, 'postgres'), port: await freePort() }
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres(place)
  closers.push(() => postgres.stop())
  const databaseUrl = await postgres.createDatabase('bench')
  await migrate(databaseUrl)
  const db = connectDatabase({ url: databaseUrl, name: 'bench', max: 4, deadlineMs: 60_000 })
  closers.push(() => db.close())

  say(`filling the house: ${options.patients.toLocaleString('en-GB')} people …`)
  await seedWorld({ db, clock: () => new Date().toISOString() })
  const lines = await openLines(db)
  const lineIds = lines.map(line => line.lineId)
  const large = lineIds[0] ?? ('' as never) // there are a hundred
  await populate({
    url: databaseUrl,
    lines: lineIds,
    large,
    patients: options.patients,
    whole: WHOLE_RECORDS,
    seed: SEED,
  })
  await makeFloor(db)

  const carrier = await startCarrier()
  closers.push(carrier.close)
  const floor = await startFloor(databaseUrl)
  closers.push(() => floor.stop())
  const start = () =>
    startServer({
      env: {
        DATABASE_URL: databaseUrl,
        DATA_DIR: join(directory, 'data'),
        PRACTICE_LINE_URL: carrier.origin,
        PRACTICE_SECRET: SECRET,
        BUILD_PAGES: 'no',
        LOG_LEVEL: 'info',
      },
      cwd: directory, // no .env of the project is read
      logFile: join(directory, 'server.log'),
      profile: options.profile,
    })
  const connect = (server: Running) => {
    const http = requester(server.origin)
    const publicUrl = `http://localhost:${new URL(server.origin).port}`
    return { server, http, webhook: webhookSender(http, publicUrl, keys.authToken) }
  }
  const setting: Setting = {
    options,
    directory,
    db,
    databaseUrl,
    lines,
    nurses: lines.flatMap(line => line.nurses),
    ...connect(await start()),
    carrier,
    restartServer: async () => {
      setting.http.close()
      await setting.server.stop()
      Object.assign(setting, connect(await start()))
    },
    floor: requester(floor.origin),
    floorOrigin: floor.origin,
    cpu: {
      ours: () => ({ server: cpuMsOf(setting.server.pid), database: cpuMsOf(setting.postgresPid()) }),
      floor: () => ({ server: cpuMsOf(floor.pid), database: cpuMsOf(setting.postgresPid()) }),
    },
    postgresPid: () =>
      Number(readFileSync(join(place.directory, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    restartPostgres: async () => {
      postgres = await startEmbeddedPostgres(place)
    },
  }
  closers.push(() => setting.floor.close())
  await untilAllSilent(db)
  closers.push(async () => {
    setting.http.close()
    await setting.server.stop()
  })
  return setting
}

/**
 * Of a thousand nurses none has opened a console yet, and the server tells their boards so, one by one. That is over before anything
 * is measured.
 */
async function untilAllSilent({ run, sql }: Database): Promise<void> {
  for (;;) {
    const [row] = await run(
      sql<{ heard: number }[]>`select count(*)::int as heard from readiness where heard`,
    )
    if (!row?.heard) return
    await pause(500)
  }
}

/** What the floor's statements touch: a table to append to, and documents of the size of a record. */
async function makeFloor(db: Database): Promise<void> {
  await db.run(
    db.sql`create table bench_floor (id bigint generated always as identity primary key, body text)`,
  )
  await db.run(db.sql`create table bench_floor_records (id int primary key, body jsonb not null)`)
  await db.run(db.sql`
    insert into bench_floor_records
    select n, (select jsonb_agg(e.body) from record_entries e where e.patient_id = p.id)
    from generate_series(1, 1000) as n
    join patients p on p.id = ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`)
}
