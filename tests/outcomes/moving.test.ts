import { expect, test } from 'vitest'
import { type Moving, namedIn, whyNotMoved } from '#server/outcomes/core/moving.ts'
import { PatientId } from '#shared/ids.ts'

const [HERS, THEIRS] = [
  PatientId.parse('018f4d2c-0000-7000-8000-000000000001'),
  PatientId.parse('018f4d2c-0000-7000-8000-000000000002'),
]
const moving: Moving = {
  from: HERS,
  to: THEIRS,
  isSamePerson: false,
  isDeathToldIn: false,
  saysDied: false,
  hasDied: false,
  stopped: null,
}

test.each<[string, Partial<Moving>]>([
  ['from one person to another', {}],
  ['to nobody, while nobody right is known', { to: null }],
  ['to nobody, whatever was saved', { to: null, saysDied: true }],
  ['from nobody to whom it was about', { from: null }],
  ['to somebody who has died, also where it says so', { saysDied: true, hasDied: true }],
])('a saved call can be moved %s', (_, given) => {
  expect(whyNotMoved({ ...moving, ...given })).toBeNull()
})

test.each<[string, Partial<Moving>, string]>([
  ['where it is already', { to: HERS }, 'already'],
  ['to nobody, where it is already', { from: null, to: null }, 'nobody’s record already'],
  ['between two records of one person', { isSamePerson: true }, 'same person'],
  ['while a death reported in it stands', { isDeathToldIn: true }, 'Take that back first'],
  ['also not to nobody', { isDeathToldIn: true, to: null }, 'Take that back first'],
  ['onto a record that is disputed', { stopped: 'disputed' }, 'is disputed'],
  ['onto the record that is not written to', { stopped: 'kept_elsewhere' }, 'choose the other one'],
  ['onto a living person’s, where it says that they died', { saysDied: true }, 'no death is on the record'],
])('and not %s: the refusal says what to do', (_, given, words) => {
  expect(whyNotMoved({ ...moving, ...given })).toContain(words)
})

test.each([
  ['It was about Marian', 'Marian'],
  ['it was Mrs O’Brien’s', 'O’Brien'],
  ['“Marian”, and not her mother', 'Marian'],
  ['Shaw and Shaw', 'Shaw'],
])('names somebody: %s', (because, name) => {
  expect(namedIn(because, ['Marian O’Brien', 'Margaret Shaw', 'May Will'])).toBe(name)
})

test.each([
  'Two people of one name',
  'it may have been heard wrongly and will be rung back',
  'She rang again',
])('names nobody: %s', because => {
  expect(namedIn(because, ['Marian O’Brien', 'Margaret Shaw', 'May Will', ''])).toBeUndefined()
})
