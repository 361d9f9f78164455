import { showDay } from '#shared/days.ts'
import { cprDecisions } from '#shared/record/decisions.ts'
import { known } from '#shared/record/knownState.ts'
import { ageOn } from '#shared/time.ts'
import type { Reading } from '../reading.ts'
import { conditionIn } from './conditions.ts'
import { adrtsRefusingCpr, cprConflict } from './papersInOrder.ts'
import { EOL_NOTE, HOUSE, inASentence, JOINT_CPR, MCA, onDay, RESPECT, type StandingRule } from './rule.ts'

/** A decision about CPR: a clinical decision, about CPR and about nothing else. */
export const cprRules: readonly StandingRule<'cprDecision'>[] = [
  {
    key: 'respect_differs',
    leadsTo: 'in_doubt',
    source: `${JOINT_CPR}; ${RESPECT}`,
    find: (_, reading) => conflictWords(reading),
  },
  {
    key: 'adrt_refuses_cpr',
    leadsTo: 'in_doubt',
    source: `${MCA} s.26(1)`,
    find: ({ body }, reading) =>
      body.decision !== 'not_for' &&
      adrtsRefusingCpr(reading).length > 0 &&
      'An advance decision refuses CPR: where it is valid, it binds',
  },
  {
    key: 'conditional',
    leadsTo: 'in_doubt',
    source: EOL_NOTE,
    find: ({ body }) => {
      const condition = body.decision === 'none' ? undefined : conditionIn(body.reason ?? '')
      return (
        condition &&
        `The reason reads like a condition: “${condition}”. Read a crew the decision and this together. A condition is a wish about treatment: whoever decided should write it under ceilings of treatment`
      )
    },
  },
  {
    key: 'review_past',
    leadsTo: 'in_doubt',
    source: JOINT_CPR,
    find: ({ body }, { today }) =>
      body.isIndefinite !== true &&
      body.reviewOn !== undefined &&
      body.reviewOn < today &&
      `Review was due ${showDay(body.reviewOn)}`,
  },
  {
    key: 'no_paper_place',
    leadsTo: 'incomplete',
    source: 'PRSB Palliative and End of Life Care v1.1, location of document',
    find: ({ body }) =>
      body.decision === 'not_for' && !known(body.paperLocation) && 'Where the paper is has not been recorded',
  },
  {
    key: 'not_discussed',
    leadsTo: 'incomplete',
    source: `${JOINT_CPR}; R (Tracey) v Cambridge University Hospitals [2014] EWCA Civ 822`,
    find: ({ body }) =>
      body.decision === 'not_for' &&
      !body.involved?.length &&
      !body.discussedWith?.length &&
      !body.notDiscussedBecause &&
      'Not recorded with whom it was discussed, or why it was not',
  },
  {
    key: 'no_clinician',
    leadsTo: 'incomplete',
    source: JOINT_CPR,
    find: ({ body }) => body.decision !== 'none' && !body.clinician && 'Who decided has not been recorded',
  },
  {
    key: 'no_date',
    leadsTo: 'incomplete',
    source: JOINT_CPR,
    find: ({ body }) =>
      body.decision !== 'none' && !body.decidedOn && 'The day on which it was decided has not been recorded',
  },
  {
    key: 'cpr_only',
    leadsTo: 'in_order',
    source: `${JOINT_CPR}, 5.1`,
    find: ({ body }) =>
      body.decision === 'not_for' &&
      'About CPR and nothing else: every other treatment is decided on its own',
  },
  {
    key: 'no_decision',
    leadsTo: 'in_order',
    source: JOINT_CPR,
    find: ({ body }) =>
      body.decision === 'none' && 'Nobody has decided against CPR: in an emergency it would usually be tried',
  },
  {
    key: 'no_reason',
    leadsTo: 'in_order',
    source: JOINT_CPR,
    find: ({ body }) => body.decision === 'not_for' && !body.reason && 'The reason has not been recorded',
  },
  {
    key: 'nobody_told',
    leadsTo: 'in_order',
    source: `${JOINT_CPR}; R (Winspear) v City Hospitals Sunderland [2015] EWHC 3250 (QB)`,
    find: ({ body }) =>
      body.decision === 'not_for' &&
      !body.informed?.length &&
      'Who has been told of it has not been recorded: find out before you speak of it',
  },
  {
    key: 'no_review',
    leadsTo: 'in_order',
    source: JOINT_CPR,
    find: ({ body }) =>
      body.decision === 'not_for' &&
      body.isIndefinite !== true &&
      !body.reviewOn &&
      'No review date, and not said to stand until changed: it holds, and is looked at again when things change',
  },
]

/** A ReSPECT form. */
export const respectRules: readonly StandingRule<'respect'>[] = [
  {
    key: 'cpr_differs',
    leadsTo: 'in_doubt',
    source: `${JOINT_CPR}; ${RESPECT}`,
    find: (_, reading) => conflictWords(reading),
  },
  {
    key: 'adrt_refuses_cpr',
    leadsTo: 'in_doubt',
    source: `${MCA} s.26(1)`,
    find: ({ body }, reading) =>
      body.cpr === 'recommended' &&
      adrtsRefusingCpr(reading).length > 0 &&
      'An advance decision refuses CPR: where it is valid, it binds',
  },
  {
    key: 'review_past',
    leadsTo: 'in_doubt',
    source: RESPECT,
    find: ({ body }, { today }) =>
      body.reviewOn !== undefined && body.reviewOn < today && `Review was due ${showDay(body.reviewOn)}`,
  },
  {
    key: 'child_line_for_adult',
    leadsTo: 'in_doubt',
    source: RESPECT,
    find: ({ body }, reading) => {
      const birthDate = known(reading.one('identity')?.body.birthDate)
      return (
        body.cpr === 'modified_child' &&
        birthDate !== undefined &&
        ageOn(birthDate, reading.today) >= 18 &&
        'Modified CPR is a choice for children only, and this is an adult'
      )
    },
  },
  {
    key: 'not_signed',
    leadsTo: 'incomplete',
    source: RESPECT,
    find: ({ body }) => !body.signedBy && 'No signature recorded',
  },
  {
    key: 'no_date',
    leadsTo: 'incomplete',
    source: RESPECT,
    find: ({ body }) => !body.signedOn && 'The day on which it was signed has not been recorded',
  },
  {
    key: 'no_paper_place',
    leadsTo: 'incomplete',
    source: HOUSE,
    find: ({ body }) =>
      !known(body.paperLocation) && !body.documentItem && 'Where the form is has not been recorded',
  },
  {
    key: 'nobody_spoke_for_them',
    leadsTo: 'incomplete',
    source: `${RESPECT}; ${MCA} s.4(7)`,
    find: ({ body }) =>
      body.hadCapacity === 'no' &&
      !body.involved &&
      'The person could not take part, and who spoke for them has not been recorded',
  },
  {
    key: 'guides',
    leadsTo: 'in_order',
    source: RESPECT,
    find: () => 'It guides whoever treats the person; it does not bind in law',
  },
  {
    key: 'adrt_binds',
    leadsTo: 'in_order',
    source: `${MCA} s.26(1)`,
    find: (_, reading) =>
      reading.of('adrt').some(({ body }) => !body.withdrawnOn) &&
      'There is an advance decision, and that binds where it is valid: read it first',
  },
]

function conflictWords(reading: Reading): string | undefined {
  const conflict = cprConflict(reading)
  if (!conflict) return undefined
  const { respect, decision, newer } = conflict
  const newest = {
    respect: 'The form is the newer of the two',
    decision: 'The decision is the newer of the two',
    not_known: 'Not known which is newer',
  }[newer]
  const says = respect.body.cpr === 'not_recommended' ? 'does not recommend CPR' : 'recommends CPR'
  return `The ReSPECT form (${onDay(respect.body.signedOn)}) ${says}, the CPR decision (${onDay(decision.body.decidedOn)}) is ${inASentence(cprDecisions[decision.body.decision].text)}. ${newest}`
}
