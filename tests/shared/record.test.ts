import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { blocks } from '#shared/record/blocks.ts'
import { isSnomedCode } from '#shared/record/coded.ts'
import { consentValues } from '#shared/record/consent.ts'
import { cprDecisions, cprInvolvement } from '#shared/record/decisions.ts'
import { EntryDraft } from '#shared/record/entry.ts'
import { safetyKinds } from '#shared/record/home.ts'
import { gsfStages, prognoses } from '#shared/record/measures.ts'
import { anticipatoryStates } from '#shared/record/medicines.ts'
import { placesOfDeath, preferredPlaces } from '#shared/record/places.ts'
import { carePlanKinds, documentClasses } from '#shared/record/plans.ts'
import { fundingKinds } from '#shared/record/register.ts'
import { parseBody, SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import { planningInvolvement } from '#shared/record/wishes.ts'

const valueSets = {
  consentValues,
  cprDecisions,
  cprInvolvement,
  safetyKinds,
  gsfStages,
  prognoses,
  anticipatoryStates,
  placesOfDeath,
  preferredPlaces,
  carePlanKinds,
  documentClasses,
  fundingKinds,
  planningInvolvement,
}

describe('codes', () => {
  test('every code of every value set has a right check digit', () => {
    const wrong = Object.entries(valueSets).flatMap(([set, choices]) =>
      Object.entries(choices).flatMap(([key, choice]) => {
        return choice.code === undefined || isSnomedCode(choice.code) ? [] : [`${set}.${key}`]
      }),
    )

    expect(wrong).toEqual([])
  })

  test.each(['450476009', '45047600', '0450476008', 'x', ''])('%s is not a code', code => {
    expect(isSnomedCode(code)).toBe(false)
  })

  test('the CPR decisions carry the codes of the standard', () => {
    expect([cprDecisions.for.code, cprDecisions.not_for.code]).toEqual(['450475007', '450476008'])
  })
})

describe('sections', () => {
  test('every section that is read out has a block that exists', () => {
    const strange = SECTION_NAMES.filter(name => {
      const { block } = sectionOf(name)
      return block !== undefined && !(block in blocks)
    })

    expect(strange).toEqual([])
  })

  test('no two sections of a block have the same place', () => {
    const places = SECTION_NAMES.map(name => `${sectionOf(name).block} ${sectionOf(name).order}`)

    expect(new Set(places).size).toBe(places.length)
  })

  test.each<[SectionName, unknown]>([
    ['identity', { name: { unknown: 'not_known' }, birthDate: { unknown: 'not_asked' } }],
    ['cprDecision', { decision: 'not_for', paperLocation: 'Kitchen drawer' }],
    [
      'preferredPlaceOfDeath',
      { first: { place: 'home' }, second: { place: 'hospice', named: 'Loud Hospice' } },
    ],
    ['allergies', { kind: 'none_known' }],
    ['devices', { kind: 'icd', shocks: 'active' }],
    ['accessNotes', { keysafe: { exists: true }, atTheDoor: 'Ring twice; the side gate sticks' }],
    ['consentToShare', { scope: 'ambulance', value: 'withdrawn', from: '2026-11-01T16:05:00.000Z' }],
  ])('%s takes what it should', (section, body) => {
    expect(parseBody(section, body).success).toBe(true)
  })

  test.each<[string, SectionName, unknown]>([
    ['a decision that is neither for nor not for', 'cprDecision', { decision: 'maybe' }],
    ['an unknown field', 'cprDecision', { decision: 'for', extra: 1 }],
    ['a name without a name', 'identity', { name: {}, birthDate: '1948-03-09' }],
    ['a day that does not exist', 'identity', { name: { family: 'Ellis' }, birthDate: '1948-02-30' }],
    ['an AKPS of 45', 'akps', { score: 45, at: '2026-11-01T09:00:00.000Z' }],
    ['a keysafe code in a note', 'accessNotes', { atTheDoor: 'Key safe by the door, 4 5 2 1' }],
    ['what was plain once', 'accessNotes', { gettingIn: 'Ring twice' }],
    ['a door code in another note', 'accessNotes', { parking: 'Gate code is C1987Y' }],
    ['a what-matters with nothing in it', 'whatMatters', {}],
    ['a number that is not E.164', 'phones', { number: '07700 900123', use: 'home' }],
    ['a body of another section', 'allergies', { decision: 'for' }],
  ])('%s is refused', (_, section, body) => {
    expect(parseBody(section, body).success).toBe(false)
  })
})

describe('a draft of an entry', () => {
  const draft = {
    section: 'cprDecision',
    itemId: randomUUID(),
    expectedVersion: 0,
    knownState: 'known',
    body: { decision: 'not_for' },
    source: { kind: 'console' },
  }

  test('is parsed with the schema of its section', () => {
    expect(EntryDraft.parse(draft)).toMatchObject({ body: { decision: 'not_for' } })
  })

  test('says which field of its body is wrong', () => {
    const parsed = EntryDraft.safeParse({ ...draft, body: { decision: 'perhaps' } })

    expect(parsed.error?.issues.map(issue => issue.path)).toEqual([['body', 'decision']])
  })

  test('that is not known carries no body', () => {
    expect(EntryDraft.parse({ ...draft, knownState: 'declined' }).body).toBeUndefined()
  })
})
