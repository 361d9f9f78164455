import type { EntryChange, Retracted } from '#shared/record/entry.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { confirmedSince } from '#shared/record/provenance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { ChangedMeanwhile } from '#shared/recordActs.ts'
import type { Instant } from '#shared/time.ts'
import { itemsOf } from './itemsOf.ts'
import type { Content } from './merge.ts'

/** What a colleague wrote while the nurse was writing. */
export type Meanwhile = Content & {
  by: string
  at: Instant
  change: EntryChange
  version: number
  retracted?: Retracted
}

/** As the server says when a save comes second. */
export function fromReply({ kind: _, ...theirs }: ChangedMeanwhile): Meanwhile {
  const { retracted, ...rest } = theirs
  return { ...rest, ...(retracted ? { retracted, isRetracted: true } : {}) }
}

/**
 * As the record on the screen says, which is read again whenever it changes: what stands there now for an item; undefined when it
 * is not shown.
 */
export function onScreen(
  record: RecordAtAGlance,
  { section, itemId }: { section: SectionName; itemId: string },
): Meanwhile | undefined {
  const isIt = (item: { section: SectionName; itemId: string }) =>
    item.section === section && item.itemId === itemId
  const item = itemsOf(record).find(isIt)
  if (item) {
    const { recordedAt, recordedBy, version, knownState, body } = item
    const confirmed = confirmedSince(item)
    return {
      by: (confirmed?.by ?? recordedBy).name,
      at: confirmed?.at ?? recordedAt,
      change: confirmed ? 'confirmed' : 'changed',
      version,
      knownState,
      body,
    }
  }
  const wrong = record.enteredInError.find(isIt)
  if (!wrong) return undefined
  const { retracted, version, knownState, body } = wrong
  return {
    by: retracted.by.name,
    at: retracted.at,
    change: 'retracted',
    version,
    knownState,
    body,
    retracted,
    isRetracted: true,
  }
}
