import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { connectDatabase, type Database } from '#server/platform/database.ts'

export type TestDatabase = { db: Database; url: string; close(): Promise<void> }

/** A freshly migrated database of this test file's own; a copy of another template, when one is named. */
export async function testDatabase({ template = 'template_house' } = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template ${template} strategy file_copy`) // half the work of writing every page to the log
  const url = urlOf(name)
  const db = connectDatabase({ url, name: 'a test' }) // no house
  return {
    db,
    url,
    close: async () => {
      await db.close()
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.end({ timeout: 2 })
    },
  }
}

/** The url of a database of the run's PostgreSQL. */
export function urlOf(name: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return url.href
}

/** Makes a template once in the run, whichever test file is the first to want it. */
export async function templateOnce(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  const admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} }) // one: the lock is a session's
  await admin`select pg_advisory_lock(hashtext(${name}))`
  const there = await admin`select from pg_database where datname = ${name}`
  if (there.length === 0) {
    const making = `${name}_in_the_making`
    await admin.unsafe(`drop database if exists ${making} with (force)`)
    await admin.unsafe(`create database ${making} template template_house`)
    await fill(urlOf(making))
    await admin.unsafe(`alter database ${making} rename to ${name}`)
  }
  await admin.end({ timeout: 2 })
  return name
}
