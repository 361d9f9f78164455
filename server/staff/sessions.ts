import { createHash, randomBytes } from 'node:crypto'
import type { CookieOptions } from 'express'
import type { Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import { deviceOf } from './core/deviceOf.ts'
import { findActor, SESSION_HOURS } from './sessionStore.ts'
import { DEVICE_DAYS } from './signInPlaceStore.ts'

/** `device`: the cookie by which a browser is known that has been signed in before. It opens nothing. */
export type SessionCookie = {
  name: string
  options: CookieOptions
  device: { name: string; options: CookieOptions }
}

/** Over https the name itself binds the cookie to this host and to https; a browser refuses it otherwise. */
export function sessionCookie(publicUrl: string): SessionCookie {
  const isHttps = publicUrl.startsWith('https://')
  const options = (hours: number): CookieOptions => ({
    httpOnly: true,
    secure: isHttps,
    sameSite: 'lax',
    path: '/',
    maxAge: hours * 3_600_000,
  })
  return {
    name: isHttps ? '__Host-sid' : 'goldthread-sid',
    options: options(SESSION_HOURS),
    device: { name: isHttps ? '__Host-device' : 'goldthread-device', options: options(DEVICE_DAYS * 24) },
  }
}

/** 256 random bits for the cookie; only their hash is kept. */
export function newToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashToken(token) }
}

/** Who asks, by the cookie of a request or of a live connection; read from the database each time. */
export async function actorOfCookie(
  db: Database,
  cookie: SessionCookie,
  headers: { cookie?: string | undefined; 'user-agent'?: string | undefined },
): Promise<Actor | undefined> {
  const token = tokenIn(headers.cookie, cookie.name)
  const actor = token === undefined ? undefined : await findActor(db, hashToken(token))
  // Of this request, and not of the sign-in: a cookie that was carried off shows on another device.
  return actor && { ...actor, device: deviceOf(headers['user-agent']) }
}

/** Of the session that the browser has or had, whether it may still be used or not; undefined where there is none. */
export function tokenHashOfCookie(cookie: SessionCookie, header: string | undefined): Buffer | undefined {
  const token = tokenIn(header, cookie.name)
  return token === undefined ? undefined : hashToken(token)
}

/** What the browser was given when somebody signed in with it before. */
export function deviceOfCookie(cookie: SessionCookie, header: string | undefined): string | undefined {
  return tokenIn(header, cookie.device.name)
}

/** The one secret of this name among a request's cookies. */
export function tokenIn(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map(part => part.trim())
    .filter(part => part.startsWith(`${name}=`))
    .map(part => part.slice(name.length + 1))
  // Two cookies of one name are somebody's attempt to plant one: neither is taken.
  const [token] = found
  return found.length === 1 && token && /^[\w-]{43}$/.test(token) ? token : undefined
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
