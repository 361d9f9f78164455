import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import postgres from 'postgres'
import type { Config } from '#server/platform/config.ts'
import { practiceKeys } from '#server/platform/config.ts'
import type { Database } from '#server/platform/database.ts'
import { createLogger } from '#server/platform/logger.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import { type House, startHouse } from '#server/start.ts'
import { type LineId, LineId as LineIdSchema, StaffId } from '#shared/ids.ts'
import { type TestDatabase, testDatabase } from './testDatabase.ts'

export const PASSWORD = 'a long enough password'

export type SmallLine = { lineId: LineId; nurses: { staffId: StaffId; signInName: string; name: string }[] }

/** The real server over a real database, with two small lines of two nurses each and nothing else in it. */
export type SmallHouse = {
  house: House
  database: TestDatabase
  url: string
  /** The lines, strictly apart: 'north' and 'south'. */
  north: SmallLine
  south: SmallLine
  /** What was logged, one parsed line each. */
  logged: () => Record<string, unknown>[]
  /** A statement as whoever rules the database writes it. */
  administrator: (statement: string) => Promise<void>
  /** Another process over the same database. */
  another: () => Promise<House>
  close: () => Promise<void>
}

export async function smallHouse(changes: Partial<Config> = {}): Promise<SmallHouse> {
  const database = await testDatabase()
  const [north, south] = [await addLine(database.db, 1), await addLine(database.db, 2)]
  const lines: string[] = []
  const houses: House[] = []
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-house-'))
  const open = async () => {
    const config = testConfig(database.url, { dataDir: folder, ...changes })
    const log = createLogger('debug', line => void lines.push(line))
    const opened = await startHouse({ config, log })
    houses.push(opened)
    return opened
  }
  const house = await open()
  return {
    house,
    database,
    url: house.publicUrl,
    north,
    south,
    logged: () => lines.map(line => JSON.parse(line)),
    administrator: async statement => {
      const sql = postgres(database.url, { max: 1, onnotice: () => {} })
      await sql.unsafe(statement)
      await sql.end()
    },
    another: open,
    close: async () => {
      for (const one of houses.reverse()) await one.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function testConfig(databaseUrl: string, changes: Partial<Config> = {}): Config {
  return {
    mode: 'practice',
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    documentsUrl: undefined,
    databaseUrl,
    databaseOwnerUrl: undefined,
    dataDir: undefined,
    auditAnchorDir: undefined,
    columnKeys: { current: undefined, old: [] },
    trustedProxies: [],
    logLevel: 'warn',
    buildPages: false,
    carrier: practiceKeys('a secret of the tests'),
    messages: { from: PRACTICE_SMS_FROM, perDay: 2_000 },
    notices: { key: undefined, services: [] },
    practice: { port: 0, url: undefined },
    ...changes,
  }
}

let cheapHash: Promise<string> | undefined

async function addLine(db: Database, number: number): Promise<SmallLine> {
  const { sql } = db
  cheapHash ??= hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
  const passwordHash = await cheapHash
  const lineId = LineIdSchema.parse(randomUUID())
  const nurses = ['Aroha', 'Bertil'].map(name => ({
    staffId: StaffId.parse(randomUUID()),
    name: `${name} ${number}`,
    signInName: `${name.toLowerCase()}${number}`,
  }))
  await db.run(sql`
    with line as (
      insert into lines (id, name, phone_number, on_call_numbers)
      values (${lineId}, ${`Line ${number}`}, ${`+44163296000${number}`}, ${[`+4477009000${number}1`]})
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
    select person.staff_id, hub.line_id, person.name, person.sign_in_name, 'coordinator', hub.id, ${passwordHash}
    from hub, jsonb_to_recordset(${sql.json(nurses.map(one => ({ staff_id: one.staffId, name: one.name, sign_in_name: one.signInName })))}::jsonb)
      as person (staff_id uuid, name text, sign_in_name text)`)
  return { lineId, nurses }
}
