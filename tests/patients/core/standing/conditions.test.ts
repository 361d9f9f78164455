import { expect, test } from 'vitest'
import { conditionIn } from '#server/patients/core/standing/conditions.ts'

test.each([
  [
    'Only if the cause is not reversible; for CPR if he chokes',
    'Only if the cause is not reversible; for CPR if he chokes',
  ],
  ['Not to be tried unless somebody saw it happen', 'unless somebody saw it happen'],
  ['Not for CPR except after choking', 'except after choking'],
  ['To be tried provided that she is found at once', 'provided that she is found at once'],
  ['For CPR as long as he walks by himself', 'as long as he walks by himself'],
  ['Agreed on condition that the family is there', 'on condition that the family is there'],
  ['Frail heart. For CPR if at dialysis.', 'For CPR if at dialysis.'],
  ['Yes, but not if she is asleep', 'not if she is asleep'],
  ['Would not work. If the cause is a reversible one, try.', 'If the cause is a reversible one, try.'],
  ['Try it if he should choke', 'if he should choke'],
  ['For CPR when his son is there, only if he chokes', 'For CPR when his son is there, only if he chokes'],
])('“%s” sets a condition by “%s”', (reason, words) => {
  expect(conditionIn(reason)).toBe(words)
})

test('a long condition is cut at a word', () => {
  const long =
    'only if it is one of the things that were gone through with the family at the surgery on Monday'

  expect(conditionIn(`Not for CPR, ${long}`)).toBe(
    'only if it is one of the things that were gone through with the family at the…',
  )
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
