import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Content, contested, mergedContent, type Side, unopposed } from '#client/patients/core/merge.ts'
import { isSame } from '#shared/record/sayValue.ts'
import { type Body, SECTION_NAMES, type SectionName } from '#shared/record/sections.ts'
import { anyBody } from '#tests/support/anyBody.ts'

const known = (body: unknown): Content => ({ knownState: 'known', body })
const three = <Name extends SectionName>(_: Name, was: Body<Name>, theirs: Body<Name>, mine: Body<Name>) => ({
  was: known(was),
  theirs: known(theirs),
  mine: known(mine),
})

describe('two who changed the same item', () => {
  test('and different fields of it are both right without being asked', () => {
    const all = three(
      'cprDecision',
      { decision: 'not_for', paperLocation: 'Kitchen drawer' },
      { decision: 'not_for', paperLocation: 'Kitchen drawer', reviewOn: '2026-12-01' },
      { decision: 'not_for', paperLocation: 'Red folder by the bed' },
    )

    const fields = contested('cprDecision', all)

    expect(
      fields.map(({ words, was, theirs, mine, changedBy }) => [words, was, theirs, mine, changedBy]),
    ).toEqual([
      ['Review on', undefined, '01-Dec-2026', undefined, 'theirs'],
      ['Where the paper is', 'Kitchen drawer', 'Kitchen drawer', 'Red folder by the bed', 'mine'],
    ])
    expect(mergedContent('cprDecision', all, unopposed(fields)).body).toEqual({
      decision: 'not_for',
      paperLocation: 'Red folder by the bed',
      reviewOn: '2026-12-01',
    })
  })

  test('and the same field have to be chosen between', () => {
    const all = three(
      'preferredPlaceOfDeath',
      { first: { place: 'hospice' } },
      { first: { place: 'hospital' } },
      { first: { place: 'home', note: 'With the dog' } },
    )

    const fields = contested('preferredPlaceOfDeath', all)

    expect(fields).toMatchObject([
      { words: 'First choice', was: 'Hospice', theirs: 'Hospital', mine: 'Home', changedBy: 'both' },
      { words: 'First choice, in their words', mine: 'With the dog', changedBy: 'mine' },
    ])
    expect(unopposed(fields).has('first.place')).toBe(false)
    const chosen = unopposed(fields).set('first.place', 'theirs')
    expect(mergedContent('preferredPlaceOfDeath', all, chosen).body).toEqual({
      first: { place: 'hospital', note: 'With the dog' },
    })
  })

  test('and put different things in a list may keep both', () => {
    const angela = { name: 'Angela', relationship: 'wife', roles: [], mayBeTold: 'all' as const }
    const phone = (number: string) => ({ number, use: 'mobile' as const })
    const [old, hers, his] = ['+447700900110', '+447700900111', '+447700900112'].map(phone)
    if (!old || !hers || !his) throw new Error('three telephones were made')
    const all = three(
      'personalContacts',
      { ...angela, phones: [old] },
      { ...angela, phones: [old, hers] },
      { ...angela, phones: [his] },
    )

    const [field] = contested('personalContacts', all)

    expect(field).toMatchObject({ words: 'Telephones', changedBy: 'both', mayKeepBoth: true })
    expect(mergedContent('personalContacts', all, new Map([['phones', 'both' as const]])).body).toEqual({
      ...angela,
      phones: [hers, his],
    })
  })

  test('and the same thing in a list have to be chosen between', () => {
    const all = three(
      'anticipatoryMedicines',
      { state: 'issued', items: [{ drug: 'Morphine', indication: 'pain', quantityLeft: 5 }] },
      { state: 'issued', items: [{ drug: 'Morphine', indication: 'pain', quantityLeft: 4 }] },
      { state: 'issued', items: [{ drug: 'Morphine', indication: 'pain', quantityLeft: 3 }] },
    )

    expect(contested('anticipatoryMedicines', all)).toMatchObject([{ changedBy: 'both', mayKeepBoth: false }])
  })

  test('to things of different kinds are never mixed', () => {
    const all = three(
      'allergies',
      { kind: 'allergy', substance: 'Penicillin' },
      { kind: 'none_known' },
      { kind: 'allergy', substance: 'Penicillin', reaction: 'Rash' },
    )

    const fields = contested('allergies', all)

    expect(fields.map(({ path, changedBy }) => [path, changedBy])).toEqual([['', 'both']])
    const chosen = new Map<string, Side>([['', 'theirs']])
    expect(mergedContent('allergies', all, chosen).body).toEqual({ kind: 'none_known' })
  })

  test.each<[string, Partial<Content>, string]>([
    ['said that it is not known', { knownState: 'declined' }, 'asked; would rather not say'],
    ['marked it as entered in error', { isRetracted: true }, 'entered in error'],
  ])('of whom one %s have to be chosen between as a whole', (_, change, words) => {
    const was = known({ first: { place: 'hospice' } })
    const mine = known({ first: { place: 'home' } })

    const all = { was, theirs: { ...was, ...change }, mine }

    const fields = contested('preferredPlaceOfDeath', all)
    expect(fields).toMatchObject([{ path: '', theirs: words, changedBy: 'both' }])
    expect(mergedContent('preferredPlaceOfDeath', all, new Map([['', 'mine' as const]]))).toEqual(mine)
  })
})

describe.each(SECTION_NAMES)('whatever two write of %s', section => {
  const anyThree = fc.tuple(anyBody(section), anyBody(section), anyBody(section))

  test('nothing of either is lost, and each field is as its side wrote it', () => {
    fc.assert(
      fc.property(anyThree, fc.constantFrom<Side>('theirs', 'mine'), ([was, theirs, mine], side) => {
        const all = { was: known(was), theirs: known(theirs), mine: known(mine) }
        const fields = contested(section, all)
        const every = (one: Side) => new Map(fields.map(({ path }) => [path, one]))

        expect(
          isSame(mergedContent(section, all, every(side)).body, all[side as 'theirs' | 'mine'].body),
        ).toBe(true)
        const chosen = unopposed(fields)
        for (const { path, changedBy } of fields) if (changedBy === 'both') chosen.set(path, side)
        const merged = mergedContent(section, all, chosen)
        for (const { path, changedBy, ...said } of contested(section, { ...all, mine: merged, was: merged }))
          expect([path, said.mine], 'differs from theirs only where mine was kept').toEqual([
            path,
            fields.find(field => field.path === path && chosen.get(path) === 'mine')?.mine,
          ])
        for (const { path, ...said } of contested(section, { ...all, theirs: merged, was: merged }))
          expect([path, said.theirs], 'differs from mine only where theirs was kept').toEqual([
            path,
            fields.find(field => field.path === path && chosen.get(path) === 'theirs')?.theirs,
          ])
      }),
      { numRuns: 25 },
    )
  })

  test('whoever changed nothing is given what the other wrote', () => {
    fc.assert(
      fc.property(fc.tuple(anyBody(section), anyBody(section)), ([was, changed]) => {
        const both = [
          { was: known(was), theirs: known(changed), mine: known(was) },
          { was: known(was), theirs: known(was), mine: known(changed) },
        ]

        for (const all of both) {
          const fields = contested(section, all)
          expect(fields.filter(({ changedBy }) => changedBy === 'both')).toEqual([])
          expect(isSame(mergedContent(section, all, unopposed(fields)).body, changed)).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  })
})
