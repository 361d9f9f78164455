import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** Who may use a browser telephone, and for what. `expiresAt` in milliseconds. */
export type SoftphonePass = {
  identity: string
  expiresAt: number
  mayReceive: boolean
  applicationSid: string | undefined
}
type TokenRefusal = { code: 20101 | 20104; message: string }
type Keys = { accountSid: string; apiKeySid: string; apiKeySecret: string }

const Header = z.object({
  typ: z.literal('JWT'),
  alg: z.literal('HS256'),
  cty: z.string().startsWith('twilio-fpa'),
})
const Claims = z.object({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  grants: z.object({
    identity: z.string().regex(/^\w{1,121}$/),
    voice: z
      .object({
        incoming: z.object({ allow: z.boolean() }).optional(),
        outgoing: z.object({ application_sid: z.string() }).optional(),
      })
      .optional(),
  }),
})

/** Reads an AccessToken with a VoiceGrant; refuses what is forged, foreign or malformed (20101) and what has run out (20104). */
export function readAccessToken(token: string, keys: Keys, now: number): SoftphonePass | TokenRefusal {
  const invalid: TokenRefusal = { code: 20101, message: 'The access token is not valid.' }
  const [head = '', body = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isSigned(`${head}.${body}`, signature, keys.apiKeySecret)) return invalid
  if (!Header.safeParse(decode(head)).success) return invalid
  const claims = Claims.safeParse(decode(body)).data
  if (!claims || claims.iss !== keys.apiKeySid || claims.sub !== keys.accountSid) return invalid
  if (claims.exp * 1000 <= now) return { code: 20104, message: 'The access token has expired.' }
  return {
    identity: claims.grants.identity,
    expiresAt: claims.exp * 1000,
    mayReceive: claims.grants.voice?.incoming?.allow ?? false,
    applicationSid: claims.grants.voice?.outgoing?.application_sid,
  }
}

function isSigned(text: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(signature, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    // Not JSON: the schema refuses it.
    return undefined
  }
}
