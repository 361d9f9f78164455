import { expect, test } from 'vitest'
import { deskOf } from '#client/signIn/core/deskOf.ts'
import { Me } from '#shared/staff.ts'

const MAREN = Me.parse({
  staffId: '11111111-1111-4111-8111-111111111111',
  name: 'Maren Oakley',
  role: 'coordinator',
  organisation: 'Whernside Hospice',
  organisationKind: 'hub',
  phoneNumber: null,
  line: { id: '33333333-3333-4333-8333-333333333333', name: 'Wharnley', phoneNumber: '+441134960001' },
  practice: true,
})
const OTHER = '22222222-2222-4222-8222-222222222222'

test.each<[string, Partial<Record<keyof Me, unknown>>]>([
  ['is somebody else', { staffId: OTHER }],
  ['has another role', { role: 'shift_lead' }],
  ['is on another line', { line: { ...MAREN.line, id: OTHER } }],
  ['is of another organisation', { organisation: 'Another Hospice' }],
])('a page does not go on for who %s', (_, changes) => {
  expect(deskOf(Me.parse({ ...MAREN, ...changes }))).not.toBe(deskOf(MAREN))
})

test('a page goes on for her who comes back with another number', () => {
  expect(deskOf(Me.parse({ ...MAREN, phoneNumber: '+447700900112' }))).toBe(deskOf(MAREN))
})

test('a server of yesterday, which says no sign-in name, is understood', () => {
  expect(MAREN.signInName).toBe('')
})
