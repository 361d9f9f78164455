import { randomUUID } from 'node:crypto'
import type { Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { barriers } from '#tests/support/axe.ts'
import { browserAt } from '#tests/support/browser.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import {
  closeAsNonClinical,
  confirmPerson,
  hangUp,
  takeTheCall,
  untilOutcomeToWrite,
  untilTalking,
} from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const LONDON = '+442079460981'
const ANGELA = '+447700900112'
const RON = { caller: 'Angela Ashby', relationship: 'wife', name: 'Ron Ashby', birthDate: '14 3 1955' }

let house: JourneyHouse
let maren: NurseWindow
let joseph: NurseWindow
/** The nurse's own line: what is between her browser and the carrier. */
let lines: WebSocketRoute[]

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
  joseph = await house.nurse('joseph')
  lines = []
  await maren.page.routeWebSocket(
    url => url.host === new URL(house.phone.origin).host,
    line => {
      line.connectToServer()
      lines.push(line)
    },
  )
})
afterAll(() => house.close())

test('an outcome that is saved while the two still talk is said to be saved, and the call closes when one hangs up', async () => {
  const { page } = maren
  await sayReady(page)
  const caller = house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, RON)
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await page.getByLabel('Why they called').selectOption('pain')
  await page.getByLabel('What was done').selectOption('advice_only')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('No', { exact: true }).check()

  await page.getByRole('button', { name: /^Save and close the call/ }).click()

  const call = page.getByRole('region', { name: 'The call' })
  await call.getByText('✓ Outcome saved.').waitFor()
  await call.getByText('The call closes when one of you hangs up.').waitFor()
  for (const { page: board } of [maren, joseph])
    await board
      .getByRole('region', { name: /^Talking/ })
      .getByText('✓ Saved: closes when they hang up')
      .waitFor()
  // What she can still do: talk, hang up and write; not save it again.
  await expect.poll(() => page.getByRole('button', { name: /^Save and close/ }).count()).toBe(0)
  await page.getByRole('textbox', { name: 'Notes' }).fill('She will ring again at six.')
  await page.getByText(/^Saved \d\d:\d\d:\d\d$/).waitFor()
  expect(await barriers(page)).toEqual([])
  caller.hangUp()
  await page.getByText(/outcome are on Ronald Ashby's record/).waitFor()

  const { db } = house
  const notes = () => db.run(db.sql`select text from call_notes`)
  await expect.poll(notes).toContainEqual({ text: 'She will ring again at six.' })
})

test('what was saved of the call before stands below the next one that rings, with its time', async () => {
  const { page } = maren
  await page.getByText('Saved.', { exact: true }).waitFor()

  const next = house.phone.phone('+442079460982', WHARNLEY)

  const ringing = page.getByRole('heading', { name: 'A call is ringing for you' })
  await ringing.waitFor()
  const before = page.getByText(/^Before this, saved at \d\d:\d\d\.$/)
  await before.waitFor()
  const tops = await Promise.all([ringing, before].map(async part => (await part.boundingBox())?.y ?? 0))
  expect(tops[0]).toBeLessThan(tops[1] ?? 0)
  await expect.poll(() => page.getByText('Saved.', { exact: true }).count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await takeTheCall(page)
  next.hangUp()
  await untilOutcomeToWrite(page)
  await closeAsNonClinical(page, 'test_call')
})

test('a lost line says since when, and is made again by one press', async () => {
  const { page } = maren
  await sayReady(page)
  const caller = house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)

  await lines.at(-1)?.close()

  await page.getByRole('alert').getByText('Your line to the caller is lost.').waitFor()
  const board = joseph.page.getByRole('region', { name: /^Talking/ })
  await board.getByText(/^Line lost/).waitFor()
  await page.getByRole('button', { name: /^Rejoin/ }).click()
  await untilTalking(page)
  caller.say('There you are.')
  await page.getByText('There you are.').waitFor()
  caller.hangUp()
  await untilOutcomeToWrite(page)
  await closeAsNonClinical(page, 'test_call')
})

test('while the server is not heard, a lost line cannot be made again, and nobody pretends that it can', async () => {
  const { page } = maren
  await sayReady(page)
  const caller = house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  house.process().signal('SIGKILL')
  await house.process().ended()
  await page.getByText(/^We cannot hear the server \(/).waitFor()

  await lines.at(-1)?.close()

  await page.getByText('You can rejoin when we hear the server again.').waitFor()
  for (const name of ['Rejoin', 'Hang up', 'Not now: we cannot hear the server'])
    await page.getByRole('button', { name: new RegExp(`^${name}`), disabled: true }).waitFor()
  await expect.poll(() => page.title()).toMatch(/^Server not heard/)
  expect(await barriers(page)).toEqual([])
  // To sign out would take her words with the page.
  const notes = page.getByRole('textbox', { name: 'Notes' })
  await notes.fill('He sleeps.')
  await page.getByRole('button', { name: 'Sign out' }).click()
  const asked = page.getByRole('dialog', { name: 'Something here is not saved' })
  await asked.waitFor()
  expect(await barriers(page)).toEqual([])
  await asked.getByRole('button', { name: 'Stay' }).click()
  expect(await notes.inputValue()).toBe('He sleeps.')
  caller.hangUp()
  await house.restart()
  await page.getByText(/^We cannot hear the server \(/).waitFor({ state: 'hidden' })
  await untilOutcomeToWrite(page)
  await closeAsNonClinical(page, 'test_call')
})

test('T-09: a nurse who was away comes back to a call that a colleague has: what she typed is shown, and is not the colleague’s', async () => {
  const { page } = maren
  const { db } = house
  const priya = browserAt(house.url)
  await priya.post('/api/sign-in', { signInName: 'priya', password: PRACTICE_PASSWORD })
  await sayReady(page)
  house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  const notes = page.getByRole('textbox', { name: 'Notes' })
  await notes.fill('She was calm.')
  await page.getByText(/^Saved/).waitFor()
  await hangUp(page)
  await untilOutcomeToWrite(page)
  const [call] = await db.run(
    db.sql<{ id: string }[]>`select id from calls where from_number = ${ANGELA} and state = 'wrapup'`,
  )

  await page.context().setOffline(true)
  await notes.fill('She was calm. Her son comes at nine.')
  await page.getByLabel('Advice given').fill('Sit him up.')
  const taken = async () => {
    // She has not been heard for minutes.
    await db.run(db.sql`
      update readiness set last_heard_at = now() - interval '6 minutes', heard = false
      where staff_id = (select id from staff where sign_in_name = 'maren')`)
    const command = { commandId: randomUUID(), answersBy: 'browser' }
    return (await priya.post(`/api/calls/${call?.id}/claim`, command)).body.kind
  }
  await expect.poll(taken, { timeout: 30_000 }).toBe('claimed')
  await page.context().setOffline(false)

  await page.getByText('What you typed last was not saved: the call is not with you any more.').waitFor()
  await page.getByText('Notes: “She was calm. Her son comes at nine.”').waitFor()
  await page.getByText('Advice given: “Sit him up.”').waitFor()
  const hers = await priya.get(`/api/calls/${call?.id}`)
  expect((hers.body.notes as { text: string }).text).toBe('She was calm.')
  expect(hers.body.heldBefore).toEqual(['Maren Oakley'])
})

/** Her session ends elsewhere, and the page hears of it. */
async function signedOut(page: Page) {
  await page.request.post(`${house.url}/api/sign-out`, {
    headers: { 'content-type': 'application/json', 'x-goldthread': '1', origin: house.url },
    data: {},
  })
  await page.getByRole('banner').getByText('You have been signed out').waitFor()
}
const signInAgain = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' })
/** The name is there, and the focus is in the password; or at the title, where the window came while she was in a field. */
async function signInAgainAsBefore(page: Page) {
  const has = page.locator(':focus')
  const title = signInAgain(page).getByRole('heading', { name: 'Sign in again' })
  await signInAgain(page).locator(':focus').waitFor()
  if ((await title.and(has).count()) > 0) for (let i = 0; i < 3; i += 1) await page.keyboard.press('Tab')
  await signInAgain(page).getByLabel('Password').and(has).waitFor()
  await page.keyboard.type(PRACTICE_PASSWORD)
  await page.keyboard.press('Enter')
}
const isSeenAgain = (page: Page) =>
  page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))

test('signed out in mid-call she goes on where she was once she is signed in again; to anybody else nothing of it is shown', async () => {
  const { page } = joseph
  const { db } = house
  const advice = page.getByLabel('Advice given')
  const kept = () =>
    db.run(db.sql<{ advice: string }[]>`select outcome_draft ->> 'advice' as advice from call_notes`)
  await sayReady(page)
  house.phone.phone(LONDON, WHARNLEY)
  await takeTheCall(page)
  await advice.fill('Sit him up.')
  await expect.poll(kept).toContainEqual({ advice: 'Sit him up.' })

  await signedOut(page)
  await advice.fill('Sit him up, and ring again.')
  await page.getByRole('button', { name: /^Not now: you have been signed out/ }).waitFor()
  await expect.poll(() => page.title()).toMatch(/^Signed out/)
  // Nothing is left to sign out of, and a press of it would take the words away.
  const banner = page.getByRole('banner')
  await expect.poll(() => banner.getByRole('button', { name: /^(Sign out|Password…)$/ }).count()).toBe(0)
  // She goes on in the field in which she was, by whichever way she signs in.
  await banner.getByRole('button', { name: 'Sign in again' }).click()
  await signInAgainAsBefore(page)
  await page.getByText('You have been signed out').first().waitFor({ state: 'hidden' })
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.id))
    .toBe(await advice.getAttribute('id'))
  await signedOut(page)
  // Whatever the page asks now is answered that nobody is signed in: the window opens, and what is typed stays.
  await isSeenAgain(page)
  await signInAgain(page).waitFor()
  expect(await signInAgain(page).getByLabel('Sign-in name').inputValue()).toBe('joseph')
  expect(await barriers(page)).toEqual([])
  await signInAgainAsBefore(page)

  await page.getByText('You have been signed out').first().waitFor({ state: 'hidden' })
  await expect.poll(() => advice.inputValue()).toBe('Sit him up, and ring again.')
  await expect.poll(kept).toContainEqual({ advice: 'Sit him up, and ring again.' })

  await signedOut(page)
  await advice.fill('Zoltan is not to be told.')
  const sent: string[] = []
  page.on('request', asked => void sent.push(asked.postData() ?? ''))
  await isSeenAgain(page)
  await signInAgain(page).getByRole('button', { name: 'I am somebody else' }).click()
  await signInAgain(page).getByText('Anything else on it is gone when you sign in.').waitFor()
  await signInAgain(page).getByText('has typed something here that is not saved').waitFor()
  // Nothing is seen behind the window, and nothing but signing in takes it away.
  const [behind, paper] = await page.evaluate(() =>
    [
      getComputedStyle(document.querySelector('dialog') as Element, '::backdrop'),
      getComputedStyle(document.body),
    ].map(style => style.backgroundColor),
  )
  expect(behind).toBe(paper)
  // Nor on paper, by whichever way it is taken from the page; and no key of hers is theirs, her microphone's least of all.
  expect(await page.evaluate(() => document.body.innerText)).not.toContain('Advice given')
  const mute = page.locator('.app-call-card__controls button[aria-pressed]')
  expect(await mute.getAttribute('aria-pressed')).toBe('false')
  await page.keyboard.press('Alt+m')
  await page.waitForTimeout(1_000)
  expect(await mute.getAttribute('aria-pressed')).toBe('false')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  expect(await signInAgain(page).getByRole('button', { name: 'Close' }).count()).toBe(0)
  expect(await signInAgain(page).isVisible()).toBe(true)
  // A browser that closes it all the same has it again.
  await page.evaluate(() => document.querySelector('dialog')?.close())
  await signInAgain(page).waitFor()
  expect(await barriers(page)).toEqual([])
  await signInAgain(page).getByLabel('Sign-in name').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('priya')
  await signInAgain(page).getByLabel('Password').fill(PRACTICE_PASSWORD)
  await signInAgain(page).getByRole('button', { name: 'Sign in, and throw it away' }).click()
  await page.getByTitle(/^Priya /).waitFor()
  // What the form sends as it goes from the screen is on its way before her board is here.
  expect(sent.join()).not.toContain('Zoltan')
  const typed = await page.evaluate(() =>
    [...document.querySelectorAll('textarea')].map(field => field.value),
  )
  expect(JSON.stringify([typed, await page.content(), await kept()])).not.toContain('Zoltan')
})

test('signed in again she is told before her words are lost with an older role, and what became of the call that she had', async () => {
  const { db } = house
  const { page } = await house.nurse('joseph')
  const role = (to: string) => db.run(db.sql`update staff set role = ${to} where sign_in_name = 'joseph'`)
  const notes = page.getByRole('textbox', { name: 'Notes' })
  await notes.fill('He sleeps.')
  await page.getByText(/^Saved/).waitFor()
  await hangUp(page)
  await page.getByText('The call is over. Write the outcome').waitFor() // on the board a colleague's says so too
  await signedOut(page)
  await notes.fill('He sleeps. His son comes at nine.')
  await role('shift_lead')
  await isSeenAgain(page)
  await signInAgainAsBefore(page)

  await signInAgain(page).getByText('What you typed here is not saved').waitFor()
  await signInAgain(page).getByRole('button', { name: 'Close' }).click()
  expect(await notes.inputValue()).toBe('He sleeps. His son comes at nine.')
  await page.getByRole('button', { name: 'Sign in again' }).first().click()
  await signInAgain(page).getByRole('button', { name: 'Open the page anew' }).click()
  await signInAgain(page).waitFor({ state: 'hidden' })
  await expect.poll(() => notes.inputValue()).toBe('He sleeps.')

  await signedOut(page)
  const other = browserAt(house.url)
  await other.post('/api/sign-in', { signInName: 'callum', password: PRACTICE_PASSWORD })
  const [call] = await db.run(
    db.sql<{ id: string }[]>`select id from calls where state = 'wrapup' and from_number = ${LONDON}`,
  )
  const command = { commandId: randomUUID(), answersBy: 'browser' }
  expect((await other.post(`/api/calls/${call?.id}/claim`, command)).body.kind).toBe('claimed')
  await isSeenAgain(page)
  await signInAgainAsBefore(page)

  const told = page.getByRole('status').filter({ hasText: 'The call you had is not with you any more.' })
  await told.getByText(/Callum Brear has it now, and writes its outcome\./).waitFor()
  expect(await barriers(page)).toEqual([])
  await told.getByRole('button', { name: 'Done with it' }).click()
  await told.waitFor({ state: 'hidden' })
  await role('coordinator')
})

test('a page does nothing in the name of whoever signed in on the same browser since', async () => {
  const { page } = await house.nurse('maren')
  const { db } = house
  // Both signed in at the same moment: neither sign-in saw the other, and his cookie came last.
  const other = browserAt(house.url)
  await other.post('/api/sign-in', { signInName: 'joseph', password: PRACTICE_PASSWORD })
  const [name = '', value = ''] = other.cookie.split('=')
  await page.context().addCookies([{ name, value, url: house.url }])
  const before = await db.run(db.sql`select staff_id, state from readiness order by staff_id`)

  await page.getByRole('switch').click()

  await page.getByText('Somebody else has signed in on this browser since. Nothing was saved.').waitFor()
  expect(await db.run(db.sql`select staff_id, state from readiness order by staff_id`)).toEqual(before)
  await signInAgain(page).waitFor()
  await page.getByRole('banner').getByText('You have been signed out').waitFor()
})
