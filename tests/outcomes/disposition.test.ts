import { expect, test } from 'vitest'
import { DISPOSITION_WORDS } from '#client/outcomes/core/words.ts'
import { CloseCall, Disposition } from '#shared/outcomes.ts'

/** Source: domain guide 6, "disposition split". Reports add these up to all calls. */
const SPLIT = [
  'advice_only',
  'district_nurse',
  'gp_or_out_of_hours',
  'hospice_at_home',
  'specialist_palliative_care',
  'pharmacy',
  'ambulance_999',
  'emergency_department',
  'hospital_admission',
  'hospice_admission',
  'death_reported',
  'other',
]

test('what was done is one of the twelve that reports add up, and the form offers each', () => {
  expect(Disposition.options).toEqual(SPLIT)
  expect(Object.keys(DISPOSITION_WORDS)).toEqual(SPLIT)
  expect(new Set(Object.values(DISPOSITION_WORDS)).size).toBe(12)
})

const outcome = {
  reason: 'pain',
  found: '',
  advice: '',
  disposition: 'other',
  whereAfter: 'usual_home',
  next: 'A chaplain was asked to ring.',
  callBack: { needed: false },
}

test.each([
  ['with words', {}, []],
  ['without any', { next: '' }, [['outcome', 'next']]],
  ['with nothing but spaces', { next: '  \n' }, [['outcome', 'next']]],
  ['of another kind without words', { next: '', disposition: 'advice_only' }, []],
])('an outcome of something else %s is taken or refused by the server too', (_, changed, wrong) => {
  const read = CloseCall.safeParse({
    kind: 'clinical',
    commandId: '00000000-0000-4000-8000-000000000001',
    epoch: 1,
    notesRevision: 0,
    outcome: { ...outcome, ...changed },
  })

  expect(read.error?.issues.map(({ path }) => path) ?? []).toEqual(wrong)
})
