import { expect, test } from 'vitest'
import { adrtRules } from '#server/patients/core/standing/adrt.ts'
import type { Entry } from '#shared/record/entry.ts'
import { entry, itemNo } from '../entries.ts'
import { anAdrt, anAssessment, anLpa, LPA, standing, stateAndKeys } from './papers.ts'

/** What is known → how the paper stands, and the rule that says so. */
const TABLE: readonly [name: string, key: string, state: string, paper: Entry, ...others: Entry[]][] = [
  ['withdrawn', 'withdrawn', 'withdrawn', anAdrt({ withdrawnOn: '2026-11-03' })],
  [
    'an attorney was appointed later, for the same',
    'later_lpa',
    'superseded',
    anAdrt(),
    anLpa({ madeOn: '2024-02-01', registeredOn: '2024-05-01' }),
  ],
  [
    'an attorney was appointed later, for a refusal that does not keep alive: any power for health covers it',
    'later_lpa',
    'superseded',
    anAdrt({ isLifeSustaining: false }),
    anLpa({ madeOn: '2024-02-01', registeredOn: '2024-05-01', mayDecideLifeSustaining: false }),
  ],
  [
    'somebody noted which power of attorney is later, and nobody the days',
    'later_lpa',
    'superseded',
    anAdrt({ madeOn: undefined, laterLpaItem: LPA }),
    anLpa({ madeOn: undefined }),
  ],
  [
    'a later power of attorney is not registered yet',
    'later_lpa_not_registered',
    'in_doubt',
    anAdrt(),
    anLpa({ madeOn: '2024-02-01', registeredOn: undefined }),
  ],
  [
    'not known whether a later power of attorney covers it',
    'later_lpa_authority_not_known',
    'in_doubt',
    anAdrt(),
    anLpa({
      madeOn: '2024-02-01',
      registeredOn: '2024-05-01',
      mayDecideLifeSustaining: { unknown: 'not_asked' },
    }),
  ],
  [
    'a later power of attorney was revoked',
    'later_lpa_revoked',
    'in_doubt',
    anAdrt(),
    anLpa({ madeOn: '2024-02-01', registeredOn: '2024-05-01', revokedOn: '2025-01-01' }),
  ],
  [
    'the day of the paper is not known',
    'lpa_order_not_known',
    'in_doubt',
    anAdrt({ madeOn: undefined }),
    anLpa(),
  ],
  [
    'no day of the power of attorney is known',
    'lpa_order_not_known',
    'in_doubt',
    anAdrt(),
    anLpa({ madeOn: undefined, registeredOn: undefined }),
  ],
  [
    'both were made on one day',
    'lpa_order_not_known',
    'in_doubt',
    anAdrt(),
    anLpa({ madeOn: '2020-05-01', registeredOn: '2020-08-01' }),
  ],
  [
    'the power of attorney was made before and registered after',
    'lpa_order_not_known',
    'in_doubt',
    anAdrt(),
    anLpa({ madeOn: '2020-04-01', registeredOn: '2020-08-01' }),
  ],
  [
    'a later power of attorney was noted that nobody has recorded',
    'later_lpa_not_on_record',
    'in_doubt',
    anAdrt({ laterLpaItem: itemNo(99) }),
  ],
  [
    'the person has acted against it',
    'later_conduct',
    'in_doubt',
    anAdrt({ laterConductAgainst: 'Asked for it' }),
  ],
  [
    'it refuses everything',
    'treatment_not_named',
    'in_doubt',
    anAdrt({ treatment: 'All further medical treatment.' }),
  ],
  ['made at seventeen', 'maker_not_adult', 'in_doubt', anAdrt({ madeOn: '1966-03-08', makerWasAdult: true })],
  ['recorded as made under age', 'maker_not_adult', 'in_doubt', anAdrt({ makerWasAdult: false })],
  ['made when they could not decide', 'maker_could_not_decide', 'in_doubt', anAdrt({ hadCapacity: false })],
  ['not written down', 'formalities_missing', 'incomplete', anAdrt({ isWritten: false })],
  ['not known whether it is signed', 'formalities_missing', 'incomplete', anAdrt({ isSigned: undefined })],
  [
    'nobody asked about a witness',
    'formalities_missing',
    'incomplete',
    anAdrt({ isWitnessed: { unknown: 'not_asked' } }),
  ],
  [
    'does not say "even if life is at risk"',
    'formalities_missing',
    'incomplete',
    anAdrt({ statesEvenIfLifeAtRisk: false }),
  ],
  ['a part is missing', 'still_a_wish', 'incomplete', anAdrt({ isWritten: false })],
  [
    'nobody knows whether it is about what keeps alive, and it was not witnessed',
    'life_sustaining_not_known',
    'incomplete',
    anAdrt({ isLifeSustaining: { unknown: 'not_known' }, isWitnessed: false }),
  ],
  [
    'nobody knows when it is to apply',
    'circumstances_not_known',
    'incomplete',
    anAdrt({ circumstances: { unknown: 'declined' } }),
  ],
  [
    'not known whether it is about what keeps alive, beside attorneys who have no say in that',
    'later_lpa_authority_not_known',
    'in_doubt',
    anAdrt({ isLifeSustaining: { unknown: 'not_asked' } }),
    anLpa({ madeOn: '2024-02-01', registeredOn: '2024-05-01', mayDecideLifeSustaining: false }),
  ],
  [
    'not known whether a later power of attorney is registered',
    'later_lpa_not_registered',
    'in_doubt',
    anAdrt(),
    anLpa({ madeOn: '2024-02-01', registeredOn: { unknown: 'not_known' } }),
  ],
  ['age unknown', 'age_not_known', 'incomplete', anAdrt({ madeOn: undefined })],
  ['nobody wrote where it is', 'no_paper_place', 'incomplete', anAdrt({ paperLocation: undefined })],
  [
    'the person could decide when last asked',
    'can_decide',
    'waits',
    anAdrt(),
    anAssessment({ hasCapacity: 'yes', decision: 'Going on a breathing machine' }),
  ],
  [
    'the person could decide about resuscitation, by another word for it',
    'can_decide',
    'waits',
    anAdrt({ treatment: 'CPR' }),
    anAssessment({ hasCapacity: 'yes', decision: 'Cardiopulmonary resuscitation' }),
  ],
  [
    'the person could decide about something else',
    'can_decide_another',
    'in_order',
    anAdrt(),
    anAssessment({ hasCapacity: 'yes' }),
  ],
  ['nobody has assessed anything', 'ask_first', 'in_order', anAdrt()],
  ['the person cannot decide about something', 'cannot_decide', 'in_order', anAdrt(), anAssessment()],
  ['it binds for what it names', 'must_fit', 'in_order', anAdrt()],
  ['a deputy or the court', 'stands_over', 'in_order', anAdrt()],
  ['it asks for a treatment', 'demands', 'in_doubt', anAdrt({ treatment: 'Wants to be ventilated' })],
  [
    'not recorded whether they could decide then',
    'capacity_presumed',
    'in_order',
    anAdrt({ hadCapacity: undefined }),
  ],
  [
    'no day, and nothing beside it',
    'date_not_known',
    'in_order',
    anAdrt({ madeOn: undefined, makerWasAdult: true }),
  ],
  ['an attorney was appointed before', 'earlier_lpa', 'in_order', anAdrt(), anLpa()],
  [
    'an attorney was appointed later, without a say in it',
    'later_lpa_has_no_say',
    'in_order',
    anAdrt(),
    anLpa({ madeOn: '2024-02-01', registeredOn: '2024-05-01', mayDecideLifeSustaining: false }),
  ],
  [
    'said and not written, about a treatment that does not keep alive',
    'by_word_of_mouth',
    'in_order',
    anAdrt({ isLifeSustaining: false, isWritten: false }),
  ],
]

test.each(TABLE)('%s (%s): %s', (_, key, state, paper, ...others) => {
  const [found, keys] = stateAndKeys(standing(paper, ...others))

  expect([found, keys.includes(key)]).toEqual([state, true])
})

test('every rule has a row that fires it', () => {
  const fired = new Set(TABLE.map(([, key]) => key))

  expect(adrtRules.map(rule => rule.key).filter(key => !fired.has(key))).toEqual([])
})

test('of a paper with nothing missing and nothing beside it only three notes are said', () => {
  expect(stateAndKeys(standing(anAdrt()))).toEqual(['in_order', ['ask_first', 'must_fit', 'stands_over']])
})

test.each([
  [
    'a power of attorney for property',
    anLpa({ kind: 'property', madeOn: '2024-02-01', registeredOn: '2024-05-01' }),
  ],
  ['an old assessment', anAssessment({ hasCapacity: 'yes', assessedAt: '2026-08-01T10:00:00.000Z' })],
  ['an assessment past its review', anAssessment({ hasCapacity: 'yes', reviewOn: '2026-11-22' })],
])('%s changes nothing for it', (_, other) => {
  expect(standing(anAdrt(), other)?.state).toBe('in_order')
})

test('of the reasons the gravest decides, and all are said', () => {
  const found = standing(
    anAdrt({ withdrawnOn: '2026-11-03', isWitnessed: false, laterConductAgainst: 'Asked for it' }),
  )

  expect(stateAndKeys(found)).toEqual([
    'withdrawn',
    ['withdrawn', 'later_conduct', 'formalities_missing', 'still_a_wish'],
  ])
})

test('it says in plain words what is missing, by which law, and that it counts as a wish all the same', () => {
  const found = standing(anAdrt({ isWitnessed: undefined, statesEvenIfLifeAtRisk: false }))

  expect(found?.reasons[0]).toEqual({
    key: 'formalities_missing',
    leadsTo: 'incomplete',
    words: 'Not recorded as witnessed (not known), stating that it applies even if life is at risk',
    source: 'Mental Capacity Act 2005 s.25(5)–(6)',
  })
  expect(found?.reasons.map(reason => reason.key)).toContain('still_a_wish')
})

test('a form of words that names a treatment is not taken for one that names none', () => {
  const named = ['Any operation on my bowels', 'No CPR', 'All antibiotics', 'Treatment with antibiotics'].map(
    treatment => standing(anAdrt({ treatment }))?.state,
  )

  expect(named).toEqual(['in_order', 'in_order', 'in_order', 'in_order'])
})

test('the birthday on which somebody becomes 18 is soon enough', () => {
  expect(standing(anAdrt({ madeOn: '1966-03-09' }))?.state).toBe('in_order')
})

test('something entered as not known is no paper', () => {
  expect(standing(entry('adrt', undefined))).toBeUndefined()
})
