import { showDay, showMoment } from '#shared/days.ts'
import { assessedAgain, decidedByNobody, isOldAssessment, whomToConsult } from './ability.ts'
import { HOUSE, listed, MCA, type StandingRule } from './rule.ts'

/** An assessment of capacity: about one decision at one time, never about the person. */
export const capacityRules: readonly StandingRule<'capacity'>[] = [
  {
    key: 'assessed_again',
    leadsTo: 'superseded',
    source: `${MCA} s.2(1)`,
    find: (paper, reading) => {
      const again = assessedAgain(paper, reading)
      return again && `The same decision was assessed again ${showMoment(again.body.assessedAt)}`
    },
  },
  {
    key: 'review_past',
    leadsTo: 'in_doubt',
    source: `${MCA} s.2(1)`,
    find: ({ body }, { today }) =>
      body.reviewOn !== undefined && body.reviewOn < today && `Review was due ${showDay(body.reviewOn)}`,
  },
  {
    key: 'old',
    leadsTo: 'in_doubt',
    source: `${MCA} s.2(1); three months are a house rule`,
    find: (paper, reading) =>
      isOldAssessment(paper, reading) &&
      'More than three months old: it says little about today. Ask again when the decision is due',
  },
  {
    key: 'fluctuates',
    leadsTo: 'in_doubt',
    source: `${MCA} s.4(3)`,
    find: ({ body }) =>
      body.hasCapacity === 'fluctuates' &&
      'It comes and goes: ask again at a good moment, if the decision can wait',
  },
  {
    key: 'no_basis',
    leadsTo: 'incomplete',
    source: `${MCA} ss.2–3`,
    find: ({ body }) =>
      body.hasCapacity === 'no' && !body.basis && 'What showed that they cannot decide has not been recorded',
  },
  {
    key: 'one_decision',
    leadsTo: 'in_order',
    source: `${MCA} ss.1(2), 2(1)`,
    find: () =>
      'About this decision at that time only: for any other the person is taken to be able to decide',
  },
]

/** An Independent Mental Capacity Advocate, for somebody who cannot decide and has nobody to speak for them. */
export const imcaRules: readonly StandingRule<'imca'>[] = [
  {
    key: 'needed_after_all',
    leadsTo: 'in_doubt',
    source: `${MCA} ss.37–40`,
    find: ({ body }, reading) => {
      const about = decidedByNobody(reading).map(paper => `“${paper.body.decision}”`)
      return (
        !body.isRequired &&
        about.length > 0 &&
        `The person cannot decide about ${listed(about)}, and nobody to consult is on the record: ask again whether an advocate is needed`
      )
    },
  },
  {
    key: 'no_referral',
    leadsTo: 'incomplete',
    source: `${MCA} s.37(3)`,
    find: ({ body }) => body.isRequired && !body.referredOn && 'No referral recorded',
  },
  {
    key: 'nobody_named',
    leadsTo: 'incomplete',
    source: HOUSE,
    find: ({ body }) =>
      body.isRequired &&
      body.referredOn !== undefined &&
      !body.name &&
      'Referred; no advocate has been named yet',
  },
  {
    key: 'somebody_to_consult',
    leadsTo: 'in_order',
    source: `${MCA} s.37(1)(b)`,
    find: ({ body }, reading) => {
      const names = whomToConsult(reading).map(contact => contact.body.name)
      return (
        body.isRequired &&
        names.length > 0 &&
        `${listed(names)} ${names.length === 1 ? 'is' : 'are'} on the record: an advocate is for somebody whom nobody suitable can speak for`
      )
    },
  },
  {
    key: 'urgent_treatment',
    leadsTo: 'in_order',
    source: `${MCA} s.37(4)`,
    find: ({ body }) => body.isRequired && 'Urgent treatment does not wait for the advocate',
  },
]
