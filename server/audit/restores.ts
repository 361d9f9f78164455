import { z } from 'zod'
import { isReason, line } from '#shared/text.ts'
import { Instant } from '#shared/time.ts'
import { Hex, PublicKey } from './anchors.ts'
import { signedAs } from './signed.ts'

export const By = line(120).refine(text => text.length > 0, 'Say who restored the database.')
export const Because = line(500).refine(
  text => isReason(text, 10),
  'Say in a sentence from what, to which moment and why the database was restored.',
)

/** Links that an anchor saw and that the database has no more, since it was restored. */
const Loss = z.strictObject({
  lineId: z.uuid(),
  organisation: z.string(),
  from: z.int().positive(),
  to: z.int().positive(),
  /** The hash of the last of them. */
  hash: Hex,
  /** When the link before them was written, and when the last of them was. */
  after: Instant.nullable(),
  until: Instant,
})
export type Loss = z.infer<typeof Loss>

/** The statement of a person about the anchors of one folder that are older than the database since it was restored. */
const Restore = z.strictObject({
  /** Each folder has its own, though the words are the same: one that is taken away is missed. */
  id: z.uuid(),
  at: Instant,
  key: PublicKey,
  /** The hashes of the last anchors that are left behind: one, or one for each process that shared the folder. */
  left: z.array(Hex).min(1),
  by: By,
  because: Because,
  lost: z.array(Loss).min(1),
})
export type Restore = z.infer<typeof Restore>

export const { hash: restoreHash, line: restoreLine, read: readRestoreLine } = signedAs('restore', Restore)
