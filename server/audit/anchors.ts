import { z } from 'zod'
import { Instant } from '#shared/time.ts'
import { signedAs } from './signed.ts'

export const Hex = z.string().regex(/^[0-9a-f]{64}$/)
/** A public key, 43 letters and digits. */
export const PublicKey = z.string().regex(/^[\w-]{43}$/)

/** The heads that moved since the anchor before, or all of them at the beginning of a file. */
const Anchor = z.strictObject({
  at: Instant,
  /** The public key of whoever signed. */
  key: PublicKey,
  /** The hash of the anchor before it, or of the statement about those that were left behind; null for the first of all. */
  previous: Hex.nullable(),
  heads: z.array(
    z.strictObject({
      lineId: z.uuid(),
      organisation: z.string(),
      seq: z.int().positive(),
      at: z.string(),
      hash: Hex,
    }),
  ),
})
export type Anchor = z.infer<typeof Anchor>

export const { hash: anchorHash, line: anchorLine, read: readAnchorLine } = signedAs('anchor', Anchor)
