import type { Fault } from './faults.ts'
import { type Hash, type Hashing, type LinkRow, linkHash, NOTHING } from './linkHash.ts'

export type ChainName = { lineId: string; organisation: string }
export type Head = { seq: number; hash: Hash }
/** A head as an anchor kept it. */
export type AnchoredHead = Head & { at: string; anchoredAt: string }

export type Known = {
  hashing: Hashing
  /** The head before the walk began: the walk must come to it. */
  head: Head | undefined
  /** By their seq. */
  anchored: ReadonlyMap<number, AnchoredHead>
}

export type WalkedChain = {
  links: number
  rows: number
  /** The newest link that an anchor holds. */
  anchoredTo: number
  faults: Fault[]
}

type Link = { seq: number; at: string; previousHash: Hash; hash: Hash; holds: boolean }

/** Walks one chain from its first link to its last; one link at a time is in memory. */
export type ChainWalk = {
  /** Rows come in the order of their links, and of their places in a link. */
  row(row: LinkRow): void
  /** The end. What was logged meanwhile is known to the head as it is now. */
  end(headNow: Head | undefined): WalkedChain
}

export function walkChain({ hashing, head, anchored }: Known): ChainWalk {
  const { faults, faultAt, isFaulty } = faultList()
  const count = { links: 0, rows: 0, anchoredTo: 0 }
  let rows: LinkRow[] = []
  let last: Link | undefined
  /** The first link that is right in itself, and is not the one that was anchored. */
  let strange: { link: Link; anchor: AnchoredHead; agreedTo: number } | undefined

  function closeLink(): void {
    const [first] = rows
    if (!first) return
    const { seq, at, previousHash, hash } = first
    const expected = (last?.seq ?? 0) + 1
    const holds = seq >= expected && isOneLink(rows) && linkHash(hashing, first, rows) === hash
    const link = { seq, at, previousHash, hash, holds }
    if (seq > expected) faultAt('missing', expected, seq - 1)
    if (!holds) faultAt('changed', seq)
    else if (seq === expected) follow(link)
    compare(link)
    last = link
    count.links += 1
    count.rows += rows.length
    rows = []
  }

  /** Holds a link that is right in itself against the one before it. */
  function follow({ seq, at, previousHash }: Link): void {
    if (previousHash !== (last?.hash ?? NOTHING)) {
      if (!last) faultAt('changed', seq)
      else if (last.holds) faultAt('replaced', last.seq)
    } else if (last && Number(at) < Number(last.at)) faultAt('backwards', seq)
  }

  function compare(link: Link): void {
    if (link.seq === head?.seq && link.hash !== head.hash && link.holds) faultAt('replaced', link.seq)
    const anchor = anchored.get(link.seq)
    if (!anchor) return
    forgetWhatIsSaid()
    if (anchor.hash === link.hash) count.anchoredTo = link.seq
    else if (!isFaulty(link.seq)) strange ??= { link, anchor, agreedTo: count.anchoredTo }
  }

  /** A link that is said to be replaced, which is known only at the next, need not be said twice. */
  function forgetWhatIsSaid(): void {
    if (strange && isFaulty(strange.link.seq)) strange = undefined
  }

  function holdAgainstAnchors(lastSeq: number): void {
    forgetWhatIsSaid()
    const newest = newestOf(anchored)
    const headSeq = head?.seq ?? 0
    const seen = Math.max(headSeq, newest?.seq ?? 0)
    const missing = seen > lastSeq
    if (strange && newest) {
      const { link, anchor, agreedTo } = strange
      // What stands there now is dated later than what was anchored: as a log is that went on after a restore.
      const wentOn = Number(link.at) > writtenBy(anchor)
      if (wentOn)
        faultAt('restored', agreedTo + 1, newest.seq, { anchoredAt: newest.anchoredAt, hasOthers: true })
      else faultAt('rewritten', agreedTo + 1, link.seq, { anchoredAt: anchor.anchoredAt })
      if (wentOn) return
    }
    if (missing && (headSeq > lastSeq || !newest)) faultAt('cut_off', lastSeq + 1, seen)
    else if (missing) faultAt('restored', lastSeq + 1, seen, newest ? { anchoredAt: newest.anchoredAt } : {})
  }

  return {
    row: row => {
      if (rows[0] && rows[0].seq !== row.seq) closeLink()
      rows.push(row)
    },
    end: headNow => {
      closeLink()
      const lastSeq = last?.seq ?? 0
      if (!headNow && lastSeq > 0) faultAt('headless', lastSeq)
      else if (headNow && headNow.seq < lastSeq) faultAt('added', headNow.seq + 1, lastSeq)
      holdAgainstAnchors(lastSeq)
      return { ...count, faults }
    },
  }
}

/** Rows of one statement agree about their link, and stand in it one after the other. */
function isOneLink(rows: readonly LinkRow[]): boolean {
  return rows.every(
    (row, i) =>
      row.place === String(i + 1) &&
      row.at === rows[0]?.at &&
      row.hash === rows[0].hash &&
      row.previousHash === rows[0].previousHash,
  )
}

/** Seconds: the clock of who anchors and that of the database are seldom one. */
const CLOCKS_APART = 60

/**
 * By when an anchored link was written, in seconds since 1970: as it is dated, and not after it was anchored. A clock that was ahead
 * for a moment dates a link days after everything that follows.
 */
function writtenBy({ at, anchoredAt }: AnchoredHead): number {
  return Math.min(Number(at), Date.parse(anchoredAt) / 1000 + CLOCKS_APART)
}

function newestOf(anchored: ReadonlyMap<number, AnchoredHead>): AnchoredHead | undefined {
  let newest: AnchoredHead | undefined
  for (const one of anchored.values()) if (!newest || one.seq > newest.seq) newest = one
  return newest
}

/** Faults in the order of the links. The same fault at the next link is one fault of both: a whole chain is a line to read. */
function faultList() {
  const faults: Fault[] = []
  const faulty = new Set<number>()
  return {
    faults,
    isFaulty: (seq: number) => faulty.has(seq),
    faultAt: (
      kind: Fault['kind'],
      from: number,
      to = from,
      told: Pick<Fault, 'anchoredAt' | 'hasOthers'> = {},
    ): void => {
      const before = faults.at(-1)
      if (kind !== 'missing') faulty.add(from)
      if (before?.kind === kind && before.to + 1 === from) before.to = to
      else if (before?.kind !== kind || before.to !== from) faults.push({ kind, from, to, ...told })
    },
  }
}
