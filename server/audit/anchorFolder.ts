import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#shared/time.ts'
import type { AnchorKey } from './anchorKey.ts'
import { type Anchor, anchorHash, anchorLine, readAnchorLine } from './anchors.ts'
import type { HeadRow } from './chainStore.ts'
import { momentOf, onTheDisk, restoredFoldersIn, statementIn } from './restoreFolder.ts'
import { readRestoreLine, restoreHash } from './restores.ts'

export type AnchorFolder = {
  /** Appends the heads that moved, signed, and answers how many; on the disk when it resolves. */
  append(heads: readonly HeadRow[], at: Instant): Promise<number>
}

/**
 * A folder of files that are only appended to, one for each day of each process, a line for each anchor. Each line names the
 * hash of the one before, across files: what is taken out between two of them is missed.
 */
export function openAnchorFolder(folder: string, key: AnchorKey): AnchorFolder {
  let file: { name: string; day: string } | undefined
  let previous: string | null | undefined
  const kept = new Map<string, string>()

  async function append(heads: readonly HeadRow[], at: Instant): Promise<number> {
    const moved = heads.filter(head => kept.get(chainOf(head)) !== head.hash)
    if (moved.length === 0) return 0
    const day = at.slice(0, 10)
    const isNew = file?.day !== day
    const into = file?.day === day ? file : { name: `${at.replaceAll(':', '')}-${randomUUID()}.jsonl`, day }
    await mkdir(folder, { recursive: true })
    previous ??= lastIn(folder)
    // A file that begins with every head stands by itself.
    const anchor: Anchor = { at, key: key.publicText, previous, heads: isNew ? [...heads] : moved }
    file = undefined // a line that is torn must stay the last of its file
    await appendLine(folder, into.name, anchorLine(anchor, key.sign))
    file = into
    previous = anchorHash(anchor)
    for (const head of moved) kept.set(chainOf(head), head.hash)
    return moved.length
  }

  return { append }
}

/** The files of a folder, oldest first. */
export function anchorFilesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.jsonl'))
        .sort()
    : []
}

function chainOf({ lineId, organisation }: HeadRow): string {
  return `${lineId} ${organisation}`
}

/** The hashes of the anchors of a file. */
export function lineHashesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .flatMap(line => {
      const anchor = readAnchorLine(line)
      return anchor ? [anchorHash(anchor)] : []
    })
}

/** What the next anchor names: the one before it, or the statement about those that were left behind. */
function lastIn(folder: string): string | null {
  const newest = anchorFilesIn(folder).at(-1)
  const restored = restoredFoldersIn(folder).at(-1)
  if (restored !== undefined && (newest === undefined || momentOf(restored) > newest)) {
    const said = readRestoreLine(statementIn(join(folder, restored)) ?? '')
    return said ? restoreHash(said) : null
  }
  if (newest === undefined) return null
  const line = readFileSync(join(folder, newest), 'utf8').split('\n').slice(0, -1).at(-1)
  const anchor = line === undefined ? undefined : readAnchorLine(line)
  return anchor ? anchorHash(anchor) : null
}

async function appendLine(folder: string, name: string, line: string): Promise<void> {
  const text = Buffer.from(`${line}\n`)
  const handle = await open(join(folder, name), 'a', 0o640)
  try {
    const { bytesWritten } = await handle.write(text)
    if (bytesWritten !== text.length) throw new Error('the disk took only a part of the line')
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await onTheDisk(folder) // the name of a new file too
}
