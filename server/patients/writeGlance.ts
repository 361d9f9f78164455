import { Written } from '#server/platform/written.ts'
import type { Entry } from '#shared/record/entry.ts'
import { RecordAtAGlance } from '#shared/record/glance.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import { dayInBritain } from './core/days.ts'
import { ageChangesAt } from './core/freshness.ts'
import { type Opened, recordAtAGlance } from './core/recordAtAGlance.ts'

const { banner: Banner, blocks: Blocks } = RecordAtAGlance.shape

type Kept = {
  banner: Written<typeof Banner>
  blocks: Written<typeof Blocks>
  version: number
  from: Instant
  /** Milliseconds: from here on an item's age is said in other words. */
  until: number
  today: LocalDate
}

export type WriteGlance = (opened: Opened) => Written<typeof RecordAtAGlance>

/**
 * Writes records as they are sent, and keeps what it wrote for as long as it would write the same. It is found by the very
 * list of entries it was made from, which keptRecords gives only to whom the database has just opened that version; it goes
 * when that list goes.
 */
export function glanceWriter(): WriteGlance {
  const kept = new WeakMap<readonly Entry[], Kept>()
  return opened => {
    const { patientId, version, asOf, entries } = opened
    const before = kept.get(entries)
    const glance = before && saysTheSame(before, opened) ? before : written(opened)
    kept.set(entries, glance)
    const { banner, blocks } = glance
    return Written.parts(RecordAtAGlance, { patientId, version, asOf, banner, blocks })
  }
}

function written(opened: Opened): Kept {
  const { asOf, version, entries } = opened
  const { banner, blocks } = recordAtAGlance(opened)
  return {
    banner: Written.whole(Banner, banner),
    blocks: Written.whole(Blocks, blocks),
    version,
    from: asOf,
    until: Math.min(...entries.map(entry => ageChangesAt(entry, asOf))),
    today: dayInBritain(asOf),
  }
}

/** Ages are said by the minute, the hour and the day; whole years, and what has expired, change with the day in Britain. */
function saysTheSame({ version, from, until, today }: Kept, { version: now, asOf }: Opened): boolean {
  return version === now && asOf >= from && Date.parse(asOf) < until && dayInBritain(asOf) === today
}
