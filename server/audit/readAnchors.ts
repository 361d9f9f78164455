import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anchorFilesIn } from './anchorFolder.ts'
import { type Anchor, anchorHash, readAnchorLine } from './anchors.ts'
import { explain } from './core/explain.ts'
import type { AnchoredHead } from './core/walkChain.ts'
import { restoredFoldersIn, statementIn } from './restoreFolder.ts'
import { type Restore, readRestoreLine, restoreHash } from './restores.ts'

export type AnchorFault = {
  kind:
    | 'anchor_changed'
    | 'anchor_missing'
    | 'anchor_moved'
    | 'anchor_foreign'
    | 'statement_changed'
    | 'statement_missing'
    | 'statement_foreign'
    | 'statement_unfit'
  says: string
}

type FittingRestore = { said: Restore; covers: ReadonlySet<string> }

export type ReadAnchors = {
  /** By chain ('line organisation'), by seq; without what was lost by a restore that somebody explained. */
  heads: Map<string, Map<number, AnchoredHead>>
  count: number
  newestAt: string | undefined
  keys: string[]
  /** Statements that fit, by their hash, each with the hashes of the anchors that it leaves behind. */
  restores: ReadonlyMap<string, FittingRestore>
  /** The anchors and statements after which there is none. */
  ends: string[]
  faults: AnchorFault[]
}

type Place = { file: string; line: number }

/** Every anchor of these folders that is as it was signed, and what is wrong with the others. */
export function readAnchors(
  folders: readonly string[],
  trustedKeys: readonly string[] | undefined,
): ReadAnchors {
  const faults: AnchorFault[] = []
  const isTrusted = ({ key }: { key: string }) => !trustedKeys || trustedKeys.includes(key)
  const known = new Set<string>()
  const awaited: Awaited[] = []
  const read = folders.map(folder => {
    const statements = statementsOf(folder, isTrusted, known, faults)
    const anchors = anchorsOf(folder, isTrusted, known, awaited, faults)
    return { ...statements, anchors }
  })
  const heads: ReadAnchors['heads'] = new Map()
  const restores = new Map<string, FittingRestore>()
  // A statement speaks for the anchors of its own folder: what is taken away from one place is missed there, whatever another has.
  for (const { anchors, statements, where } of read) {
    const { fitting, unfit, isLost } = explain(anchors, statements)
    for (const [hash, because] of unfit)
      faults.push({ kind: 'statement_unfit', says: `${where.get(hash)} is not believed: ${because}.` })
    for (const [hash, one] of fitting) restores.set(hash, one)
    addHeads(heads, anchors, isLost)
  }
  for (const fault of gapFaults(awaited, known)) faults.push(fault) // one for each anchor of a year, where all are amiss
  const all = read.flatMap(({ anchors }) => [...anchors])
  const followed = new Set<string | null>(
    read.flatMap(({ statements }) => [...statements.values()].flatMap(one => one.left)),
  )
  for (const [, { previous }] of all) followed.add(previous)
  return {
    heads,
    count: read.reduce((sum, { anchors }) => sum + anchors.size, 0),
    newestAt: all.reduce<string | undefined>(
      (newest, [, one]) => (newest && newest > one.at ? newest : one.at),
      undefined,
    ),
    keys: [...new Set(all.map(([, { key }]) => key))],
    restores,
    ends: [...all.map(([hash]) => hash), ...restores.keys()].filter(hash => !followed.has(hash)),
    faults,
  }
}

type Awaited = Place & { previous: string | null; above: string | undefined }
type IsTrusted = (signed: { key: string }) => boolean

function anchorsOf(
  folder: string,
  isTrusted: IsTrusted,
  known: Set<string>,
  awaited: Awaited[],
  faults: AnchorFault[],
): Map<string, Anchor> {
  const anchors = new Map<string, Anchor>()
  const within = [folder, ...restoredFoldersIn(folder).map(name => join(folder, name))]
  for (const file of within.flatMap(one => anchorFilesIn(one).map(name => join(one, name)))) {
    let above: string | undefined
    for (const [i, line] of linesOf(file).entries()) {
      const anchor = readAnchorLine(line)
      const hash = anchor && anchorHash(anchor)
      const place = { file, line: i + 1 }
      if (hash) known.add(hash)
      if (!anchor || !hash)
        faults.push({ kind: 'anchor_changed', says: `${at(place)} is not as it was signed.` })
      else if (!isTrusted(anchor))
        faults.push({
          kind: 'anchor_foreign',
          says: `${at(place)} is signed with another key: ${anchor.key}.`,
        })
      else {
        anchors.set(hash, anchor)
        const isBelowFault = i > 0 && above === undefined
        if (!isBelowFault) awaited.push({ ...place, previous: anchor.previous, above })
      }
      above = hash
    }
  }
  return anchors
}

function statementsOf(folder: string, isTrusted: IsTrusted, known: Set<string>, faults: AnchorFault[]) {
  const statements = new Map<string, Restore>()
  const where = new Map<string, string>()
  for (const name of restoredFoldersIn(folder)) {
    const line = statementIn(join(folder, name))
    const said = line === undefined ? undefined : readRestoreLine(line)
    const its = `The statement in ${join(folder, name)}`
    if (line === undefined) faults.push({ kind: 'statement_missing', says: `${its} is missing.` })
    else if (!said) faults.push({ kind: 'statement_changed', says: `${its} is not as it was signed.` })
    else if (!isTrusted(said))
      faults.push({ kind: 'statement_foreign', says: `${its} is signed with another key: ${said.key}.` })
    else {
      statements.set(restoreHash(said), said)
      where.set(restoreHash(said), its)
    }
    if (said) known.add(restoreHash(said))
  }
  return { statements, where }
}

function gapFaults(awaited: readonly Awaited[], known: ReadonlySet<string>): AnchorFault[] {
  return awaited.flatMap(({ previous, above, ...place }): AnchorFault[] => {
    if (previous !== null && !known.has(previous))
      return [{ kind: 'anchor_missing', says: `The anchor before ${lower(at(place))} is missing.` }]
    if (above !== undefined && previous !== above)
      return [{ kind: 'anchor_moved', says: `${at(place)} does not stand below the anchor that it names.` }]
    return []
  })
}

function addHeads(
  heads: ReadAnchors['heads'],
  anchors: ReadonlyMap<string, Anchor>,
  isLost: (anchor: string, head: Anchor['heads'][number]) => boolean,
): void {
  for (const [hash, anchor] of anchors)
    for (const head of anchor.heads) {
      if (isLost(hash, head)) continue
      const { lineId, organisation, ...kept } = head
      const chain = `${lineId} ${organisation}`
      const anchored = heads.get(chain) ?? new Map<number, AnchoredHead>()
      heads.set(chain, anchored)
      // The oldest word about a link is the one that counts.
      const before = anchored.get(head.seq)
      if (!before || before.anchoredAt > anchor.at) anchored.set(head.seq, { ...kept, anchoredAt: anchor.at })
    }
}

function at({ file, line }: Place): string {
  return `Line ${line} of ${file}`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** What follows the last end of a line was torn by a power cut, before it was an anchor. */
function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1)
}
