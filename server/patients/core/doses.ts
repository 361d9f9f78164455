import type { DoseTrigger, LedgerLine } from '#shared/record/ledger.ts'
import type { Body } from '#shared/record/sections.ts'
import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'

type Dose = Body<'anticipatoryDoses'>

const HOUR = 3600
const FOUR_HOURS = 4 * HOUR
export const DAY = 24 * HOUR

/** What the chart allows: the least time between two doses, and the most in 24 hours in its own words ('6 doses', '20 mg'). */
type Allowed = { minIntervalMinutes?: number | undefined; max24h?: string | undefined }

/** What was given of one medicine up to a moment, and when it may be given again. */
export function givenOf(
  doses: readonly Dose[],
  asOf: Instant,
  allowed: Allowed = {},
): Pick<LedgerLine, 'inFourHours' | 'inADay' | 'lastGivenAt' | 'notBefore' | 'triggers'> {
  const { minIntervalMinutes } = allowed
  const last = inOrder(doses, asOf).at(-1)?.givenAt
  return {
    inFourHours: countWithin(doses, asOf, FOUR_HOURS),
    inADay: countWithin(doses, asOf, DAY),
    triggers: triggersOf(doses, asOf, allowed),
    ...(last && { lastGivenAt: last }),
    ...(last &&
      minIntervalMinutes !== undefined && { notBefore: plusSeconds(last, minIntervalMinutes * 60) }),
  }
}

/** Doses given in the time that ends at `asOf`. */
export function countWithin(doses: readonly Dose[], asOf: Instant, seconds: number): number {
  return doses.filter(({ givenAt }) => isWithin(givenAt, asOf, seconds)).length
}

/**
 * Three doses or more of one medicine within four hours with little or no benefit; more than six in 24 hours. The first is said
 * for four hours after the third dose, unless all three helped fully; what was not written down did not help. Besides, what was given
 * against the chart in the last 24 hours: too soon, or too often where it counts in doses.
 * Source: domain guide 2.6 [AAA] [GEEKY]; the same in anticipatory prescribing guidance of primary care.
 */
function triggersOf(
  doses: readonly Dose[],
  asOf: Instant,
  { minIntervalMinutes = 0, max24h }: Allowed,
): DoseTrigger[] {
  const recent = inOrder(doses, asOf)
  const isCrowded = recent.slice(2).some((third, place) => {
    const three = recent.slice(place, place + 3)
    const isClose = secondsBetween(three[0]?.givenAt ?? third.givenAt, third.givenAt) <= FOUR_HOURS
    return isClose && isWithin(third.givenAt, asOf, FOUR_HOURS) && three.some(dose => dose.benefit !== 'full')
  })
  const inADay = countWithin(doses, asOf, DAY)
  const isTooMany = inADay > 6
  const isTooSoon = recent
    .slice(1)
    .some(
      ({ givenAt }, place) =>
        isWithin(givenAt, asOf, DAY) &&
        secondsBetween(recent[place]?.givenAt ?? givenAt, givenAt) < minIntervalMinutes * 60,
    )
  return [
    ...(isCrowded ? ['three_in_four_hours' as const] : []),
    ...(isTooMany ? ['over_six_in_a_day' as const] : []),
    ...(inADay > mostDoses(max24h) ? ['over_the_most' as const] : []),
    ...(isTooSoon ? ['sooner_than_allowed' as const] : []),
  ]
}

/** '6 doses' as a number; a chart that counts in milligrams, or says how often ('1 dose every 4 hours'), says nothing of how many. */
function mostDoses(max24h: string | undefined): number {
  const [, count] =
    /^(?:at most |max(?:imum)? )?(\d{1,2}) ?(?:doses?|times|x)\b(?!.*\b(?:every|hourly|per hour)\b)/i.exec(
      max24h?.trim() ?? '',
    ) ?? []
  return count === undefined ? Number.POSITIVE_INFINITY : Number(count)
}

function inOrder(doses: readonly Dose[], asOf: Instant): Dose[] {
  return doses
    .filter(({ givenAt }) => givenAt <= asOf)
    .toSorted((a, b) => (a.givenAt < b.givenAt ? -1 : a.givenAt > b.givenAt ? 1 : 0))
}

function isWithin(givenAt: Instant, asOf: Instant, seconds: number): boolean {
  const ago = secondsBetween(givenAt, asOf)
  return ago >= 0 && ago < seconds
}
