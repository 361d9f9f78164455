import { expect, test } from 'vitest'
import { contactsWithNumber, mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { aContact, DAUGHTER, entry, PERSON } from './entries.ts'

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

test('a number points to the contacts who have it', () => {
  const contact = aContact({ phones: [{ number: '+447700900002', use: 'mobile' }] })

  expect(contactsWithNumber([contact], '+447700900002')).toEqual([DAUGHTER])
  expect(contactsWithNumber([contact], '+447700900003')).toEqual([])
})
