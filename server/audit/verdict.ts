import type { Finding, Verified, VerifiedChain } from './verifyLog.ts'

export type Verdict = { code: 0 | 1 | 2; is: 'sound' | 'findings' | 'not_anchored' }

/** Without an anchor, that an end was cut off or all was written anew cannot be seen: that is not called sound. */
export function verdict({ findings, chains, anchors }: Verified): Verdict {
  if (findings.length > 0) return { code: 1, is: 'findings' }
  if (chains.length > 0 && anchors.count === 0) return { code: 2, is: 'not_anchored' }
  return { code: 0, is: 'sound' }
}

export function verdictInWords(verified: Verified, folders: readonly string[]): string {
  const { restores, chains, anchors, findings } = verified
  const where = folders.join(' and ')
  const explained = restores.map(({ says }) => says)
  const lines = [
    ...explained,
    ...(explained.length > 0 ? [''] : []),
    CHECKED,
    '',
    ...chains.map(chainInWords),
  ]
  if (chains.length === 0) lines.push('The log is empty: nobody has looked at anybody yet.')
  lines.push(
    '',
    anchors.count === 0
      ? `No anchor is in ${where}.`
      : `Held against ${counted(anchors.count, 'anchor')} in ${where}, the newest of ${anchors.newestAt}, signed with ${anchors.keys.join(' and ')}.`,
  )
  for (const finding of findings) lines.push(findingInWords(finding))
  lines.push('', END[verdict(verified).is](findings.length))
  return lines.join('\n')
}

export function findingInWords({ line, organisation, says }: Finding): string {
  return line === undefined ? says : `${line}, ${organisation}: ${says}`
}

/** Who runs this may never have heard of a chain. */
const CHECKED = `Checked: the log of who looked at what. Each look is one link: the rows that it wrote, one for each person it showed. A
link's hash is made over its rows and over the link before it, so whoever changes, adds or takes out a row breaks the chain
there. Every row was read, every hash made again, and each chain (one for each organisation on a line) followed from its first
link to its last. An anchor is the last hash of a chain as it was at some moment, signed and kept outside the database: by it
a missing end is seen as well, and a log that was written anew.`

const END = {
  sound: () =>
    'Sound. Every link is there, in order and unchanged, and agrees with every anchor.\nWhat came after the newest anchor is anchored by the open house within a minute.',
  findings: (count: number) =>
    `${counted(count, 'finding')}. Keep this, change nothing, and tell whoever answers for the records.\nWhat each means: docs/running-it.md, “The access log”.`,
  not_anchored: () =>
    'Every link is there, in order and unchanged, as far as the chains tell by themselves.\nHeld against no anchor, a missing end or a log written anew cannot be seen.',
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
