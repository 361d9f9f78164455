import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
  // Who is on duty must not depend on the hour of the day at which this runs.
  const { db } = house
  const { sql } = db
  const ids = sql`select t.id from teams t where t.name = 'Night nursing, Wharnley Dale'`
  await db.run(sql`
    with open as (
      update teams
      set hours = (select jsonb_object_agg(key, '[{"from": "00:00", "until": "00:00"}]'::jsonb) from jsonb_object_keys(hours) as key)
      where id in (${ids})
    )
    update team_shifts
    set from_clock = '00:00', until_clock = '00:00'
    where team_id in (${ids})`)
})
afterAll(() => house.close())

const isNarrow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test('a nurse of the night proves that she can be reached and swaps; a shift lead sees it, and keeps the teams', async () => {
  const { page: hers, complaints } = await house.colleague('lindsay', { width: 390, height: 844 })
  const { page: his } = await house.colleague('omar')
  const { page: lead } = await house.nurse('ruth')
  const teamsOf = async (page: Page) => {
    await page.goto(`${house.url}/teams`)
    return page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'Night nursing, Wharnley Dale' }) })
  }

  // She has not proven it, and the lead reads so.
  const card = await teamsOf(lead)
  await card.getByText('Nobody has proven that they can be reached.').waitFor()
  await card
    .getByRole('list', { name: /^On duty now/ })
    .getByRole('listitem')
    .first()
    .getByText('Lindsay Horsfall')
    .waitFor()
  expect(await barriers(lead)).toEqual([])

  // By keyboard, on a telephone.
  await hers.getByRole('link', { name: 'Your duties…' }).click()
  await hers.getByText('Not proven', { exact: true }).waitFor()
  await hers.getByRole('button', { name: 'Prove that I can be reached' }).focus()
  await hers.keyboard.press('Enter')
  await hers.getByText('You have shown it for this duty').waitFor()
  expect(await isNarrow(hers)).toBeLessThanOrEqual(0)
  expect(await barriers(hers)).toEqual([])
  await (await teamsOf(lead)).getByText('Reached').waitFor()

  // A duty of hers is his, once he takes it.
  const duties = hers.getByRole('region', { name: 'Your next four weeks' })
  const third = duties.getByRole('listitem').nth(2)
  await third.getByRole('button', { name: /^Swap/ }).click()
  await third.getByRole('button', { name: 'Ask for the swap' }).click()
  await third.getByText('To be swapped').waitFor()
  await his.goto(`${house.url}/duties`)
  await his.getByText('Lindsay Horsfall asks').waitFor()
  await his.getByRole('button', { name: /^Take .* from Lindsay Horsfall$/ }).click()
  await his.getByText('You are on duty then already.').waitFor()

  // He has a duty then himself: a shift lead gives it to somebody else, and sees who holds it.
  await (await teamsOf(lead)).getByRole('button', { name: 'Rota of Night nursing, Wharnley Dale' }).click()
  const dialog = lead.getByRole('dialog')
  const row = dialog
    .getByRole('list', { name: 'Duties of the week' })
    .getByRole('listitem')
    .filter({ hasText: 'Lindsay Horsfall' })
    .nth(2)
  await row.getByRole('button', { name: /^Change the duty/ }).click()
  await row.getByLabel('Another takes this one').selectOption({ label: 'Saira Mahmood' })
  await row.getByRole('button', { name: 'They take it' }).click()
  await dialog.getByText('(for Lindsay Horsfall)').waitFor()
  expect(await barriers(lead)).toEqual([])
  await lead.keyboard.press('Escape')

  // What cannot be is said at its field, and what was typed stays.
  await (await teamsOf(lead)).getByRole('button', { name: 'Change Night nursing, Wharnley Dale' }).click()
  await dialog.getByLabel('Hours: Sunday').fill('eight till late')
  await dialog.getByLabel('Tasks at once').fill('3')
  await dialog.getByRole('button', { name: 'Save the team' }).click()
  await dialog.getByRole('link', { name: /^Sunday: Type times like/ }).click()
  expect(await lead.locator('#team-sunday:focus').count()).toBe(1)
  await lead.keyboard.press('ControlOrMeta+a')
  await lead.keyboard.type('00:00 to 00:00')
  await lead.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await lead.getByText('Night nursing, Wharnley Dale: changed').waitFor()

  await lead.setViewportSize({ width: 390, height: 844 })
  expect(await isNarrow(lead)).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
})
