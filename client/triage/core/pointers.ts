import type { CallReason, PastCall } from '#shared/outcomes.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { type DoseTrigger, doseTriggers } from '#shared/record/ledger.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

/** What of an open record bears on how soon somebody is to be there. Nothing is asked of the server for it. */
export type OpenedFacts = {
  pastCalls: readonly PastCall[]
  record: Pick<RecordAtAGlance, 'series' | 'ledger'>
}

export type Pointer = { key: string; words: string; trigger?: DoseTrigger }

const HOUR = 3_600
const DAYS = 86_400
/** A change of phase or of AKPS is told for so long. */
const LATELY = 7 * DAYS

/**
 * What is pointed out beside the prompts: that they rang before about the same, that they are worse than they were, and doses that
 * have become many. Source: domain guide 2.6 for doses, 2.5 for phase and AKPS; issue of repeat calls 24 and 72 hours, as out-of-hours
 * services count them.
 */
export function pointersOf(
  { pastCalls, record }: OpenedFacts,
  reason: CallReason | '',
  now: Instant,
): Pointer[] {
  return [...repeats(pastCalls, reason, now), ...worse(record.series, now), ...doses(record.ledger)]
}

function repeats(calls: readonly PastCall[], reason: CallReason | '', now: Instant): Pointer[] {
  const within = (hours: number) =>
    calls.filter(({ at }) => {
      const ago = secondsBetween(at, now)
      return ago >= 0 && ago < hours * HOUR
    })
  const [inADay, inThree] = [within(24), within(72)]
  const same = reason === '' ? [] : inThree.filter(({ outcome }) => outcome.reason === reason)
  const times = (count: number) => (count === 1 ? 'once before' : `${count} times before`)
  if (same.length > 0)
    return [
      {
        key: 'same_again',
        words: `Rang ${times(same.length)} about the same within ${within(24).some(call => same.includes(call)) ? '24' : '72'} hours`,
      },
    ]
  if (inADay.length > 0) return [{ key: 'again_24', words: `Rang ${times(inADay.length)} within 24 hours` }]
  return inThree.length > 0
    ? [{ key: 'again_72', words: `Rang ${times(inThree.length)} within 72 hours` }]
    : []
}

const WATCHED = ['phaseOfIllness', 'akps'] as const

function worse(series: RecordAtAGlance['series'], now: Instant): Pointer[] {
  return series.flatMap(({ name, title, points }) => {
    const [before, last] = points.slice(-2)
    if (!WATCHED.some(watched => watched === name) || !before || !last) return []
    // Up is better in every series.
    if (last.value >= before.value || secondsBetween(last.at, now) > LATELY) return []
    return [{ key: `worse_${name}`, words: `${title}: from ${before.short} to ${last.short}` }]
  })
}

function doses(ledger: RecordAtAGlance['ledger']): Pointer[] {
  return (ledger?.lines ?? []).flatMap(({ drug, triggers }) =>
    triggers.map(trigger => ({
      key: `${trigger} ${drug}`,
      words: `${drug}: ${doseTriggers[trigger].text.toLowerCase()}`,
      trigger,
    })),
  )
}
