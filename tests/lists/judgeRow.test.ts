import { expect, test } from 'vitest'
import { type Candidate, judgeRow } from '#server/lists/core/judgeRow.ts'
import { sayRow } from '#server/lists/core/sayRow.ts'
import { PatientId } from '#shared/ids.ts'

const born = '1938-11-23'
const row = (given: string) => ({
  named: {
    nhsNumber: undefined,
    birthDate: born,
    nameWords: [...given.toLowerCase().split(' '), 'nearly'],
    familyWords: ['nearly'],
  },
  says: sayRow({ identity: { name: { given, family: 'Nearly' }, birthDate: born } }, '2026-11-28'),
})
/** Somebody on the asker's own list, who shares with them. */
const listed = (given: string, place: number): Candidate => ({
  patientId: PatientId.parse(`00000000-0000-4000-8000-00000000000${place}`),
  nhsNumber: null,
  birthDate: born,
  nameWords: row(given).named.nameWords,
  isDeceased: false,
  stopped: null,
  isOnCaseload: true,
  says: row(given).says,
})
const ANNE = listed('Margaret Anne', 1)
const ANN = listed('Margaret Ann', 2)
const verdictOf = (given: string, ...found: Candidate[]) => {
  const { named, says } = row(given)
  const { verdict, patientId } = judgeRow(named, says, found)
  return [verdict, patientId]
}

test('a shortened name is one person’s where nobody else fits, and nobody’s where two of one birth date could be meant', () => {
  expect(verdictOf('Margaret', ANNE)).toEqual(['changed', ANNE.patientId])
  expect(verdictOf('Margaret', ANNE, ANN)).toEqual(['may_be', null])
  expect(verdictOf('Margaret', ANN, ANNE)).toEqual(['may_be', null])
})

test('a name in full is that of whoever has it, beside one who is nearly called so; of two who have it, nobody’s', () => {
  expect(verdictOf('Margaret Anne', ANN, ANNE)).toEqual(['same', ANNE.patientId])
  expect(verdictOf('Margaret Anne', ANNE, listed('Margaret Anne', 3))).toEqual(['may_be', null])
})

test('the other record of one person is no second person', () => {
  expect(verdictOf('Margaret', { ...ANN, stopped: 'kept_elsewhere' }, ANNE)).toEqual([
    'changed',
    ANNE.patientId,
  ])
})
