import type { Verified, VerifiedChain } from './verifyLog.ts'

export type Verdict = { code: 0 | 1 | 2; is: 'sound' | 'findings' | 'not_anchored' }

/** Without an anchor, that an end was cut off or all was written anew cannot be seen: that is not called sound. */
export function verdict({ findings, chains, anchors }: Verified): Verdict {
  if (findings.length > 0) return { code: 1, is: 'findings' }
  if (chains.length > 0 && anchors.count === 0) return { code: 2, is: 'not_anchored' }
  return { code: 0, is: 'sound' }
}

export function verdictInWords(verified: Verified, folders: readonly string[]): string {
  const { chains, anchors, findings } = verified
  const where = folders.join(' and ')
  const lines = chains.map(chainInWords)
  lines.push(
    anchors.count === 0
      ? `No anchor is in ${where}.`
      : `Held against ${counted(anchors.count, 'anchor')} in ${where}, the newest of ${anchors.newestAt}, signed with ${anchors.keys.join(' and ')}.`,
  )
  for (const { line, organisation, says } of findings)
    lines.push(line === undefined ? says : `${line}, ${organisation}: ${says}`)
  lines.push(END[verdict(verified).is](findings.length))
  return lines.join('\n')
}

const END = {
  sound: () => 'Sound.',
  findings: (count: number) =>
    `${counted(count, 'finding')}. Keep this, change nothing, and tell whoever answers for the records.`,
  not_anchored: () =>
    'The chains are right in themselves. Held against no anchor, a missing end or a log written anew cannot be seen.',
}

function chainInWords({ line, organisation, links, rows, anchoredTo }: VerifiedChain): string {
  const anchored = anchoredTo === 0 ? 'not anchored' : `anchored to link ${grouped(anchoredTo)}`
  return `${line}, ${organisation}: ${counted(links, 'link')}, ${counted(rows, 'row')}, ${anchored}.`
}

function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? '' : 's'}`
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}
