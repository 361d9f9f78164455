import type { AccessLine, ReviewedLook } from '#shared/access.ts'
import { secondsBetween } from '#shared/time.ts'

type Line = Pick<AccessLine, 'id' | 'link' | 'at' | 'what'>

/** Lines that say the same within minutes of each other, as one that says how many they are. */
type Folded<Of extends Line> = Omit<Of, 'link'> & {
  /** When the first of them was; `at` is the last. */
  from: Of['at']
  links: readonly number[]
  ids: readonly number[]
}

export type Look = Folded<AccessLine>

const WITHIN_SECONDS = 300

/** The lines as they are read, the newest first. Only the reading is folded: the log keeps every look, and so do the links. */
export function foldLooks(lines: readonly AccessLine[]): Look[] {
  return fold(lines, isSame)
}

/** The looks of one person at one record, as the officer who judges them reads them: the oldest first, and told as the person's own log is. */
export function foldReviewed(looks: readonly ReviewedLook[]): Folded<ReviewedLook>[] {
  const folded = fold(
    looks.toReversed(),
    (look, line) => look.did === line.did && look.device === line.device,
  )
  return folded
    .toReversed()
    .map(look => ({ ...look, links: look.links.toReversed(), ids: look.ids.toReversed() }))
}

function fold<Of extends Line>(
  lines: readonly Of[],
  saysTheSame: (look: Folded<Of>, line: Omit<Of, 'link'>) => boolean,
): Folded<Of>[] {
  const looks: Folded<Of>[] = []
  for (const { link, ...line } of lines) {
    const before = looks.at(-1)
    if (before && secondsBetween(line.at, before.from) <= WITHIN_SECONDS && saysTheSame(before, line))
      looks[looks.length - 1] = {
        ...before,
        from: line.at,
        links: [...before.links, link],
        ids: [...before.ids, line.id],
        what: [...new Set([...before.what, ...line.what])],
      }
    else looks.push({ ...line, from: line.at, links: [link], ids: [line.id] })
  }
  return looks
}

/**
 * How often, behind what was done: ', shown it 4 times'. A page that stays open reads the record anew when it changes, and each reading
 * is in the log: whoever looked opened it once, and four times would be read as coming back.
 */
export function howOften({ did, links }: Pick<Look, 'did' | 'links'>): string {
  if (links.length === 1) return ''
  return did.startsWith('opened ') ? `, shown it ${links.length} times` : `, ${links.length} times`
}

function isSame(look: Look, line: Omit<AccessLine, 'link'>): boolean {
  return (
    look.who === line.who &&
    look.did === line.did &&
    look.because === line.because &&
    look.tone === line.tone &&
    look.isForThemAlone === line.isForThemAlone &&
    look.isWritten === line.isWritten &&
    look.asked?.[0]?.at === line.asked?.[0]?.at
  )
}
