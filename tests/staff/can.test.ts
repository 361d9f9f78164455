import { expect, test } from 'vitest'
import { authorize } from '#server/staff/core/can.ts'
import { Action } from '#shared/actions.ts'
import { Role } from '#shared/staff.ts'

test.each(Action.options.filter(action => action !== 'public'))(
  '%s needs somebody who is signed in',
  action => {
    expect(authorize(undefined, action)).toBe(false)
  },
)

test('the public door is open to everybody', () => {
  expect(
    [undefined, ...Role.options.map(role => ({ role }))].map(actor => authorize(actor, 'public')),
  ).toEqual([undefined, ...Role.options].map(() => true))
})

test.each(['record:delete', '__proto__', 'constructor', 'toString', ''])(
  'what is not in the table is refused: "%s"',
  action => {
    expect(authorize({ role: 'shift_lead' }, action as Action)).toBe(false) // as from a caller that TypeScript did not see
  },
)

test('a role that is not in the table may do nothing', () => {
  const stranger = { role: 'visitor' as Role } // as from a newer database

  expect(Action.options.filter(action => authorize(stranger, action))).toEqual(['public'])
})
