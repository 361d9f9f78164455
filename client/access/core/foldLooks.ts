import type { AccessLine } from '#shared/access.ts'
import { secondsBetween } from '#shared/time.ts'

/** Lines of the log that say the same of the same person within minutes of each other, as one that says how many they are. */
export type Look = Omit<AccessLine, 'link'> & {
  /** When the first of them was; `at` is the last. */
  from: AccessLine['at']
  links: readonly number[]
}

const WITHIN_SECONDS = 300

/** The lines as they are read, the newest first. Only the reading is folded: the log keeps every look, and so do the links. */
export function foldLooks(lines: readonly AccessLine[]): Look[] {
  const looks: Look[] = []
  for (const { link, ...line } of lines) {
    const before = looks.at(-1)
    if (before && isSame(before, line))
      looks[looks.length - 1] = {
        ...before,
        from: line.at,
        links: [...before.links, link],
        what: [...new Set([...before.what, ...line.what])],
      }
    else looks.push({ ...line, from: line.at, links: [link] })
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
    secondsBetween(line.at, look.from) <= WITHIN_SECONDS &&
    look.who === line.who &&
    look.did === line.did &&
    look.because === line.because &&
    look.tone === line.tone &&
    look.isForThemAlone === line.isForThemAlone
  )
}
