import { expect, test } from 'vitest'
import { onPaper } from '#client/summary/core/onPaper.ts'
import { drawPage } from '#server/paper/drawPage.ts'
import { summaryPage } from '#server/paper/summaryPage.ts'
import { emergencySummary, SUMMARY_SECTIONS } from '#server/patients/core/emergencySummary.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { Entry } from '#shared/record/entry.ts'
import { NO_MARKS } from '#shared/record/marks.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import { itemFoot } from '#shared/summaryWords.ts'
import { LINE } from '#tests/paper/aSummary.ts'
import { readPdf } from '#tests/paper/readPdf.ts'
import { fullBodies } from '#tests/shared/fullBodies.ts'
import { aContact, entry, itemNo, NOW, PERSON } from './entries.ts'

let next = 100
const filled = (section: SectionName): Entry[] =>
  fullBodies(section).map(body => {
    const parsed = parseBody(section, body)
    expect(parsed.success, section).toBe(true)
    next += 1
    return entry(section, parsed.data as never, { itemId: itemNo(next) })
  })
const glance = (entries: readonly Entry[]) =>
  recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries })
const pageOf = (entries: readonly Entry[]) => emergencySummary(glance(entries), NO_MARKS)
const itemsOf = (entries: readonly Entry[]) => pageOf(entries).parts.flatMap(({ items }) => items)
const linesOf = (...entries: Entry[]) => itemsOf(entries).flatMap(({ lines }) => lines)

/** A record in which every field of everything that a crew may need has been written. */
const FULL = SUMMARY_SECTIONS.filter(section => section !== 'death').flatMap(filled)

test.each(SUMMARY_SECTIONS)('what is said of %s stands on the one page or is counted there', section => {
  for (const one of filled(section)) {
    const said = glance([one]).blocks.flatMap(({ items }) => items)[0]
    const [item] = itemsOf([one])
    if (!item || !said) continue
    expect(item.lines.length + item.more).toBe(said.lines.length)
    expect(said.lines).toEqual(expect.arrayContaining(item.lines))
    expect(item.warnings).toEqual(said.warnings)
    if (item.more > 0) expect(itemFoot(item)).toMatch(new RegExp(`${item.more} more lines? on the record`))
  }
})

test.each(['cprDecision', 'respect', 'adrt', 'lpa'] as const)('of %s the paper comes first', section => {
  expect(linesOf(...filled(section))[0]).toMatch(/^Paper:/)
})

test('the authority of an attorney, a key, whom to call and every telephone are never left to the record', () => {
  const phones = ['+441632960001', '+447700900002', '+441632960003'].map(number => ({
    number,
    use: 'home' as const,
  }))
  const said = linesOf(
    ...filled('lpa'),
    ...filled('contingencyPlans'),
    aContact({ phones, isKeyholder: true, livesWithPatient: true, wakeAtNight: 'no' }),
  )

  for (const words of [
    /^May decide about life-sustaining treatment: yes/,
    /^Call: /,
    /^Holds a key/,
    /^Do not wake/,
    /01632 960 003/,
  ])
    expect(said).toContainEqual(expect.stringMatching(words))
})

test('of a long list the first are shown and the others are counted, on the page and on paper', async () => {
  const many = (count: number, one: (n: number) => Entry) => Array.from({ length: count }, (_, n) => one(n))
  const page = pageOf([
    ...many(20, n => entry('medications', { drug: `Drug ${n}` }, { itemId: itemNo(n) })),
    ...many(9, n => ({ ...aContact({ name: `Contact ${n}` }), itemId: itemNo(n) })),
  ])
  const counted = page.parts.map(({ title, items, more }) => [title, items.length + more])
  const paper = await readPdf(await drawPage(summaryPage(page, LINE, 'Fetched by Maren Oakley.'), NOW))

  expect(counted).toEqual([
    ['Medicines in the house', 20],
    ['Family', 9],
  ])
  expect(page.parts.every(({ more }) => more > 0)).toBe(true)
  for (const { more } of page.parts) expect(paper.words).toContain(`More on the record: ${more}.`)
})

test('a record with everything in it is one side of A4, and says how much more there is', async () => {
  const page = pageOf(FULL)
  const paper = await readPdf(await drawPage(summaryPage(page, LINE, 'Fetched by Maren Oakley.'), NOW))

  expect(paper.pages).toBe(1)
  for (const words of paperPlaces(page)) expect(paper.words).toContain(words)
})

test('what a browser prints has room for the first of every part, and counts what it has no room for', () => {
  const page = pageOf(FULL)
  const long = {
    ...page,
    parts: page.parts.map(part => ({
      ...part,
      items: part.items.flatMap(item => Array.from({ length: 9 }, () => item)),
    })),
  }

  expect(onPaper(page, []).shown).toHaveLength(page.parts.length)
  const { size, shown } = onPaper(long, [])
  expect(size).toBe('cut')
  expect(shown.every(count => count > 0)).toBe(true)
  expect(shown.reduce((sum, count) => sum + count, 0)).toBeLessThan(
    long.parts.reduce((sum, { items }) => sum + items.length, 0),
  )
})

/** Where each paper is, as the page says it. */
function paperPlaces(page: ReturnType<typeof pageOf>): string[] {
  return page.parts.flatMap(({ items }) =>
    items.flatMap(({ lines }) => lines.filter(line => line.startsWith('Paper:'))),
  )
}
