import type { Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

test('a doctor without a call stops all sharing by keyboard: her page closes, and says that it is in force', async () => {
  const { page, complaints } = await house.colleague('miriam', { width: 390, height: 844 })
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()

  const talk = page.getByRole('button', { name: 'Talk about sharing…' })
  await talk.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('How it was said').waitFor()
  expect(await page.getByRole('dialog').getByLabel('How it was said').inputValue()).toBe('')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => talk.evaluate(button => button === document.activeElement)).toBe(true)

  await page.keyboard.press('Alt+Shift+L')
  await page.keyboard.type('I want it off your system.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  expect(await page.getByLabel('The person said it to me').isChecked()).toBe(true)
  await page.keyboard.press('Tab')
  await page.getByLabel('How it was said').selectOption({ label: 'Face to face' })
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Stop sharing now' }).press('Enter')

  const told = page.getByRole('status').filter({ hasText: /They stopped sharing at \d\d:\d\d\./ })
  await page.getByRole('heading', { name: /^Ronald Ashby · born/ }).waitFor()
  for (const words of ['saved, and in force', 'Moor End Surgery', 'In an emergency'])
    await told.getByText(words).first().waitFor()
  await page.getByText('This record is not shared with you.').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.content()).not.toContain('Not for CPR')
  expect(complaints).toEqual([])
})

test('words that were changed after an answer was lost are kept, and hold when they are saved once more', async () => {
  const { page } = await house.colleague('miriam', { width: 1366, height: 768 })
  await page.getByRole('button', { name: /^Winston Delroy Bartley/ }).click()
  await page.getByRole('button', { name: 'Talk about sharing…' }).click()
  const dialog = page.getByRole('dialog')
  const words = dialog.getByLabel('What they said, in their words')
  const save = dialog.getByRole('button', { name: 'Save what was answered' })
  await dialog.getByRole('group', { name: 'Recording calls' }).getByLabel('No', { exact: true }).check()
  await dialog.getByRole('radio', { name: 'The person, who said it to me' }).check()
  await dialog.getByLabel('How it was said').selectOption({ label: 'Face to face' })
  await words.fill('Record nothing.')
  let isLost = false
  await page.route('**/record/sharing', async (way: Route) => {
    if (isLost || way.request().method() !== 'POST') return way.continue()
    isLost = true
    await way.fetch()
    await way.abort()
  })
  await save.click()
  await dialog.getByText('It is not saved.').waitFor()

  await words.fill('Nothing at all is recorded, not ever.')
  await save.click()
  await dialog.getByText(/What you typed since is still here/).waitFor()
  expect(await words.inputValue()).toBe('Nothing at all is recorded, not ever.')
  await save.click()
  await dialog.getByText('Saved, and in force.').waitFor()

  const { db } = house
  const rows = await db.run(db.sql<{ words: string }[]>`
    select body -> 'evidence' ->> 'inTheirWords' as words from record_entries
    where section = 'consentToRecording' and body -> 'evidence' ->> 'inTheirWords' = any(${['Record nothing.', 'Nothing at all is recorded, not ever.']}::text[])
    order by version`)
  expect(rows.map(row => row.words)).toEqual(['Record nothing.', 'Nothing at all is recorded, not ever.'])
})
