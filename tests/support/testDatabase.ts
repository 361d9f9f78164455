import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { connectDatabase, type Database } from '#server/platform/database.ts'

export type TestDatabase = { db: Database; url: string; close(): Promise<void> }

/** A freshly migrated database of this test file's own. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = inject('postgresUrl')
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template template_house`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const db = connectDatabase({ url: url.href })
  return {
    db,
    url: url.href,
    close: async () => {
      await db.close()
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.end({ timeout: 2 })
    },
  }
}
