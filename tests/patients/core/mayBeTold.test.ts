import { describe, expect, test } from 'vitest'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { Body } from '#shared/record/sections.ts'
import { aContact, DAUGHTER, entry, NOW, PERSON } from './entries.ts'

const daughter = { kind: 'contact', itemId: DAUGHTER } as const

test.each([
  ['the person themselves', [], { kind: 'patient' } as const, 'all'],
  ['a contact the person trusts', [aContact()], daughter, 'all'],
  ['a contact who may know about visits', [aContact({ mayBeTold: 'logistics' })], daughter, 'logistics'],
  ['a contact who is to be told nothing', [aContact({ mayBeTold: 'nothing' })], daughter, 'nothing'],
  [
    'a contact nobody asked about',
    [aContact({ mayBeTold: { unknown: 'not_asked' } })],
    daughter,
    'not_recorded',
  ],
  [
    'a trusted contact after the person withdrew',
    [aContact(), entry('consentToTellCarers', { value: 'withdrawn' })],
    daughter,
    'nothing',
  ],
  ['a relation who is not listed', [aContact()], { kind: 'contact', itemId: PERSON } as const, 'nothing'],
  ['somebody else', [aContact()], { kind: 'someone_else' } as const, 'nothing'],
  ['a professional who is not listed', [], { kind: 'professional', itemId: PERSON } as const, 'nothing'],
  [
    'a listed professional',
    [entry('professionalContacts', { name: 'Nurse Loud', role: 'district nurse' })],
    { kind: 'professional', itemId: PERSON } as const,
    'condition',
  ],
])('%s', (_, entries, caller, level) => {
  expect(mayBeTold(entries, caller).mayBeTold).toBe(level)
})

test.each([
  ['2026-11-23T02:10:00.001Z', 'nothing'],
  [NOW, 'all'],
])('an agreement that carers are told things holds from %s and not before', (from, level) => {
  const later = entry('consentToTellCarers', { value: 'given_by_person', from })

  const told = mayBeTold([aContact(), later], daughter, { hasDied: false, hasRefused: false, at: NOW })

  expect(told.mayBeTold).toBe(level)
})

test('a contact entered in error may be told nothing', () => {
  const author = { name: 'N', role: 'r', organisation: 'o' }
  const mistaken = {
    ...aContact(),
    retracted: { at: '2026-11-03T00:00:00.000Z', by: author, because: 'Wrong person' },
  }

  expect(mayBeTold([mistaken], daughter).mayBeTold).toBe('nothing')
})

test('a child is told in simple words', () => {
  expect(mayBeTold([aContact({ isChild: true, mayBeTold: 'condition' })], daughter).because).toContain(
    'child',
  )
})

describe('a listed professional', () => {
  const nurse = entry('professionalContacts', {
    name: 'Jo Fenn',
    role: 'district nurse',
    organisation: 'Dales Nursing',
  })
  const jo = { kind: 'professional', itemId: PERSON } as const
  const told = (...also: Entry[]) =>
    mayBeTold([nurse, ...also], jo, { hasDied: false, hasRefused: false, at: NOW })
  const limit = (against: Body<'sharingRestrictions'>['against'], changes = {}) =>
    entry('sharingRestrictions', { against, rule: 'hide_all', ...changes })

  test('is rung back through the switchboard before more is told', () => {
    expect(told().because).toContain('ring back through their organisation’s switchboard')
  })

  test.each([
    [
      'the person has withdrawn sharing',
      entry('consentToShare', { scope: 'everyone_caring', value: 'withdrawn' }),
    ],
    [
      'they said no to this organisation',
      entry('consentToShare', {
        scope: 'community_nursing',
        organisation: 'dales nursing',
        value: 'declined',
      }),
    ],
    ['a limit is against them', limit({ kind: 'person', name: 'Jo Fenn' })],
    ['a limit is against their organisation', limit({ kind: 'organisation', name: 'Dales Nursing' })],
    ['a limit holds until today', limit({ kind: 'person', name: 'Jo Fenn' }, { until: '2026-11-23' })],
    ['a limit holds for a year yet', limit({ kind: 'person', name: 'Jo Fenn' }, { until: '2027-11-23' })],
    ['a limit is against a kind that may be theirs', limit({ kind: 'scope', scope: 'community_nursing' })],
  ])('is told nothing where %s', (_, no) => {
    expect(told(no)).toMatchObject({
      mayBeTold: 'nothing',
      because: expect.stringContaining('read what was agreed'),
    })
  })

  test.each([
    [
      'another organisation was refused',
      entry('consentToShare', { scope: 'hospital', organisation: 'Dales General', value: 'declined' }),
    ],
    ['somebody else is limited', limit({ kind: 'person', name: 'Joan Fenner' })],
    ['the limit is over', limit({ kind: 'person', name: 'Jo Fenn' }, { until: '2026-11-22' })],
    [
      'the limit was taken back',
      limit({ kind: 'person', name: 'Jo Fenn' }, { endedAt: '2026-11-02T02:10:00.000Z' }),
    ],
  ])('is told how the person is where %s', (_, no) => {
    expect(told(no).mayBeTold).toBe('condition')
  })
})

test('a child who rings is told nothing, whatever the record lets a contact hear', () => {
  expect(mayBeTold([aContact()], { kind: 'child' })).toMatchObject({
    mayBeTold: 'nothing',
    because: expect.stringContaining('nothing clinical'),
  })
})

test('somebody of the name is on the record, and until it is said that it is them they are told nothing', () => {
  expect(mayBeTold([aContact()], { kind: 'unsure' })).toMatchObject({
    mayBeTold: 'nothing',
    because: expect.stringContaining('choose'),
  })
})
