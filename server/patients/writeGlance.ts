import { Written } from '#server/platform/written.ts'
import { dayInBritain } from '#shared/days.ts'
import type { Entry } from '#shared/record/entry.ts'
import { RecordAtAGlance } from '#shared/record/glance.ts'
import { hasDiedElsewhere, NO_MARKS } from '#shared/record/marks.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import { ageChangesAt } from './core/freshness.ts'
import { type Opened, recordAtAGlance } from './core/recordAtAGlance.ts'

const {
  banner: Banner,
  blocks: Blocks,
  findings: Findings,
  agreed: Agreements,
  series: Series,
  ledger: Ledger,
  enteredInError: Wrong,
  identity: Identity,
} = RecordAtAGlance.shape

type Kept = {
  banner: Written<typeof Banner>
  blocks: Written<typeof Blocks>
  findings: Written<typeof Findings>
  agreed: Written<typeof Agreements>
  series: Written<typeof Series>
  ledger: Written<typeof Ledger> | undefined
  enteredInError: Written<typeof Wrong>
  identity: Written<typeof Identity> | undefined
  version: number
  from: Instant
  /** Milliseconds: from here on something may be said in other words. */
  until: number
  today: LocalDate
  hasDied: boolean
}

export type WriteGlance = (opened: Opened) => Written<typeof RecordAtAGlance>

/**
 * Writes records as they are sent, and keeps what it wrote for as long as it would write the same, at most a minute. It is found by the very
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
    const { banner, blocks, findings, agreed, series, ledger, enteredInError, identity } = glance
    const parts = { banner, blocks, findings, agreed, series, ledger, enteredInError, identity }
    return Written.parts(RecordAtAGlance, { patientId, version, asOf, ...parts })
  }
}

/** Findings say ages from other moments than an item's own: in days and more, which may be a minute late. */
const LONGEST_MS = 60_000

function written(opened: Opened): Kept {
  const { asOf, version, entries, marks = NO_MARKS } = opened
  const { banner, blocks, findings, agreed, series, ledger, enteredInError, identity } =
    recordAtAGlance(opened)
  return {
    banner: Written.whole(Banner, banner),
    blocks: Written.whole(Blocks, blocks),
    findings: Written.whole(Findings, findings),
    agreed: Written.whole(Agreements, agreed),
    series: Written.whole(Series, series),
    ledger: ledger && Written.whole(Ledger, ledger),
    enteredInError: Written.whole(Wrong, enteredInError),
    identity: identity && Written.whole(Identity, identity),
    version,
    from: asOf,
    until: entries.some(isOfTheHour)
      ? Date.parse(asOf)
      : Math.min(Date.parse(asOf) + LONGEST_MS, ...entries.map(entry => ageChangesAt(entry, asOf))),
    today: dayInBritain(asOf),
    hasDied: hasDiedElsewhere(marks),
  }
}

/** Doses are counted in hours, and a pump is due by the minute: what is said of them is worked out at every look. */
function isOfTheHour({ section }: Entry): boolean {
  return section === 'anticipatoryDoses' || section === 'syringePump'
}

/** Ages are said by the minute, the hour and the day; whole years, and what has expired, change with the day in Britain. */
function saysTheSame(
  { version, from, until, today, hasDied }: Kept,
  { version: now, asOf, marks = NO_MARKS }: Opened,
): boolean {
  if (hasDied !== hasDiedElsewhere(marks)) return false
  return version === now && asOf >= from && Date.parse(asOf) < until && dayInBritain(asOf) === today
}
