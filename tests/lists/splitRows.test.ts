import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from '#server/lists/core/csvText.ts'
import { decode } from '#server/lists/core/decode.ts'
import { delimiterOf, splitRows } from '#server/lists/core/splitRows.ts'
import { openList } from '#server/lists/namedRows.ts'
import { MOST_ROWS } from '#shared/lists.ts'

const TODAY = '2026-11-28'
const HEAD = 'NHS number,First name,Family name,Birth date,Postcode,Address\r\n'
const rowsOf = (text: string) => {
  const opened = openList(text, TODAY)
  if ('refused' in opened) throw new Error(opened.refused)
  return { rows: [...opened.rows], blank: opened.blank() }
}
const good = (n: number) => csvLine(['', `Ada${n}`, 'Loud', '1941-05-06', '', ''])
/** Text of what breaks readers of CSV. */
const hostile = fc
  .array(
    fc.constantFrom(
      '"',
      '""',
      ',',
      ';',
      '\r\n',
      '\n',
      '\r',
      '\u0000',
      '\ud800',
      'a',
      ' ',
      '=1',
      '\t',
      '\uFEFF',
      'Ada',
      '1941-05-06',
      "'",
      '\u2028',
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))

test('whatever a file holds, its rows together are the file, and their lines follow each other', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom(',', ';', '\t'), (text, delimiter) => {
      const rows = [...splitRows(text, delimiter)]

      expect(rows.map(({ raw }) => raw).join('')).toBe(text)
      for (const [n, row] of rows.entries()) expect(row.firstLine).toBe((rows[n - 1]?.lastLine ?? 0) + 1)
    }),
    { numRuns: 500 },
  )
})

test('whatever stands between good rows, every row is named once and none of the good ones is lost', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 6 }), between => {
      // A good row that stands within an open quotation is part of it: it is named with it, by its lines.
      const text = HEAD + between.map((bad, n) => `${good(n)}${bad}\r\n`).join('') + good(99)
      const { rows } = rowsOf(text)
      const covered = rows.flatMap(({ firstLine, lastLine }) =>
        Array.from({ length: lastLine - firstLine + 1 }, (_, n) => firstLine + n),
      )

      expect(rows.map(({ place }) => place)).toEqual(rows.map((_, n) => n + 1))
      expect(new Set(covered).size).toBe(covered.length)
      for (const row of rows)
        expect(row.named !== undefined || row.read.problems.length > 0 || row.read.hasDied).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('a quotation that is never closed costs its own row and no other', () => {
  const { rows } = rowsOf(`${HEAD}${good(1)},"Open,Loud,1941-05-06\r\n${good(2)}${good(3)}`)

  expect(rows.map(({ place, firstLine, named }) => [place, firstLine, named !== undefined])).toEqual([
    [1, 2, true],
    [2, 3, false],
    [3, 4, true],
    [4, 5, true],
  ])
  expect(rows[1]?.read.problems[0]?.because).toContain('quotation mark')
})

test('a line end within quotation marks belongs to its cell', () => {
  const { rows } = rowsOf(`${HEAD},Ada,Loud,1941-05-06,WZ3 7QP,"1 Loud Lane\nLoudham"\r\n${good(2)}`)

  expect(rows.map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([
    [2, 3],
    [4, 4],
  ])
  expect(rows[0]?.read.bodies.addresses).toMatchObject({
    lines: ['1 Loud Lane', 'Loudham'],
    postcode: 'WZ3 7QP',
  })
})

test('a line of ten megabytes is one row that says it is too long, and the next is read', () => {
  const { rows } = rowsOf(`${HEAD}${'x'.repeat(10_000_000)}\r\n${good(1)}`)

  expect(rows.map(({ named }) => named !== undefined)).toEqual([false, true])
  expect(rows[0]?.read.problems[0]?.because).toContain('longer than any row')
})

test('a hundred thousand rows are a hundred thousand rows', () => {
  const text = HEAD + Array.from({ length: 100_000 }, (_, n) => `,Ada${n},Loud,1941-05-06,,\n`).join('')
  const { rows } = rowsOf(text)

  expect(rows.length).toBe(100_000)
  expect(rows.every(({ named }) => named !== undefined)).toBe(true)
})

test.each([
  ['a,b,c', ','],
  ['a;b;c', ';'],
  ['a\tb\tc', '\t'],
  ['"Name, first";b;c', ';'],
])('%s is cut at its own mark', (heading, mark) => {
  expect(delimiterOf(heading)).toBe(mark)
})

test.each([
  ['UTF-8', Buffer.from('Łukasz')],
  ['UTF-8 with a mark', Buffer.from('\uFEFFŁukasz')],
  ['UTF-16', Buffer.from('\uFEFFŁukasz', 'utf16le')],
  ['Windows-1252', Buffer.from([0x53, 0x65, 0xe1, 0x6e, 0x20, 0x80])],
])('%s is recognised', (encoding, bytes) => {
  expect(decode(bytes)).toEqual({ encoding, text: encoding === 'Windows-1252' ? 'Seán €' : 'Łukasz' })
})

test.each([
  ['', 'The file is empty.'],
  ['\r\n\r\n', 'The file is empty.'],
  ['Ada,Loud\r\n', 'no column for a first name'],
  ['First name,Surname\r\nAda,Loud', 'no column for a birth date'],
  ['NHS number,NHS no.,Surname,DOB\r\n', 'Two columns are the NHS number'],
  ['"First name,Surname\r\n', 'cannot be read'],
])('%j is refused as a whole, with what to do', (text, says) => {
  expect(openList(text, TODAY)).toMatchObject({ refused: expect.stringContaining(says) })
})

test.each([
  [{ 'Birth date': '31/02/1941' }, 'Birth date'],
  [{ 'Birth date': '06/05/41' }, 'Birth date'],
  [{ 'Birth date': '2030-01-01' }, 'Birth date'],
  [{ 'Birth date': '' }, 'Birth date'],
  [{ 'First name': '', 'Family name': '' }, 'Family name'],
  [{ 'NHS number': '9990000019' }, 'NHS number'],
  [{ Postcode: 'NOWHERE', Address: '1 Loud Lane' }, 'Postcode'],
  [{ Postcode: 'WZ3 7QP' }, 'Address'],
  [{ Telephone: '12' }, 'Telephone'],
  [{ Gender: 'blue' }, 'Gender'],
  [{ 'Preferred place of death': 'the moon' }, 'Preferred place of death'],
  [{ 'First name': 'A'.repeat(200) }, 'First name'],
  [{ 'First name': 'A\u0000da' }, 'the row'],
])('%j is a row that cannot be read, and says which cell', (cells, column) => {
  const whole = {
    'First name': 'Ada',
    'Family name': 'Loud',
    'Birth date': '1941-05-06',
    'NHS number': '',
    Postcode: '',
    Address: '',
    Telephone: '',
    Gender: '',
    'Preferred place of death': '',
    ...cells,
  }
  const { rows } = rowsOf(csvLine(Object.keys(whole)) + csvLine(Object.values(whole)))

  expect(rows[0]?.named).toBeUndefined()
  expect(rows[0]?.read.problems.map(problem => problem.column)).toContain(column)
})

test.each([
  ['31/02/1941', 'There is no 31 February 1941.'],
  ['1941-02-31', 'There is no 31 February 1941.'],
  ['29-Feb-1941', 'There is no 29 February 1941.'],
  ['31 June 1941', 'There is no 31 June 1941.'],
  ['0/5/1941', 'There is no 0 May 1941.'],
  ['05/13/1941', 'There is no month 13: the day comes before the month'],
  ['06/05/0194', 'Nobody is born in the year 0194'],
  ['06/05/41', 'the year with four digits'],
  ['6 Wonderful 1941', 'Write the day as'],
])('a birth date of %s says what is wrong with it: %s', (born, says) => {
  const { rows } = rowsOf(`First name,Surname,DOB\nAda,Loud,${born}\n`)

  expect(rows[0]?.read.problems).toEqual([{ column: 'DOB', because: expect.stringContaining(says) }])
})

test('headings are found by what people call them', () => {
  const opened = openList(
    'Surname;FORENAME;D.O.B.;NHS No;Post Code;Home_Phone;Shoe size\nLoud;Ada;6 May 1941;999 000 0018;;07700 900321;7',
    TODAY,
  )
  if ('refused' in opened) throw new Error(opened.refused)
  const [row] = opened.rows

  expect(row?.read.bodies.identity).toEqual({
    name: { given: 'Ada', family: 'Loud' },
    birthDate: '1941-05-06',
    nhsNumber: '9990000018',
  })
  expect(row?.read.bodies.phones).toEqual({ number: '+447700900321', use: 'mobile' })
  expect(opened.headings.unread).toEqual(['Shoe size'])
})

test('the same person twice in one list is read once', () => {
  const { rows } = rowsOf(
    `${HEAD}9990000018,Ada,Loud,1941-05-06,,\n9990000018,Ada,Loud,1941-05-06,,\n,Ben,Loud,1941-05-06,,\n,Ben,Loud,1941-05-06,,\n`,
  )

  expect(rows.map(({ read }) => read.problems[0]?.because ?? '')).toEqual([
    '',
    expect.stringContaining('row 1'),
    '',
    expect.stringContaining('row 3'),
  ])
})

test.each([
  ['as many as one list may have', 0, false],
  ['one more', 1, true],
])(
  'rows of a list: %s; headings, blank rows and line ends in a cell count for none',
  (_, more, isTooMany) => {
    const rows = Array.from({ length: MOST_ROWS + more }, (_, n) => `,"Ada\n${n}",Loud,1941-05-06,,\r\n`)
    const opened = openList(`\r\n${HEAD}${rows.join('\r\n,,,,,\r\n')}`, TODAY)

    expect('hasMore' in opened && opened.hasMore(MOST_ROWS)).toBe(isTooMany)
  },
)
