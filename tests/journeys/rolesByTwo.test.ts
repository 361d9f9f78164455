import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer } from '#server/staff/administer.ts'
import { readStaffArguments } from '#server/staff/staffArguments.ts'
import { LINES } from '#server/world/lines.ts'
import { barriers } from '#tests/support/axe.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

/** What the terminal says to `npm run staff -- …`. */
async function staff(...args: string[]): Promise<string> {
  const read = readStaffArguments(args)
  if (read.kind !== 'command') throw new Error(JSON.stringify(read))
  const { db } = house
  const said = await administer(
    { db, clock: () => new Date().toISOString(), newId: randomUUID },
    read.command,
  )
  return said.kind === 'done' ? said.says : said.because
}

test('an administrator is proposed at the terminal and made by a privacy officer, by keyboard and on a phone', async () => {
  const where = ['--line', LINES.wharnley.number, '--organisation', 'St Oswin’s Hospice']
  const who = ['--name', 'Hazel Prior', '--sign-in', 'hazel', '--role', 'administrator']
  const said = await staff('add-colleague', ...where, ...who)
  const password = /password {6}(\S+)/.exec(said)?.[1] ?? ''
  const { page: hers } = await openWindow(house.browser)
  const enter = async () => {
    await hers.goto(house.url)
    await hers.getByLabel('Sign-in name').fill('hazel')
    await hers.getByLabel('Password').fill(password)
    await hers.keyboard.press('Enter')
  }
  await enter()
  await hers.getByText('That sign-in name and password do not go together.').waitFor()

  const { page, complaints } = await house.colleague('gillian', { width: 390, height: 844 })
  await page.getByRole('heading', { name: 'Roles to give 1' }).waitFor()
  const card = page
    .getByRole('listitem')
    .filter({ hasText: 'Hazel Prior · Administrator, St Oswin’s Hospice' })
  await card.getByText(/^Proposed at the terminal of the house, .* Without an answer it ends /).waitFor()
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
  expect(await barriers(page)).toEqual([])

  await card.getByRole('button', { name: 'Yes, give this role' }).focus()
  await page.keyboard.press('Enter')
  await card.getByText('Say in a sentence why. Whoever asked reads it.').waitFor()
  expect(await page.locator('textarea:focus').count()).toBe(1)
  await page.keyboard.type('I rang the ward manager: she begins today')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('#roles-asked:focus').getByText('Roles to give 0').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText(/^Gillian .* allowed it, .*: “I rang the ward manager/).waitFor()

  await enter()
  await hers.getByRole('heading', { name: 'You look after' }).waitFor()
  expect(complaints).toEqual([])
})
