import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ANGELA = '+447700900112'
const RON = { caller: 'Angela Ashby', relationship: 'wife', name: 'Ron Ashby', birthDate: '14 3 1955' }

let house: JourneyHouse
let maren: NurseWindow

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
})
afterAll(() => house.close())

test('a call about somebody new: decision, contact and medicines are written during it and read on the record', async () => {
  const { page } = maren
  await sayReady(page)
  house.phone.phone('+442079460981', WHARNLEY)
  await takeTheCall(page)
  await page.getByLabel("Caller's own name").fill('Edie Croft')
  await page.getByLabel('Relationship').fill('sister')
  await page.getByLabel('Their name').fill('Walter Croft')
  await page.getByRole('button', { name: /^Not on our records/ }).click()
  await page.getByRole('button', { name: 'Begin a provisional record' }).click()
  await page.getByRole('heading', { name: /Walter Croft/ }).waitFor()

  // The decision, and where its paper is. Without the decision nothing is saved and nothing typed is lost.
  await add(page, 'DNACPR')
  // The window covers the banner, and says itself whose record is written.
  await page.getByRole('dialog').getByText('Walter Croft · birth date not known').waitFor()
  await form(page).getByLabel('Where the paper is', { exact: true }).fill('Kitchen drawer')
  await form(page).getByLabel('Discussed with', { exact: true }).fill('Walter\nEdie Croft')
  await save(page)
  await page.getByRole('alert').getByText('Decision: choose one.').waitFor()
  await expect.poll(() => focused(page)).toBe('edit-decision')
  expect(await barriers(page)).toEqual([])
  await form(page).getByLabel('Not for CPR').check()
  await page.getByText('Before it can be saved').waitFor({ state: 'detached' })
  await save(page)
  const resuscitation = page.getByRole('region', { name: /^Resuscitation/ })
  await resuscitation.getByText('Not for CPR').waitFor()
  await resuscitation.getByText('Paper: Kitchen drawer').waitFor()

  // His sister, with a telephone whose last digit went missing at first.
  await add(page, 'family')
  await form(page).getByLabel('Name', { exact: true }).fill('Edie Croft')
  await form(page).getByLabel('Relationship').fill('sister')
  await form(page).getByLabel('May be told', { exact: true }).selectOption('condition')
  await page.getByRole('button', { name: 'Add: Telephone' }).click()
  await expect.poll(() => focused(page)).toBe('edit-phones-0-number')
  await page.keyboard.type('07700 900 98')
  await form(page).getByLabel('Mobile').check()
  await save(page)
  await page.getByText('Telephone 1, number: that has 10 digits').waitFor()
  await expect.poll(() => focused(page)).toBe('edit-phones-0-number')
  await page.keyboard.press('End')
  await page.keyboard.type('1')
  await save(page)
  await page
    .getByRole('region', { name: 'Who may be told what' })
    .getByText('May be told: how the person is')
    .waitFor()

  // Two medicines in the house.
  await add(page, 'just in case')
  await form(page).getByLabel('Where they stand').selectOption('issued')
  await medicine(page, 'Morphine', '2.5 mg', 'pain', '10')
  await medicine(page, 'Midazolam', '2.5 mg', 'agitation', '5')
  await form(page).getByLabel('Signed chart in the house').selectOption('yes')
  await form(page).getByLabel('Where in the house', { exact: true }).fill('Red box on the dresser')
  expect(await barriers(page)).toEqual([])
  await save(page)
  const medicines = page.getByRole('region', { name: 'Allergies and anticipatory medicines' })
  await medicines.getByText('Red box on the dresser').waitFor()
  await medicines.getByRole('button', { name: /^More/ }).click()
  await medicines.getByText('Morphine 2.5 mg, for pain, 10 left').waitFor()
  await medicines.getByText('Midazolam 2.5 mg, for agitation, 5 left').waitFor()

  await hangUp(page)
  await closeClinically(page)
})

test('by keyboard alone: a dose, the time it was given, and the phase, each found by typing', async () => {
  const { page } = maren
  await sayReady(page)
  house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, RON)
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()

  await page.keyboard.press('Alt+P')
  await page.keyboard.type('dose')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Add a dose given' }).waitFor()
  await expect.poll(() => focused(page)).toBe('edit-drug')
  await page.keyboard.type('Morphine')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2.5 mg')
  await page.keyboard.press('Tab')
  await page.keyboard.type('yesterday')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2340')
  await page.getByText(/^\w+day .*, 23:40$/).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Angela Ashby')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Add a dose given' }).waitFor({ state: 'detached' })
  await page
    .getByText(/^Morphine 2\.5 mg, .* 23:40$/)
    .first()
    .waitFor()

  await page.keyboard.press('Alt+P')
  await page.keyboard.type('phase')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('edit-phase')
  await page.keyboard.press('ArrowUp') // around to the last, and to the one before it
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page
    .getByRole('region', { name: /^Phase/ })
    .getByText('Dying: likely within days')
    .waitFor()
})

test('a half-written form is kept when it is closed, over the version that it was begun on', async () => {
  const { page } = maren
  // Until the server has what was typed, the page asks before it is left.
  const held = Promise.withResolvers<void>()
  await page.route('**/half-written', async route => {
    await held.promise
    await route.continue()
  })
  await page.getByRole('button', { name: 'Change: CPR decision' }).first().click()
  await form(page).getByLabel('Where the paper is', { exact: true }).fill('In the hall')
  await page.getByText('Keeping what you typed…').waitFor()
  expect(await leavingAsks(page)).toBe(true)
  held.resolve()
  await page.getByText('What you type is kept for you until you save it.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Half-written, not on the record: CPR decision').waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Change: CPR decision')
  expect(await barriers(page)).toEqual([])
  expect(await leavingAsks(page)).toBe(false)
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('link', { name: /^CPR decision is half-written/ }).click()
  await expect.poll(() => focused(page)).toBe('half-written')

  await page.getByRole('button', { name: 'Change: CPR decision' }).first().click()
  await expect
    .poll(() => form(page).getByLabel('Where the paper is', { exact: true }).inputValue())
    .toBe('In the hall')
  await form(page).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Throw away: CPR decision' }).click()
  await page.getByText('Half-written').waitFor({ state: 'detached' })
  expect(await leavingAsks(page)).toBe(false)

  await page.getByRole('button', { name: 'Change: CPR decision' }).first().click()
  expect(await form(page).getByLabel('Where the paper is', { exact: true }).inputValue()).toBe(
    'Plastic wallet on the side of the fridge',
  )
  await page.getByText('Nothing to write down? Say why').click()
  await form(page).getByLabel('Asked; would rather not say').check()
  await save(page)
  await page.getByText('CPR decision: asked; would rather not say').first().waitFor()
  await hangUp(page)
  await closeClinically(page)
  expect(maren.complaints.filter(one => !one.includes('401'))).toEqual([]) // before she signed in
})

async function add(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: /^Add…/ }).click()
  await page.getByLabel('What is it about?').fill(words)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save on the record' }).waitFor()
}

/** What is written in stands over the page. */
function form(page: Page) {
  return page.getByRole('dialog')
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save on the record' }).click()
}

async function medicine(page: Page, drug: string, dose: string, indication: string, left: string) {
  await page.getByRole('button', { name: 'Add: Medicine' }).click()
  const row = page.getByRole('group', { name: /^Medicine \d$/ }).last()
  await row.getByLabel('Medicine', { exact: true }).fill(drug)
  await row.getByLabel('Dose', { exact: true }).fill(dose)
  await row.getByLabel('Given for').fill(indication)
  await row.getByLabel('How many are left').fill(left)
}

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id)
}

/** Whether the page would ask before it is left. */
function leavingAsks(page: Page): Promise<boolean> {
  return page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
}

async function closeClinically(page: Page): Promise<void> {
  await page.getByLabel('Why they called').selectOption('record_update')
  await page.getByLabel('What was done').selectOption('advice_only')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()
}
