import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anchorFilesIn } from './anchorFolder.ts'
import { type Anchor, anchorHash, readAnchorLine } from './anchors.ts'
import type { AnchoredHead } from './core/walkChain.ts'

export type AnchorFault = {
  kind: 'anchor_changed' | 'anchor_missing' | 'anchor_moved' | 'anchor_foreign'
  says: string
}

export type ReadAnchors = {
  /** By chain ('line organisation'), by seq. */
  heads: Map<string, Map<number, AnchoredHead>>
  count: number
  newestAt: string | undefined
  keys: string[]
  faults: AnchorFault[]
}

type Place = { file: string; line: number }

/** Every anchor of these folders that is as it was signed, and what is wrong with the others. */
export function readAnchors(
  folders: readonly string[],
  trustedKeys: readonly string[] | undefined,
): ReadAnchors {
  const heads: ReadAnchors['heads'] = new Map()
  const faults: AnchorFault[] = []
  const keys = new Set<string>()
  const known = new Set<string>()
  const awaited: (Place & { previous: string | null; above: string | undefined })[] = []
  let count = 0
  let newestAt: string | undefined

  function take(anchor: Anchor): void {
    count += 1
    keys.add(anchor.key)
    if (newestAt === undefined || anchor.at > newestAt) newestAt = anchor.at
    for (const { lineId, organisation, ...head } of anchor.heads) {
      const chain = `${lineId} ${organisation}`
      const anchored = heads.get(chain) ?? new Map<number, AnchoredHead>()
      heads.set(chain, anchored)
      // The oldest word about a link is the one that counts.
      const before = anchored.get(head.seq)
      if (!before || before.anchoredAt > anchor.at) anchored.set(head.seq, { ...head, anchoredAt: anchor.at })
    }
  }

  for (const file of folders.flatMap(folder => anchorFilesIn(folder).map(name => join(folder, name)))) {
    let above: string | undefined
    for (const [i, line] of linesOf(file).entries()) {
      const anchor = readAnchorLine(line)
      const place = { file, line: i + 1 }
      if (anchor) known.add(anchorHash(anchor))
      if (!anchor) faults.push({ kind: 'anchor_changed', says: `${at(place)} is not as it was signed.` })
      else if (trustedKeys && !trustedKeys.includes(anchor.key))
        faults.push({
          kind: 'anchor_foreign',
          says: `${at(place)} is signed with another key: ${anchor.key}.`,
        })
      else {
        take(anchor)
        const isBelowFault = i > 0 && above === undefined
        if (!isBelowFault) awaited.push({ ...place, previous: anchor.previous, above })
      }
      above = anchor && anchorHash(anchor)
    }
  }
  for (const { previous, above, ...place } of awaited) {
    if (previous !== null && !known.has(previous))
      faults.push({ kind: 'anchor_missing', says: `The anchor before ${lower(at(place))} is missing.` })
    else if (above !== undefined && previous !== above)
      faults.push({
        kind: 'anchor_moved',
        says: `${at(place)} does not stand below the anchor that it names.`,
      })
  }
  return { heads, count, newestAt, keys: [...keys], faults }
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
