import { expect, test } from 'vitest'
import {
  afterSettling,
  type Moving,
  moverOf,
  type Settled,
  whyNotMoved,
  whyNotTheirs,
} from '#server/outcomes/core/moving.ts'
import { namedIn } from '#server/outcomes/core/namedIn.ts'
import { PatientId, StaffId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

const [HERS, THEIRS] = [
  PatientId.parse('018f4d2c-0000-7000-8000-000000000001'),
  PatientId.parse('018f4d2c-0000-7000-8000-000000000002'),
]
const moving: Moving = {
  from: HERS,
  about: HERS,
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
  ['from nobody to whom it was about', { from: null, about: null }],
  ['back to where its outcome still is', { from: THEIRS }],
  ['to somebody who has died, also where it says so', { saysDied: true, hasDied: true }],
])('a saved call can be moved %s', (_, given) => {
  expect(whyNotMoved({ ...moving, ...given })).toBeNull()
})

test.each<[string, Partial<Moving>, string]>([
  ['where it is already', { to: HERS }, 'already'],
  ['to nobody, where it is already', { from: null, about: null, to: null }, 'nobody’s record already'],
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
  ['It was about Mr Ng', 'Ng'],
  ['it was marian again', 'marian'],
  ['SHAW', 'SHAW'],
  ['They call her Maggie', 'Maggie'],
  ['meant peggy o’brien', 'peggy'],
  ['It was May', 'May'],
])('names somebody: %s', (because, name) => {
  expect(namedIn(because, ['Marian O’Brien', 'Margaret Shaw', 'May Will', 'Jia Ng'])).toBe(name)
})

test.each([
  'Two people of one name',
  'it may have been heard wrongly and will be rung back',
  'She rang again',
  'a nan of 3 rang, by the way',
])('names nobody: %s', because => {
  expect(namedIn(because, ['Marian O’Brien', 'Margaret Shaw', 'May Will', ''])).toBeUndefined()
})

const [NURSE, COLLEAGUE] = [
  StaffId.parse('018f4d2c-0000-7000-8000-000000000003'),
  StaffId.parse('018f4d2c-0000-7000-8000-000000000004'),
]
const SAVED: Instant = '2026-11-21T08:00:00.000Z'

test.each<[string, StaffId, 'coordinator' | 'shift_lead', Instant, string | null]>([
  ['whoever saved it', NURSE, 'coordinator', SAVED, null],
  ['the same to the end of the seventh day', NURSE, 'coordinator', '2026-11-28T08:00:00.000Z', null],
  ['not the same a moment later', NURSE, 'coordinator', '2026-11-28T08:00:00.001Z', 'more than 7 days ago'],
  ['nor a colleague at any time', COLLEAGUE, 'coordinator', SAVED, 'Only the nurse who saved this'],
  ['a shift lead for a year', COLLEAGUE, 'shift_lead', '2027-11-21T08:00:00.000Z', null],
  ['not a moment longer', COLLEAGUE, 'shift_lead', '2027-11-21T08:00:00.001Z', 'more than 365 days ago'],
])('a saved call is moved by %s', (_, staffId, role, at, words) => {
  const saved = { staffId: NURSE, at: SAVED, patientId: HERS }
  const because = whyNotTheirs(moverOf({ staffId, role }, at), saved)

  if (words === null) expect(because).toBeNull()
  else expect(because).toContain(words)
})

test('a saved call that is on nobody’s record is a shift lead’s to move however old it is', () => {
  const lead = moverOf({ staffId: COLLEAGUE, role: 'shift_lead' }, '2029-11-21T08:00:00.000Z')

  expect(whyNotTheirs(lead, { staffId: NURSE, at: SAVED, patientId: null })).toBeNull()
})

const settled: Settled = {
  from: HERS,
  isTheirs: false,
  left: null,
  isLeftTheirs: false,
  isOpen: false,
  saysDied: false,
  hasDied: false,
}
const off: Settled = { ...settled, from: null, left: HERS, isLeftTheirs: true, isOpen: true }

test.each<[string, Settled, ReturnType<typeof afterSettling>]>([
  ['is about somebody else, or nobody, leaves the record', settled, 'leaves'],
  ['is about the same person on another of their records, stays', { ...settled, isTheirs: true }, 'stays'],
  ['is about the same person after all, is back where it was saved', off, 'returns'],
  ['is about somebody else still, stays on nobody’s', { ...off, isLeftTheirs: false }, 'stays'],
  ['was taken off by nobody in that call, stays on nobody’s', { ...off, left: null }, 'stays'],
  ['left a record that takes nothing by now, stays on nobody’s', { ...off, isOpen: false }, 'stays'],
  ['says that they died, of whom no death is told any more, stays', { ...off, saysDied: true }, 'stays'],
  [
    'says that they died, as their record does, is back',
    { ...off, saysDied: true, hasDied: true },
    'returns',
  ],
])('what was saved of a call in hand, which %s', (_, given, becomes) => {
  expect(afterSettling(given)).toBe(becomes)
})
