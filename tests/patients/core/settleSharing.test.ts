import { describe, expect, test } from 'vitest'
import { answersToWrite } from '#server/patients/core/settleSharing.ts'
import type { ConsentValue } from '#shared/record/consent.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { MayBeTold } from '#shared/record/people.ts'
import { type Answer, type Decider, deciders, SaidOfSharing, type SharingAnswer } from '#shared/sharing.ts'
import { aContact, entry, itemNo, NOW, PERSON } from './entries.ts'

// What an answer becomes on the record: of the seven values of domain guide 2.7, which, by who decided and what stood there before.
const author = { name: 'Maren Oakley', role: 'nurse coordinator', organisation: 'Loud Hub' }
const hearing = { at: NOW, author, source: { kind: 'console' as const }, patientId: PERSON }
const bestInterests = {
  decision: 'The nurses may see it',
  assessor: 'Dr Loud',
  consulted: ['Her daughter'],
  reviewOn: '2027-01-10',
}
const saidBy = (decider: Decider) =>
  SaidOfSharing.parse({
    decider,
    how: 'telephone',
    inTheirWords: 'As it was said.',
    ...(decider === 'attorney_or_deputy' && { by: 'Wilma Ashby' }),
    ...(decider === 'best_interests' && { bestInterests }),
  })
const written = (entries: readonly Entry[], answer: Answer, decider: Decider) =>
  answersToWrite(
    entries,
    [answer],
    { said: saidBy(decider), explained: 'The guide' },
    () => undefined,
    hearing,
  )[0]?.body as Record<string, unknown> | undefined

const stood = (value: ConsentValue) => [entry('consentToRegister', { value })]
const entered = [
  { ...stood('given_by_person')[0], retracted: { at: NOW, by: author, because: 'Of another' } },
]

describe('an answer about the register', () => {
  test.each<[string, SharingAnswer, Decider, readonly unknown[], ConsentValue]>([
    ['yes', 'yes', 'person', [], 'given_by_person'],
    ['an attorney’s yes', 'yes', 'attorney_or_deputy', [], 'given_by_attorney_or_deputy'],
    ['a yes in their best interests', 'yes', 'best_interests', [], 'best_interests_decision'],
    ['a no where nobody had asked', 'no', 'person', [], 'declined'],
    ['a no after a yes', 'no', 'person', stood('given_by_person'), 'withdrawn'],
    ['a no after an attorney’s yes', 'no', 'person', stood('given_by_attorney_or_deputy'), 'withdrawn'],
    ['an attorney’s no after a yes', 'no', 'attorney_or_deputy', stood('given_by_person'), 'withdrawn'],
    ['a no after a no', 'no', 'person', stood('declined'), 'declined'],
    ['a no where they could not decide', 'no', 'person', stood('lacks_capacity_pending'), 'declined'],
    ['a no after a yes that was an error', 'no', 'person', entered, 'declined'],
    ['who cannot decide at present', 'pending', 'person', stood('given_by_person'), 'lacks_capacity_pending'],
  ])('%s', (_, says, decider, entries, value) => {
    const answer: Answer = { about: 'register', says, version: entries.length }

    expect(written(entries as Entry[], answer, decider)?.value).toBe(value)
  })
})

test.each<[MayBeTold, Decider, ConsentValue]>([
  ['all', 'person', 'given_by_person'],
  ['logistics', 'person', 'given_by_person'],
  ['nothing', 'person', 'declined'],
  ['condition', 'attorney_or_deputy', 'given_by_attorney_or_deputy'],
  ['nothing', 'attorney_or_deputy', 'given_by_attorney_or_deputy'],
  ['nothing', 'best_interests', 'best_interests_decision'],
])('that a carer is told %s on the word of %s rests on: %s', (mayBeTold, decider, basis) => {
  const answer = { about: 'contact', itemId: itemNo(4), mayBeTold, version: 1 } as Answer
  const contact = { ...aContact(), itemId: itemNo(4) } as Entry

  expect(written([contact], answer, decider)).toMatchObject({ mayBeTold, mayBeToldBasis: basis })
})

test.each(Object.keys(deciders) as Decider[])('what was said stands with it as evidence: %s', decider => {
  const body = written([], { about: 'register', says: 'yes', version: 0 }, decider)

  expect(body).toMatchObject({
    from: NOW,
    evidence: {
      at: NOW,
      how: 'telephone',
      inTheirWords: 'As it was said.',
      explained: 'The guide',
      consequencesExplained: true,
    },
    ...(decider === 'attorney_or_deputy' && { by: 'Wilma Ashby' }),
    ...(decider === 'best_interests' && { bestInterests, reviewOn: '2027-01-10' }),
  })
  expect('bestInterests' in (body ?? {})).toBe(decider === 'best_interests')
})
