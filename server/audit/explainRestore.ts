import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Database } from '#server/platform/database.ts'
import type { Instant } from '#shared/time.ts'
import { anchorFilesIn, lineHashesOf, openAnchorFolder } from './anchorFolder.ts'
import type { AnchorKey } from './anchorKey.ts'
import { type HeadRow, readHeads } from './chainStore.ts'
import { workingDaysLater } from './core/dueDay.ts'
import { type ExplainedLoss, explainedLosses, lossesOf, restoreCards } from './losses.ts'
import { type ReadAnchors, readAnchors } from './readAnchors.ts'
import { raiseRestoreCards } from './restoredStore.ts'
import { clearDrafts, keepStatement, moveInto, restoredFoldersIn, statementIn } from './restoreFolder.ts'
import { type Restore, readRestoreLine, restoreHash, restoreLine } from './restores.ts'

type Words = Pick<Restore, 'at' | 'by' | 'because'>
type Plan = { folder: string; read: ReadAnchors; said: Restore | undefined }

export type Explaining = {
  plans: Plan[]
  losses: ExplainedLoss[]
  /** The folder whose anchors were all signed with other keys than ours, which cannot speak for them. */
  foreign: { folder: string; keys: string[] } | undefined
}

/** What is to be said of each folder. Nothing is written yet. */
export async function planExplaining(
  db: Database,
  folders: readonly string[],
  key: AnchorKey,
  words: Words,
): Promise<Explaining> {
  const heads = await readHeads(db)
  const plans = folders.map(folder => {
    const read = readAnchors([folder], undefined)
    const lost = lossesOf(read.heads, heads)
    const said =
      lost.length > 0 ? { id: randomUUID(), ...words, key: key.publicText, left: read.ends, lost } : undefined
    return { folder, read, said }
  })
  const foreign = plans.find(({ read, said }) => said && !read.keys.includes(said.key))
  const saidNow = plans.flatMap(({ said }) =>
    said ? [[restoreHash(said), { said, covers: new Set<string>() }] as const] : [],
  )
  return {
    plans,
    losses: explainedLosses(new Map([...plans.flatMap(({ read }) => [...read.restores]), ...saidNow])),
    foreign: foreign && { folder: foreign.folder, keys: foreign.read.keys },
  }
}

export type Done = {
  /** Whether there was anything to do, of this run or of one that was killed. */
  isAnything: boolean
  /** The folders in which anchors now lie that were left behind. */
  restored: string[]
  /** The lines of whose hub this database knows nothing any more. */
  without: string[]
}

/**
 * Explains. Killed between any two steps it leaves what a second run finishes: the privacy officers know first; then each statement
 * is there whole or not at all, and explains from that moment, wherever its anchors lie; they are moved, so that people find them;
 * and an anchor that names the statement is made, so that nobody takes the statement away unseen.
 */
export async function carryOut(
  db: Database,
  { plans, losses }: Explaining,
  key: AnchorKey,
  clock: () => Instant,
): Promise<Done> {
  const cards = restoreCards(losses, workingDaysLater(clock(), DUE_WORKING_DAYS))
  const { raised, without } = await raiseRestoreCards(db, cards)
  const restored: string[] = []
  let isAnything = raised > 0
  for (const { folder, said } of plans) {
    const hadDrafts = await clearDrafts(folder)
    if (said) await keepStatement(folder, said.at, restoreLine(said, key.sign))
    const moved = await moveLeftBehind(folder)
    const heads = await readHeads(db)
    const anchored = await anchorAfter(folder, key, heads, clock)
    isAnything ||= hadDrafts || said !== undefined || moved || anchored
    const newest = restoredFoldersIn(folder).at(-1)
    if (newest !== undefined) restored.push(join(folder, newest))
  }
  return { isAnything, restored, without }
}

const DUE_WORKING_DAYS = 2

/** Moves every file whose anchors are all left behind to the statement that says so. */
async function moveLeftBehind(folder: string): Promise<boolean> {
  const { restores } = readAnchors([folder], undefined)
  const homes = restoredFoldersIn(folder).flatMap(name => {
    const line = statementIn(join(folder, name))
    const said = line === undefined ? undefined : readRestoreLine(line)
    const covers = said && restores.get(restoreHash(said))?.covers
    return covers ? [{ name, covers }] : []
  })
  let isMoved = false
  for (const file of anchorFilesIn(folder)) {
    const hashes = lineHashesOf(join(folder, file))
    const home = homes.find(({ covers }) => hashes.every(hash => covers.has(hash)))
    if (!home || hashes.length === 0) continue
    await moveInto(folder, home.name, file)
    isMoved = true
  }
  return isMoved
}

/** The first anchor after a statement, where there is none yet. */
async function anchorAfter(
  folder: string,
  key: AnchorKey,
  heads: readonly HeadRow[],
  clock: () => Instant,
): Promise<boolean> {
  const { restores, ends } = readAnchors([folder], undefined)
  if (!ends.some(hash => restores.has(hash))) return false
  return (await openAnchorFolder(folder, key).append(heads, clock())) > 0
}
