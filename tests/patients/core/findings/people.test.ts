import { describe, expect, test } from 'vitest'
import { agreementRules } from '#server/patients/core/findings/agreements.ts'
import { datedAhead } from '#server/patients/core/findings/datedAhead.ts'
import { homeRules } from '#server/patients/core/findings/home.ts'
import { peopleRules } from '#server/patients/core/findings/people.ts'
import { reviewRules } from '#server/patients/core/findings/reviews.ts'
import type { Body } from '#shared/record/sections.ts'
import { aContact, entry, itemNo } from '../entries.ts'
import { aCprDecision, anAssessment } from '../standing/papers.ts'
import { found, nothingIn, phase, testRules } from './aRecord.ts'

type Value = Body<'consentToTellCarers'>['value']
const carersToBeTold = (value: Value) => entry('consentToTellCarers', { value })
/** All four agreements, gone through on one day; the one of carers perhaps on another. */
const askedOn = (from: string, ofCarers = from) => [
  entry('consentToRegister', { value: 'given_by_person', from }),
  entry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person', from }),
  entry('consentToTellCarers', { value: 'given_by_person', from: ofCarers }),
  entry('consentToRecording', { value: 'given_by_person', from }),
]
const icd = (shocks: 'active' | 'deactivated' | { unknown: 'not_known' }) =>
  entry('devices', { kind: 'icd', shocks })
const oxygen = (isFireRisk?: boolean) =>
  entry('devices', { kind: 'oxygen', ...(isFireRisk === undefined ? {} : { isFireRisk }) })
const smokers = entry('accessNotes', { smokers: true })
const flag = (reviewBy: string) => entry('safetyFlags', { kind: 'violence', reason: 'Threats', reviewBy })
const catheter = (changeDueOn?: string) =>
  entry('devices', { kind: 'catheter', ...(changeDueOn ? { changeDueOn } : {}) })
const mainCarer = (mayBeTold: Body<'personalContacts'>['mayBeTold']) =>
  aContact({ roles: ['main_carer'], mayBeTold })
const second = (mayBeTold: Body<'personalContacts'>['mayBeTold']) => ({
  ...aContact({ name: 'Tom Ellis', mayBeTold }),
  itemId: itemNo(2),
})

describe('people', () => {
  testRules(peopleRules, {
    told_against_refusal: {
      fires: [
        ['the person said no', carersToBeTold('declined')],
        ['the person took it back', carersToBeTold('withdrawn')],
        ['for this one they said no', aContact({ mayBeTold: 'logistics', mayBeToldBasis: 'declined' })],
      ],
      silent: [
        ['nobody is to be told', carersToBeTold('declined'), mainCarer('nothing')],
        ['the person agreed', carersToBeTold('given_by_person')],
      ],
    },
    nobody_may_be_told: {
      fires: [
        ['no contact', nothingIn('personalContacts')],
        ['one, told nothing', mainCarer('nothing')],
        ['one, not asked', mainCarer({ unknown: 'not_asked' })],
      ],
      silent: [['one of two may know when somebody comes', mainCarer('nothing'), second('logistics')]],
    },
    main_carer_not_settled: {
      fires: [['not asked', mainCarer({ unknown: 'not_asked' })]],
      silent: [
        ['settled', mainCarer('condition')],
        ['not the main carer', aContact({ mayBeTold: { unknown: 'not_asked' } })],
      ],
    },
    main_carer_told_nothing: {
      fires: [['as the person wants', mainCarer('nothing')]],
      silent: [['a carer among others', aContact({ mayBeTold: 'nothing' })]],
    },
    interpreter_without_language: {
      fires: [['needed', entry('interpreter', { isNeeded: true })]],
      silent: [
        ['Polish', entry('interpreter', { isNeeded: true, language: 'Polish' })],
        ['signed', entry('interpreter', { isNeeded: true, isBsl: true })],
        ['not needed', entry('interpreter', { isNeeded: false })],
      ],
    },
  })

  test('a contact who may be told something against the person’s word is named, and nothing is told meanwhile', () => {
    const [conflict] = found([carersToBeTold('withdrawn'), mainCarer('all'), second('nothing')])

    expect([conflict?.words, conflict?.toDo]).toEqual([
      'The person said that carers are not to be told, and Ann Ellis is down to be told something',
      'Tell nothing; ask the person, and correct the record',
    ])
  })
})

describe('the house', () => {
  testRules(homeRules, {
    icd_active_when_dying: {
      fires: [
        ['active', icd('active'), phase('dying')],
        ['nobody knows', icd({ unknown: 'not_known' }), phase('dying')],
      ],
      silent: [
        ['switched off', icd('deactivated'), phase('dying')],
        ['stable', icd('active')],
      ],
    },
    icd_active_when_deteriorating: {
      fires: [['active', icd('active'), phase('deteriorating')]],
      silent: [['dying: that is said instead', icd('active'), phase('dying')]],
    },
    oxygen_and_smoking: {
      fires: [
        ['somebody smokes', oxygen(), smokers],
        ['marked as a fire risk', oxygen(true)],
      ],
      silent: [
        ['nobody smokes', oxygen(), entry('accessNotes', { smokers: false })],
        ['smokers, no oxygen', smokers],
        ['nothing written', oxygen()],
      ],
    },
    safety_flag_past_review: {
      fires: [['since yesterday', flag('2026-11-22')]],
      silent: [['due today', flag('2026-11-23')]],
    },
    place_of_stay_past: {
      fires: [
        [
          'at a daughter’s until yesterday',
          entry('currentLocation', { text: 'At Ann’s', expectedUntil: '2026-11-22' }),
        ],
        [
          'at an address for the time being',
          entry('addresses', { kind: 'temporary', lines: ['1 Loud Lane'], to: '2026-11-22' }),
        ],
      ],
      silent: [
        ['there until today', entry('currentLocation', { text: 'At Ann’s', expectedUntil: '2026-11-23' })],
        ['there for as long as it takes', entry('currentLocation', { text: 'At Ann’s' })],
        [
          'an address they have left',
          entry('addresses', { kind: 'main', lines: ['1 Loud Lane'], to: '2026-11-22' }),
        ],
      ],
    },
    in_hospital_or_hospice: {
      fires: [
        ['admitted, and nothing of a discharge', stay()],
        ['home from one, and in another again', stay({ dischargedOn: '2026-11-20' }), stay()],
        ['nobody knows since when', stay({ admittedOn: { unknown: 'not_known' } })],
      ],
      silent: [['discharged', stay({ dischargedOn: '2026-11-20' })]],
    },
    catheter_change_overdue: {
      fires: [['yesterday', catheter('2026-11-22')]],
      silent: [
        ['today', catheter('2026-11-23')],
        ['not known when', catheter()],
      ],
    },
  })
})

const stay = (more: Partial<Body<'hospitalStays'>> = {}) =>
  entry('hospitalStays', { place: 'hospital', admittedOn: '2026-11-14', ...more })

type Interests = NonNullable<Body<'consentToRegister'>['bestInterests']>
const whole: Interests = {
  decision: 'To be on the register',
  assessor: 'Dr Loud Author',
  consulted: ['A daughter'],
  cannotDecideBecause: 'Does not keep in mind what was said',
  on: '2026-11-01',
}
const { cannotDecideBecause: _, ...withoutWhy } = whole
const inTheirInterests = (bestInterests?: Interests, capacityNoted?: string) =>
  entry('consentToRegister', {
    value: 'best_interests_decision',
    ...(capacityNoted ? { evidence: { capacityNoted } } : {}),
    ...(bestInterests ? { bestInterests } : {}),
  })

const byAttorney = (by = 'Ann Ellis') =>
  entry('consentToRegister', { value: 'given_by_attorney_or_deputy', by })
const aPower = (kind: Body<'lpa'>['kind'], name: string, revokedOn?: string) =>
  entry('lpa', { kind, attorneys: [{ name }], ...(revokedOn ? { revokedOn } : {}) })

describe('agreements and reviews', () => {
  testRules([...agreementRules, datedAhead, ...reviewRules], {
    dated_ahead: {
      fires: [
        ['a phase of next week', phase('stable', 30)],
        ['a decision of tomorrow', aCprDecision({ decidedOn: '2026-11-24' })],
      ],
      silent: [
        ['today', aCprDecision({ decidedOn: '2026-11-23' })],
        ['what is looked at again next year', aCprDecision({ reviewOn: '2027-11-24' })],
      ],
    },
    consent_not_asked: {
      fires: [
        ['nothing written', nothingIn('consentToRegister')],
        ['not asked yet', entry('consentToShare', { scope: 'gp', value: 'not_yet_asked' })],
        ['being settled', carersToBeTold('lacks_capacity_pending')],
        ['about recording', nothingIn('consentToRecording')],
      ],
      silent: [
        ['a no is an answer', entry('consentToShare', { scope: 'gp', value: 'declined' })],
        ['they would not talk about it', entry('consentToRegister', undefined, { knownState: 'declined' })],
        [
          'one kind of organisation is settled',
          entry('consentToShare', { scope: 'gp', value: 'not_yet_asked' }),
          { ...entry('consentToShare', { scope: 'hospice', value: 'given_by_person' }), itemId: itemNo(1) },
        ],
      ],
    },
    agreed_by_no_attorney: {
      fires: [
        ['no power of attorney is on the record', byAttorney()],
        ['nobody is named', entry('consentToShare', { scope: 'gp', value: 'given_by_attorney_or_deputy' })],
        ['it names somebody else', byAttorney(), aPower('health_and_welfare', 'Tom Ellis')],
        ['it is for property', byAttorney(), aPower('property', 'Ann Ellis')],
        ['it was revoked', byAttorney(), aPower('health_and_welfare', 'Ann Ellis', '2026-10-01')],
      ],
      silent: [
        ['it names them', byAttorney(), aPower('health_and_welfare', 'Ann Ellis')],
        ['with her title', byAttorney('Mrs Ann ELLIS, daughter'), aPower('health_and_welfare', 'Ann Ellis')],
        [
          'the court made a deputy',
          byAttorney(),
          entry('documents', { title: 'Order: deputy for welfare', class: 'other' }),
        ],
        ['the person agreed', entry('consentToRegister', { value: 'given_by_person', by: 'Ann Ellis' })],
      ],
    },
    sharing_to_revisit: {
      fires: [
        ['asked more than three months ago', ...askedOn('2026-08-01T09:00:00.000Z')],
        [
          'the phase has changed since',
          phase('stable', 1),
          phase('deteriorating', 20),
          ...askedOn('2026-11-10T09:00:00.000Z'),
        ],
        [
          'home from hospital since',
          ...askedOn('2026-11-10T09:00:00.000Z'),
          stay({ dischargedOn: '2026-11-15' }),
        ],
        [
          'discharged since',
          ...askedOn('2026-11-10T09:00:00.000Z'),
          entry('registerStatus', { status: 'discharged', since: '2026-11-15' }),
        ],
      ],
      silent: [
        [
          'talked about after the phase changed',
          phase('stable', 1),
          phase('deteriorating', 5),
          ...askedOn('2026-11-10T09:00:00.000Z'),
        ],
        [
          'the phase was measured again and is the same',
          phase('stable', 1),
          phase('stable', 20),
          ...askedOn('2026-11-10T09:00:00.000Z'),
        ],
        [
          'one of the four was gone through last week',
          ...askedOn('2026-08-01T09:00:00.000Z', '2026-11-16T09:00:00.000Z'),
        ],
      ],
    },
    best_interests_incomplete: {
      fires: [
        ['nothing but that it was so decided', inTheirInterests()],
        ['nobody named who was asked', inTheirInterests({ ...whole, consulted: [] })],
        ['not why they cannot decide', inTheirInterests(withoutWhy)],
      ],
      silent: [
        ['who, whom and why', inTheirInterests(whole)],
        ['why is with what was said', inTheirInterests(withoutWhy, 'Asleep all day')],
        ['they decided themselves', entry('consentToRegister', { value: 'declined' })],
      ],
    },
    review_overdue: {
      fires: [
        ['the whole record', entry('reviewDates', { nextReviewOn: '2026-11-22' })],
        [
          'a ceiling',
          entry('treatmentEscalation', { problem: 'Chest', advised: 'Tablets', reviewOn: '2026-11-22' }),
        ],
        [
          'a plan',
          entry('contingencyPlans', { trigger: 'a fall', whatShouldHappen: 'Ring', reviewOn: '2026-11-22' }),
        ],
        ['a care plan', entry('carePlans', { kind: 'has_acp', reviewOn: '2026-11-22' })],
        ['whether they can decide', anAssessment({ reviewOn: '2026-11-22' })],
        ['a decision in their best interests', inTheirInterests({ ...whole, reviewOn: '2026-11-22' })],
        ['an agreement', entry('consentToRecording', { value: 'given_by_person', reviewOn: '2026-11-22' })],
        [
          'a flag about those who visit',
          entry('safetyFlags', { kind: 'falls', reason: 'Steps', reviewBy: '2026-11-22' }),
        ],
        ['a protected location', entry('locationProtection', { isProtected: true, reviewOn: '2026-11-22' })],
      ],
      silent: [
        ['due today', entry('reviewDates', { nextReviewOn: '2026-11-23' })],
        ['a CPR decision that stands until changed', aCprDecision({ reviewOn: '2026-11-22' })],
        [
          'a location no longer protected',
          entry('locationProtection', { isProtected: false, reviewOn: '2026-11-22' }),
        ],
        [
          'assessed again since',
          anAssessment({ reviewOn: '2026-11-22', assessedAt: '2026-11-01T09:00:00.000Z' }),
          { ...anAssessment({ assessedAt: '2026-11-20T09:00:00.000Z' }), itemId: itemNo(8) },
        ],
      ],
    },
    review_never_set: {
      fires: [
        ['the whole record', nothingIn('reviewDates')],
        ['a CPR decision', aCprDecision({ isIndefinite: false })],
        ['ReSPECT', entry('respect', { isPresent: true, signedOn: '2026-11-01' })],
        ['a decision in their best interests', inTheirInterests(whole)],
        ['a plan', entry('contingencyPlans', { trigger: 'a fall', whatShouldHappen: 'Ring' })],
      ],
      silent: [
        [
          'a plan with a day',
          entry('contingencyPlans', { trigger: 'a fall', whatShouldHappen: 'Ring', reviewOn: '2026-12-22' }),
        ],
        ['a day is set', aCprDecision({ isIndefinite: false, reviewOn: '2026-12-22' })],
        ['for CPR', aCprDecision({ decision: 'for', isIndefinite: false })],
        ['no form', entry('respect', { isPresent: false })],
        ['best interests with a day', inTheirInterests({ ...whole, reviewOn: '2026-12-22' })],
      ],
    },
    plans_older_than_phase: {
      fires: [
        [
          'a place, and home from hospital since',
          nothingIn('anticipatoryMedicines'),
          entry('preferredPlaceOfDeath', { first: { place: 'home' } }),
          stay({ dischargedOn: '2026-11-22', dischargedTo: 'home' }),
        ],
        ['a place', phase('stable', 1), phase('unstable', 20)],
        [
          'a ceiling, and discharged since',
          nothingIn('preferredPlaceOfDeath', 'anticipatoryMedicines'),
          entry('treatmentEscalation', { problem: 'Chest', advised: 'Tablets' }),
          entry('registerStatus', { status: 'discharged', since: '2026-11-15' }),
        ],
      ],
      silent: [
        [
          'moved to another unit, which is no discharge',
          nothingIn('anticipatoryMedicines'),
          entry('preferredPlaceOfDeath', { first: { place: 'home' } }),
          stay({ dischargedOn: '2026-11-22', dischargedTo: 'another_unit' }),
        ],
        ['one phase only', phase('unstable', 20)],
        [
          'gone through since',
          nothingIn('anticipatoryMedicines'),
          phase('stable', 1),
          phase('unstable', 10),
          {
            ...entry('preferredPlaceOfDeath', { first: { place: 'home' } }),
            confirmedAt: '2026-11-12T09:00:00.000Z',
          },
        ],
      ],
    },
  })

  test('what should be reviewed is one finding, and with a CPR decision among it a sooner one', () => {
    const overdue = found([
      entry('reviewDates', { nextReviewOn: '2026-11-20', responsible: 'Dr Loud Author' }),
      aCprDecision({ isIndefinite: false, reviewOn: '2026-11-22' }),
    ])

    expect(overdue.map(({ urgency, words, toDo }) => [urgency, words, toDo])).toEqual([
      [
        'soon',
        'Review overdue since 20-Nov-2026: the whole record and the CPR decision',
        'Tell whoever is responsible (Dr Loud Author)',
      ],
    ])
    expect(overdue[0]?.yours).toEqual({
      name: 'Dr Loud Author',
      toDo: 'You are named as responsible: go through it, and set the next day',
    })
  })
})
