import type { OpenSealed, SealedItem } from '#shared/record/sealed.ts'
import { sealedItems } from './core/sealedItems.ts'
import { openRecord, type Tools } from './openRecord.ts'
import { type Refused, relationshipToWrite, type WayIn } from './wayIn.ts'

/**
 * Opens one section that is kept apart, by whichever way the record is open: a look of its own, with its reason, in the statement
 * that reads. Who may not write it is not shown it.
 */
export async function openSealed(
  tools: Tools,
  way: WayIn,
  { section, because }: OpenSealed,
): Promise<{ kind: 'shown'; items: SealedItem[] } | Refused> {
  const why = { ...way.why, sealedBecause: because }
  const relationship = relationshipToWrite(tools, way, [section])
  const opened = await openRecord(tools, { ...way, why, relationship, only: [section] })
  return opened.kind === 'refused' ? opened : { kind: 'shown', items: sealedItems(opened.entries) }
}
