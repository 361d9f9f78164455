import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { takeTheCall } from '#tests/support/onTheConsole.ts'

// The window "Sign in again" takes the whole keyboard, and a nurse who types looks at her notes, or at nobody's screen at all.
const WHARNLEY = '+441134960001'
const LONDON = '+442079460981'

let house: JourneyHouse
let page: Page
beforeAll(async () => {
  house = await journeyHouse()
  ;({ page } = await house.nurse('maren'))
})
afterAll(() => house.close())

const signInAgain = () => page.getByRole('dialog', { name: 'Sign in again' })
const password = () => signInAgain().getByLabel('Password')
const hasFocus = () => page.locator(':focus')
const inBanner = () => page.getByRole('banner').getByRole('button', { name: 'Sign in again' })

/** Her session ends elsewhere, and the page hears of it. */
async function signedOut() {
  await page.request.post(`${house.url}/api/sign-out`, {
    headers: { 'content-type': 'application/json', 'x-goldthread': '1', origin: house.url },
    data: {},
  })
  await page.getByRole('banner').getByText('You have been signed out').waitFor()
}

async function typedPassword() {
  await password().and(hasFocus()).waitFor()
  await page.keyboard.type(PRACTICE_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('You have been signed out').first().waitFor({ state: 'hidden' })
}

const focusedId = () => page.evaluate(() => document.activeElement?.id)

test('at her desk, with no field in hand, she is at what had the focus before she pressed “Sign in again”', async () => {
  const register = page.getByRole('link', { name: /^Register a person/ })
  await signedOut()
  await register.focus()

  await inBanner().click()
  await typedPassword()

  await register.and(hasFocus()).waitFor()
})

test('where nothing had the focus, the title of what is in the middle has it', async () => {
  await page.reload()
  await page.locator('#desk-title').waitFor()
  await signedOut()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())

  await inBanner().click()
  await typedPassword()

  await expect.poll(focusedId).toBe('desk-title')
})

test('a window that comes by itself while she types takes no letter, and a password typed there lands nowhere else', async () => {
  await sayReady(page)
  house.phone.phone(LONDON, WHARNLEY)
  await takeTheCall(page)
  const notes = page.getByRole('textbox', { name: 'Notes' })
  await notes.focus()
  await page.keyboard.type('He is breathless. ')
  await page.getByText(/^Saved/).waitFor()

  await signedOut()
  await page.keyboard.type('His son ')
  await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))
  const title = signInAgain().getByRole('heading', { name: 'Sign in again' })
  await title.and(hasFocus()).waitFor()
  await page.keyboard.type('comes at nine.')

  expect(await password().inputValue()).toBe('')
  expect(await notes.inputValue()).toBe('He is breathless. His son ')
  await signInAgain().getByText('This window came while you were typing.').waitFor()
  expect(await barriers(page)).toEqual([])
  // She acts: after the title come Close, her name and the password.
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Tab')
  await typedPassword()
  await notes.and(hasFocus()).waitFor()
  await page.keyboard.type('comes at nine.')
  expect(await notes.inputValue()).toBe('He is breathless. His son comes at nine.')
  const { db } = house
  const kept = () => db.run(db.sql`select text from call_notes`)
  await expect.poll(kept).toContainEqual({ text: 'He is breathless. His son comes at nine.' })
})

test('opened by her own press, it takes what she types at once, and none of it comes into her notes', async () => {
  const notes = page.getByRole('textbox', { name: 'Notes' })
  const before = await notes.inputValue()
  await signedOut()

  await inBanner().focus()
  await page.keyboard.press('Enter')
  await typedPassword()

  expect(await notes.inputValue()).toBe(before)
  await notes.and(hasFocus()).waitFor()
})
