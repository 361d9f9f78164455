import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { judgeFinding, NOTHING_TYPED } from '#client/access/core/finding.ts'
import { comparisonsOf } from '#client/calls/core/comparisons.ts'
import { NOTHING_SAID, postcodeIn, saidErrors, saidFrom, searchFrom } from '#client/calls/core/said.ts'
import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { MatchList } from '#client/calls/MatchList.tsx'
import { parsePhone } from '#client/patients/core/typedPhone.ts'
import { ShortcutsProvider } from '#client/ui/Shortcuts.tsx'
import type { IdentityMatch } from '#shared/calls.ts'
import { PatientId } from '#shared/ids.ts'

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

test.each([
  ['bd16 4', { postcode: 'bd16 4' }],
  ['BD16', { postcode: 'BD16' }],
  ['4 Canal Row', { street: '4 Canal Row' }],
])('of "%s" a search takes as much of a postcode as there is, or the street', (address, searched) => {
  expect(searchFrom({ ...NOTHING_SAID, address }, 2026)).toEqual(searched)
})

test('a colleague looks for somebody by the street or the postcode as well, as in a call', () => {
  const judged = (address: string) => judgeFinding({ ...NOTHING_TYPED, name: 'Ron', address }, 2026)

  expect([judged('Weaver’s Row'), judged('bd16 4')]).toEqual([
    { kind: 'ready', query: { name: 'Ron', street: 'Weaver’s Row' } },
    { kind: 'ready', query: { name: 'Ron', postcode: 'bd16 4' } },
  ])
  expect(judgeFinding(NOTHING_TYPED, 2026).kind).toBe('wanting')
})

test('a colleague looks for somebody by the telephone, as it is written down', () => {
  expect(judgeFinding({ ...NOTHING_TYPED, phone: ' 0113 496 0779 ' }, 2026)).toEqual({
    kind: 'ready',
    query: { phone: '0113 496 0779' },
  })
})

test('a wrong NHS number is explained by what is wrong with it', () => {
  const says = (nhsNumber: string) => saidErrors({ ...NOTHING_SAID, nhsNumber }, 2026).nhsNumber

  expect([says('999 000 001'), says('NHS 999 000 0018')]).toEqual([
    'That has 9 digits; an NHS number has ten.',
    undefined,
  ])
})

describe('how somebody was found', () => {
  const match: IdentityMatch = {
    patientId: PatientId.parse('00000000-0000-4000-8000-000000000001'),
    label: 'William Ashworth',
    birthMonth: 'May 1941',
    age: 85,
    deceased: false,
    matched: [],
    notMatched: [],
    notCompared: [],
    inPart: [],
    marks: {},
    isEnough: false,
    differences: [],
  }
  test('once something else is typed nothing that was compared is shown any more, and nobody can be confirmed by it', () => {
    const asked = { ...NOTHING_SAID, name: 'William Ashworth', birthDate: '14 5 1941' }
    const fits: IdentityMatch = { ...match, matched: ['name', 'birth_date'], isEnough: true }
    const page = (changes: Partial<typeof asked>) =>
      renderToStaticMarkup(
        createElement(
          ShortcutsProvider,
          null,
          createElement(MatchList, {
            found: { asked, among: 'everyone', matches: [fits], more: false },
            typed: { ...asked, ...changes },
            isStale: false,
            onConfirm: () => undefined,
            lookAlikes: () => null,
          }),
        ),
      )

    for (const same of [{}, { name: 'William Ashworth ' }])
      expect(page(same)).toMatch(/✓ Name.*✓ Birth date.*Confirm and open/)
    for (const other of [{ name: 'William Ashby' }, { birthDate: '' }, { phone: '07700 900123' }]) {
      expect(page(other)).not.toMatch(/✓|Confirm and open/)
      expect(page(other)).toContain('What you typed is not what was compared.')
    }
  })

  const saysOf = (changes: Partial<IdentityMatch>) =>
    comparisonsOf({ ...match, ...changes }).map(({ says }) => says)

  test('what is the same, what is like it and how, and what differs', () => {
    const says = saysOf({
      matched: ['nhs_number'],
      notMatched: ['name', 'birth_date', 'address'],
      marks: { name: 'nickname', birthDate: 'day_month_swapped', postcode: 'different', phone: 'match' },
    })

    expect(says).toEqual([
      '✓ NHS number',
      '≈ Phone on the record: does not count by itself',
      '≈ Name: a short or other form',
      '≈ Birth date: day and month swapped',
      '✗ Address differs',
    ])
  })

  test('one word of a name that matches is not the name', () => {
    expect(saysOf({ notMatched: ['name'], marks: { name: 'match' } })).toEqual(['≈ Name: not all of it'])
  })

  test('by a sector, which is no address', () => {
    expect(saysOf({ marks: { postcode: 'match' } })).toEqual([
      '≈ Postcode begins so: does not count by itself',
    ])
  })

  test('by a street without its house, which is not the whole address', () => {
    const marks = { street: 'match' } as const
    expect([saysOf({ notMatched: ['address'], marks }), saysOf({ matched: ['address'], marks })]).toEqual([
      ['≈ Address: the street, not all of it'],
      ['✓ Address'],
    ])
  })

  test('green is only what counts towards the two', () => {
    const tones = comparisonsOf({
      ...match,
      matched: ['name'],
      notMatched: ['birth_date'],
      marks: { phone: 'match', postcode: 'match', birthDate: 'other_year' },
    }).map(({ says, tone }) => [says.slice(0, 6), tone])

    expect(tones).toEqual([
      ['✓ Name', 'well'],
      ['≈ Phon', 'plain'],
      ['≈ Post', 'plain'],
      ['≈ Birt', 'caution'],
    ])
  })

  test('what could not be compared, and what is right in part, is said of everything that was said', () => {
    const says = saysOf({
      matched: ['name'],
      notMatched: ['nhs_number'],
      notCompared: ['birth_date'],
      inPart: ['address'],
    })
    expect(says).toEqual([
      '✓ Name',
      '≈ Address: a part of it',
      '✗ NHS number differs',
      '– Birth date: nothing to compare with',
    ])
    // The search has said the same of the street already.
    expect(saysOf({ inPart: ['address'], marks: { street: 'match' } })).toEqual([
      '≈ Address: the street, not all of it',
    ])
  })

  test('a card of somebody of whom nothing is the same says so first', () => {
    const asked = { ...NOTHING_SAID, name: 'William Ashworth' }
    const page = (changes: Partial<IdentityMatch>) =>
      renderToStaticMarkup(
        createElement(
          ShortcutsProvider,
          null,
          createElement(MatchList, {
            found: { asked, among: 'everyone', matches: [{ ...match, ...changes }], more: false },
            typed: asked,
            isStale: false,
            onConfirm: () => undefined,
            lookAlikes: () => null,
          }),
        ),
      )

    for (const none of [
      { notMatched: ['name' as const] },
      { notCompared: ['name' as const] },
      { inPart: ['address' as const] },
    ])
      expect(page(none)).toContain('Nothing that was said is the same')
    for (const some of [{}, { matched: ['name' as const], notMatched: ['address' as const] }])
      expect(page(some)).not.toContain('Nothing that was said is the same')
  })

  test('a telephone that is another is nothing against anybody', () => {
    expect(saysOf({ marks: { phone: 'different', nhsNumber: 'not_recorded' } })).toEqual([])
  })
})

test('a telephone number is understood as it is typed in Britain', () => {
  expect(['07700 900 123', '+44 7700 900123', '0044 7700 900123', 'none'].map(parsePhone)).toEqual([
    '+447700900123',
    '+447700900123',
    '+447700900123',
    undefined,
  ])
})
