import { z } from 'zod'
import { isReason, longText } from '../text.ts'
import { Instant } from '../time.ts'
import { Retracted } from './entry.ts'
import { ItemVersion } from './history.ts'
import { KnownState } from './knownState.ts'
import { Author, Source } from './provenance.ts'

/**
 * Sections that are never shown with the rest: opened one at a time, for a reason that is kept and that the person can read.
 * Of an agreed phrase the phrase itself is never shown again, only that there is one, with whom and since when.
 */
export const KeptApart = z.enum(['safeguarding', 'agreedPhrases'])
export type KeptApart = z.infer<typeof KeptApart>

export const OpenSealed = z.strictObject({
  section: KeptApart,
  because: longText(1000).refine(
    text => isReason(text, 10),
    'Say in a sentence why you open this. The person and a privacy officer can read it.',
  ),
})
export type OpenSealed = z.infer<typeof OpenSealed>

export const SealedItem = z.strictObject({
  itemId: z.uuid(),
  version: z.int(),
  knownState: KnownState,
  headline: z.string(),
  lines: z.array(z.string()),
  /** What a form begins with. */
  body: z.unknown().optional(),
  source: Source,
  recordedBy: Author,
  recordedAt: Instant,
  retracted: Retracted.optional(),
  /** What was ever written of it, the newest first: read in the same look, for the same reason. */
  versions: z.array(ItemVersion),
  /** There are earlier ones that are not shown. */
  hasEarlier: z.boolean(),
})
export type SealedItem = z.infer<typeof SealedItem>

export const SealedItems = z.strictObject({ items: z.array(SealedItem) })
