import type { Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { closeAsNonClinical, hangUp, takeTheCall, untilTalking } from '#tests/support/onTheConsole.ts'
import { struck } from '#tests/support/struck.ts'

const WHARNLEY = '+441134960001'

let house: JourneyHouse
let maren: NurseWindow
let joseph: NurseWindow

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
  joseph = await house.nurse('joseph')
})
afterAll(() => house.close())

test('a caller who hangs up while waiting is owed a call, on every console, with a clock', async () => {
  const { page } = maren
  await sayReady(page)
  const caller = house.phone.phone('+442079460961', WHARNLEY)
  await page.getByText('A call is ringing for you').waitFor()

  caller.hangUp()

  await page.getByText('A call is ringing for you').waitFor({ state: 'hidden' })
  for (const window of [maren, joseph]) {
    const owed = window.page.getByRole('region', { name: 'Owed' })
    const row = owed.getByRole('button').filter({ hasText: '020 7946 0961' })
    await row.waitFor()
    // Who hangs up waiting is rung within two minutes: what is left of them is on the row.
    expect(await row.innerText()).toMatch(/Call back\s+in (2 min|1 min|\d+ s)\s/)
  }
})

test('a call that takes the place of one that hung up says so, and what became of the other', async () => {
  const { page } = maren
  const first = house.phone.phone('withheld', WHARNLEY)
  await page.getByText('A call is ringing for you').waitFor()
  const second = house.phone.phone('+442079460964', WHARNLEY)
  await page
    .getByRole('region', { name: /^Waiting/ })
    .getByText('020 7946 0964')
    .waitFor()

  first.hangUp()

  await page.getByText('Before this: Number withheld.').waitFor()
  await page.getByText('The caller has hung up. What we owe them is on the Owed list.').waitFor()
  await takeTheCall(page)
  second.hangUp()
  await closeAsNonClinical(page, 'test_call')
})

test('a withheld number suggests nobody; the call is taken and closed as no call about care', async () => {
  const { page } = maren
  const caller = house.phone.phone('withheld', WHARNLEY)
  await page.getByText('A call is ringing for you').waitFor()
  await page
    .getByText(/withheld/i)
    .first()
    .waitFor()
  expect(await page.getByText('It may be about').count()).toBe(0)

  await takeTheCall(page)
  caller.say('Is that the taxi?')
  await page.getByText('Is that the taxi?').waitFor()
  await hangUp(page)
  await closeAsNonClinical(page, 'wrong_number')

  await caller.waitForStatus('completed') // what ends it goes to the carrier by itself
})

test('a landline shared by three people shows all three, and chooses none', async () => {
  const { page } = maren
  await sayReady(page)
  const caller = house.phone.phone(await sharedLandline(), WHARNLEY)
  await page.getByText('A call is ringing for you').waitFor()

  const hints = page.getByText(/^born \w+ \d{4}$/)
  await hints.nth(2).waitFor()

  expect(await hints.count()).toBe(3)
  await takeTheCall(page)
  await page.getByLabel("Caller's own name").waitFor()
  await expect.poll(() => page.getByText('This is the wrong person').count()).toBe(0)
  caller.hangUp()
  await closeAsNonClinical(page, 'test_call')
})

test('two nurses press for the same caller: one talks, the other is told who has the call', async () => {
  await sayReady(maren.page)
  await sayReady(joseph.page)
  const caller = house.phone.phone('+442079460962', WHARNLEY)
  const take = (window: NurseWindow) => window.page.getByRole('button', { name: 'Take the call' })
  await take(maren).waitFor()
  await joseph.page.getByText('020 7946 0962').first().click()
  await take(joseph).waitFor()

  const pressed = bothOnTheWay()
  for (const { page } of [maren, joseph]) await page.route('**/api/calls/*/claim', pressed)
  await take(maren).click()
  await take(joseph).click()

  const told = (window: NurseWindow) =>
    window.page.getByText(/(Maren Oakley|Joseph Adeyemi) has taken this call/)
  const winner = await Promise.race([
    told(maren)
      .waitFor()
      .then(() => joseph),
    told(joseph)
      .waitFor()
      .then(() => maren),
  ])
  await untilTalking(winner.page)

  // Who was told so is the next to be rung, and reads of the call before beside it.
  const loser = winner === maren ? joseph : maren
  const next = house.phone.phone('+442079460966', WHARNLEY)
  await loser.page.getByText('A call is ringing for you').waitFor()
  await loser.page.getByText('Before this: 020 7946 0962.').waitFor()
  await takeTheCall(loser.page)

  for (const { page } of [winner, loser]) {
    await hangUp(page)
    await closeAsNonClinical(page, 'test_call')
  }
  for (const call of [caller, next]) await call.waitForStatus('completed')
})

test('what Twilio repeats and reorders changes nothing that the nurse sees', async () => {
  const { page } = maren
  await sayReady(page)
  house.phone.faults({ statusCallbacks: { duplicate: 0.8, delayMs: 100, reorder: 0.4 } })
  const caller = house.phone.phone('+442079460963', WHARNLEY)
  await page.getByText('020 7946 0963').first().click() // it may ring at Joseph's first

  await takeTheCall(page)
  caller.say('Are you there?')
  await page.getByText('Are you there?').waitFor()
  await hangUp(page)
  await closeAsNonClinical(page, 'test_call')
  await house.phone.settle()

  house.phone.faults({})
  const { db } = house
  const states = () => db.run(db.sql`select state from calls where from_number = '+442079460963'`)
  await expect.poll(states).toEqual([{ state: 'closed' }])
  expect(struck(house.phone.trace())).toEqual(['copied', 'held back']) // with a broken injector it was an ordinary call
})

/**
 * The first press waits for the second before it reaches the house: whichever comes first, the other was pressed in time. It stays on
 * the pages, and lets later presses by: a browser that stops looking at requests may let one that is under way hang for ever.
 */
function bothOnTheWay(): (route: Route) => Promise<void> {
  const both = Promise.withResolvers<void>()
  let isFirst = true
  return async route => {
    if (isFirst) isFirst = false
    else both.resolve()
    await both.promise
    await route.continue()
  }
}

async function sharedLandline(): Promise<string> {
  const { db } = house
  const [row] = await db.run(db.sql<{ number: string }[]>`
    select number
    from patient_phones
    join patients on patients.id = patient_phones.patient_id
    join lines on lines.id = patients.line_id
    where lines.phone_number = ${WHARNLEY}
    group by number
    having count(distinct patient_id) = 3
    order by number
    limit 1`)
  if (!row) throw new Error('no landline of the invented world is shared by three')
  return row.number
}
