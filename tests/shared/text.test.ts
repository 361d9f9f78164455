import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReason, line, longText, tidyLine, tidyText } from '#shared/text.ts'
import { anyCharacter } from '#tests/support/anyCharacter.ts'

describe('text at the edge', () => {
  test.each([
    ['plain words stay', 'Likes the radio on', 'Likes the radio on'],
    ['a lone surrogate becomes a visible replacement', 'a\ud800b', 'a\ufffdb'],
    ['accents are composed', 'Zoe\u0308', 'Zoë'],
    ['line ends of any system become one kind', 'a\r\nb\u2028c\vd', 'a\nb\nc\nd'],
    ['control characters go', 'a\u0007b\u009bc', 'abc'],
    ['right-to-left letters stay', 'שלום', 'שלום'],
    ['emoji with joiners stay', '👩‍👧', '👩‍👧'],
  ])('%s', (_, text, kept) => {
    expect(tidyText(text)).toBe(kept)
  })

  test.each([
    ['re-ordering marks cannot hide a name', 'Jo\u202ean\u2066', 'Joan'],
    ['zero-width fillers cannot make two names look the same', 'El\u200blis\ufeff', 'Ellis'],
    ['spaces of all kinds are one space', 'Ann\u00a0 \n Lee', 'Ann Lee'],
  ])('%s', (_, text, kept) => {
    expect(tidyLine(text)).toBe(kept)
  })

  test.each([
    ['NUL', 'a\u0000b'],
    ['ten thousand combining marks', `e${'\u0301'.repeat(10_000)}`],
    ['nine marks on one letter', `e${'\u0316'.repeat(9)}`],
    ['too many characters', 'a'.repeat(71)],
    ['ten megabytes', 'a'.repeat(10_000_000)],
    ['nothing but spaces', '   '],
    ['nothing but marks that are taken away', '\u202e\u200b'],
  ])('%s is refused in words', (_, text) => {
    const parsed = line(70).safeParse(text)

    expect(parsed.success).toBe(false)
    expect(parsed.error?.issues[0]?.message).toMatch(/^(This|Use|Write)/)
  })

  test('tidying twice changes nothing more, and what is kept is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), text => {
        for (const tidy of [tidyText, tidyLine]) {
          expect(tidy(tidy(text))).toBe(tidy(text))
          expect(tidy(text).isWellFormed()).toBe(true)
        }
      }),
    )
  })

  test('what a long text keeps, it keeps the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
        const first = longText(300).safeParse(text)
        fc.pre(first.success)
        expect(longText(300).parse(first.data)).toBe(first.data)
      }),
    )
  })
})

test.each([
  ['x', 3, false],
  ['12345678901', 10, false],
  ['aAaAaAaAaA', 10, false],
  ['- - - / - - -', 10, false],
  ['no no no no', 10, false],
  ['too short', 10, false],
  ['DOB', 3, true],
  ['Crew at the door', 10, true],
  ['身份不明，请回电话给家人', 10, true],
  ['\u3164\u115f\u1160'.repeat(5), 10, false],
  [`abc${'\u200b'.repeat(7)}`, 10, false],
  ['به خانه می‌رود', 10, true],
])('whether “%s” is a reason of %i letters: %s', (text, least, isOne) => {
  expect(isReason(text, least)).toBe(isOne)
})
