import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow } from '#tests/support/journeyHouse.ts'
import { untilOutcomeToWrite, untilTalking } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ANGELA = '+447700900112'

let house: JourneyHouse
let maren: NurseWindow

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
})
afterAll(() => house.close())

test('a night call by keyboard alone: nothing of it needs a pointer, and the focus is never lost', async () => {
  const { page } = maren
  const { keyboard } = page
  const lost: string[] = []
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key)
    const isSomewhere = page.waitForFunction(() => document.activeElement !== document.body)
    await isSomewhere.catch(() => lost.push(keys.join(' ')))
  }
  await press('Alt+r')
  await page.locator('[role=switch][aria-checked=true]').waitFor()
  house.phone.phone(ANGELA, WHARNLEY)
  await page.getByText('A call is ringing for you').waitFor()
  await page.getByText('born March 1955').first().waitFor()
  expect(await barriers(page)).toEqual([])

  await press('Alt+a')
  await untilTalking(page)
  await page.locator('#notes:focus').waitFor()
  await keyboard.type('Unsettled since one.')
  await press('Alt+i')
  await keyboard.type('Ron Ashby')
  await press('Tab')
  await keyboard.type('14 3 1955')
  await press('Enter')
  await page.getByRole('button', { name: 'Confirm and open' }).waitFor()

  // What is wanting has the focus, and while she mends it the focus stays where she types.
  await press('Alt+y')
  await page.getByText("Ask the caller's own name.").waitFor()
  expect(await barriers(page)).toEqual([])
  await keyboard.type('Angela Ashby')
  await press('Tab')
  await keyboard.type('wife')
  expect(await page.getByLabel("Caller's own name").inputValue()).toBe('Angela Ashby')
  await press('Alt+y')
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await expect.poll(() => focused(page)).toBe('notes')
  expect(await barriers(page)).toEqual([])

  // A note for the record: the window takes the focus to its first field, and gives it back; what is pressed there does not move.
  const acts = () => page.locator('.app-glance__acts').boundingBox()
  const asTheyWere = await acts()
  await page.getByRole('button', { name: '+ Note' }).focus()
  await press('Enter')
  await expect.poll(() => focused(page)).toBe('edit-text')
  await keyboard.type('Sleeps on his left side.')
  await press('Escape')
  await page.getByText('Half-written, not on the record: Note').waitFor()
  expect(await barriers(page)).toEqual([])
  await press('Enter')
  expect(await page.getByLabel('What is to be kept').inputValue()).toBe('Sleeps on his left side.')
  await tabTo(page, 'Save on the record')
  await press('Enter')
  await page.getByText('✓ Saved.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('+ Note')
  await expect.poll(acts).toEqual(asTheyWere)

  await press('Alt+o')
  await choose(page, 'Pain')
  await press('Alt+x')
  await page.getByText('This is still needed').waitFor()
  expect(await barriers(page)).toEqual([])
  await press('Alt+o', 'Tab')
  await choose(page, 'Advice only')
  await press('Tab', 'Tab', 'Tab', 'Tab')
  await choose(page, 'At home')
  await press('Tab', 'Space', 'Alt+h')
  await untilOutcomeToWrite(page)
  await press('Alt+x')
  await page.getByText('You are ready.').waitFor()

  expect(await barriers(page)).toEqual([])
  expect(lost).toEqual([])
})

test('what is owed is chosen, taken and rung back by keyboard, and the focus goes with it', async () => {
  const { page } = maren
  const { keyboard } = page
  await keyboard.press('Alt+w')
  await keyboard.press('Enter')
  await page.getByRole('button', { name: /^Take this/ }).waitFor()
  await expect.poll(() => focused(page)).toBe('task-title')
  expect(await barriers(page)).toEqual([])

  await keyboard.press('Alt+t')
  await page.getByText('You have taken this.').waitFor()
  await keyboard.press('Alt+b')
  await page.getByText('Calling back', { exact: true }).waitFor()

  expect(await page.getByRole('button', { name: 'Stop calling' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Stop calling' }).click()
  await page.getByRole('switch').waitFor()
})

test('a password is chosen by keyboard, and opens the page on which one signs in', async () => {
  const { page } = await house.colleague('miriam')
  const { keyboard } = page
  const NEXT = 'seven pigeons by the gate'
  await page.getByRole('button', { name: 'Password…' }).press('Enter')
  await keyboard.type(PRACTICE_PASSWORD)
  await page.getByLabel('A new one').press('Enter')
  await page.getByText('Enter the password you want.').first().waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('A new one').fill(NEXT)
  await page.getByLabel('The new one again').fill(NEXT)
  await keyboard.press('Enter')
  await page.getByText('Your password is changed.').waitFor()
  await keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Password…')

  await page.getByRole('button', { name: 'Sign out' }).press('Enter')
  await page.getByLabel('Sign-in name').waitFor()
  expect(await barriers(page)).toEqual([])
  await keyboard.type('miriam')
  await keyboard.press('Tab')
  await keyboard.type(NEXT)
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
})

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id)
}

/**
 * By arrows: of letters a browser makes a new word after a second's rest, which a busy machine takes in the middle of one.
 */
async function choose(page: Page, words: string): Promise<void> {
  const seen: string[] = []
  for (;;) {
    const said = await page.locator('select:focus option:checked').innerText()
    if (said.startsWith(words)) return
    if (seen.at(-1) === said) throw new Error(`'${words}' is none of: ${seen.join(' | ')}`)
    seen.push(said)
    await page.keyboard.press('ArrowDown')
  }
}

/** From where the focus is, by Tab alone, to the button of that name; a dozen stops away at most. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = []
  while (passed.length < 12) {
    await page.keyboard.press('Tab')
    const said = await page.evaluate(() => document.activeElement?.textContent ?? '')
    if (said === name) return
    passed.push(said)
  }
  throw new Error(`Tab does not reach '${name}'. It stopped at: ${passed.join(' | ')}`)
}
