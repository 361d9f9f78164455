import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { type Addresses, addresses } from '#server/line/addresses.ts'
import { staticDocuments } from '#server/line/documents.ts'
import type { Line } from '#server/line/twiml.ts'
import { practiceKeys } from '#server/platform/config.ts'
import { connectDatabase, type Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { PracticeLine, PracticeLineOptions } from '#server/practice/lineOptions.ts'
import { startPracticeLine } from '#server/practice/practiceLine.ts'
import { forTexts } from '#server/startPractice.ts'
import { LineId } from '#shared/ids.ts'
import { type HouseProcess, opened, startProcess } from './houseProcess.ts'
import { portOfOurOwn } from './portOfOurOwn.ts'
import { PASSWORD } from './smallHouse.ts'

export const FAULT_SECRET = 'a secret of the fault tests'
/** None of the invented world's: a house with lines of its own is not filled with it. */
export const CARE_LINE = '+441632960901'
export const ON_CALL = '+447700900011'

/**
 * A server in a process of its own, a carrier that outlives it, and a database that may be taken away from both. What is
 * killed is the real thing, as a power cut or a failed disk would.
 */
export type FaultHouse = {
  url: string
  phone: PracticeLine
  /** The test's own connections: they look, and never through the server. */
  db: Database
  lineId: LineId
  nurses: string[]
  server: () => HouseProcess
  /** kill -9, and up again at the same address. */
  killServer: () => Promise<void>
  startServer: () => Promise<void>
  /** Another process over the same database; the carrier is not told of it. */
  another: () => Promise<HouseProcess>
  /** The reconciler's moment has come: it looks now, and not in a quarter of a minute. */
  reconcileNow: () => Promise<void>
  /** The open promises of a kind wait: how long this machine takes to start a server must not decide what a test sees. */
  putOff: (kind: `call.${string}`) => Promise<void>
  close: () => Promise<void>
}

export async function faultHouse(
  databaseUrl: string,
  { nurses = 2, ...options }: Partial<PracticeLineOptions> & { nurses?: number } = {},
): Promise<FaultHouse> {
  const keys = practiceKeys(FAULT_SECRET)
  const phone = await startPracticeLine({
    ...keys,
    numbers: [],
    applications: [],
    speechRate: 5,
    callsPerSecond: 1_000,
    ...options,
  })
  const db = connectDatabase({ url: databaseUrl, max: 4 })
  const names = Array.from({ length: nurses }, (_, i) => `nurse${i + 1}`)
  const line = await addLine(db, names)
  const port = await portOfOurOwn()
  const url = `http://127.0.0.1:${port}`
  const to = addresses({ publicUrl: url, documentsUrl: `${phone.origin}/documents` })
  tellCarrier(phone, line, to, keys.appSid)

  const folder = mkdtempSync(join(tmpdir(), 'goldthread-fault-'))
  const others: HouseProcess[] = []
  const start = async (at: string, dataDir = folder) => {
    const started = startProcess({
      PORT: new URL(at).port,
      PUBLIC_URL: at,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      PRACTICE_LINE_URL: phone.origin,
      PRACTICE_SECRET: FAULT_SECRET,
    })
    others.push(started)
    await opened(started)
    return started
  }
  let server = await start(url)

  return {
    url,
    phone,
    db,
    lineId: line.lineId,
    nurses: names,
    server: () => server,
    killServer: async () => {
      server.signal('SIGKILL')
      await server.ended()
    },
    startServer: async () => {
      server = await start(url)
    },
    another: async () => start(`http://127.0.0.1:${await portOfOurOwn()}`),
    reconcileNow: async () => {
      await db.run(db.sql`
        update promises set due_at = now(), leased_until = null where kind = 'line.reconcile'`)
    },
    putOff: async kind => {
      const rows = await db.run(db.sql`
        update promises set due_at = now() + interval '1 hour'
        where kind = ${kind} and kept_at is null and given_up_at is null
        returning key`)
      if (rows.length === 0) throw new Error(`no open promise is a ${kind}`)
    },
    close: async () => {
      for (const one of others) if (one.isRunning()) one.signal('SIGKILL')
      for (const one of others) await one.ended()
      await phone.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function tellCarrier(phone: PracticeLine, line: Line, to: Addresses, appSid: string): void {
  phone.setNumbers([
    {
      number: line.number,
      name: line.name,
      voiceUrl: to.incoming,
      voiceFallbackUrl: to.fallback(line.lineId),
      voiceFallbackMethod: 'GET',
      statusCallback: to.status,
    },
    ...forTexts(to, PRACTICE_SMS_FROM),
  ])
  phone.setApplications([{ sid: appSid, voiceUrl: to.softphone, statusCallback: to.softphoneStatus }])
  phone.setDocuments(staticDocuments([line], to))
}

async function addLine(db: Database, names: readonly string[]): Promise<Line> {
  const { sql } = db
  const line: Line = {
    lineId: LineId.parse(randomUUID()),
    name: 'the fault line',
    number: CARE_LINE,
    onCallNumbers: [ON_CALL],
  }
  const passwordHash = await hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
  const staff = names.map(name => ({ id: randomUUID(), name }))
  await db.run(sql`
    with line as (
      insert into lines (id, name, phone_number, on_call_numbers)
      values (${line.lineId}, ${line.name}, ${line.number}, ${[...line.onCallNumbers]})
      returning id
    ),
    head as (
      insert into feed_heads (line_id) select id from line
    ),
    hub as (
      insert into organisations (id, line_id, name, kind)
      select ${randomUUID()}::uuid, id, 'Test Hospice', 'hub' from line
      returning id, line_id
    )
    insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash)
    select person.id, hub.line_id, person.name, person.name, 'coordinator', hub.id, ${passwordHash}
    from hub, jsonb_to_recordset(${sql.json(staff)}::jsonb) as person (id uuid, name text)`)
  return line
}
