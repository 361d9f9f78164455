import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedName } from '#server/patients/core/askedName.ts'
import { allButOne, type How, soughtName } from '#server/patients/core/likeWords.ts'
import { nameWords } from '#server/patients/core/nameWords.ts'
import { nearDates } from '#server/patients/core/nearDates.ts'
import list from '#server/patients/core/nicknames.json' with { type: 'json' }
import { otherFormsOf, petFormsOf } from '#server/patients/core/nicknames.ts'
import { isWhole, sectorOf } from '#server/patients/core/soughtPostcode.ts'
import { phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { nhsDigits, nhsNumberFault, showNhsNumber } from '#shared/nhsNumber.ts'
import { SoughtPostcode } from '#shared/record/who.ts'

describe('nicknames', () => {
  test.each([
    ['bill', 'william'],
    ['peggy', 'margaret'],
    ['mick', 'michael'],
    ['nell', 'eleanor'],
    ['nell', 'helen'],
    ['jan', 'janusz'],
    ['wojtek', 'wojciech'],
    ['zosia', 'zofia'],
    ['dai', 'david'],
    ['gwil', 'gwilym'],
    ['bridie', 'bridget'],
    ['paddy', 'patrick'],
    ['mo', 'mohammed'],
    ['muhammad', 'mohammed'],
    ['manny', 'manjit'],
    ['sean', 'shaun'],
  ])('%s may be %s, and the other way round', (short, name) => {
    expect([otherFormsOf(short), otherFormsOf(name)]).toEqual([
      expect.arrayContaining([name]),
      expect.arrayContaining([short]),
    ])
  })

  test('work in both directions for every word of the list, and no word is a form of itself', () => {
    const words = Object.entries(list.names).flatMap(([name, forms]) => nameWords(`${name} ${forms}`))
    for (const word of words) {
      const forms = otherFormsOf(word)
      expect(forms).not.toContain(word)
      for (const form of forms) expect(otherFormsOf(form)).toContain(word)
    }
  })

  test('go one group far: a Bill may be a William, and no other who is called Will for a Wilfred', () => {
    expect(otherFormsOf('bill')).toContain('william')
    expect(otherFormsOf('bill')).not.toContain('seamus')
    expect(otherFormsOf('xyzzy')).toEqual([])
    expect(petFormsOf('Margaret')).toContain('Peggy')
  })
})

describe('what a name is looked for by', () => {
  test('leaves out what people say before a name, unless nothing else is said', () => {
    expect(
      [askedName('Mrs Peggy Ellis'), askedName('Dr')].map(asked => asked.map(({ word }) => word)),
    ).toEqual([['peggy', 'ellis'], ['dr']])
  })

  test('joins what may be one word, and takes a single letter for an initial beside a name', () => {
    const [mc, donald] = askedName('Mc Donald')
    expect([mc?.same, donald?.same]).toEqual([
      ['mc', 'mcdonald'],
      ['donald', 'mcdonald'],
    ])
    expect(askedName('Maryann')[0]?.halves).toContainEqual({ first: 'mary', second: 'ann' })
    expect(askedName('J Smith').map(({ isInitial }) => isInitial)).toEqual([true, false])
    expect(askedName('J').map(({ isInitial }) => isInitial)).toEqual([false])
  })

  test('never more than five words, whatever is typed, and no word without a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 140 }), text => {
        const asked = askedName(text)
        expect(asked.length).toBeLessThanOrEqual(5)
        for (const { word, same } of asked) {
          expect(word).toMatch(/[\p{L}\p{N}\p{M}]/u)
          expect(same[0]).toBe(word)
        }
      }),
    )
  })

  test('of ways to a word the surest counts, and a stage holds what is as sure', () => {
    const like = (word: string, how: How) => ({ place: 0, word, how })
    const { like: best, stages } = soughtName(askedName('jon'), [
      like('jon', 'spelling'),
      like('jon', 'match'),
      like('john', 'sounds_like'),
      like('jones', 'beginning'),
    ])

    expect(best).toHaveLength(3)
    expect(stages).toEqual({ exact: [['jon']], close: [['jon', 'john']], any: [['jon', 'john', 'jones']] })
  })

  test('one of three words may be missing, and none of two', () => {
    const three = { exact: [['a'], [], ['c']], close: [['a', 'aa'], ['b'], ['c']], any: [] }
    const two = { exact: [['a'], ['b']], close: [['a'], ['b']], any: [] }

    const words = (stages: typeof three) => allButOne({ stages, initials: [] }).map(each => each.words)
    expect([words(three), words(two)]).toEqual([
      [
        [['b'], ['c']],
        [['a'], ['c']],
        [['a'], ['b']],
      ],
      [],
    ])
  })

  test('an initial beside two words may be missing, and none beside one', () => {
    const initials = [{ place: 1, letter: 'j' }]
    const two = { exact: [['a'], ['b']], close: [['a'], ['b']], any: [] }
    const one = { exact: [['a']], close: [['a']], any: [] }

    expect([two, one].map(stages => allButOne({ stages, initials }))).toEqual([
      [{ words: [['a'], ['b']], initials: [] }],
      [],
    ])
  })
})

describe('days that may have been meant', () => {
  test('are named by what became of them', () => {
    expect(nearDates('1954-03-12')).toEqual([
      { date: '1954-12-03', how: 'day_month_swapped' },
      { date: '1945-03-12', how: 'digits_swapped' },
      { date: '1954-03-21', how: 'digits_swapped' },
      { date: '1953-03-12', how: 'other_year' },
      { date: '1955-03-12', how: 'other_year' },
      { date: '1944-03-12', how: 'other_decade' },
      { date: '1964-03-12', how: 'other_decade' },
    ])
  })

  test('are days of the calendar, each once, never the day itself; a swap goes both ways', () => {
    const day = fc.date({ min: new Date('1905-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, at => {
        const date = at.toISOString().slice(0, 10)
        const near = nearDates(date)
        const days = near.map(each => each.date)
        expect(days).not.toContain(date)
        expect(new Set(days).size).toBe(days.length)
        for (const each of days) expect(new Date(each).toISOString().slice(0, 10)).toBe(each)
        for (const { date: other, how } of near)
          if (how === 'day_month_swapped') expect(nearDates(other).map(each => each.date)).toContain(date)
      }),
    )
  })
})

describe('an NHS number', () => {
  test.each([
    '999 000 0018',
    '999-000-0018',
    '9990000018',
    'NHS no. 999 000 0018',
    ' 999.000.0018 ',
    '９９９ ０００ ００１８',
  ])('written as "%s" is one', text => {
    expect([nhsDigits(text), nhsNumberFault(text)]).toEqual(['9990000018', undefined])
  })

  test.each([
    ['999 000 001', 'That has 9 digits; an NHS number has ten.'],
    ['999 000 00188', 'That has 11 digits; an NHS number has ten.'],
    ['999 000 OO18', 'An NHS number has ten digits and nothing else.'],
    ['999 000 0019', expect.stringContaining('one is wrong, or two have changed places')],
  ])('%s is refused in words', (text, why) => {
    expect(nhsNumberFault(text)).toEqual(why)
  })

  test('with one digit wrong, or two neighbours swapped, is always noticed', () => {
    const number = fc
      .constantFrom('9990000018', '9990000026', '9990000034', '9990012342')
      .filter(digits => nhsNumberFault(digits) === undefined)
    fc.assert(
      fc.property(number, fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const other = String((Number(digits[at]) + by) % 10)
        expect(nhsNumberFault(digits.slice(0, at) + other + digits.slice(at + 1))).toBeDefined()
        const next = digits[at + 1]
        if (next === undefined || next === digits[at]) return
        expect(nhsNumberFault(digits.slice(0, at) + next + digits[at] + digits.slice(at + 2))).toBeDefined()
      }),
    )
  })
})

describe('spellings that are one', () => {
  const gap = fc.constantFrom('', ' ', '-', '  ')
  test('of a telephone: with and without country, brackets, gaps', () => {
    const number = fc.integer({ min: 7700900000, max: 7700900999 }).map(String)
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('0', '+44', '0044 ', '+44 (0)'),
        gap,
        gap,
        (national, before, a, b) => {
          const text = `${before}${national.slice(0, 4)}${a}${national.slice(4, 7)}${b}${national.slice(7)}`
          expect(phoneInAnySpelling(text)).toBe(`+44${national}`)
        },
      ),
    )
  })

  test('of an NHS number as it is shown', () => {
    expect(nhsDigits(showNhsNumber('9990000018'))).toBe('9990000018')
  })

  test.each([
    ['ls21 1aa', 'LS21 1AA', true, 'LS21 1'],
    ['LS211AA', 'LS21 1AA', true, 'LS21 1'],
    ['ls21 1', 'LS21 1', false, 'LS21 1'],
    ['ls211', 'LS21 1', false, 'LS21 1'],
    ['LS2 1', 'LS2 1', false, 'LS2 1'],
    ['ls21', 'LS21', false, 'LS21 '],
    ['M1', 'M1', false, 'M1 '],
    ['ec1a', 'EC1A', false, 'EC1A '],
  ])('of a postcode, or of as much of it as is known: %s', (text, postcode, whole, begins) => {
    const read = SoughtPostcode.parse(text)
    expect([read, isWhole(read), sectorOf(read)]).toEqual([postcode, whole, begins])
  })

  test.each(['Mill Lane', '21', 'LS', '12 LS21', ''])('"%s" is no part of a postcode', text => {
    expect(SoughtPostcode.safeParse(text).success).toBe(false)
  })
})
