import { dayInBritain } from '#shared/days.ts'
import { daysBetween } from '../dayCount.ts'
import type { Item, Reading } from '../reading.ts'

/** Days after which an assessment of capacity says little about today: the quarter after which the house asks again. */
export const CAPACITY_DAYS = 92

/** A newer assessment of the same decision, in the same words. */
export function assessedAgain(paper: Item<'capacity'>, reading: Reading): Item<'capacity'> | undefined {
  const about = plain(paper.body.decision)
  return reading
    .of('capacity')
    .find(({ body }) => plain(body.decision) === about && body.assessedAt > paper.body.assessedAt)
}

export function isOldAssessment({ body }: Item<'capacity'>, { today }: Reading): boolean {
  return daysBetween(dayInBritain(body.assessedAt), today) > CAPACITY_DAYS
}

function isOfToday(paper: Item<'capacity'>, reading: Reading): boolean {
  const { reviewOn } = paper.body
  const isReviewDue = reviewOn !== undefined && reviewOn < reading.today
  return !assessedAgain(paper, reading) && !isOldAssessment(paper, reading) && !isReviewDue
}

/**
 * What the assessments that still say something about today say: what the person can decide, and what not or not always.
 * Everybody is taken to be able to decide until it is shown otherwise (Mental Capacity Act 2005 s.1(2)).
 */
export function abilities(reading: Reading): { can: Item<'capacity'>[]; cannot: Item<'capacity'>[] } {
  const current = reading.of('capacity').filter(paper => isOfToday(paper, reading))
  return {
    can: current.filter(({ body }) => body.hasCapacity === 'yes'),
    cannot: current.filter(({ body }) => body.hasCapacity !== 'yes'),
  }
}

/** Adults around the person, unpaid, who could say what they would have wanted. */
export function whomToConsult(reading: Reading): Item<'personalContacts'>[] {
  return reading
    .of('personalContacts')
    .filter(({ body }) => !body.isChild && !body.roles.every(role => role === 'dependent'))
}

/**
 * Decisions that the person cannot take, while the record names nobody to ask: no family or friend, no attorney for health.
 * Source: Mental Capacity Act 2005 ss.37–40.
 */
export function decidedByNobody(reading: Reading): Item<'capacity'>[] {
  const hasAttorney = reading
    .of('lpa')
    .some(({ body }) => body.kind === 'health_and_welfare' && body.registeredOn && !body.revokedOn)
  const isAllShown = reading.sees('personalContacts', 'lpa')
  if (!isAllShown || hasAttorney || whomToConsult(reading).length > 0) return []
  return abilities(reading).cannot.filter(({ body }) => body.hasCapacity === 'no')
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
