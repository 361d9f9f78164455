import { expect, test } from 'vitest'
import { promisesOfSharing } from '#server/patients/sharingChanged.ts'
import { PatientId } from '#shared/ids.ts'
import { anEntry } from './aPatient.ts'

const AT = '2026-12-01T02:00:00.000Z'
const ron = PatientId.parse('00000000-0000-4000-8000-000000000001')
const saidBy = (entry: ReturnType<typeof anEntry>) =>
  promisesOfSharing(ron, [entry], AT).map(({ body }) => 'isTakenBack' in body && body.isTakenBack)

test.each(['withdrawn', 'declined'] as const)('%s, of sharing or of the register, takes it back', value => {
  expect(saidBy(anEntry('consentToShare', { scope: 'everyone_caring', value }))).toEqual([true])
  expect(saidBy(anEntry('consentToRegister', { value }))).toEqual([true])
})

test.each(['given_by_person', 'given_by_attorney_or_deputy'] as const)(
  '%s, of sharing, gives it again, and of the register says nothing of who sees more',
  value => {
    expect(saidBy(anEntry('consentToShare', { scope: 'everyone_caring', value }))).toEqual([false])
    expect(saidBy(anEntry('consentToRegister', { value }))).toEqual([])
  },
)

test.each(['not_yet_asked', 'lacks_capacity_pending'] as const)(
  '%s takes nothing back and gives nothing',
  value => {
    expect(saidBy(anEntry('consentToShare', { scope: 'everyone_caring', value }))).toEqual([])
  },
)

test('of one organisation it says nothing about a visit', () => {
  expect(saidBy(anEntry('consentToShare', { scope: 'hospice', value: 'withdrawn' }))).toEqual([])
})
