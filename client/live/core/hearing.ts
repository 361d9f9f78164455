import { PROTOCOL_VERSION, STALE_AFTER_MS } from '#shared/live.ts'

/** Whether what is on the screen may be believed. */
export type Hearing = 'starting' | 'fresh' | 'stale'

/**
 * By the time since the server was last heard, never by what the socket believes of itself:
 * a half-open connection looks open. Times are milliseconds of this machine's own clock.
 * Source: reliability guide, invariant I14.
 */
export function hearing(heardAt: number | null, now: number): Hearing {
  if (heardAt === null) return 'starting'
  return now - heardAt >= STALE_AFTER_MS ? 'stale' : 'fresh'
}

/** Whether this page is older than the server it talks to: it must be reloaded, but not in mid-call. */
export function isYesterdays(protocol: number): boolean {
  return protocol !== PROTOCOL_VERSION
}
