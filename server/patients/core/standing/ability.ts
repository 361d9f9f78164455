import { dayInBritain } from '#shared/days.ts'
import { known } from '#shared/record/knownState.ts'
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
    .filter(({ body }) => body.isChild !== true && !body.roles.every(role => role === 'dependent'))
}

/**
 * Decisions that the person cannot take, while the record names nobody to ask: no family or friend, no attorney for health.
 * Source: Mental Capacity Act 2005 ss.37–40.
 */
export function decidedByNobody(reading: Reading): Item<'capacity'>[] {
  const hasAttorney = reading
    .of('lpa')
    .some(({ body }) => body.kind === 'health_and_welfare' && known(body.registeredOn) && !body.revokedOn)
  const isAllShown = reading.sees('personalContacts', 'lpa')
  if (!isAllShown || hasAttorney || whomToConsult(reading).length > 0) return []
  return abilities(reading).cannot.filter(({ body }) => body.hasCapacity === 'no')
}

/** Words that say nothing of what is decided. */
const SAYS_NOTHING = new Set(
  `about accept accepting after again against agree agreed agreeing another before being cared caring could days decide deciding
   decision decisions even from further future getting give given giving going have having into keep keeping life living medical
   more moved moving need needs other patient person receive receiving refuse refused refuses refusing risk should some staying such
   take taken taking that their them there they this those treat treated treating treatment treatments under until using want wants
   what when where whether which while will with without would`.split(/\s+/),
)

/** Words of many treatments, and of many decisions that are about none: by one of these alone two are the same only where one says no more. */
const OF_MANY = new Set(
  `artificial blood care chest drug drugs home hospice hospital house infection intensive machine machines medicine medicines
   medication medications pain place procedure support tablet tablets test tests tube tubes unit ward`.split(
    /\s+/,
  ),
)
const RESUSCITATION = /\b(cpr|dnacpr|resuscitat\w*|cardiopulmonary)\b/i

/**
 * Whether a decision that was assessed is the one about this treatment, as far as its words tell: they have one of substance in common, in
 * any of its forms. In doubt it is not, and an advance decision goes on to speak. Capacity is of one decision. Source: Mental Capacity
 * Act 2005 s.2(1).
 */
export function isAboutThis(decision: string, treatment: string): boolean {
  if (RESUSCITATION.test(decision) && RESUSCITATION.test(treatment)) return true
  const decided = wordsOf(decision)
  const refused = wordsOf(treatment)
  const named = refused.filter(word => !OF_MANY.has(word))
  return (named.length > 0 ? named : refused).some(word => decided.map(stem).includes(stem(word)))
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(' ')
    .filter(word => word.length > 3 && !SAYS_NOTHING.has(word))
}

/** 'Ventilation', 'ventilator' and 'ventilated' are one word, as are 'antibiotic' and 'antibiotics'. */
function stem(word: string): string {
  return word.replace(/^(.{3,}?)(?:ations?|at(?:e|ed|ing|ors?)|ions?|ings?|ed|es|e|s)$/, '$1')
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
