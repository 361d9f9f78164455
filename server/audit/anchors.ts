import { z } from 'zod'
import { Instant } from '#shared/time.ts'
import { signatureHolds } from './anchorKey.ts'
import { hashing } from './hashing.ts'

const Hex = z.string().regex(/^[0-9a-f]{64}$/)

/** The heads that moved since the anchor before, or all of them at the beginning of a file. */
const Anchor = z.strictObject({
  at: Instant,
  /** The public key of whoever signed, 43 letters and digits. */
  key: z.string().regex(/^[\w-]{43}$/),
  /** The hash of the anchor before it; null for the first of all. */
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
const SignedAnchor = z.strictObject({ anchor: Anchor, signature: z.string() })

/** The text that is signed, and whose hash the next anchor names: the fields in the order of the schema. */
function anchorText(anchor: Anchor): string {
  return JSON.stringify(Anchor.parse(anchor))
}

export function anchorHash(anchor: Anchor): string {
  return hashing.ofText(anchorText(anchor))
}

/** An anchor as a line of a file, without the end of the line. */
export function anchorLine(anchor: Anchor, sign: (text: string) => string): string {
  return JSON.stringify({ anchor, signature: sign(anchorText(anchor)) })
}

/** The anchor of a line; undefined when it is not one, or is not as it was signed. */
export function readAnchorLine(line: string): Anchor | undefined {
  const read = SignedAnchor.safeParse(parsed(line))
  if (!read.success) return undefined
  const { anchor, signature } = read.data
  return signatureHolds(anchor.key, anchorText(anchor), signature) ? anchor : undefined
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
