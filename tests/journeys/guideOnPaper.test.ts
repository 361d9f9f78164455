import { afterAll, beforeAll, expect, test } from 'vitest'
import { starterGuide } from '#server/access/consentGuide.ts'
import { readPdf } from '#tests/paper/readPdf.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

test('who speaks Gujarati is marked where the line has no such words; another language is printed, with nothing of her', async () => {
  const { db } = house
  const steps = starterGuide.steps.map(step => ({ ...step, say: `(pl) ${step.say}` }))
  const guide = { ...starterGuide, version: 5, language: 'pl', author: 'Ana Brook', steps }
  await db.run(db.sql`
    insert into consent_guides (line_id, version, guide)
    select id, 5, ${db.sql.json(guide)}::jsonb from lines`)
  const { page, complaints } = await house.colleague('miriam', { width: 1366, height: 768 })
  await page.getByRole('button', { name: /Mistry/ }).click()
  await page.getByRole('button', { name: 'Talk about sharing…' }).click()
  const dialog = page.getByRole('dialog')

  await dialog.getByText('Not in Gujarati.').waitFor()
  await dialog.getByText('Use an interpreter; the words are there in English.').waitFor()
  await dialog.getByRole('checkbox', { name: 'Why it helps' }).check()
  await dialog.getByRole('radio', { name: 'Polish' }).check()
  await dialog
    .getByText(/^“\(pl\) /)
    .first()
    .waitFor()
  expect(await dialog.getByRole('checkbox', { name: 'Why it helps' }).isChecked()).toBe(false)
  expect(await barriers(page)).toEqual([])

  await page.evaluate('window.print = () => { window.wasPrinted = true }')
  await dialog.getByRole('button', { name: 'Print in English' }).click()
  expect(await page.evaluate('window.wasPrinted')).toBe(true)
  const english = await printed(page)
  await dialog.getByRole('button', { name: 'Print in Polish' }).click()
  const polish = await printed(page)

  expect([english.sides, polish.sides].every(sides => sides <= 2)).toBe(true)
  expect([english.words.includes('(pl)'), polish.words.includes('(pl)')]).toEqual([false, true])
  for (const { words } of [english, polish]) {
    expect(words).toContain('Moor End Surgery')
    expect(words).not.toMatch(/Mistry|Kantaben|Gujarati|Save what|Close/)
  }
  expect(complaints).toEqual([])
})

type Page = Awaited<ReturnType<JourneyHouse['colleague']>>['page']

async function printed(page: Page) {
  const paper = await page.pdf({ preferCSSPageSize: true })
  const sides = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  return { sides, words: (await readPdf(paper)).words }
}
