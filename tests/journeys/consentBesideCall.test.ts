import { afterAll, beforeAll, expect, test } from 'vitest'
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
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await talk.evaluate(button => button === document.activeElement)).toBe(true)

  await page.getByRole('button', { name: 'Stop all sharing…' }).press('Enter')
  await page.keyboard.type('I want it off your system.')
  await page.keyboard.press('Tab')
  await page.getByLabel('How it was said').selectOption({ label: 'Face to face' })
  await page.getByRole('button', { name: 'Stop sharing now' }).press('Enter')

  await page.getByText('What they said is saved, and in force.').waitFor()
  await page.getByText('This record is not shared with you.').waitFor()
  expect(await page.content()).not.toContain('Not for CPR')
  expect(complaints).toEqual([])
})
