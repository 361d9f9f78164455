import { dayInBritain, showDay } from '#shared/days.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { phaseChanges } from '../course.ts'
import { type Item, isOpen, type Reading } from '../reading.ts'
import { assessedAgain } from '../standing/ability.ts'
import { HOUSE, listed } from '../standing/rule.ts'
import { itemsOf } from './agreements.ts'
import { CONSENTS } from './consents.ts'
import { dischargedOn } from './discharged.ts'
import { about, type FindingRule, gap } from './rule.ts'

/** What should have been gone through again, and for what nobody ever set a day. */
export const reviewRules: readonly FindingRule[] = [
  {
    key: 'review_overdue',
    urgency: 'when_you_can',
    source: `${HOUSE}: reviews as dated by whoever wrote them`,
    find: reading => {
      const overdue = reviewsOf(reading).filter(({ on }) => on !== undefined && on < reading.today)
      const [first] = overdue.toSorted((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1))
      if (!first?.on) return undefined
      const isWeighty = overdue.some(
        ({ item }) => item.section === 'cprDecision' || item.section === 'respect',
      )
      const names = [...new Set(overdue.map(({ words }) => words))]
      return {
        words: `Review overdue since ${showDay(first.on)}: ${listed(names)}`,
        toDo: `Tell whoever is responsible${first.by ? ` (${first.by})` : ''}`,
        ...(first.by && { yours: { name: first.by, toDo: YOURS } }),
        about: about(...overdue.map(({ item }) => item)),
        ...(isWeighty && { urgency: 'soon' }),
      }
    },
  },
  {
    key: 'review_never_set',
    urgency: 'when_you_can',
    source:
      'SCCI1580, review date; Mental Capacity Act 2005, s.4; Resuscitation Council UK, ReSPECT quick guide',
    find: reading => {
      const items = neverSet(reading)
      const isWholeOpen = isOpen(reading, 'reviewDates')
      const names = [...(isWholeOpen ? ['the whole record'] : []), ...items.map(({ words }) => words)]
      if (names.length === 0) return undefined
      return {
        words: `No day was set to look again at ${listed([...new Set(names)])}`,
        toDo: 'Ask whoever is responsible to set one',
        about: [...about(...items.map(({ item }) => item)), ...(isWholeOpen ? gap('reviewDates') : [])],
      }
    },
  },
  {
    key: 'plans_older_than_phase',
    urgency: 'when_you_can',
    source: 'Domain guide 5.3.6: review at each phase change and at discharge',
    find: reading => {
      const change = phaseChanges(reading).slice(1).at(-1)
      const left = dischargedOn(reading)
      const changedOn = change && dayInBritain(change.body.at)
      const later = [changedOn, left]
        .filter(day => day !== undefined)
        .toSorted()
        .at(-1)
      if (later === undefined) return undefined
      const old = PLANS.flatMap(([section, words]) =>
        itemsIn(reading, section)
          .filter(item => dayInBritain(item.confirmedAt ?? item.recordedAt) < later)
          .map(item => ({ item, words })),
      )
      if (old.length === 0) return undefined
      const why = later === left ? 'they were discharged' : 'the phase of illness changed'
      return {
        words: `Not gone through since ${why} (${showDay(later)}): ${listed([...new Set(old.map(({ words }) => words))])}`,
        toDo: 'Ask whether they still fit, when it fits the call',
        about: about(...old.map(({ item }) => item)),
      }
    },
  },
]

const YOURS = 'You are named as responsible: go through it, and set the next day'

type Planned =
  | 'treatmentEscalation'
  | 'contingencyPlans'
  | 'preferredPlaceOfCare'
  | 'preferredPlaceOfDeath'
  | 'anticipatoryMedicines'

/** What was decided for the phase that it was decided in. Of the CPR decision there is a rule of its own. */
const PLANS = [
  ['treatmentEscalation', 'the ceilings of treatment'],
  ['contingencyPlans', 'the plans'],
  ['preferredPlaceOfCare', 'the place of care'],
  ['preferredPlaceOfDeath', 'the place of death'],
  ['anticipatoryMedicines', 'the anticipatory medicines and their chart'],
] as const satisfies readonly (readonly [Planned, string])[]

function itemsIn(reading: Reading, section: Planned): readonly Item<Planned>[] {
  return reading.of(section)
}

/** Where a day to look again is wanted, and none was written. */
function neverSet(reading: Reading): { item: Item<SectionName>; words: string }[] {
  return [
    ...reading
      .of('cprDecision')
      .filter(({ body }) => body.decision === 'not_for' && body.isIndefinite !== true && !body.reviewOn)
      .map(item => ({ item, words: 'the CPR decision' })),
    ...reading
      .of('respect')
      .filter(({ body }) => body.isPresent && !body.reviewOn)
      .map(item => ({ item, words: 'ReSPECT' })),
    ...plansNeverSet(reading),
    ...CONSENTS.flatMap(([section, words]) =>
      itemsOf(reading, section)
        .filter(({ body }) => body.value === 'best_interests_decision')
        .filter(({ body }) => !body.reviewOn && !body.bestInterests?.reviewOn)
        .map(item => ({ item, words: `the agreement ${words}, decided in their best interests` })),
    ),
  ]
}

/** One by its name, several as the plans: each of them is listed where they stand. */
function plansNeverSet(reading: Reading) {
  const plans = reading.of('contingencyPlans').filter(({ body }) => !body.reviewOn)
  return plans.map(item => ({
    item,
    words: plans.length === 1 ? `the plan for “${item.body.trigger}”` : 'the plans for what may happen',
  }))
}

type Review = { on: string | undefined; words: string; by?: string | undefined; item: Item<SectionName> }

/** Every day on which somebody wrote that something is to be looked at again. */
function reviewsOf(reading: Reading): Review[] {
  return [
    ...reading.of('reviewDates').map(item => ({
      on: item.body.nextReviewOn,
      words: 'the whole record',
      by: item.body.responsible,
      item,
    })),
    ...reading.of('cprDecision').map(item => ({
      on: item.body.isIndefinite === true ? undefined : item.body.reviewOn,
      words: 'the CPR decision',
      by: item.body.clinician,
      item,
    })),
    ...reading
      .of('respect')
      .map(item => ({ on: item.body.reviewOn, words: 'ReSPECT', by: item.body.signedBy, item })),
    ...reading
      .of('treatmentEscalation')
      .map(item => ({ on: item.body.reviewOn, words: `the ceiling for “${item.body.problem}”`, item })),
    ...reading
      .of('contingencyPlans')
      .map(item => ({ on: item.body.reviewOn, words: `the plan for “${item.body.trigger}”`, item })),
    ...reading
      .of('carePlans')
      .map(item => ({ on: item.body.reviewOn, words: 'a care plan', by: item.body.responsible, item })),
    ...reading.of('capacity').map(item => ({
      on: assessedAgain(item, reading) ? undefined : item.body.reviewOn,
      words: `whether they can decide “${item.body.decision}”`,
      by: item.body.assessor,
      item,
    })),
    ...CONSENTS.flatMap(([section, words]) =>
      itemsOf(reading, section).map(item => ({
        on: item.body.reviewOn ?? item.body.bestInterests?.reviewOn,
        words: `the agreement ${words}`,
        by: item.body.bestInterests?.assessor,
        item,
      })),
    ),
    ...reading
      .of('safetyFlags')
      .map(item => ({ on: item.body.reviewBy, words: 'the safety of those who visit', item })),
    ...reading.of('locationProtection').map(item => ({
      on: item.body.isProtected ? item.body.reviewOn : undefined,
      words: 'the protected location',
      item,
    })),
  ]
}
