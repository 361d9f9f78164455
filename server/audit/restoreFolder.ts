import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#shared/time.ts'

/** Within a folder of anchors: those that a restore left behind, and the statement about them. */
const NAME = /^restored-/
const DRAFT = /^\.restored-/
const STATEMENT = 'statement.json'

/** The folders within, oldest first. */
export function restoredFoldersIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => NAME.test(name))
        .sort()
    : []
}

/** Its line; undefined when there is none. */
export function statementIn(restored: string): string | undefined {
  const file = join(restored, STATEMENT)
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : undefined
}

/** By this the newest of folders and files is known: both names begin with their time. */
export function momentOf(name: string): string {
  return name.replace(NAME, '')
}

/** Puts a statement into a new folder within: there whole, on the disk, or not at all. */
export async function keepStatement(folder: string, at: Instant, line: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const name = `restored-${at.replaceAll(':', '')}-${randomUUID().slice(0, 8)}`
  const draft = join(folder, `.${name}`)
  await mkdir(draft)
  const file = await open(join(draft, STATEMENT), 'wx', 0o640)
  try {
    await file.writeFile(`${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await onTheDisk(draft)
  await rename(draft, join(folder, name))
  await onTheDisk(folder)
  return name
}

/** Takes away what a run that was killed had begun to write: it said nothing yet. Answers whether there was any. */
export async function clearDrafts(folder: string): Promise<boolean> {
  const drafts = existsSync(folder) ? readdirSync(folder).filter(name => DRAFT.test(name)) : []
  for (const name of drafts) await rm(join(folder, name), { recursive: true })
  return drafts.length > 0
}

export async function moveInto(folder: string, restored: string, file: string): Promise<void> {
  await rename(join(folder, file), join(folder, restored, file))
  await onTheDisk(join(folder, restored))
  await onTheDisk(folder)
}

/** What was named or moved in a folder is on the disk only when the folder is. */
export async function onTheDisk(folder: string): Promise<void> {
  const place = await open(folder, 'r')
  try {
    await place.sync()
  } finally {
    await place.close()
  }
}
