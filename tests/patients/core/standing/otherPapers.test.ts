import { describe, expect, test } from 'vitest'
import { capacityRules, imcaRules } from '#server/patients/core/standing/capacity.ts'
import { cprRules, respectRules } from '#server/patients/core/standing/cpr.ts'
import { lpaRules } from '#server/patients/core/standing/lpa.ts'
import type { Entry } from '#shared/record/entry.ts'
import { aContact, entry, itemNo } from '../entries.ts'
import { aCprDecision, anAdrt, anAssessment, anLpa, aRespect, standing, stateAndKeys } from './papers.ts'

type Row = [name: string, key: string, state: string, paper: Entry, ...others: Entry[]]

const adrtOnCpr = anAdrt({ treatment: 'Cardiopulmonary resuscitation' })
const anImca = (changes: object = {}) =>
  entry('imca', { isRequired: true, referredOn: '2026-11-20', name: 'Jo Fenn', ...changes })

const LPA: readonly Row[] = [
  ['revoked', 'revoked', 'withdrawn', anLpa({ revokedOn: '2026-01-01' })],
  ['about property', 'property_only', 'no_say', anLpa({ kind: 'property' })],
  [
    'beside an advance decision without a day',
    'adrt_order_not_known',
    'in_doubt',
    anLpa(),
    anAdrt({ madeOn: undefined }),
  ],
  ['not registered', 'not_registered', 'incomplete', anLpa({ registeredOn: undefined })],
  [
    'nobody asked about life-sustaining treatment',
    'authority_not_known',
    'incomplete',
    anLpa({ mayDecideLifeSustaining: undefined }),
  ],
  ['no attorney', 'nobody_named', 'incomplete', anLpa({ attorneys: [] })],
  ['neither place nor reference', 'no_paper_place', 'incomplete', anLpa({ paperLocation: undefined })],
  ['nobody has shown that the person cannot decide', 'only_when_cannot', 'waits', anLpa()],
  ['the person can decide', 'only_when_cannot', 'waits', anLpa(), anAssessment({ hasCapacity: 'yes' })],
  ['the person cannot decide something', 'may_act', 'in_order', anLpa(), anAssessment()],
  [
    'the person can sometimes decide',
    'may_act',
    'in_order',
    anLpa(),
    anAssessment({ hasCapacity: 'fluctuates' }),
  ],
  [
    'without a say in life-sustaining treatment',
    'no_life_sustaining',
    'waits',
    anLpa({ mayDecideLifeSustaining: false }),
  ],
  ['an advance decision is newer', 'later_adrt', 'waits', anLpa(), anAdrt()],
  ['attorneys act jointly', 'together', 'waits', anLpa({ acting: 'jointly' })],
  ['attorneys act jointly for some things', 'together', 'waits', anLpa({ acting: 'mixed' })],
]

const CPR: readonly Row[] = [
  [
    'the ReSPECT form recommends CPR',
    'respect_differs',
    'in_doubt',
    aCprDecision(),
    aRespect({ cpr: 'recommended' }),
  ],
  [
    'for CPR, and the ReSPECT form does not recommend it',
    'respect_differs',
    'in_doubt',
    aCprDecision({ decision: 'for' }),
    aRespect(),
  ],
  [
    'for CPR, and an advance decision refuses it',
    'adrt_refuses_cpr',
    'in_doubt',
    aCprDecision({ decision: 'for' }),
    adrtOnCpr,
  ],
  [
    'not for CPR on a condition',
    'conditional',
    'in_doubt',
    aCprDecision({ reason: 'Only if the cause is not reversible; for CPR if he chokes' }),
  ],
  [
    'for CPR on a condition',
    'conditional',
    'in_doubt',
    aCprDecision({ decision: 'for', reason: 'Unless nobody saw it happen' }),
  ],
  [
    'past its review',
    'review_past',
    'in_doubt',
    aCprDecision({ isIndefinite: false, reviewOn: '2026-11-22' }),
  ],
  [
    'nobody wrote where the paper is',
    'no_paper_place',
    'incomplete',
    aCprDecision({ paperLocation: undefined }),
  ],
  [
    'discussed with nobody, for no reason',
    'not_discussed',
    'incomplete',
    aCprDecision({ involved: undefined }),
  ],
  ['nobody wrote who decided', 'no_clinician', 'incomplete', aCprDecision({ clinician: undefined })],
  ['nobody wrote when', 'no_date', 'incomplete', aCprDecision({ decidedOn: undefined })],
  ['not for CPR', 'cpr_only', 'in_order', aCprDecision()],
  ['no decision', 'no_decision', 'in_order', entry('cprDecision', { decision: 'none' })],
  ['no reason', 'no_reason', 'in_order', aCprDecision({ reason: undefined })],
  ['nobody was told', 'nobody_told', 'in_order', aCprDecision({ informed: undefined })],
  ['no review date', 'no_review', 'in_order', aCprDecision({ isIndefinite: undefined })],
]

const RESPECT: readonly Row[] = [
  ['beside a decision for CPR', 'cpr_differs', 'in_doubt', aRespect(), aCprDecision({ decision: 'for' })],
  [
    'a child’s CPR line beside a decision not for CPR',
    'cpr_differs',
    'in_doubt',
    aRespect({ cpr: 'modified_child' }),
    aCprDecision(),
  ],
  [
    'recommends what an advance decision refuses',
    'adrt_refuses_cpr',
    'in_doubt',
    aRespect({ cpr: 'recommended' }),
    adrtOnCpr,
  ],
  ['past its review', 'review_past', 'in_doubt', aRespect({ reviewOn: '2026-11-22' })],
  [
    'a child’s CPR line for a grown-up',
    'child_line_for_adult',
    'in_doubt',
    aRespect({ cpr: 'modified_child' }),
  ],
  ['not signed', 'not_signed', 'incomplete', aRespect({ signedBy: undefined })],
  ['no day', 'no_date', 'incomplete', aRespect({ signedOn: undefined })],
  ['nobody wrote where it is', 'no_paper_place', 'incomplete', aRespect({ paperLocation: undefined })],
  [
    'made without the person and without anybody for them',
    'nobody_spoke_for_them',
    'incomplete',
    aRespect({ hadCapacity: 'no' }),
  ],
  ['any of them', 'guides', 'in_order', aRespect()],
  ['beside an advance decision', 'adrt_binds', 'in_order', aRespect(), anAdrt()],
]

const CAPACITY: readonly Row[] = [
  [
    'asked again since, in other letters',
    'assessed_again',
    'superseded',
    anAssessment({ decision: 'Going into hospital' }),
    anAssessment({ decision: 'going into  hospital.', assessedAt: '2026-11-20T10:00:00.000Z' }, 11),
  ],
  ['past its review', 'review_past', 'in_doubt', anAssessment({ reviewOn: '2026-11-22' })],
  ['more than three months old', 'old', 'in_doubt', anAssessment({ assessedAt: '2026-08-22T10:00:00.000Z' })],
  ['it comes and goes', 'fluctuates', 'in_doubt', anAssessment({ hasCapacity: 'fluctuates' })],
  ['nothing says what showed it', 'no_basis', 'incomplete', anAssessment({ basis: undefined })],
  ['any of them', 'one_decision', 'in_order', anAssessment()],
]

const IMCA: readonly Row[] = [
  [
    'said to be needless, and nobody can speak for the person',
    'needed_after_all',
    'in_doubt',
    anImca({ isRequired: false }),
    anAssessment(),
  ],
  ['not asked for', 'no_referral', 'incomplete', anImca({ referredOn: undefined })],
  ['nobody named yet', 'nobody_named', 'incomplete', anImca({ name: undefined })],
  ['there is a daughter', 'somebody_to_consult', 'in_order', anImca(), aContact()],
  ['any of them', 'urgent_treatment', 'in_order', anImca()],
]

describe.each<[string, readonly Row[], readonly { key: string }[]]>([
  ['a power of attorney', LPA, lpaRules],
  ['a CPR decision', CPR, cprRules],
  ['a ReSPECT form', RESPECT, respectRules],
  ['an assessment of capacity', CAPACITY, capacityRules],
  ['an advocate', IMCA, imcaRules],
])('%s', (_, table, rules) => {
  test.each(table)('%s (%s): %s', (_, key, state, paper, ...others) => {
    const [found, keys] = stateAndKeys(standing(paper, ...others))

    expect([found, keys.includes(key)]).toEqual([state, true])
  })

  test('every rule has a row that fires it', () => {
    const fired = new Set(table.map(([, key]) => key))

    expect(rules.map(rule => rule.key).filter(key => !fired.has(key))).toEqual([])
  })
})

test.each<[string, Entry, string[]]>([
  ['a power of attorney', anLpa(), ['only_when_cannot']],
  ['a CPR decision', aCprDecision(), ['cpr_only']],
  ['a decision for CPR', aCprDecision({ decision: 'for' }), []],
  ['a ReSPECT form', aRespect(), ['guides']],
  ['an assessment', anAssessment(), ['one_decision']],
  ['an advocate', anImca(), ['urgent_treatment']],
])('of %s with nothing missing only what is always so is said', (_, paper, keys) => {
  expect(stateAndKeys(standing(paper))[1]).toEqual(keys)
})

test.each<[string, Entry, ...Entry[]]>([
  ['a ReSPECT form that agrees', aCprDecision(), aRespect()],
  ['a ReSPECT form that there is not', aCprDecision(), aRespect({ isPresent: false, cpr: 'recommended' })],
  ['an advance decision about something else', aCprDecision({ decision: 'for' }), anAdrt()],
  [
    'an advance decision withdrawn',
    aCprDecision({ decision: 'for' }),
    anAdrt({ treatment: 'CPR', withdrawnOn: '2026-01-01' }),
  ],
  ['an indefinite decision whose review day is past', aCprDecision({ reviewOn: '2026-11-22' })],
  ['a review that is due today', aCprDecision({ isIndefinite: false, reviewOn: '2026-11-23' })],
  [
    'a decision discussed with nobody, for a reason',
    aCprDecision({ involved: undefined, notDiscussedBecause: 'Unconscious' }),
  ],
])('a CPR decision is in order beside %s', (_, paper, ...others) => {
  expect(standing(paper, ...others)?.state).toBe('in_order')
})

test.each<[string, ...Entry[]]>([
  ['a contact who can be asked', anAssessment(), aContact()],
  ['an attorney for health', anAssessment(), anLpa()],
  ['a person who can decide', anAssessment({ hasCapacity: 'yes' })],
])('no advocate is called for beside %s', (_, ...others) => {
  expect(standing(anImca({ isRequired: false }), ...others)?.state).toBe('in_order')
})

test('a child and somebody who depends on the person cannot be asked', () => {
  const child = aContact({ isChild: true })
  const dependent = { ...aContact({ roles: ['dependent'] }), itemId: itemNo(20) } as Entry

  expect(standing(anImca({ isRequired: false }), anAssessment(), child, dependent)?.state).toBe('in_doubt')
})

test('which of two papers on CPR is the newer is said, and when it is not known that is said', () => {
  const words = (signedOn: string | undefined) =>
    standing(aCprDecision(), aRespect({ cpr: 'recommended', signedOn }))?.reasons[0]?.words

  expect([words('2026-11-01'), words('2026-09-01'), words(undefined)]).toEqual([
    'The ReSPECT form (01-Nov-2026) recommends CPR, the CPR decision (01-Oct-2026) is not for CPR. The form is the newer of the two',
    'The ReSPECT form (01-Sep-2026) recommends CPR, the CPR decision (01-Oct-2026) is not for CPR. The decision is the newer of the two',
    'The ReSPECT form (day not recorded) recommends CPR, the CPR decision (01-Oct-2026) is not for CPR. Not known which is newer',
  ])
})

test('a ReSPECT form that there is not has no standing', () => {
  expect(standing(aRespect({ isPresent: false }))).toBeUndefined()
})
