import { z } from 'zod'
import { ItemId } from '../ids.ts'
import { Instant } from '../time.ts'
import { Difference } from './difference.ts'
import { EntryChange, Retracted } from './entry.ts'
import { KnownState } from './knownState.ts'
import { Author, Source } from './provenance.ts'
import { SectionName } from './sections.ts'

/** One version of an item: on whose word, when, and what differs from the version before, in words. */
export const ItemVersion = z.strictObject({
  version: z.int().min(1),
  change: EntryChange,
  knownState: KnownState,
  /** What it said, in a line: 'Not for CPR'. */
  headline: z.string(),
  /** What differs from the version before; of the first, everything. Empty for one that confirmed what was there. */
  differences: z.array(Difference),
  author: Author,
  source: Source,
  recordedAt: Instant,
  writtenAt: Instant,
  confirmedBy: Author.optional(),
  confirmedAt: Instant.optional(),
  confirmedWith: z.string().optional(),
  retracted: Retracted.optional(),
})
export type ItemVersion = z.infer<typeof ItemVersion>

export const ItemHistory = z.strictObject({
  section: SectionName,
  itemId: ItemId,
  title: z.string(),
  /** The newest first. */
  versions: z.array(ItemVersion),
  /** There are earlier ones: ask for those before the last of these. */
  hasEarlier: z.boolean(),
})
export type ItemHistory = z.infer<typeof ItemHistory>
