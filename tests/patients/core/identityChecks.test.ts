import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkIdentity } from '#server/patients/core/identityChecks.ts'
import type { SaidByCaller } from '#shared/patients.ts'
import { entry } from './entries.ts'

const record = [
  entry('identity', {
    name: { given: 'Margaret', family: 'O’Brien-Łuczak' },
    preferredName: 'Peggy',
    title: 'Mrs',
    birthDate: '1948-03-09',
    nhsNumber: '9990000018',
  }),
  entry('addresses', { kind: 'main', lines: ['12 Mill Lane', 'Otley'], postcode: 'LS21 1AA' }),
  entry('addresses', { kind: 'main', lines: ['3 Old Road'], postcode: 'BD16 4XX', to: '2020-01-01' }),
  entry('agreedPhrases', { with: 'patient', phrase: 'Blue Door' }),
]
const check = (said: SaidByCaller, entries = record, isPlaceKept = false) =>
  checkIdentity(entries, said, '2026-11-23', isPlaceKept)
const resultOf = (...asked: Parameters<typeof check>) => check(...asked).checks[0]?.result

describe('what a caller says is compared', () => {
  test.each<[string, SaidByCaller, string]>([
    ['the full name', { fullName: 'Margaret O’Brien-Łuczak' }, 'match'],
    ['the name without accents and marks', { fullName: 'margaret obrien luczak' }, 'match'],
    ['the preferred name', { fullName: 'Peggy O’Brien Luczak' }, 'match'],
    ['the name with the title', { fullName: 'Mrs Margaret O’Brien-Luczak' }, 'match'],
    ['the family name alone', { fullName: 'O’Brien-Luczak' }, 'no_match'],
    ['nearly the name', { fullName: 'Margaret O’Brian-Luczak' }, 'no_match'],
    ['another name with it', { fullName: 'Margaret Jane O’Brien-Luczak' }, 'no_match'],
    ['the birth date', { birthDate: '1948-03-09' }, 'match'],
    ['the birth date with day and month exchanged', { birthDate: '1948-09-03' }, 'no_match'],
    ['the first line of the address', { addressOrPostcode: '12 Mill Ln' }, 'match'],
    ['the first line and the town', { addressOrPostcode: '12, Mill Lane, Otley' }, 'match'],
    ['the street without the number', { addressOrPostcode: 'Mill Lane' }, 'partly'],
    ['the street and the town', { addressOrPostcode: 'Mill Ln, Otley' }, 'partly'],
    ['a street of that name in another town', { addressOrPostcode: 'Mill Ln, Ilkley' }, 'no_match'],
    ['the postcode without its end', { addressOrPostcode: 'LS21 1' }, 'partly'],
    ['the district', { addressOrPostcode: 'ls21' }, 'partly'],
    ['another sector', { addressOrPostcode: 'LS21 2' }, 'no_match'],
    ['a district that begins alike', { addressOrPostcode: 'LS2' }, 'no_match'],
    ['another street of the town', { addressOrPostcode: 'Old Road, Otley' }, 'no_match'],
    ['the town alone', { addressOrPostcode: 'Otley' }, 'partly'],
    ['the house number alone', { addressOrPostcode: '12' }, 'no_match'],
    ['the neighbour’s number', { addressOrPostcode: '14 Mill Lane' }, 'no_match'],
    ['the postcode', { addressOrPostcode: 'ls211aa' }, 'match'],
    ['the postcode of years ago', { addressOrPostcode: 'BD16 4XX' }, 'no_match'],
    ['the NHS number', { nhsNumber: '9990000018' }, 'match'],
    ['the agreed phrase', { phrase: 'blue door!' }, 'match'],
    ['another phrase', { phrase: 'red door' }, 'no_match'],
  ])('%s', (_, said, result) => {
    expect(resultOf(said)).toBe(result)
  })

  test('with what is not on the record it neither matches nor fails', () => {
    const bare = [entry('identity', { name: { unknown: 'not_known' }, birthDate: { unknown: 'not_asked' } })]

    expect(check({ fullName: 'Ann', birthDate: '1948-03-09', phrase: 'x' }, bare)).toMatchObject({
      matches: 0,
      isEnough: false,
    })
    expect(resultOf({ birthDate: '1948-03-09' }, bare)).toBe('not_recorded')
  })

  test('the address counts to its last day, and not the day after', () => {
    const until = (to: string) => [
      entry('addresses', { kind: 'temporary', lines: ['9 Quay'], postcode: 'WZ3 7QP', to }),
    ]

    expect(resultOf({ addressOrPostcode: 'WZ3 7QP' }, until('2026-11-23'))).toBe('match')
    expect(resultOf({ addressOrPostcode: 'WZ3 7QP' }, until('2026-11-22'))).toBe('not_recorded')
  })

  test.each<[SaidByCaller, string]>([
    [{ phrase: 'red door', fullName: 'Ann' }, 'The full name and the agreed phrase did not match.'],
    [{ addressOrPostcode: 'Mill Lane' }, 'That is a part of the address.'],
    [{ fullName: 'Peggy O’Brien Luczak' }, 'One thing matches. Ask for one more.'],
    [{}, 'Nothing matches yet. Ask for two things.'],
  ])('of %j the nurse is told what to ask next', (said, words) => {
    expect(check(said).because.slice(0, words.length)).toBe(words)
  })

  test('a protected address is not used, whether right or wrong', () => {
    expect(resultOf({ addressOrPostcode: '12 Mill Lane' }, record, true)).toBe('not_used')
    expect(resultOf({ addressOrPostcode: '99 Wrong Road' }, record, true)).toBe('not_used')
  })
})

describe('identified', () => {
  test.each<[string, SaidByCaller, boolean]>([
    ['one thing is not enough', { fullName: 'Peggy O’Brien Luczak' }, false],
    ['two things are', { fullName: 'Peggy O’Brien Luczak', birthDate: '1948-03-09' }, true],
    [
      'two things and a street without its house are',
      { fullName: 'Peggy O’Brien Luczak', birthDate: '1948-03-09', addressOrPostcode: 'Mill Lane' },
      true,
    ],
    [
      'one thing and a street without its house are not',
      { birthDate: '1948-03-09', addressOrPostcode: 'Mill Lane' },
      false,
    ],
    [
      'two right and one wrong are not',
      { birthDate: '1948-03-09', phrase: 'blue door', nhsNumber: '9990000026' },
      false,
    ],
  ])('%s', (_, said, isEnough) => {
    expect(check(said).isEnough).toBe(isEnough)
  })

  test('the answer never holds anything of the record', () => {
    fc.assert(
      fc.property(
        fc.record(
          { fullName: fc.string(), addressOrPostcode: fc.string(), phrase: fc.string() },
          { requiredKeys: [] },
        ),
        said => {
          expect(JSON.stringify(check(said as SaidByCaller))).not.toMatch(
            /Margaret|Peggy|Mill|Otley|LS21|1948|Blue Door|9990000018/,
          )
        },
      ),
    )
  })

  test('more that is wrong never identifies', () => {
    const wrong = fc.record(
      {
        fullName: fc.string({ minLength: 1 }),
        birthDate: fc.constant('1990-01-01'),
        nhsNumber: fc.constant('9990000026'),
      },
      { requiredKeys: ['birthDate'] },
    )
    fc.assert(
      fc.property(wrong, said => {
        expect(check({ ...said, phrase: 'blue door', addressOrPostcode: 'LS21 1AA' }).isEnough).toBe(false)
      }),
    )
  })
})
