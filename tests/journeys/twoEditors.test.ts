import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ANGELA = '+447700900112'
const CLAIRE = '+447700900113'
const RON = { name: 'Ron Ashby', birthDate: '14 3 1955' }
const PLACE = 'Preferred place of death'

let house: JourneyHouse
let maren: NurseWindow
let joseph: NurseWindow

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
  joseph = await house.nurse('joseph')
})
afterAll(() => house.close())

test('two nurses write the same thing: both see, nothing is lost, the history has both, and a past day shows the old', async () => {
  // His wife and his daughter phone at once: two nurses have his record open.
  await onTheLine(maren.page, ANGELA, { caller: 'Angela Ashby', relationship: 'wife' })
  await onTheLine(joseph.page, CLAIRE, { caller: 'Claire Ashby', relationship: 'daughter' })
  for (const { page } of [maren, joseph]) await page.getByRole('button', { name: `Change: ${PLACE}` }).click()
  await maren.page.getByLabel('First choice').selectOption('hospital')
  await joseph.page.getByLabel('First choice').selectOption('hospice')
  await joseph.page.getByLabel('In their words').first().fill('He said so himself tonight.')

  // The first saves. The second is told while he still writes, and shown both before anything of his is saved.
  await maren.page.getByRole('button', { name: 'Save on the record' }).click()
  await maren.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await joseph.page.getByText('Maren Oakley changed this while you were writing.').waitFor()
  await joseph.page.getByRole('button', { name: 'Save on the record' }).click()
  const choice = joseph.page.getByRole('group', { name: /First choice/ })
  await choice.getByText('it was: Home').waitFor()
  expect(await choice.getByRole('radio').count()).toBe(2)
  await choice.getByLabel('Maren Oakley: Hospital').waitFor()
  await joseph.page.getByText('He said so himself tonight.').waitFor()
  await choice.getByLabel('You: Hospice').check()
  await joseph.page.getByRole('button', { name: 'Save what is chosen' }).click()
  await joseph.page.getByRole('dialog').waitFor({ state: 'hidden' })

  // The first sees at once that it was changed again, by whom, and what differs.
  await maren.page.getByRole('button', { name: 'Joseph Adeyemi changed this: see what differs' }).click()
  const history = maren.page.getByRole('dialog', { name: `History: ${PLACE}` })
  const [newest, before] = [history.locator('ol > li').nth(0), history.locator('ol > li').nth(1)]
  await newest.getByText(/Joseph Adeyemi/).waitFor()
  expect(await newest.innerText()).toMatch(/First choice:[\s\S]*Hospital[\s\S]*Hospice/)
  expect(await newest.innerText()).toContain('He said so himself tonight.')
  expect(await before.innerText()).toMatch(/Maren Oakley[\s\S]*First choice:[\s\S]*Home[\s\S]*Hospital/)

  // From there to the record as it was: the old words, plainly not those of today, and nothing to change them by.
  await history.getByRole('button', { name: 'The record as it was then' }).nth(2).click()
  const past = maren.page.getByRole('dialog', { name: 'The record on a past day' })
  await past.getByText(/^This is the record as it was on/).waitFor()
  await past.getByText('Nothing can be changed here.').waitFor()
  expect(await past.getByRole('region', { name: 'Preferred places' }).innerText()).toMatch(
    /Preferred place of death:[^\n]*\n[^\n]*\nHome/,
  )
  expect(
    await past.getByRole('button', { name: /^(Change|Still right|Entered in error|History)/ }).count(),
  ).toBe(0)

  // Escape goes back the way one came, and the keyboard with it.
  await maren.page.keyboard.press('Escape')
  await past.waitFor({ state: 'hidden' })
  await maren.page.keyboard.press('Escape')
  await history.waitFor({ state: 'hidden' })
  expect(complaintsOf(maren).concat(complaintsOf(joseph))).toEqual([])
})

test('by keyboard alone: still right, entered in error, and back on the record', async () => {
  const { page } = maren
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    )

  await page.getByRole('button', { name: 'More: Preferred places' }).press('Enter')
  await page.getByRole('button', { name: 'Still right: Preferred place of care, Home' }).press('Enter')
  const care = page.getByRole('button', { name: 'History of Preferred place of care: Confirmed just now' })
  await care.waitFor()
  await expect.poll(() => focused()).toBe('Still right: Preferred place of care, Home')

  await care.press('Enter')
  await page
    .getByRole('dialog', { name: 'History: Preferred place of care' })
    .getByText('Still right')
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused()).toMatch(/^History of Preferred place of care/)

  await page.getByRole('button', { name: 'Entered in error: Preferred place of care, Home' }).press('Enter')
  await page.keyboard.type('It was said of his brother.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing recorded: preferred place of care.').waitFor()
  await page.locator('summary', { hasText: 'Entered in error' }).press('Enter')
  await page.getByText(/Maren Oakley \(nurse coordinator\), .*: It was said of his brother\./).waitFor()
  await page.getByRole('button', { name: /^It was right: put it back/ }).press('Enter')
  await page.getByRole('button', { name: 'Still right: Preferred place of care, Home' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'record-as-of')

  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'The record on a past day' }).waitFor()
  await page.keyboard.type('1 1 2020')
  await page.keyboard.press('Enter')
  await page.getByText('On 01-Jan-2020 at 23:59 there was no record of this person yet.').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused()).toMatch(/^The record on a past day/)
  expect(complaintsOf(maren)).toEqual([])
})

async function onTheLine(
  page: Page,
  from: string,
  said: { caller: string; relationship: string },
): Promise<void> {
  await sayReady(page)
  house.phone.phone(from, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, { ...RON, ...said })
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
}

/** Before signing in, who is signed in is asked and refused: nothing else may be said. */
function complaintsOf({ complaints }: NurseWindow): string[] {
  return complaints.filter(one => !one.includes('401'))
}
