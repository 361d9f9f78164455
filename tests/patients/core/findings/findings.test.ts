import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterDeathRules, bereavementWithoutDeath } from '#server/patients/core/findings/afterDeath.ts'
import { findingsOf, rulesAfterDeath, rulesInLife } from '#server/patients/core/findings/findingsOf.ts'
import type { Entry } from '#shared/record/entry.ts'
import { Finding } from '#shared/record/findings.ts'
import { type Body, SECTION_NAMES, type SectionName } from '#shared/record/sections.ts'
import { aContact, aReading, entry, NOW } from '../entries.ts'
import { anAssessment } from '../standing/papers.ts'
import { aBox, found, nothingIn, phase, testRules, wish } from './aRecord.ts'

const death = (changes: Partial<Body<'death'>> = {}) =>
  entry('death', { stage: 'verified', at: '2026-11-22T22:00:00.000Z', place: 'home', ...changes })
const bereavement = (changes: Partial<Body<'bereavement'>> = {}) =>
  entry('bereavement', { offered: 'A call', dueOn: '2026-11-22', ...changes })
const settled = [
  entry('registerStatus', { status: 'deceased' }),
  bereavement({ doneOn: '2026-11-23' }),
  aBox({ state: 'none', items: [] }),
]
const urgentBurial = entry('spiritualCultural', { burialOrCremation: 'urgent_burial' })

describe('after a death', () => {
  testRules(afterDeathRules, {
    death_not_verified: {
      fires: [['reported by telephone', death({ stage: 'reported' })]],
      silent: [['verified', death()]],
    },
    urgent_rites: {
      fires: [['nobody was called', death(), urgentBurial]],
      silent: [
        ['a funeral director is known', death({ funeralDirector: 'Loud & Sons' }), urgentBurial],
        ['no haste', death(), entry('spiritualCultural', { burialOrCremation: 'burial' })],
      ],
    },
    pump_running_after_death: {
      fires: [['running', death(), entry('syringePump', { isRunning: true })]],
      silent: [['stopped', death(), entry('syringePump', { isRunning: false })]],
    },
    icd_active_after_death: {
      fires: [
        ['active', death(), entry('devices', { kind: 'icd', shocks: 'active' })],
        ['nobody knows', death(), entry('devices', { kind: 'icd', shocks: { unknown: 'not_asked' } })],
      ],
      silent: [['switched off', death(), entry('devices', { kind: 'icd', shocks: 'deactivated' })]],
    },
    medicines_left_after_death: {
      fires: [
        ['in the house', death(), aBox()],
        ['out of date', death(), aBox({ state: 'expired' })],
      ],
      silent: [['none', death(), aBox({ state: 'none' })]],
    },
    register_still_open: {
      fires: [['active', death(), entry('registerStatus', { status: 'active' })]],
      silent: [
        ['closed', death(), entry('registerStatus', { status: 'deceased' })],
        ['the death is only reported', death({ stage: 'reported' })],
      ],
    },
    bereavement_overdue: {
      fires: [['due yesterday', death(), bereavement()]],
      silent: [
        ['due today', death(), bereavement({ dueOn: '2026-11-23' })],
        ['done', death(), bereavement({ doneOn: '2026-11-23' })],
        ['they did not want it', death(), bereavement({ response: 'declined' })],
      ],
    },
    nobody_offered_bereavement: {
      fires: [['a daughter, and nothing offered', death()]],
      silent: [
        ['offered', death(), bereavement()],
        ['there is nobody', death(), nothingIn('personalContacts')],
      ],
    },
    place_differs_without_reason: {
      fires: [['hospital, not home', death({ place: 'hospital' })]],
      silent: [
        ['as they wished', death()],
        ['why is written', death({ place: 'hospital', reasonNotMet: 'A fall' })],
        ['nobody knows where', death({ place: { unknown: 'not_known' } })],
        ['they had not decided', death({ place: 'hospital' }), wish('undecided')],
      ],
    },
  })

  test('what was to be done in life falls silent, and nothing is left when all is done', () => {
    expect(
      found([death(), phase('dying'), nothingIn('cprDecision', 'allergies', 'consentToShare'), ...settled]),
    ).toEqual([])
  })
})

describe('a phase of bereavement', () => {
  testRules([bereavementWithoutDeath], {
    bereavement_without_death: {
      fires: [['and no death', phase('bereavement')]],
      silent: [
        ['after a death', phase('bereavement'), death()],
        ['another phase', phase('dying')],
      ],
    },
  })
})

describe('findings', () => {
  test('there is nothing to find in a record in which there is nothing to find', () => {
    expect(found([])).toEqual([])
  })

  test('the most urgent come first, and within that resuscitation', () => {
    const urgencies = found([
      phase('dying'),
      nothingIn('cprDecision', 'anticipatoryMedicines', 'allergies', 'consentToShare'),
    ])

    expect(urgencies.map(({ urgency, key }) => `${urgency} ${key}`)).toEqual([
      'now dying_without_cpr_decision',
      'now dying_without_anticipatory_medicines',
      'soon allergies_never_asked',
      'when_you_can consent_not_asked',
    ])
  })

  test('what was entered as not known is found as a gap, and points at the section', () => {
    const [gap] = found([nothingIn('allergies')])

    expect(gap).toEqual({
      key: 'allergies_never_asked',
      urgency: 'soon',
      words: 'Nobody has asked about allergies',
      toDo: 'Ask now: it takes a moment',
      about: [{ section: 'allergies' }],
      source: 'PRSB Palliative and End of Life Care v1.1, allergies',
    })
  })

  test('each rule has a name of its own, and says whose it is', () => {
    const rules = [...rulesInLife, ...rulesAfterDeath]

    expect(new Set(rules.map(rule => rule.key)).size).toBe(rules.length)
    expect(rules.filter(rule => !/^[a-z]+(_[a-z0-9]+)*$/.test(rule.key) || rule.source.length < 8)).toEqual(
      [],
    )
  })

  test('an empty record has findings of the shape that the console was promised', () => {
    const nothing = findingsOf(aReading([]))

    expect(nothing.map(one => Finding.safeParse(one).error)).toEqual(nothing.map(() => undefined))
    expect(nothing.length).toBeGreaterThan(2)
  })

  test('every finding names at least one thing it is about, whenever it is read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), hours => {
        const asOf = new Date(Date.UTC(2026, 10, 23) + hours * 3_600_000).toISOString()
        const all = found(
          [phase('dying'), nothingIn('cprDecision'), aBox({ chartExpiresOn: '2026-12-28' })],
          asOf,
        )

        expect(all.filter(one => one.about.length === 0 || one.words === '' || one.toDo === '')).toEqual([])
      }),
    )
  })
})

describe('of what a reader was not shown', () => {
  const withhold = (...hidden: SectionName[]) => SECTION_NAMES.filter(name => !hidden.includes(name))
  const keys = (hidden: SectionName[], ...entries: Entry[]) =>
    findingsOf(aReading(entries, NOW, withhold(...hidden))).map(one => one.key)
  const all = keys([], phase('dying'), anAssessment())

  test.each<[SectionName, string]>([
    ['allergies', 'allergies_never_asked'],
    ['cprDecision', 'dying_without_cpr_decision'],
    ['anticipatoryMedicines', 'dying_without_anticipatory_medicines'],
    ['preferredPlaceOfDeath', 'dying_without_preferred_place'],
    ['personalContacts', 'nobody_may_be_told'],
    ['personalContacts', 'advocate_needed'],
    ['lpa', 'advocate_needed'],
  ])('nobody is told that it is missing: %s', (hidden, key) => {
    expect([all.includes(key), keys([hidden], phase('dying'), anAssessment()).includes(key)]).toEqual([
      true,
      false,
    ])
  })

  test('nor that bereavement was not offered', () => {
    const told = (hidden: SectionName[]) =>
      keys(hidden, death(), aContact()).includes('nobody_offered_bereavement')

    expect([told([]), told(['bereavement'])]).toEqual([true, false])
  })

  test('of agreements only those are named that were shown', () => {
    const consent = findingsOf(aReading([], NOW, withhold('consentToShare', 'consentToRecording'))).find(
      one => one.key === 'consent_not_asked',
    )

    expect(consent?.words).toBe(
      'Not settled yet: agreement to be on the register and that carers may be told',
    )
  })

  test('and whoever is not shown whether the person lives is told nothing', () => {
    expect(keys(['death'], phase('dying'))).toEqual([])
  })
})
