import type { Database } from '#server/platform/database.ts'
import {
  countUnlinked,
  type HeadRow,
  readGuards,
  readHeads,
  readLineNames,
  readRowsAfter,
} from './chainStore.ts'
import { faultInWords } from './core/faults.ts'
import type { LinkRow } from './core/linkHash.ts'
import { type ChainName, type ChainWalk, type WalkedChain, walkChain } from './core/walkChain.ts'
import { hashing } from './hashing.ts'
import { type ExplainedLoss, explainedInWords, explainedLosses } from './losses.ts'
import { type ReadAnchors, readAnchors } from './readAnchors.ts'

export type Finding = {
  kind: string
  lineId?: string
  line?: string
  organisation?: string
  from?: number
  to?: number
  hasOthers?: true
  says: string
}

export type VerifiedChain = ChainName & { line: string } & Omit<WalkedChain, 'faults'>

export type Verified = {
  /** What was lost by restores that somebody explained. */
  restores: (ExplainedLoss & { line: string; says: string })[]
  chains: VerifiedChain[]
  anchors: Pick<ReadAnchors, 'count' | 'newestAt' | 'keys'>
  findings: Finding[]
}

/** A page is some megabytes, whatever the length of the log. */
const ROWS_A_PAGE = 4_000

/** Walks every chain, and holds it against its head and every anchor. Only reads; a house may be open meanwhile. */
export async function verifyLog(
  db: Database,
  { folders, keys }: { folders: readonly string[]; keys?: readonly string[] | undefined },
): Promise<Verified> {
  // In this order: an anchor is never newer than the heads, nor a head than the rows that are then walked.
  const anchors = readAnchors(folders, keys)
  const before = byChain(await readHeads(db))
  const walked = await walkAll(db, anchors, before)
  const names = await readLineNames(db)
  const findings: Finding[] = await guardFindings(db)
  const chains: VerifiedChain[] = []
  for (const { lineId, organisation, faults, ...counts } of walked) {
    const chain = { lineId, line: names.get(lineId) ?? lineId, organisation }
    chains.push({ ...chain, ...counts })
    // One by one: of a log that was written anew there may be more than a function takes arguments.
    for (const fault of faults) findings.push({ ...fault, ...chain, says: faultInWords(fault) })
  }
  for (const fault of anchors.faults) findings.push(fault)
  const { count, newestAt, keys: signedWith } = anchors
  const restores = explainedLosses(anchors.restores).map(loss => {
    const line = names.get(loss.lineId) ?? loss.lineId
    return { ...loss, line, says: explainedInWords(loss, line) }
  })
  return { restores, chains, anchors: { count, newestAt, keys: signedWith }, findings }
}

async function walkAll(db: Database, anchors: ReadAnchors, before: Map<string, HeadRow>) {
  const walks = new Map<string, { chain: ChainName; walk: ChainWalk }>()
  const walkOf = ({ lineId, organisation }: ChainName): ChainWalk => {
    const key = chainKey({ lineId, organisation })
    const found = walks.get(key)
    if (found) return found.walk
    const anchored = anchors.heads.get(key) ?? new Map()
    const walk = walkChain({ hashing, head: before.get(key), anchored })
    walks.set(key, { chain: { lineId, organisation }, walk })
    return walk
  }
  for (let page: LinkRow[] = [], isFirst = true; isFirst || page.length === ROWS_A_PAGE; isFirst = false) {
    page = await readRowsAfter(db, page.at(-1), ROWS_A_PAGE)
    for (const row of page) walkOf(row).row(row)
  }
  // Chains of which no row is left are known to their heads or anchors alone.
  for (const key of [...before.keys(), ...anchors.heads.keys()]) walkOf(nameOf(key))
  const now = byChain(await readHeads(db))
  return [...walks].map(([key, { chain, walk }]) => ({ ...chain, ...walk.end(now.get(key)) }))
}

async function guardFindings(db: Database): Promise<Finding[]> {
  const guards = await readGuards(db)
  const findings: Finding[] = []
  const unguarded = (says: string) => void findings.push({ kind: 'unguarded', says })
  if (guards.isRewritable) unguarded('The access log may be rewritten: its trigger is off or gone.')
  if (guards.mayRepeat) unguarded('A place in a link may be taken twice: the unique index is gone.')
  if (guards.mayLackLink) {
    unguarded('A row without a link may be added: the table does not refuse it any more.')
    const count = await countUnlinked(db)
    if (count > 0)
      findings.push({
        kind: 'unlinked',
        says: count === 1 ? '1 row stands in no chain.' : `${count} rows stand in no chain.`,
      })
  }
  return findings
}

function byChain(heads: readonly HeadRow[]): Map<string, HeadRow> {
  return new Map(heads.map(head => [chainKey(head), head]))
}

function chainKey({ lineId, organisation }: ChainName): string {
  return `${lineId} ${organisation}`
}

/** An id of a line has no space in it. */
function nameOf(key: string): ChainName {
  const space = key.indexOf(' ')
  return { lineId: key.slice(0, space), organisation: key.slice(space + 1) }
}
