import { expect, test } from 'vitest'
import { mayHearLog } from '#server/patients/core/mayHearLog.ts'
import { aContact, DAUGHTER, entry, PERSON } from './entries.ts'

const them = { kind: 'patient' } as const
const daughter = { kind: 'contact', itemId: DAUGHTER } as const
const named = aContact({ maySeeAccessLog: true })
const checked = { hasDied: false, hasRefused: false, isUnchecked: false }
const refused = entry('consentToTellCarers', { value: 'withdrawn' })
const death = entry('death', {
  stage: 'reported',
  at: { unknown: 'not_known' },
  place: { unknown: 'not_known' },
})

test.each([
  ['the person themselves', [], them, checked, true],
  ['whoever says so, unchecked', [], them, { ...checked, isUnchecked: true }, false],
  ['a named contact, unchecked', [named], daughter, { ...checked, isUnchecked: true }, false],
  ['somebody who says they are a person who has died', [death], them, checked, false],
  ['the same, when another record tells of the death', [], them, { ...checked, hasDied: true }, false],
  ['a contact whom the person named for it', [named], daughter, checked, true],
  ['a contact who may be told everything, and was not named', [aContact()], daughter, checked, false],
  [
    'a contact of whom nobody knows whether they are to',
    [aContact({ maySeeAccessLog: { unknown: 'not_asked' } })],
    daughter,
    checked,
    false,
  ],
  ['a contact who was named not to', [aContact({ maySeeAccessLog: false })], daughter, checked, false],
  [
    'a named contact who is to be told nothing',
    [aContact({ maySeeAccessLog: true, mayBeTold: 'nothing' })],
    daughter,
    checked,
    false,
  ],
  ['a named contact after the person withdrew', [named, refused], daughter, checked, false],
  [
    'the same, when another record tells of the refusal',
    [named],
    daughter,
    { ...checked, hasRefused: true },
    false,
  ],
  ['another relation', [named], { kind: 'contact', itemId: PERSON } as const, checked, false],
  ['a professional', [named], { kind: 'professional', itemId: DAUGHTER } as const, checked, false],
  ['somebody else', [named], { kind: 'someone_else' } as const, checked, false],
])('%s', (_, entries, caller, elsewhere, may) => {
  expect(mayHearLog(entries, caller, elsewhere).may).toBe(may)
})
