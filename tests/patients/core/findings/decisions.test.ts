import { describe, expect, test } from 'vitest'
import { decisionRules } from '#server/patients/core/findings/decisions.ts'
import { placeRules } from '#server/patients/core/findings/places.ts'
import { entry, itemNo } from '../entries.ts'
import { aCprDecision, anAdrt, anAssessment, anLpa, aRespect } from '../standing/papers.ts'
import { found, nothingIn, phase, testRules, wish } from './aRecord.ts'

const declined = (section: 'cprDecision' | 'preferredPlaceOfDeath') =>
  entry(section, undefined, { knownState: 'declined' })
const undecided = entry('cprDecision', { decision: 'none' })
const refusesCpr = anAdrt({ treatment: 'CPR' })
const laterLpa = anLpa({ madeOn: '2024-02-01', registeredOn: '2024-05-01' })
const limit = (ceiling: 'home_only' | 'hospice' | 'ward' | 'intensive_care') =>
  entry('treatmentEscalation', { problem: 'Chest infection', advised: 'Tablets', ceiling })
const prognosis = (name: 'last_days' | 'last_weeks' | 'last_months' | 'about_a_year' | 'more_than_a_year') =>
  entry('prognosis', { prognosis: name })
const gsf = (stage: 'blue' | 'green' | 'yellow' | 'red') =>
  entry('gsf', { stage, at: '2026-11-01T09:00:00.000Z' })
const support = (how: 'none' | 'frail_carer' | 'nearby') => entry('carerSupport', { support: how })
const strain = (score: number, on: string, number = 1) =>
  entry('carerStrain', { strain: score, on }, { itemId: itemNo(number) })

describe('decisions', () => {
  testRules(decisionRules, {
    cpr_against_respect: {
      fires: [
        ['not for CPR, and the form recommends it', aCprDecision(), aRespect({ cpr: 'recommended' })],
        ['for CPR, and the form does not', aCprDecision({ decision: 'for' }), aRespect()],
      ],
      silent: [
        ['they agree', aCprDecision(), aRespect()],
        ['the form says nothing about it', aCprDecision(), aRespect({ cpr: undefined })],
        ['no decision was made', undecided, aRespect()],
        ['there is no form', aCprDecision(), aRespect({ isPresent: false, cpr: 'recommended' })],
      ],
    },
    cpr_against_adrt: {
      fires: [
        ['for CPR', aCprDecision({ decision: 'for' }), refusesCpr],
        ['ReSPECT recommends it', aRespect({ cpr: 'recommended' }), refusesCpr],
        ['in other words', aCprDecision({ decision: 'for' }), anAdrt({ treatment: 'Being resuscitated' })],
      ],
      silent: [
        ['not for CPR', aCprDecision(), refusesCpr],
        ['it refuses something else', aCprDecision({ decision: 'for' }), anAdrt()],
        [
          'it was withdrawn',
          aCprDecision({ decision: 'for' }),
          anAdrt({ treatment: 'CPR', withdrawnOn: '2026-11-01' }),
        ],
      ],
    },
    dying_without_cpr_decision: {
      fires: [
        ['dying, nothing written', phase('dying'), nothingIn('cprDecision')],
        ['dying, nobody decided', phase('dying'), undecided],
        ['dying, and they would not talk of it', phase('dying'), declined('cprDecision')],
        ['the prognosis is days', prognosis('last_days'), nothingIn('cprDecision')],
        ['red in the Gold Standards Framework', gsf('red'), nothingIn('cprDecision')],
      ],
      silent: [
        ['dying, decided', phase('dying')],
        ['unstable, nothing written', phase('unstable'), nothingIn('cprDecision')],
        ['dying first, stable since', phase('dying', 3), phase('stable', 9), nothingIn('cprDecision')],
      ],
    },
    deteriorating_without_cpr_decision: {
      fires: [
        ['deteriorating', phase('deteriorating'), nothingIn('cprDecision')],
        ['the prognosis is weeks', prognosis('last_weeks'), nothingIn('cprDecision')],
      ],
      silent: [
        ['dying: that is said instead', phase('dying'), nothingIn('cprDecision')],
        ['deteriorating, decided', phase('deteriorating')],
      ],
    },
    cpr_paper_not_placed: {
      fires: [['not for CPR', aCprDecision({ paperLocation: undefined })]],
      silent: [
        ['for CPR', aCprDecision({ decision: 'for', paperLocation: undefined })],
        ['it is in the drawer', aCprDecision()],
      ],
    },
    adrt_against_lpa: {
      fires: [
        ['the power of attorney is later', anAdrt(), laterLpa],
        ['not known which is', anAdrt({ madeOn: undefined }), anLpa()],
        [
          'not known what it covers',
          anAdrt(),
          anLpa({ madeOn: '2024-02-01', mayDecideLifeSustaining: undefined }),
        ],
      ],
      silent: [
        ['the power of attorney is earlier', anAdrt(), anLpa()],
        ['it has no say in it', anAdrt(), anLpa({ madeOn: '2024-02-01', mayDecideLifeSustaining: false })],
        ['it is about property', anAdrt(), anLpa({ kind: 'property', madeOn: '2024-02-01' })],
        ['it was revoked', anAdrt(), anLpa({ madeOn: '2024-02-01', revokedOn: '2025-01-01' })],
        ['the refusal was withdrawn', anAdrt({ withdrawnOn: '2026-01-01' }), laterLpa],
      ],
    },
    refusal_without_cpr_decision: {
      fires: [
        ['nothing written', refusesCpr, nothingIn('cprDecision')],
        ['nobody decided', refusesCpr, undecided],
      ],
      silent: [
        ['decided', refusesCpr],
        ['it refuses something else', anAdrt(), nothingIn('cprDecision')],
      ],
    },
    cpr_older_than_phase: {
      fires: [
        ['unstable since', phase('stable', 1), phase('unstable')],
        ['for CPR, and dying since', aCprDecision({ decision: 'for' }), phase('stable', 1), phase('dying')],
        [
          'without a day, counted from when it was written',
          aCprDecision({ decidedOn: undefined }),
          phase('stable', 1),
          phase('unstable'),
        ],
      ],
      silent: [
        ['one phase only', phase('unstable')],
        ['measured again, the same', phase('unstable', 3), phase('unstable', 10)],
        [
          'changed before the decision',
          aCprDecision({ decidedOn: '2026-11-15' }),
          phase('stable', 1),
          phase('unstable'),
        ],
        [
          'changed on its very day',
          aCprDecision({ decidedOn: '2026-11-10' }),
          phase('stable', 1),
          phase('unstable'),
        ],
        ['not for CPR, and dying as foreseen', phase('stable', 1), phase('dying')],
        ['nothing decided', undecided, phase('stable', 1), phase('unstable')],
        [
          'gone through since',
          { ...aCprDecision(), confirmedAt: '2026-11-12T09:00:00.000Z' },
          phase('stable', 1),
          phase('unstable'),
        ],
      ],
    },
    advocate_needed: {
      fires: [
        ['nobody on the record', anAssessment(), nothingIn('personalContacts')],
        [
          'an advocate is said to be needless',
          anAssessment(),
          entry('imca', { isRequired: false }),
          nothingIn('personalContacts'),
        ],
      ],
      silent: [
        ['there is a daughter', anAssessment()],
        ['there is an attorney', anAssessment(), anLpa(), nothingIn('personalContacts')],
        [
          'one was asked for',
          anAssessment(),
          entry('imca', { isRequired: true }),
          nothingIn('personalContacts'),
        ],
        ['the person can decide', anAssessment({ hasCapacity: 'yes' }), nothingIn('personalContacts')],
      ],
    },
  })

  test('says how old the decision is and how often the phase has changed', () => {
    const said = (decision: Parameters<typeof aCprDecision>[0], ...changes: Parameters<typeof found>[0]) =>
      found([aCprDecision(decision), ...changes]).find(one => one.key === 'cpr_older_than_phase')?.words

    expect([
      said({ decidedOn: '2025-09-20' }, phase('stable', 1), phase('unstable', 5), phase('deteriorating', 9)),
      found([
        { ...aCprDecision(), confirmedAt: '2026-11-02T09:00:00.000Z' },
        phase('stable', 1),
        phase('unstable'),
      ])[0]?.words,
    ]).toEqual([
      'The CPR decision is 14 months old, and the phase has changed twice since',
      'The CPR decision was last gone through 2 weeks ago, and the phase has changed once since',
    ])
  })
})

describe('places and the course', () => {
  testRules(placeRules, {
    dying_without_preferred_place: {
      fires: [
        ['nothing written', phase('dying'), nothingIn('preferredPlaceOfDeath')],
        ['not asked', phase('dying'), entry('preferredPlaceOfDeath', undefined)],
      ],
      silent: [
        ['they did not want to say', phase('dying'), declined('preferredPlaceOfDeath')],
        ['asked, and undecided', phase('dying'), wish('undecided')],
        ['stable', nothingIn('preferredPlaceOfDeath')],
      ],
    },
    deteriorating_without_preferred_place: {
      fires: [['nothing written', phase('deteriorating'), nothingIn('preferredPlaceOfDeath')]],
      silent: [
        ['it is known', phase('deteriorating')],
        ['dying: that is said instead', phase('dying'), nothingIn('preferredPlaceOfDeath')],
      ],
    },
    home_with_nobody: {
      fires: [
        ['to die at home', support('none')],
        [
          'to be cared for at home',
          support('none'),
          wish('hospice'),
          entry('preferredPlaceOfCare', { first: { place: 'family_home' } }),
        ],
      ],
      silent: [
        ['somebody is near', support('nearby')],
        ['to die in the hospice', support('none'), wish('hospice')],
        ['nobody asked who is there', nothingIn('carerSupport')],
      ],
    },
    home_with_frail_carer: {
      fires: [['to die at home', support('frail_carer')]],
      silent: [
        ['somebody is near', support('nearby')],
        ['to die in the hospice', support('frail_carer'), wish('hospice')],
      ],
    },
    carer_strained: {
      fires: [
        ['severely', strain(3, '2026-11-20')],
        ['wherever they want to be', strain(3, '2026-11-20'), wish('hospice')],
        ['the newest counts', strain(1, '2026-11-01'), strain(3, '2026-11-20', 2)],
      ],
      moreUrgent: [
        ['overwhelmed', strain(4, '2026-11-20')],
        ['of two on one day the heavier', strain(3, '2026-11-20'), strain(4, '2026-11-20', 2)],
      ],
      silent: [
        ['moderately', strain(2, '2026-11-20')],
        ['better since', strain(4, '2026-11-01'), strain(1, '2026-11-20', 2)],
      ],
    },
    place_against_ceiling: {
      fires: [
        ['hospital, and treatment ends at home', wish('hospital'), limit('home_only')],
        [
          'community hospital, and treatment ends in the hospice',
          wish('community_hospital'),
          limit('hospice'),
        ],
        ['home, and everything is to be tried', limit('intensive_care')],
      ],
      silent: [
        ['home, and a ward if need be', limit('ward')],
        ['home, and home', limit('home_only')],
        ['hospital, and a ward', wish('hospital'), limit('ward')],
        ['hospice, and home', wish('hospice'), limit('home_only')],
      ],
    },
    course_against_itself: {
      fires: [
        ['dying, and last months', phase('dying'), prognosis('last_months')],
        ['dying, and green', phase('dying'), gsf('green')],
        ['stable, and last days', prognosis('last_days')],
        ['stable, and red', gsf('red')],
        ['last weeks, and blue', phase('deteriorating'), prognosis('last_weeks'), gsf('blue')],
        ['more than a year, and green', phase('deteriorating'), prognosis('more_than_a_year'), gsf('green')],
      ],
      silent: [
        ['dying, and last weeks', phase('dying'), prognosis('last_weeks')],
        ['dying, and red', phase('dying'), gsf('red')],
        ['stable, and more than a year', prognosis('more_than_a_year')],
        ['stable, and last weeks: a matter of judgement', prognosis('last_weeks')],
        ['deteriorating says nothing of how long', phase('deteriorating'), prognosis('more_than_a_year')],
        ['more than a year, and blue', prognosis('more_than_a_year'), gsf('blue')],
      ],
    },
  })

  test('of three that differ the two furthest apart are named', () => {
    const finding = found([phase('dying'), prognosis('last_months'), gsf('blue')]).find(
      one => one.key === 'course_against_itself',
    )

    expect(finding?.words).toBe(
      'The phase is “Dying”, and GSF is “Blue: a year or more”: that cannot both be so',
    )
  })

  test('a wish for home and what stands against it are said in one sentence', () => {
    const finding = found([support('none'), entry('preferredPlaceOfCare', { first: { place: 'home' } })])

    expect(finding).toEqual([
      {
        key: 'home_with_nobody',
        urgency: 'soon',
        words: 'Wants to be at home, and nobody is there to care',
        toDo: 'Ask what help there can be, and what the second choice is',
        about: expect.arrayContaining([
          { section: 'preferredPlaceOfCare', itemId: expect.any(String) },
          { section: 'carerSupport', itemId: expect.any(String) },
        ]),
        source: 'House rule, for local sign-off; SCCI1580, availability of carer support',
      },
    ])
  })
})
