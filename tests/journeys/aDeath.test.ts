import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ANGELA = '+447700900112'

let house: JourneyHouse
let maren: NurseWindow
let joseph: NurseWindow

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
  joseph = await house.nurse('joseph')
  // Before the sign-in the page asked who is there, and was told: nobody.
  for (const { complaints } of [maren, joseph]) complaints.length = 0
})
afterAll(() => house.close())

test('a death is told by telephone: two steps by keyboard, undone, told again, and a second console turns with it', async () => {
  const { page } = maren
  const { keyboard } = page
  await sayReady(page)
  house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()

  // She doubts for a moment whose record it is: Escape leaves that, and news of a death does not find it open.
  await page.getByRole('button', { name: 'This is the wrong person' }).press('Enter')
  await page.getByLabel('What shows that it is somebody else?').press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('wrong-person')
  await keyboard.press('Enter')

  // Step one, by keyboard: what is wanting has the focus, and nothing is recorded.
  await keyboard.press('Alt+g')
  await page.getByText('Slow down.').waitFor()
  await page.locator('#death-reportedBy:focus').waitFor() // and not the way out
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('How they know').focus()
  await keyboard.type('No breath for ten minutes, cold hands')
  await keyboard.press('Enter')
  await page.getByText('This is still needed').waitFor()
  expect(await barriers(page)).toEqual([])
  await answer(page)
  await keyboard.press('Enter')

  // Step two: whose death it is, and a name that is not theirs confirms nothing.
  await page.getByRole('heading', { name: 'This records that this person has died' }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.locator('[id="person-name"]').count()).toBe(1) // beside the banner under the window
  await typeName(page, 'Ashton')
  await page.getByText('That is not the name on this record.').waitFor()
  expect(await page.getByText('Death reported, not yet verified').count()).toBe(0)
  await typeName(page, 'ashby')
  await page.getByText('Death reported, not yet verified').first().waitFor()
  await page.getByText('Where they had wished to be').first().waitFor()
  // What is said of a death and the record beside it come by answers of their own.
  for (const gone of [
    page.getByLabel('What shows that it is somebody else?'),
    page.getByText('Preferred places'),
    page.getByLabel('Where the person is after the call'),
  ])
    await expect.poll(() => gone.count()).toBe(0)
  expect(await barriers(page)).toEqual([])

  // A second console has the verification before it, with whose death it is, and no name on the board.
  const other = joseph.page
  const owed = other.getByRole('button', { name: /Verify a death/ })
  await owed.waitFor()
  expect(await owed.textContent()).not.toContain('Ashby')
  await owed.click()
  await other.getByText('Do not ask for Ronald Ashby').waitFor()
  expect(await barriers(other)).toEqual([])

  // Nobody is asked whether a wish of somebody who has died is still right.
  await page.getByRole('button', { name: 'Show everything' }).click()
  const asked = page.getByRole('button', {
    name: /^(Still right|All of this is still right): (?!(Death|Bereavement|After death))/,
  })
  await expect.poll(() => asked.count()).toBe(0)

  await keyboard.press('Alt+u')
  await page.getByRole('status').getByText('The report is taken back.', { exact: false }).waitFor()
  await page.getByText('Preferred places').first().waitFor()
  await expect.poll(() => page.locator('.app-banner').getByText('Death reported').count()).toBe(0)
  await other.getByText('This is no longer owed.').waitFor()

  // It was right after all.
  await keyboard.press('Alt+g')
  await page.getByLabel('How they know').fill('The night nurse is there and says so')
  await answer(page)
  await keyboard.press('Enter')
  await typeName(page, 'Ashby')
  await page.getByText('Death reported, not yet verified').first().waitFor()
  await keepsWhatHeBegan(other, other.getByRole('button', { name: /Verify a death in/ }))

  await page.getByRole('button', { name: 'Record the verification…' }).click()
  await page.getByLabel('Who verified it').fill('Lindsay Horsfall, night nurse')
  // The record changes meanwhile, and is opened anew under what she types.
  const anew = page.waitForResponse(response => /\/death$/.test(new URL(response.url()).pathname))
  await noteOnRecord(page)
  await anew
  expect(await page.getByLabel('Who verified it').inputValue()).toBe('Lindsay Horsfall, night nurse')
  await page.getByRole('button', { name: 'When: now' }).click()
  await page.getByRole('button', { name: 'Save the verification' }).click()
  await page.getByText('The death is verified.').waitFor()
  await page.locator('#person-name:focus').waitFor() // what opened the window has gone
  await other.getByRole('button', { name: /Verify a death in/ }).waitFor({ state: 'hidden' })

  // The outcome is saved without asking where he is now.
  await page.getByRole('button', { name: /^Hang up/ }).click()
  await page.getByLabel('Why they called').selectOption('Death reported')
  await page.getByLabel('What was done').selectOption('Death reported')
  await page.getByRole('radio', { name: 'No', exact: true }).check()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByText('You are ready.').waitFor()
  // Some minutes without a call are offered after it, and to nobody else.
  await page.getByRole('status').getByText('That was a hard call.').waitFor()
  await page.getByRole('button', { name: '10 min' }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await other.getByText('That was a hard call.').count()).toBe(0)
  const [outcome] = await house.db.run(house.db.sql`
    select body ->> 'whereAfter' as where_after from outcomes order by at desc limit 1`)
  expect(outcome).toEqual({ whereAfter: 'died' })
  expect([...maren.complaints, ...joseph.complaints]).toEqual([])
})

/** A call that rings takes the place of a verification that he began, and not its words. */
async function keepsWhatHeBegan(page: Page, owed: Locator): Promise<void> {
  const begin = page.getByRole('button', { name: 'Record the verification…' })
  await owed.click()
  await page.getByRole('button', { name: 'Take this' }).click()
  await begin.click()
  await page.getByLabel('Who verified it').fill('Dr Mill')
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^Tell services/ })
    .first()
    .click()
  await begin.waitFor({ state: 'detached' })
  await owed.click()
  await begin.click()
  expect(await page.getByLabel('Who verified it').inputValue()).toBe('Dr Mill')
  await page.keyboard.press('Escape')
}

async function answer(page: Page): Promise<void> {
  await page.getByLabel('Nobody knows when').check()
  await page.getByLabel('Where they died').selectOption('Home')
  await page.getByRole('group', { name: 'Was it expected' }).getByLabel('Yes').check()
  await page.getByLabel('Is 999 already on its way').selectOption('Nobody has rung 999')
  await page.getByLabel('Who says so').focus()
}

async function typeName(page: Page, name: string): Promise<void> {
  await page.getByLabel(/^Type the family name/).fill(name)
  await page.keyboard.press('Enter')
}

/** Written by her session in another place. */
async function noteOnRecord(page: Page): Promise<void> {
  const { db } = house
  const [call] = await db.run(db.sql<{ id: string; epoch: number }[]>`
    select id, identity_epoch as epoch from calls where from_number = ${ANGELA} and held_by is not null`)
  const answer = await page.request.post(`${house.url}/api/calls/${call?.id}/record/entries`, {
    headers: { 'content-type': 'application/json', 'x-goldthread': '1', origin: house.url },
    data: {
      commandId: crypto.randomUUID(),
      epoch: call?.epoch,
      section: 'notes',
      version: 0,
      body: { text: 'The night nurse has a key.' },
    },
  })
  expect(answer.status()).toBe(200)
}
