/** While it is watched. */
const EACH_MS = 20_000
/** Where nobody answers: first soon, then more and more seldom. */
const SOON_MS = 4_000
const SELDOM_MS = 60_000

/**
 * After how many milliseconds the page asks again; null where it does not by itself: there is nothing to hear before somebody types, and a
 * page that is closed stays so until somebody looks at it again.
 */
export function nextAsk(kind: 'open' | 'digits' | 'closed' | null, failures: number): number | null {
  if (failures > 0) return Math.min(SELDOM_MS, SOON_MS * 2 ** (failures - 1))
  return kind === 'open' ? EACH_MS : null
}
