import { writeFileSync } from 'node:fs'
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
  const version = starterGuide.version + 1
  const guide = { ...starterGuide, version, language: 'pl', author: 'Ana Brook', steps }
  await db.run(db.sql`
    insert into consent_guides (line_id, version, guide)
    select id, ${version}, ${db.sql.json(guide)}::jsonb from lines`)
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
    expect(words).toContain('0113 496 0001') // it says that the line can be rung
    expect(words).not.toMatch(/Mistry|Kantaben|Gujarati|Save what|Close/)
  }
  expect(complaints).toEqual([])
})

test('a letter to her says who sees her record, how to say no and who looked; and nothing that others should not read', async () => {
  const { page, complaints } = await house.colleague('miriam', { width: 1366, height: 768 })
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByRole('button', { name: 'A letter for them…' }).press('Enter')
  const letter = page.getByRole('article')
  await letter.getByRole('heading', { name: 'Who can see your record' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await shots(page, 'letter')

  const { sides, words } = await printed(page)

  expect(sides).toBeLessThanOrEqual(2)
  for (const said of ['For Ronald Ashby', 'Moor End Surgery', '0113 496 0001', 'How to say no', 'who looked'])
    expect(words).toContain(said)
  expect(words).not.toMatch(/Angela|Claire|arcinoma|CPR|Weaver|die|death|Print the letter|999 906/)
  expect(complaints).toEqual([])
})

test('of somebody who has died no letter is written; what the family may see is said to whoever is asked', async () => {
  const { page } = await house.colleague('miriam', { width: 1366, height: 768 })
  await page.getByRole('button', { name: /^Harold Sykes/ }).click()
  await page.locator('#person-name').waitFor()
  const asks = page.getByText('If the family asks to see the record')
  await asks.click()
  await page
    .getByText('Being family gives no right to see it, before a death or after.', { exact: false })
    .waitFor()
  expect(await page.getByRole('button', { name: 'A letter for them…' }).count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await asks.scrollIntoViewIfNeeded()
  await shots(page, 'family-after-death')
})

const PHONE = { width: 390, height: 844 }
async function shots(page: Page, name: string) {
  const folder = process.env.SHOTS
  if (!folder) return
  const desk = page.viewportSize() ?? PHONE
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}-desk.png` })
    await page.setViewportSize(PHONE)
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}-390.png` })
    await page.setViewportSize(desk)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

type Page = Awaited<ReturnType<JourneyHouse['colleague']>>['page']

async function printed(page: Page) {
  const paper = await page.pdf({ preferCSSPageSize: true })
  if (process.env.SHOTS) writeFileSync(`${process.env.SHOTS}/printed-${paper.length}.pdf`, paper)
  const sides = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  return { sides, words: (await readPdf(paper)).words }
}
