import { z } from 'zod'
import { ItemId } from '../ids.ts'
import { Instant } from '../time.ts'
import { Version } from '../version.ts'
import { KnownState } from './knownState.ts'
import { SectionName } from './sections.ts'

/**
 * A form that is being written, kept on the server for the one who writes it. Not a part of the record: nobody else is shown it,
 * and nothing is worked out from it.
 */
export const HalfWritten = z.strictObject({
  section: SectionName,
  /** Of something new too: the id that it will have. */
  itemId: ItemId,
  isNew: z.boolean(),
  /** The version it was begun over, and what that one held; version 0 holds nothing. */
  base: z.strictObject({ version: Version, knownState: KnownState, body: z.unknown().optional() }),
  /** What stands in its fields, as it was typed: read by the form that it belongs to and by nobody else. */
  writing: z.unknown(),
  typedAt: Instant,
})
export type HalfWritten = z.infer<typeof HalfWritten>

/** Which half-written form. */
export const HalfWrittenKey = z.strictObject({ section: SectionName, itemId: ItemId })
export type HalfWrittenKey = z.infer<typeof HalfWrittenKey>
