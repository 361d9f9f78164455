import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawsElsewhere } from '#server/paper/drawElsewhere.ts'
import { drawPage } from '#server/paper/drawPage.ts'
import { summaryPage } from '#server/paper/summaryPage.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { anItem, aSummary, LINE } from './aSummary.ts'
import { type ReadPdf, readPdf } from './readPdf.ts'

const AT = '2026-11-22T02:14:00.000Z'
const A4 = [0, 0, 595.28, 841.89]
const draw = (summary: EmergencySummary, foot = 'Fetched by Maren Oakley.') =>
  drawPage(summaryPage(summary, LINE, foot), AT)
const read = async (summary: EmergencySummary) => readPdf(await draw(summary))
const isOneSide = ({ pages, paper, reach }: ReadPdf) =>
  pages === 1 && String(paper) === String(A4) && reach.right < 573 && reach.bottom > 24 && reach.top < 818

test('the one page is one side of A4 with every line of the summary, its own fonts within it', async () => {
  const summary = aSummary({ notRecorded: ['Family, carers and friends'] })

  const page = await read(summary)

  expect(isOneSide(page)).toBe(true)
  expect(page.fonts.within).toBe(page.fonts.named)
  expect(page.fonts.named).toBeGreaterThan(0)
  for (const words of [
    'Mr Ronald Ashby',
    '71, born 14-Mar-1955 · NHS 999 000 0018 · likes to be called Ron',
    'Not on the record: Family, carers and friends.',
    'Wharnley Dale Care Line, day and night',
    '0113 496 0001',
    'Resuscitation Not for CPR △ Older than the last change Paper: kitchen drawer confirmed 5 days ago, Eleanor Swift',
    'Allergies Penicillin Rash',
    'As of 22-Nov-2026 02:10, version 12. Fetched by Maren Oakley.',
  ])
    expect(page.words).toContain(words)
  expect(page.words).not.toContain('ore on the record')
})

test('it is tagged in the order of reading, and its title names nobody', async () => {
  const page = await read(aSummary())

  expect([page.title, page.language]).toEqual(['Emergency summary', 'en-GB'])
  expect(page.tags.filter(tag => /^H\d$/.test(tag))).toEqual(['H1', 'H2', 'H2'])
  expect(page.tags.filter(tag => tag === 'P').length).toBeGreaterThan(6)
})

test.each([
  ['Łukasz Świątek', 'Łukasz Świątek'],
  ['Seán Ó Dónaill', 'Seán Ó Dónaill'],
  ['Nguyễn Thị Hồng', 'Nguyễn Thị Hồng'],
  ['Ștefan Țurcanu', 'Ștefan Țurcanu'],
  ['Ελένη Юлия', 'Ελένη Юлия'],
])('%s is printed as it is written', async (name, written) => {
  const page = await read(aSummary({ banner: { ...aSummary().banner, name } }))

  // A name in letters of two fonts is set in pieces.
  expect(page.words.replaceAll(' ', '')).toContain(written.replaceAll(' ', ''))
  expect(page.words).not.toContain('\u25af')
})

test('a name that is written from right to left keeps its letters and the order of its words', async () => {
  const page = await read(aSummary({ banner: { ...aSummary().banner, title: 'Mr', name: 'محمد علي' } }))

  expect(page.words).toMatch(/Mr .*محمد.*علي.* 71, born/)
})

test('letters that no font has are seen as missing, and the page says so', async () => {
  const page = await read(aSummary({ banner: { ...aSummary().banner, name: 'Mei 美 Tan' } }))

  expect(page.words).toContain('Mei \u25af Tan')
  expect(page.words).toContain('Letters that cannot be printed here')
})

test('of what does not fit the first of every part stays, and each part says how much more there is', async () => {
  const items = (what: string, count: number) =>
    Array.from({ length: count }, (_, n) =>
      anItem(`${what} ${n}.`, { lines: ['A line about it. '.repeat(20)] }),
    )
  const parts = ['Resuscitation', 'How far to go', 'Allergies', 'Family'].map(title => ({
    title,
    items: items(title, 30),
    more: 0,
  }))

  const page = await read(aSummary({ parts }))

  expect(isOneSide(page)).toBe(true)
  for (const { title } of parts) expect(page.words).toContain(`${title} 0.`)
  const shown = parts.map(({ title }) => page.words.match(new RegExp(`${title} \\d+\\.`, 'g'))?.length ?? 0)
  const more = [...page.words.matchAll(/More on the record: (\d+)\./g)].map(([, count]) => Number(count))
  expect(shown.map((count, n) => count + (more[n] ?? 0))).toEqual([30, 30, 30, 30])
  expect(shown[0]).toBeGreaterThan(shown[3] ?? 0)
  expect(page.words).toContain('Not everything fits on one side')
})

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.lorem({ maxCount: 60 }),
  fc.constant('x'.repeat(400)),
  fc.constant('علي بن أبي طالب'),
)
const item = fc.record({
  title: fc.constantFrom('One', 'Two'),
  headline: words,
  lines: fc.array(words, { maxLength: 6 }),
  warnings: fc.array(words, { maxLength: 4 }),
  word: words,
  more: fc.nat(9),
})
const part = fc.record({
  title: fc.constantFrom('Resuscitation', 'Allergies'),
  items: fc.array(item, { minLength: 1, maxLength: 20 }),
  more: fc.nat(30),
})

test('whatever is on the record, it is one side of A4', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 12 }), words, words, async (parts, name, preferredName) => {
      const page = await read(aSummary({ parts, banner: { ...aSummary().banner, name, preferredName } }))

      expect({ ...page.reach, pages: page.pages, isOneSide: isOneSide(page) }).toMatchObject({
        isOneSide: true,
      })
    }),
    { numRuns: 6, endOnFailure: true },
  )
})

test('on a thread that is kept, a page holds nothing of the one before, and one that cannot be drawn takes none with it', async () => {
  const elsewhere = drawsElsewhere()
  const page = (given: string) =>
    summaryPage(aSummary({ notRecorded: [given] }), LINE, 'Fetched by Maren Oakley.')
  const wordsOf = async (given: string) => (await readPdf(await elsewhere(page(given), AT))).words

  expect(await wordsOf('Allergies')).toContain('Not on the record: Allergies.')
  expect(await wordsOf('Diagnoses')).not.toContain('Not on the record: Allergies.')
  await expect(elsewhere({ ...page('Allergies'), parts: null as never }, AT)).rejects.toThrow()
  const after = await Promise.all(['Allergies', 'Diagnoses', 'Devices'].map(wordsOf))
  expect(after.map(words => /Not on the record: (\w+)\./.exec(words)?.[1])).toEqual([
    'Allergies',
    'Diagnoses',
    'Devices',
  ])
})
