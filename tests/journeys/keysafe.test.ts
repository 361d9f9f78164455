import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

const KEY = 'On the nail behind the coal bunker'
const NEW = 'C3907Z'
const OPEN = 'The scullery door is open until Angela goes to bed'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

/** Everything that reaches this page over the network, as text. */
function listenTo(page: Page): () => string {
  const heard: string[] = []
  page.on('response', async response => {
    heard.push(await response.text().catch(() => ''))
  })
  page.on('websocket', socket => {
    socket.on('framereceived', ({ payload }) => heard.push(String(payload)))
  })
  return () => heard.join('\n')
}

test('a nurse is shown one code for half a minute, and it is nowhere before and after', async () => {
  const { page, complaints } = await house.nurse('maren')
  const heard = listenTo(page)
  await sayReady(page)
  house.phone.phone('+447700900112', '+441134960001')
  await takeTheCall(page)
  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  await page.getByRole('button', { name: 'Keys and codes (1)…' }).click()
  // The keyboard goes on from the window's title, and not from the button that leaves it.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Keys and codes')
  await page.getByText('It opened on').waitFor()
  expect(await page.content()).not.toContain(KEY)
  expect(heard()).not.toContain(KEY)

  await page.getByRole('button', { name: 'Show where the key is' }).click()
  await page.getByText(KEY).waitFor()
  expect(await barriers(page)).toEqual([])

  // She turns to another window: it is gone from the page, not only from sight.
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await page.getByText('Hidden again: you left this window.').waitFor()
  expect(await page.content()).not.toContain(KEY)

  // The caller says that there is a keysafe now; it is written twice, and never shown while it is written.
  await page.getByRole('button', { name: 'Add a code or how to enter' }).click()
  await expect.poll(() => focused(page)).toBe('door-kind')
  await page.getByLabel('What it is').selectOption('keysafe_code')
  await page.getByLabel('The code, as it was said').fill(NEW)
  await page.getByLabel('Once more').fill('C3907')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The two are not the same').first().waitFor()
  await page.getByLabel('Once more').fill(NEW)
  await page.getByRole('button', { name: 'It opened on: Today' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => focused(page)).toBe('door-add')
  await page.getByRole('button', { name: 'Change: Keysafe code' }).click()
  await expect.poll(() => focused(page)).toBe('door-what')
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect.poll(() => focused(page)).toBe('door-change-keysafe_code')
  // It is a while since she signed in: somebody else could sit there.
  await house.db.run(house.db.sql`update sessions set password_typed_at = now() - interval '16 minutes'`)
  await page.getByRole('button', { name: 'Show the keysafe code' }).click()
  await page.getByText('It is a while since you typed it.').waitFor()
  expect(heard()).not.toContain(NEW)
  expect(await barriers(page)).toEqual([])
  await page.keyboard.type(PRACTICE_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText(NEW).waitFor()
  await page.getByRole('button', { name: 'Hide it' }).click()
  expect(await page.content()).not.toContain(NEW)

  // Which door is open is a sentence: it is written once, and is no less hidden.
  await page.getByRole('button', { name: 'Add a code or how to enter' }).click()
  await page.getByLabel('What it is').selectOption('how_to_enter')
  await page.getByRole('textbox', { name: 'How to enter' }).fill(OPEN)
  expect(await page.getByLabel('Once more').count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Show how to enter' }).waitFor()
  expect(await page.content()).not.toContain(OPEN)
  expect(heard()).not.toContain(OPEN)
  await page.getByRole('button', { name: 'Show how to enter' }).click()
  await page.getByText(OPEN).waitFor()
  await page.getByRole('button', { name: 'Hide it' }).click()
  expect(complaints.filter(words => !words.includes('401'))).toEqual([]) // before she signed in
})

test('by itself it is hidden when the time is over, and who saw it is in the log in plain words', async () => {
  const { page } = await house.colleague('miriam')
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByRole('button', { name: /^Keys and codes/ }).click()
  await page.clock.install()
  await page.getByRole('button', { name: 'Show where the key is' }).click()
  await page.getByText(KEY).waitFor()
  await page.clock.fastForward(31_000)
  await page.getByText('Hidden again: the time was over.').waitFor()
  expect(await page.content()).not.toContain(KEY)
  await page.getByRole('button', { name: 'Close', exact: true }).click()

  await page.getByText('Who has looked at this record').click()
  await page
    .getByText(/was shown where your key is, because their organisation/)
    .first()
    .waitFor()
  expect(await page.content()).not.toContain(KEY)
})
