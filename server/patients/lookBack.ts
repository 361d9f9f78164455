import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { ItemId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { ItemHistory } from '#shared/record/history.ts'
import type { RecordMarks } from '#shared/record/marks.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { recordAtAGlance } from './core/recordAtAGlance.ts'
import { itemHistory } from './history.ts'
import { openRecordAsOf } from './recordAsOf.ts'
import type { Refused, WayIn } from './wayIn.ts'

type Deps = { db: Database; clock: () => Instant }

/** Every version of one item, by whichever way the record is open. */
export async function historyOf(
  deps: Deps,
  way: WayIn,
  { section, itemId, before }: { section: SectionName; itemId: ItemId; before?: number | undefined },
): Promise<{ kind: 'shown'; history: ItemHistory } | Refused> {
  const shown = await itemHistory(deps, { ...way, section, itemId, ...(before ? { before } : {}) })
  if (shown.kind === 'no_such_item')
    throw new Problem('not_found', 'There is no such thing on this record, or nothing earlier of it.')
  return shown
}

/** The record as it was at a moment that has passed; age, freshness and what had run out as of then. What is said over it is of now. */
export async function recordOfThen(
  deps: Deps,
  way: WayIn,
  at: Instant,
): Promise<{ kind: 'shown'; record: RecordAtAGlance; marks: RecordMarks } | Refused> {
  if (at > deps.clock())
    throw new Problem('bad_request', 'Choose a moment that has passed.', {
      fields: { at: 'That is still to come: choose a moment that has passed.' },
    })
  const opened = await openRecordAsOf(deps, { ...way, at })
  if (opened.kind === 'refused') return opened
  return { kind: 'shown', record: recordAtAGlance(opened), marks: opened.marks }
}
