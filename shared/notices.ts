import { z } from 'zod'

/** What a browser says of where it is sent notices, and by which keys they are sealed for it alone. Source: W3C Push API, RFC 8291. */
export const NoticePhone = z.strictObject({
  /** Its address at the push service of its maker: whoever knows it may knock there. */
  endpoint: z.url().max(1_000),
  /** A point of P-256, 65 bytes. */
  p256dh: z.string().regex(/^B[\w-]{86}$/),
  /** 16 bytes. */
  auth: z.string().regex(/^[\w-]{22}$/),
})
export type NoticePhone = z.infer<typeof NoticePhone>

/** `instead`: the browser has changed its address by itself; only who was told at that one is told at this. */
export const TellHere = NoticePhone.extend({ instead: z.url().max(1_000).optional() })
export type TellHere = z.infer<typeof TellHere>

export const ToldHere = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('told') }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
export type ToldHere = z.infer<typeof ToldHere>

/** What a notice holds: fixed words, and by which an older one on the same telephone is replaced. */
export const Notice = z.object({ words: z.string(), tag: z.string() })
export type Notice = z.infer<typeof Notice>
