import { useCallback, useState } from 'react'
import type { StaffId } from '#shared/ids.ts'
import type { GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import { type SeenVersions, versionsOf, whoChanged } from './core/seenVersions.ts'
import type { ItemRef } from './recordActs.ts'

/** Which items a colleague has written since this record was opened here. An item counts as looked at when its history was. */
export function useChangedBy(record: RecordAtAGlance, meId: StaffId) {
  const [seen, setSeen] = useState<SeenVersions>(() => versionsOf(record))
  const changedBy = useCallback((item: GlanceItem) => whoChanged(seen, item, meId), [seen, meId])
  const looked = ({ section, itemId }: Pick<ItemRef, 'section' | 'itemId'>) => {
    const now = versionsOf(record).get(`${section} ${itemId}`)
    if (now !== undefined) setSeen(before => new Map(before).set(`${section} ${itemId}`, now))
  }
  return { changedBy, looked }
}
