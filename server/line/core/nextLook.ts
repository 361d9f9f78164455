import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/** Seconds between two looks at the carrier. Source: telephony guide 2.3. */
export const RECONCILE_SECONDS = 15
/** By so much a look may come sooner, to be at its line's own moment. */
const SOONER_SECONDS = 3

/**
 * When a line is looked after next: in fifteen seconds, or up to three sooner, until it is at the line's own moment of every fifteen.
 * Lines that all became due at once, because a process began or the database was away, so part again: the looks of a hundred lines at
 * one moment are a wave of requests to the carrier, and whoever asks us anything meanwhile waits behind it.
 */
export function nextLook(lineId: LineId, after: Instant): Instant {
  const every = RECONCILE_SECONDS * 1000
  const own = Number.parseInt(lineId.slice(0, 8), 16) % every // ids are random
  const latest = Date.parse(after) + every
  const sinceOwn = (((latest - own) % every) + every) % every
  return new Date(latest - Math.min(sinceOwn, SOONER_SECONDS * 1000)).toISOString()
}
