import { ItemId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { HalfWritten } from '#shared/record/halfWritten.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { withCounts } from './core/counts.ts'
import type { Edit } from './edit.ts'
import { startOf, type Writing } from './form/core/starting.ts'
import { keptWriting } from './form/keptWriting.ts'
import type { Base } from './useSaveEntry.ts'

/** A form that is being written: which item it changes and over which version, as it was at the beginning, and as it is now. */
export type Draft = Edit & {
  itemId: string
  base: Base
  start: Writing
  writing: Writing
  typedAt: Instant
}

/** A form that nobody has written in yet. */
export function beginDraft(asked: Edit, record: RecordAtAGlance, now: Instant): Draft {
  const edit = asked.item ? { ...asked, item: withCounts(asked.section, asked.item) } : asked
  const start = startOf(edit.section, edit.item, now)
  const itemId = idOf(edit, record)
  return { ...edit, itemId, base: beginning(edit, record, itemId), start, writing: start, typedAt: now }
}

/** Something new has its id from the beginning: however often it is sent, it is one item. */
function idOf({ section, item }: Edit, { patientId }: RecordAtAGlance): string {
  return item?.itemId ?? (sectionOf(section).cardinality === 'one' ? patientId : crypto.randomUUID())
}

/** What the nurse sees when she begins. Something that was entered in error is written again over that. */
function beginning({ section, item }: Edit, record: RecordAtAGlance, itemId: string): Base {
  if (item) return { version: item.version, content: { knownState: item.knownState, body: item.body } }
  const wrong = record.enteredInError.find(each => each.section === section && each.itemId === itemId)
  return { version: wrong?.version ?? 0, content: { knownState: 'known' } }
}

/** A form as the server is to keep it. */
export function formOfDraft({ section, item, itemId, base, writing, typedAt }: Draft): HalfWritten {
  const { version, content } = base
  return {
    section,
    itemId: ItemId.parse(itemId),
    isNew: item === undefined,
    base: {
      version,
      knownState: content.knownState,
      ...(content.body === undefined ? {} : { body: content.body }),
    },
    writing,
    typedAt,
  }
}

/** A form that was left half-written, over the version that it was begun on. */
export function draftFrom(
  { section, itemId, isNew, base, writing, typedAt }: HalfWritten,
  now: Instant,
): Draft {
  const { version, knownState, body } = base
  const content = { knownState, ...(body === undefined ? {} : { body }) }
  const item = { itemId, version, ...content }
  const start = startOf(section, isNew ? undefined : item, now)
  return {
    section,
    ...(isNew ? {} : { item }),
    itemId,
    base: { version, content },
    start,
    writing: keptWriting(section, writing, start),
    typedAt,
  }
}

export function keyOf({ section, itemId }: { section: string; itemId: string }): string {
  return `${section} ${itemId}`
}
