import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showNumber } from '#client/practice/core/words.ts'
import { until } from '#tests/support/aNurse.ts'
import { barriers } from '#tests/support/axe.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'

const WHARNLEY = '+441134960001'

let house: JourneyHouse
let maren: NurseWindow
let handsets: Page
let complaints: string[]

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
  const window = await openWindow(house.browser, { width: 1100, height: 800 })
  handsets = window.page
  complaints = window.complaints
  await handsets.addInitScript(silentVoice)
  await handsets.goto(house.phone.origin)
  await handsets.getByLabel(/Wharnley Dale/).check()
})
afterAll(() => house.close())

/** Runs in the page: a voice that lives on this machine and says what it is given into a list. */
function silentVoice() {
  const said: string[] = []
  const voice = { localService: true, lang: 'en-GB', name: 'Nobody' }
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => [voice],
    speak: ({ text }: { text: string }) => said.push(text),
    cancel: () => undefined,
  })
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
  Object.assign(window, {
    said,
    SpeechSynthesisUtterance: class {
      readonly text: string
      constructor(text: string) {
        this.text = text
      }
    },
  })
}

const choice = () => handsets.getByRole('form', { name: 'Who phones' })
const said = () => handsets.evaluate(() => (window as unknown as { said: string[] }).said)
/** By its holder: until a new call is placed, the newest handset on the page is that of the call before. */
const handset = (holder: string) => handsets.getByRole('region', { name: `Handset of ${holder}` })
const key = (of: Locator, name: string) =>
  of.getByRole('group', { name: 'Keypad' }).getByRole('button', { name, exact: true })

test('a caller who hides the number waits without one, and is gone with one press', async () => {
  await handsets.getByRole('radio', { name: /^Number withheld/ }).check()
  await choice()
    .getByRole('button', { name: /^Phone/ })
    .click()
  const waiting = maren.page.getByRole('region', { name: /^Waiting/ })
  await waiting.getByText('Number withheld').waitFor()
  expect(await barriers(handsets)).toEqual([])

  await handset('Somebody')
    .getByRole('button', { name: /^Hang up/ })
    .click()

  const owed = maren.page.getByRole('region', { name: 'Owed' })
  await owed.getByText('Number withheld').click()
  await maren.page.getByText(/^Number withheld: cannot be rung back\. Listen for their next call/).waitFor()
  const panel = maren.page.getByRole('main')
  await expect.poll(() => panel.getByRole('button', { name: /^(Call back|Take this)/ }).count()).toBe(1)
  await expect.poll(() => waiting.getByText('Number withheld').count()).toBe(0)
})

test('keys of the page lead through the menu to a message, which is read aloud but for what is one’s own', async () => {
  await handsets.getByRole('radio', { name: /^Another number/ }).check()
  await handsets.getByLabel('The number that phones').fill('020 7946 0991')
  await handsets.getByRole('button', { name: /^Read aloud/ }).click()
  await choice()
    .getByRole('button', { name: /^Phone/ })
    .click()
  const own = handset(showNumber('+442079460991'))
  await own.getByText(/press any key/).waitFor()
  await key(own, '5').click()
  await own.getByText(/press 1/).waitFor()
  await key(own, '1').click()
  await own.getByText(/Please say who you are/).waitFor()
  await own.getByLabel('Say something').fill('It is Iris, please ring me.')
  await handsets.keyboard.press('Enter')
  await key(own, 'Hash').click()

  await maren.page.getByRole('region', { name: 'Owed' }).getByText('020 7946 0991').waitFor()
  await until(async () => (await said()).some(words => words.includes('Please say who you are')))
  expect((await said()).filter(words => words.includes('It is Iris') || words === 'beep')).toEqual([])
  await handsets.getByRole('button', { name: /^Read aloud/ }).click()
})

test('an on-call phone is picked up on the page, rings, is answered, and its key joins the two', async () => {
  await handsets.getByRole('radio', { name: /^Another number/ }).check()
  await handsets.getByLabel('The number that phones').fill('07700 900980')
  await handsets.getByRole('button', { name: /^Only pick up this handset/ }).click()
  const caller = house.phone.phone('+442079460992', WHARNLEY)
  await caller.waitToHear(/press any key/)
  caller.press('5')

  const onCall = handset(showNumber('+447700900980'))
  await onCall.getByRole('button', { name: /^Answer/ }).click()
  await onCall.getByText(/Press any key to speak to them|Press 1 to speak to them/).waitFor()
  await key(onCall, '1').click()
  await onCall.getByText('Talking').waitFor()
  caller.say('Is that the night nurse?')

  await onCall.getByText('Is that the night nurse?').waitFor()
  await onCall.getByLabel('Say something').fill('It is.')
  await handsets.keyboard.press('Enter')
  await caller.waitToHear('It is.')
  await onCall.getByRole('button', { name: /^Hang up/ }).click()
  await caller.waitForStatus('completed')
  expect(complaints).toEqual([])
})

test('what a nurse says of how she is reached is sent in the order in which she says it', async () => {
  const { page } = maren
  await sayReady(page)
  const said: unknown[] = []
  page.on('request', request => {
    if (request.url().endsWith('/api/readiness')) said.push(request.postDataJSON())
  })
  // Sound that a browser blocks is waited for, a little.
  await page.evaluate(() => {
    AudioContext.prototype.resume = () => new Promise(() => undefined)
  })

  await page.getByLabel('Answer by').selectOption({ label: 'By my phone' })
  await page.getByRole('switch').click()
  await until(async () => said.length === 2)

  expect(said).toEqual([
    { state: 'ready', answersBy: 'phone' },
    { state: 'away', answersBy: 'phone' },
  ])
  // Of this one, and not of the one before, which may still be on its way.
  const answered = page.waitForResponse(
    response =>
      response.url().endsWith('/api/readiness') && response.request().postDataJSON().answersBy === 'browser',
  )
  await page.getByLabel('Answer by').selectOption({ label: 'By this browser' })
  await answered // a page that is loaded again takes back what it has only just asked
  expect(said.length).toBe(3)
  await page.reload()
})

test('a nurse who answers by her own phone is told to press 1 on it, talks, and keeps the call when she loads the page again', async () => {
  const { page } = maren
  const [own] = await house.db.run(
    house.db.sql<{ number: string }[]>`select phone_number as number from staff where sign_in_name = 'maren'`,
  )
  await page.getByLabel('Answer by').selectOption({ label: 'By my phone' })
  await sayReady(page)
  const caller = house.phone.phone('+442079460993', WHARNLEY)
  await page.getByRole('button', { name: 'Take the call' }).click()
  const card = page.getByRole('region', { name: 'The call' })
  await card.getByText('Your phone is ringing').waitFor()
  await card.getByText(/^Answer .* and press 1 on it: then you talk\.$/).waitFor()

  const ring = await house.phone.handset(own?.number ?? '').waitForRing()
  ring.answer()
  await ring.waitToHear(/Press 1/)
  ring.press('1')
  await card.getByText('Talking', { exact: true }).waitFor()
  caller.say('He is asking for you.')
  await ring.waitToHear('He is asking for you.')
  await page.getByRole('textbox', { name: 'Notes' }).fill('Asks for the nurse.')
  await page.getByText(/^Saved/).waitFor()

  // Her line is the telephone's: the page has nothing of it to lose.
  await page.reload()
  await card.getByText('Talking', { exact: true }).waitFor()
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Notes' }).inputValue())
    .toBe('Asks for the nurse.')
  await expect.poll(() => page.getByText('Your line to the caller is lost').count()).toBe(0)
  caller.say('Are you there?')
  await ring.waitToHear('Are you there?')

  await page.getByRole('button', { name: /^Hang up/ }).click()
  await caller.waitForStatus('completed')
  await card.getByText('The call is over. Write the outcome to be free again.').waitFor()
})
