import { expect, test } from 'vitest'
import { conditionIn } from '#server/patients/core/standing/conditions.ts'

test.each([
  ['Only if the cause is not reversible; for CPR if he chokes', 'Only if'],
  ['Not to be tried unless somebody saw it happen', 'unless'],
  ['Not for CPR except after choking', 'except'],
  ['To be tried provided that she is found at once', 'provided that'],
  ['For CPR as long as he walks by himself', 'as long as'],
  ['Agreed on condition that the family is there', 'on condition'],
  ['Frail heart. For CPR if at dialysis.', 'For CPR if'],
  ['Yes, but not if she is asleep', 'not if'],
  ['Would not work. If the cause is a reversible one, try.', 'If the cause is a reversible'],
  ['Try it if he should choke', 'if he should choke'],
  ['For CPR when his son is there, only if he chokes', 'For CPR when'],
])('“%s” sets a condition by “%s”', (reason, words) => {
  expect(conditionIn(reason)).toBe(words)
})

test.each([
  'It would not work',
  'Would not restart a heart that stopped because of the cancer and the lungs.',
  'If his heart stopped, CPR would not bring it back.',
  'Even if it worked he would be worse off',
  'Would not survive CPR if it were attempted',
  'Depends on others for everything; care is provided day and night',
  'Only comfort from now on',
  'No reversible cause',
  'Heart would not recover from arrest. Not because of his learning disability.',
  'Wishes to be resuscitated; to be talked about again if she weakens.',
  '',
])('“%s” sets none', reason => {
  expect(conditionIn(reason)).toBeUndefined()
})
