import { createECDH } from 'node:crypto'
import { z } from 'zod'
import { columnKeyBytes } from './columnKeys.ts'

/** By what the push services know the house. Source: RFC 8292 (VAPID). */
export type NoticeKeys = {
  publicKey: string
  privateKey: string
  /** Whom a push service asks when something is wrong. */
  contact: string
}

/** The push services of the makers of browsers: Chrome and most others, Firefox, Edge, Safari. `*.`: any machine of theirs. */
export const PUSH_SERVICES: readonly string[] = [
  'https://fcm.googleapis.com',
  'https://updates.push.services.mozilla.com',
  'https://*.notify.windows.com',
  'https://*.push.apple.com',
]

const HOW = '32 random bytes in base64, as "openssl rand -base64 32" makes them.'

/** Any 32 bytes are a key of this curve, but for one draw in four thousand million. */
export const noticeKey = z
  .string()
  .refine(
    text => pairOf(text) !== undefined,
    `Set it to the key by which push services know this house: ${HOW}`,
  )

/** A name, and no path: `https://push.example`, or `https://*.push.example`. */
const service = /^(https:\/\/(\*\.)?[a-z0-9.-]+\.[a-z]{2,}|http:\/\/127\.0\.0\.1:\d{1,5})$/
export const pushServices = z
  .string()
  .transform(text => text.split(',').flatMap(part => part.trim() || []))
  .refine(
    list => list.every(part => service.test(part)),
    'List push services as https://push.example or https://*.push.example, separated by commas.',
  )

export function noticeKeysOf(text: string, publicUrl: string): NoticeKeys {
  const pair = pairOf(text)
  if (!pair) throw new Error('the notice key is no key')
  // The services want an https address or a mail address, and some refuse this machine by its own name.
  const contact = publicUrl.startsWith('https://') ? publicUrl : 'mailto:practice@goldthread.example'
  return { ...pair, contact }
}

function pairOf(text: string): { publicKey: string; privateKey: string } | undefined {
  const bytes = columnKeyBytes(text)
  if (!bytes) return undefined
  const curve = createECDH('prime256v1')
  try {
    curve.setPrivateKey(bytes)
  } catch {
    return undefined
  }
  return { publicKey: curve.getPublicKey('base64url'), privateKey: bytes.toString('base64url') }
}
