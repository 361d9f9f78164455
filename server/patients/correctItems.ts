import type { ChangedBy } from '#shared/patients.ts'
import type { ConfirmEntries, Corrected, RetractEntry, SeenItem } from '#shared/recordActs.ts'
import type { Actor } from '#shared/staff.ts'
import {
  authorOf,
  type Changed,
  confirmEntries,
  type Item,
  retractEntry,
  retraction,
} from './changeRecord.ts'
import {
  type Follow,
  type Following,
  type Refused,
  relationshipToWrite,
  tellRecord,
  type WayIn,
  type WriteDeps,
  writeFollowed,
} from './wayIn.ts'

/** Says of items that were gone through that they are still right: all of them, or none. What they say stays, so nothing follows. */
export async function confirmItems(
  deps: WriteDeps,
  way: WayIn,
  { items, ...asked }: ConfirmEntries,
): Promise<Corrected | Refused> {
  const confirmedWith = asked.confirmedWith ?? way.saidBy
  const changed = await confirmEntries(deps, {
    ...way,
    relationship: relationshipToWrite(
      deps,
      way,
      items.map(({ section }) => section),
    ),
    items: items.map(item => seen(item, way)),
    ...(confirmedWith ? { confirmedWith } : {}),
    at: deps.clock(),
  })
  return corrected(deps, way, changed, items, 'confirmed')
}

/** Marks an item as entered in error, with the reason. It stays on the record, struck through. */
export async function retractItem(
  deps: WriteDeps,
  way: WayIn,
  { commandId, item, because }: RetractEntry,
  follow: Follow,
): Promise<Corrected | Refused> {
  const at = deps.clock()
  const entries = [retraction(seen(item, way), because, authorOf(way.actor), at)]
  const written = await writeFollowed(deps, follow, way, { commandId, kind: 'retracted', entries }, by =>
    retractEntry(deps, { ...way, item: seen(item, way), because, at, ...by }),
  )
  if (written.kind === 'refused') return written
  return corrected(deps, way, written.changed, [item], 'retracted', written.following)
}

function seen({ section, itemId, version }: SeenItem, { source }: WayIn): Item {
  return { section, itemId, expectedVersion: version, source }
}

type How = 'confirmed' | 'retracted'

async function corrected(
  deps: WriteDeps,
  way: WayIn,
  changed: Changed,
  items: readonly SeenItem[],
  how: How,
  following: Following = { kind: 'follows' },
): Promise<Corrected | Refused> {
  if (changed.kind === 'refused') return changed
  if (changed.kind === 'stale' && !isDoneAlready(changed.changed, items, how, way.actor))
    return { kind: 'changed_meanwhile', changed: changed.changed }
  const sections = items.map(({ section }) => section)
  await tellRecord(deps, way, sections, following)
  return { kind: 'saved', items: items.map(item => ({ ...item, version: item.version + 1 })) }
}

/** The same was asked twice, because the answer was lost, and the first time was enough. */
function isDoneAlready(
  changed: readonly ChangedBy[],
  items: readonly SeenItem[],
  how: How,
  { staffId }: Actor,
): boolean {
  return items.every(({ section, itemId, version }) =>
    changed.some(
      now =>
        now.section === section &&
        now.itemId === itemId &&
        now.version === version + 1 &&
        now.change === how &&
        now.by.id === staffId,
    ),
  )
}
