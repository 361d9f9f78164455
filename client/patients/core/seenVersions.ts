import type { GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import { confirmedSince } from '#shared/record/provenance.ts'
import { itemsOf } from './itemsOf.ts'

/** The version of each item that was last looked at on this screen, by section and item. */
export type SeenVersions = ReadonlyMap<string, number>

export function versionsOf(record: RecordAtAGlance): SeenVersions {
  return new Map(
    itemsOf(record).map(({ section, itemId, version }): [string, number] => [
      `${section} ${itemId}`,
      version,
    ]),
  )
}

/** The colleague who wrote an item since it was last looked at; undefined when nobody did, or it was the nurse herself. */
export function whoChanged(seen: SeenVersions, item: GlanceItem, meId: string): string | undefined {
  const { section, itemId, version, recordedBy } = item
  if (version <= (seen.get(`${section} ${itemId}`) ?? 0)) return undefined
  const by = confirmedSince(item)?.by ?? recordedBy
  return by.id === meId ? undefined : by.name
}
