import { plusDays } from '#server/patients/core/dayCount.ts'
import { restrictionOf } from '#server/patients/core/sharing.ts'
import type { Wishes } from '#server/patients/core/whoSees.ts'
import { momentInBritain } from '#shared/days.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import type { Instant } from '#shared/time.ts'

/** From when something is otherwise, of itself, and how it is then. */
export type Later<Value> = { at: Instant; is: Value }

/** The moments after `at` at which what was said for later begins, or a limit is over, the first one first. */
export function momentsAfter(
  entries: readonly Entry[],
  elsewhere: Wishes['elsewhere'],
  at: Instant,
): Instant[] {
  const limits = [
    ...knownEntries(entries, 'sharingRestrictions').flatMap(({ body }) => restrictionOf(body) ?? []),
    ...elsewhere.flatMap(({ restrictions }) => restrictions),
  ]
  const moments = [
    ...knownEntries(entries, 'consentToShare').map(({ body }) => body.from),
    ...knownEntries(entries, 'consentToTellCarers').map(({ body }) => body.from),
    ...elsewhere.flatMap(({ agreements }) => agreements.map(({ fromAt }) => fromAt)),
    ...limits.flatMap(({ fromAt, untilOn }) => [
      fromAt,
      untilOn && momentInBritain(plusDays(untilOn, 1), '00:00'),
    ]),
  ]
  return [...new Set(moments.flatMap(moment => (moment && moment > at ? [moment] : [])))].toSorted()
}

/** The first of these moments at which it is another than before. */
export function firstOther<Value>(
  moments: readonly Instant[],
  now: Value,
  isAt: (moment: Instant) => Value,
): Later<Value> | null {
  for (const at of moments) {
    const is = isAt(at)
    if (is !== now) return { at, is }
  }
  return null
}

export function isSameLater<Value>(one: Later<Value> | null, two: Later<Value> | null): boolean {
  return one?.at === two?.at && one?.is === two?.is
}
