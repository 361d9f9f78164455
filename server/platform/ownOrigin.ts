import type { IncomingHttpHeaders } from 'node:http'

/** The header our own pages send with every command: a form on another site cannot. */
export const OWN_HEADER = 'x-goldthread'

/** Why a command did not come from our own page, or undefined when it did. */
export function foreignCommand(
  headers: IncomingHttpHeaders,
  allowed: ReadonlySet<string>,
): string | undefined {
  if (headers.origin === undefined || !allowed.has(headers.origin))
    return 'This request did not come from a page of this service.'
  if (isForeignSite(headers)) return 'This request came from another site.'
  if (headers[OWN_HEADER] !== '1') return 'This request lacks the mark of this service’s own pages.'
  return undefined
}

/** Browsers say which site asks; programs that are no browsers say nothing and are held by the other checks. */
export function isForeignSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/**
 * Whether a live connection may be opened from where it comes. A browser names the origin of every WebSocket; the only
 * same-origin request that it sends without one is a GET of the polling fallback, which it then marks as same-origin.
 */
export function isOwnConnection(headers: IncomingHttpHeaders, allowed: ReadonlySet<string>): boolean {
  if (isForeignSite(headers)) return false
  if (headers.origin !== undefined) return allowed.has(headers.origin)
  return headers.upgrade === undefined && headers['sec-fetch-site'] === 'same-origin'
}

/** The origins of our own pages. In practice the machine has two names, and people type either. */
export function ownOrigins(publicUrl: string, practicePort: number | undefined): ReadonlySet<string> {
  const local =
    practicePort === undefined ? [] : [`http://localhost:${practicePort}`, `http://127.0.0.1:${practicePort}`]
  return new Set([publicUrl, ...local])
}
