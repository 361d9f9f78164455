import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, guarded, unguarded } from '#server/lists/core/csvText.ts'
import { smallNumber } from '#server/lists/core/smallNumber.ts'
import { anyCharacter } from '#tests/support/anyCharacter.ts'

const cell = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.constantFrom("'", "'=1", '=1', '\t', '\r\n', '"', ' x '),
)

test('any cells come out of a file as they went in', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), cells => {
      const [read] = parse(csvLine(['first', ...cells]), { record_delimiter: '\r\n' }) as string[][]

      expect(read?.slice(1).map(unguarded)).toEqual(cells)
    }),
  )
})

test('no cell begins with what a spreadsheet runs', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), text => {
      expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u)
    }),
  )
  for (const start of '=+-@\t\r') expect(guarded(`${start}1`)).toBe(`'${start}1`)
})

test('a name that begins with an apostrophe in somebody else’s file keeps it', () => {
  expect(unguarded("'t Hooft")).toBe("'t Hooft")
})

test.each([
  [0, 'no people'],
  [1, 'one to seven people'],
  [7, 'one to seven people'],
  [8, 'about 10 people'],
  [12, 'about 10 people'],
  [13, 'about 15 people'],
  [1_002, 'about 1000 people'],
])('%i is told as %s', (count, says) => {
  expect(smallNumber(count)).toBe(says)
})
