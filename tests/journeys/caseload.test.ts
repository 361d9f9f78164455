import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

const PHONE = { width: 390, height: 844 }
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}
/** By day and by night, on a desk and on a telephone. */
async function shots(page: Page, name: string) {
  if (!process.env.SHOTS) return
  const desk = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await shot(page, `${name}-${colorScheme}-1366`)
    await page.setViewportSize(PHONE)
    await shot(page, `${name}-${colorScheme}-390`)
    if (desk) await page.setViewportSize(desk)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
const listed = (page: Page) =>
  page
    .getByRole('navigation', { name: 'People' })
    .getByRole('button', { name: /^Ronald Ashby/ })
    .first() // found he may be as well

/** Found by name and birth date, claimed with a sentence. */
async function claimRon(page: Page, because: string) {
  await page.getByLabel('or first and family name').fill('Ronald Ashby')
  await page.getByLabel('with birth date').fill('14 3 1955')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'I look after this person…' }).click()
  await page.getByLabel('Why you need this record now').fill(because)
  await page.getByRole('button', { name: 'Open the record' }).click()
  await page.getByText('Open for the reason you gave.').waitFor()
}

test('a practice takes a man onto its list, leaves him, and every page of its own closes; he can read both', async () => {
  const { page: imran, complaints } = await house.colleague('imran', { width: 1366, height: 768 })
  const { page: other } = await house.colleague('imran')
  await claimRon(imran, 'He registered with us on Monday')
  await shots(imran, 'claimed')

  // By keyboard: the window opens at its one field.
  await imran.getByRole('button', { name: 'Take onto our list…' }).focus()
  await imran.keyboard.press('Enter')
  await imran.getByRole('dialog').waitFor()
  await imran.keyboard.press('Tab')
  await imran.keyboard.press('Enter')
  await imran.getByRole('link', { name: 'Say in a sentence why.', exact: false }).waitFor()
  expect(await barriers(imran)).toEqual([])
  await shots(imran, 'joining')
  await imran.getByLabel('What you look after them for').fill('Registered with us on Monday')
  await imran.keyboard.press('Tab')
  await imran.keyboard.press('Enter')
  await imran.getByText('Open for the reason you gave.').waitFor({ state: 'detached' })
  await listed(imran).waitFor()

  // His record says another practice: asked, and left to whoever knows.
  await imran.getByText('Their record names another practice: Moor End Surgery.').waitFor()
  await shots(imran, 'other-practice')
  await other.reload()
  await listed(other).click()
  await other.getByText('Not for CPR').first().waitFor()

  await imran.getByRole('button', { name: 'We no longer look after them…' }).last().click()
  await imran.getByLabel('Why you no longer look after them').fill('He stays with Moor End after all')
  await shots(imran, 'leaving')
  await imran.getByRole('button', { name: 'Take off our list' }).click()

  for (const page of [imran, other]) {
    await page
      .getByText('Canalside Medical Practice no longer looks after this person.', { exact: false })
      .waitFor()
    expect(await page.content()).not.toContain('Not for CPR')
    await expect.poll(() => listed(page).count()).toBe(0)
  }
  expect(await imran.evaluate(() => document.activeElement?.id)).toBe('record-standing')
  expect(await barriers(imran)).toEqual([])
  await shots(imran, 'left')

  const { page: miriam } = await house.colleague('miriam')
  await listed(miriam).click()
  await miriam.getByText('Who has looked at this record').click()
  await miriam.getByText('wrote down that Canalside Medical Practice looks after you').first().waitFor()
  await miriam
    .getByText('wrote down that Canalside Medical Practice no longer looks after you')
    .first()
    .waitFor()
  await miriam.getByText('He stays with Moor End after all', { exact: false }).first().waitFor()
  expect(complaints).toEqual([])
})

test('a claim that the privacy officer finds no good reason for is over on the open page, which says who and what to do', async () => {
  const { page: samuel } = await house.colleague('samuel', { width: 1366, height: 768 })
  await claimRon(samuel, 'He lives in my street, and I worry')
  await samuel.getByText('Not for CPR').first().waitFor()
  const { page: officer } = await house.colleague('gillian', { width: 1366, height: 768 })
  const review = officer.locator('li', { hasText: 'He lives in my street, and I worry' }).last()
  await review.getByLabel('What you found').fill('A neighbour. He is no patient of theirs.')
  await shots(officer, 'judging')
  await review.getByRole('button', { name: 'There was no good reason' }).click()

  await samuel.getByText(/^Gillian Frith, privacy officer, ended this at \d\d:\d\d\.$/).waitFor()
  await samuel.getByText('Speak to them before you ask for it again.', { exact: false }).waitFor()
  expect(await samuel.content()).not.toContain('Not for CPR')
  expect(await barriers(samuel)).toEqual([])
  await shots(samuel, 'ended')
})
