import { expect, test } from 'vitest'
import { isHard } from '#client/outcomes/core/isHard.ts'
import type { OutcomeDraft } from '#shared/outcomes.ts'

type Asked = Pick<OutcomeDraft, 'reason' | 'disposition' | 'whereAfter'>
const plain: Asked = { reason: 'pain', disposition: 'advice_only', whereAfter: 'usual_home' }

test.each<Partial<Asked>>([
  { reason: 'death_reported' },
  { reason: 'bleeding' },
  { reason: 'seizure' },
  { reason: 'carer_distress' },
  { reason: 'bereavement' },
  { disposition: 'death_reported' },
  { disposition: 'ambulance_999' },
  { whereAfter: 'died' },
])('a pause is offered after a call with %j', changes => {
  expect(isHard({ ...plain, ...changes })).toBe(true)
})

test('after a call about pain that was settled at home none is', () => {
  expect(isHard(plain)).toBe(false)
})
