import { dayInBritain, momentInBritain } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import { SHIFT_BEGINS, type WatchReason, type WatchRule, watchRules } from '#shared/shift.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** What is known of people by which somebody may have to be watched: ids and moments, and nothing else of a record. */
export type WatchFacts = {
  /** The newest phase of illness of those of whom one was recorded lately. */
  phases: readonly { patientId: PatientId; phase: string }[]
  /** How many of their calls came in within a day. */
  calls: readonly { patientId: PatientId; count: number }[]
  /** Nobody has accepted, and shift leads or a manager were told. */
  silent: readonly PatientId[]
  /** Something that a team could not do. */
  failed: readonly PatientId[]
  /** A call back that is due, and not made. */
  owed: readonly PatientId[]
}

/** Of whom a nurse has said that she does not want them suggested for these. */
export type Dismissed = readonly { patientId: PatientId; rules: readonly string[] }[]

export type Suggestion = {
  patientId: PatientId
  reason: WatchReason
  /** The weightiest first. */
  rules: WatchRule[]
  /** In words that hold nothing of who it is: they are kept as the reason of a watch. */
  because: string
}

/** So many calls about one person within a day. No guide gives a number: it is for the line to judge. */
export const MANY_CALLS = 3
export const CALLS_WITHIN_SECONDS = 24 * 3_600

/**
 * Who may have to be watched, and why; never who is: a nurse puts them on the list, or does not. Those with most reasons first. Sources of
 * the rules: domain guide 4.7 for the phases and what is not closed, 3.6 for call backs that are late.
 */
export function suggestWatch(facts: WatchFacts, dismissed: Dismissed): Suggestion[] {
  const found = new Map<PatientId, Set<WatchRule>>()
  const add = (patientId: PatientId, rule: WatchRule) =>
    found.set(patientId, (found.get(patientId) ?? new Set()).add(rule))
  const counts = new Map<PatientId, number>()
  for (const { patientId, phase } of facts.phases) {
    if (phase === 'dying') add(patientId, 'phase_dying')
    if (phase === 'unstable') add(patientId, 'phase_unstable')
  }
  for (const { patientId, count } of facts.calls) {
    counts.set(patientId, count)
    if (count >= MANY_CALLS) add(patientId, 'many_calls')
  }
  for (const patientId of facts.silent) add(patientId, 'nobody_accepts')
  for (const patientId of facts.failed) add(patientId, 'visit_failed')
  for (const patientId of facts.owed) add(patientId, 'call_late')
  return [...found]
    .map(([patientId, rules]) => ({ patientId, rules: ORDER.filter(rule => rules.has(rule)) }))
    .filter(({ patientId, rules }) => rules.some(rule => !isDismissed(dismissed, patientId, rule)))
    .map(({ patientId, rules }) => ({
      patientId,
      rules,
      reason: watchRules[rules[0] as WatchRule].reason, // whoever was found was found by a rule
      because: rules
        .map(rule =>
          rule === 'many_calls' ? `${counts.get(patientId)} calls within 24 hours` : watchRules[rule].text,
        )
        .join('; '),
    }))
    .toSorted(
      (one, other) =>
        other.rules.length - one.rules.length ||
        ORDER.indexOf(one.rules[0] as WatchRule) - ORDER.indexOf(other.rules[0] as WatchRule) ||
        one.patientId.localeCompare(other.patientId),
    )
}

const ORDER = Object.keys(watchRules) as WatchRule[]

function isDismissed(dismissed: Dismissed, patientId: PatientId, rule: WatchRule): boolean {
  return dismissed.some(one => one.patientId === patientId && one.rules.includes(rule))
}

/** The beginning of a shift by the clocks in Britain, the first that is at least so many seconds away. */
export function nextShift(at: Instant, leastSeconds: number): Instant {
  const least = plusSeconds(at, leastSeconds)
  // Counted at noon, which no change of the clocks is near.
  const noon = `${dayInBritain(at)}T12:00:00.000Z`
  const begins = [0, 1, 2].flatMap(days =>
    SHIFT_BEGINS.map(clock => momentInBritain(plusSeconds(noon, days * 86_400).slice(0, 10), clock)),
  )
  return begins.find(begin => begin >= least) ?? least
}
