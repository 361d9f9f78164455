import { z } from 'zod'
import { CommandId, ItemId } from './ids.ts'
import { ChangedBy } from './patients.ts'
import { EntryChange, Retracted } from './record/entry.ts'
import { KnownState } from './record/knownState.ts'
import { SectionName } from './record/sections.ts'
import { line, longText } from './text.ts'
import { Instant } from './time.ts'
import { Version } from './version.ts'

/** What is done with the items of a record, by whichever way it is open: each way adds what it asks for itself, as a call its epoch. */

export const EditEntry = z.strictObject({
  commandId: CommandId,
  section: SectionName,
  /** Of something new it is the page's choice, so that a save sent twice is one item; the command's id when it is left out. */
  itemId: ItemId.optional(),
  /** The version on the screen, 0 for something new; a newer one on the record refuses the save and shows what differs. */
  version: Version,
  /** Anything but 'known' says why there is nothing to write, and then no body is kept. */
  knownState: KnownState.default('known'),
  body: z.unknown().optional(),
  /** When the last of it was typed, by the writer's own clock: a half-written form of it that comes after this and is no newer is not kept. */
  typedAt: Instant.optional(),
})
export type EditEntry = z.infer<typeof EditEntry>

/** Somebody wrote first: what stands there now, so that both can be seen side by side. Nothing of either is lost. */
export const ChangedMeanwhile = z.strictObject({
  kind: z.literal('changed_meanwhile'),
  by: z.string(),
  at: Instant,
  change: EntryChange,
  version: z.int(),
  knownState: KnownState,
  body: z.unknown().optional(),
  retracted: Retracted.optional(),
})
export type ChangedMeanwhile = z.infer<typeof ChangedMeanwhile>

export const Edited = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), itemId: ItemId, version: z.int() }),
  ChangedMeanwhile,
])
export type Edited = z.infer<typeof Edited>

/** An item as it was on the screen. */
export const SeenItem = z.strictObject({ section: SectionName, itemId: ItemId, version: Version.min(1) })
export type SeenItem = z.infer<typeof SeenItem>

export const ConfirmEntries = z.strictObject({
  commandId: CommandId,
  /** All of them or none: one item, or those of a whole block. */
  items: z
    .array(SeenItem)
    .min(1)
    .max(100)
    .refine(
      items => new Set(items.map(({ section, itemId }) => `${section} ${itemId}`)).size === items.length,
      'Name each item once.',
    ),
  /** With whom it was gone through; in a call the caller, when it is left out. */
  confirmedWith: line(200).optional(),
})
export type ConfirmEntries = z.infer<typeof ConfirmEntries>

export const RetractEntry = z.strictObject({
  commandId: CommandId,
  item: SeenItem,
  because: longText(500),
})
export type RetractEntry = z.infer<typeof RetractEntry>

export const Corrected = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), items: z.array(SeenItem) }),
  z.strictObject({ kind: z.literal('changed_meanwhile'), changed: z.array(ChangedBy) }),
])
export type Corrected = z.infer<typeof Corrected>

/** Which versions of an item: those before this one; the newest when it is left out. */
export const HistoryQuery = z.strictObject({
  section: SectionName,
  before: z.coerce.number().int().min(2).max(2_147_483_647).optional(),
})
