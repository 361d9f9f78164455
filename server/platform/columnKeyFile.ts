import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { columnKeyBytes, newColumnKey } from './columnKeys.ts'
import { StartRefused } from './problems.ts'

/**
 * The key of the encrypted columns of a practice house: made at its first start, private for its owner alone. In production the
 * key is a setting: a machine that is lost must not take it along.
 */
export function practiceColumnKey(dataDir: string): string {
  const kept = keptColumnKey(dataDir)
  if (kept !== undefined) return kept
  makeKey(dataDir, fileIn(dataDir))
  return practiceColumnKey(dataDir)
}

/** The key that a practice house made here; undefined where none did. */
export function keptColumnKey(dataDir: string): string | undefined {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8').trim()
  if (columnKeyBytes(text)) return text
  throw new StartRefused(
    `${file} does not hold a key. Bring back the file as it was, or set COLUMN_KEY; without the key the door codes of this house cannot be read.`,
  )
}

/** By what push services know a practice house: kept, because browsers that were told of another would have to be asked again. */
export function practiceNoticeKey(dataDir: string): string {
  const file = join(dataDir, 'notice-key')
  if (!existsSync(file)) makeKey(dataDir, file)
  const text = readFileSync(file, 'utf8').trim()
  if (columnKeyBytes(text)) return text
  throw new StartRefused(`${file} does not hold a key. Remove it: the next start makes another.`)
}

const fileIn = (dataDir: string) => join(dataDir, 'column-key')

/** Whole or not at all: a second process that starts at the same moment takes the first one's key. */
function makeKey(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, `${newColumnKey()}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
}
