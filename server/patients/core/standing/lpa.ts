import { showDay } from '#shared/days.ts'
import { isUnknown, known } from '#shared/record/knownState.ts'
import type { Body } from '#shared/record/sections.ts'
import { abilities } from './ability.ts'
import { besideAdrts } from './papersInOrder.ts'
import { HOUSE, listed, MCA, onDay, type StandingRule } from './rule.ts'

/** A lasting power of attorney, as the Mental Capacity Act 2005 judges it (ss.9–14). */
export const lpaRules: readonly StandingRule<'lpa'>[] = [
  {
    key: 'revoked',
    leadsTo: 'withdrawn',
    source: `${MCA} s.13(2)`,
    find: ({ body }) => body.revokedOn && `Revoked ${showDay(body.revokedOn)}`,
  },
  {
    key: 'property_only',
    leadsTo: 'no_say',
    source: `${MCA} s.9(1)`,
    find: ({ body }) => body.kind === 'property' && 'It is about money and property',
  },
  {
    key: 'adrt_order_not_known',
    leadsTo: 'in_doubt',
    source: `${MCA} s.25(2)(b)`,
    find: (paper, reading) =>
      isForHealth(paper.body) &&
      besideAdrts(paper, reading).some(({ order, covers }) => order === 'not_known' && covers !== 'no') &&
      `Not known which came first, this (${onDay(paper.body.madeOn)}) or the advance decision: the later one counts`,
  },
  {
    key: 'not_registered',
    leadsTo: 'incomplete',
    source: `${MCA} s.9(2)(b)`,
    find: ({ body }) =>
      isForHealth(body) &&
      !known(body.registeredOn) &&
      `${isUnknown(body.registeredOn) ? 'Not known whether it is registered' : 'Registration has not been recorded'}: attorneys may act only once it is registered`,
  },
  {
    key: 'authority_not_known',
    leadsTo: 'incomplete',
    source: `${MCA} s.11(8)(a)`,
    find: ({ body }) =>
      isForHealth(body) &&
      (body.mayDecideLifeSustaining === undefined || isUnknown(body.mayDecideLifeSustaining)) &&
      'Not known whether the attorneys may decide about life-sustaining treatment: the paper must say so',
  },
  {
    key: 'nobody_named',
    leadsTo: 'incomplete',
    source: `${MCA} s.9(1)`,
    find: ({ body }) => body.attorneys.length === 0 && 'No attorney is named',
  },
  {
    key: 'no_paper_place',
    leadsTo: 'incomplete',
    source: HOUSE,
    find: ({ body }) =>
      !known(body.paperLocation) &&
      !body.documentItem &&
      !body.reference &&
      'Neither its place nor its reference has been recorded',
  },
  {
    key: 'only_when_cannot',
    leadsTo: 'waits',
    source: `${MCA} s.11(7)(a)`,
    find: ({ body }, reading) =>
      isForHealth(body) &&
      abilities(reading).cannot.length === 0 &&
      'The attorneys decide only what the person cannot decide: ask the person first',
  },
  {
    key: 'may_act',
    leadsTo: 'in_order',
    source: `${MCA} ss.9, 11(7)`,
    find: ({ body }, reading) => {
      const about = abilities(reading).cannot.map(paper => `“${paper.body.decision}”`)
      return (
        isForHealth(body) &&
        !body.revokedOn &&
        about.length > 0 &&
        `The person cannot, or cannot always, decide about ${listed(about)}: there the attorneys speak`
      )
    },
  },
  {
    key: 'no_life_sustaining',
    leadsTo: 'in_order',
    source: `${MCA} s.11(8)(a)`,
    find: ({ body }) =>
      isForHealth(body) &&
      body.mayDecideLifeSustaining === false &&
      'Has no say in life-sustaining treatment',
  },
  {
    key: 'later_adrt',
    leadsTo: 'in_order',
    source: `${MCA} ss.11(7)(b), 25(7)`,
    find: (paper, reading) => {
      const later =
        isForHealth(paper.body) && besideAdrts(paper, reading).find(({ order }) => order === 'lpa_first')
      return (
        later &&
        `An advance decision made later (${onDay(later.adrt.body.madeOn)}) stands over the attorneys for what it refuses`
      )
    },
  },
  {
    key: 'together',
    leadsTo: 'in_order',
    source: `${MCA} s.10(4)`,
    find: ({ body }) =>
      (body.acting === 'jointly' && 'The attorneys must decide together') ||
      (body.acting === 'mixed' && 'For some decisions the attorneys must decide together: see the paper'),
  },
]

function isForHealth({ kind }: Body<'lpa'>): boolean {
  return kind === 'health_and_welfare'
}
