import { useServerNow } from '#client/live/useHearing.ts'
import type { Instant } from '#shared/time.ts'
import { asClock } from './core/duration.ts'

/** A running clock since a moment of the server's. Not announced: it would never stop talking. */
export function Elapsed({ since }: { since: Instant }) {
  const seconds = (useServerNow() - Date.parse(since)) / 1_000
  return (
    <time className="app-numbers" aria-live="off">
      {asClock(seconds)}
    </time>
  )
}
