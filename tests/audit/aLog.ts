import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { anchorNow } from '#server/audit/anchoring.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { type Finding, verifyLog } from '#server/audit/verifyLog.ts'
import type { Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import { aLine } from '#tests/patients/aPatient.ts'
import { testDatabase } from '#tests/support/testDatabase.ts'

export const WHY = { kind: 'call', callId: '3f3c9a30-0000-4000-8000-000000000001' } as const

/** One statement that shows so many people: one link of so many rows, or none. */
export async function look(db: Database, actor: Actor, rows = 1): Promise<void> {
  const people = Array.from({ length: rows }, () => randomUUID())
  await db.run(db.sql`
    with looked as (
      select id as patient_id, array['name', 'age, or "about"'] as what, 'allowed' as outcome
      from unnest(${db.sql.array(people)}::uuid[]) as id
    ),
    ${appendAccess(db.sql, { actor, action: 'searched', why: WHY, requestId: randomUUID() })}
    select 1`)
}

/** A database with one chain of six links, of one, two and three rows, and a folder for its anchors. */
export type Log = {
  db: Database
  url: string
  actor: Actor
  dataDir: string
  anchors: string
  anchor(): Promise<void>
  /** What nobody but the database's own administrator can do: statements with every trigger off. */
  attack(...statements: string[]): Promise<void>
  findings(options?: { keys?: string[] }): Promise<Pick<Finding, 'kind' | 'from' | 'to'>[]>
  close(): Promise<void>
}

export async function aLog({ anchored }: { anchored: 'each link' | 'at the end' | 'never' }): Promise<Log> {
  const { db, url, close } = await testDatabase()
  const actor = await aLine(db)
  const dataDir = mkdtempSync(join(tmpdir(), 'goldthread-audit-'))
  const anchors = join(dataDir, 'anchors')
  const anchor = async () => {
    await anchorNow(db, { dataDir, elsewhere: undefined }, new Date().toISOString())
  }
  for (let link = 1; link <= 6; link += 1) {
    await look(db, actor, 1 + (link % 3))
    if (anchored === 'each link' || (anchored === 'at the end' && link === 6)) await anchor()
  }
  return {
    db,
    url,
    actor,
    dataDir,
    anchors,
    anchor,
    attack: async (...statements) => {
      const administrator = postgres(url, { max: 1, onnotice: () => {} })
      await administrator.unsafe('set session_replication_role = replica')
      for (const statement of statements) await administrator.unsafe(statement)
      await administrator.end()
    },
    findings: async options => {
      const { findings } = await verifyLog(db, { folders: [anchors], ...options })
      return findings.map(({ kind, from, to }) => ({ kind, ...(from && { from, to }) }))
    },
    close: async () => {
      await close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
