import { expect, test } from 'vitest'
import { NOTHING_SAID, postcodeIn, saidErrors, saidFrom, searchFrom } from '#client/calls/core/said.ts'
import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { parsePhone } from '#client/patients/core/typedPhone.ts'

test.each([
  '14 5 1955',
  '14/05/55',
  '14.5.55',
  '14-05-1955',
  '14 May 1955',
  '14th of may 55',
  '14051955',
  '140555',
  '1955-05-14',
])('a birth date typed as "%s" is 14 May 1955', typed => {
  expect(spokenDate(typed, 2026)).toBe('1955-05-14')
})

test.each(['31 2 1955', '5 14 1955', 'May 1955', '14 5', '0/5/55', 'yesterday'])(
  '"%s" is no birth date',
  typed => {
    expect(spokenDate(typed, 2026)).toBeUndefined()
  },
)

test('two digits of a year are the latest that can have been', () => {
  expect([spokenDate('1 1 26', 2026), spokenDate('1 1 27', 2026)]).toEqual(['2026-01-01', '1927-01-01'])
})

test('what was not said is left out, and a number is compared without its spaces', () => {
  const said = saidFrom({ ...NOTHING_SAID, name: ' Ron ', nhsNumber: '999 000 0018' }, 2026)

  expect(said).toEqual({ name: 'Ron', nhsNumber: '9990000018' })
})

test('a wrong check digit is asked about before anybody is looked up', () => {
  const errors = saidErrors({ ...NOTHING_SAID, nhsNumber: '999 000 0019', birthDate: 'x' }, 2026)

  expect(Object.keys(errors)).toEqual(['birthDate', 'nhsNumber'])
})

test('a search takes the postcode out of an address', () => {
  expect([
    postcodeIn('4 Canal Row, bd16 4xx'),
    searchFrom({ ...NOTHING_SAID, address: '4 Canal Row BD16 4XX' }, 2026),
  ]).toEqual(['bd16 4xx', { postcode: 'BD16 4XX' }])
})

test('a telephone number is understood as it is typed in Britain', () => {
  expect(['07700 900 123', '+44 7700 900123', '0044 7700 900123', 'none'].map(parsePhone)).toEqual([
    '+447700900123',
    '+447700900123',
    '+447700900123',
    undefined,
  ])
})
