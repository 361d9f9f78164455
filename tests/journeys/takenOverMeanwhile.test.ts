import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { type Browser, browserAt } from '#tests/support/browser.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const CALLER = '+447700900112'

let house: JourneyHouse
let page: Page
let priya: Browser
beforeAll(async () => {
  house = await journeyHouse()
  page = (await house.nurse('maren')).page
  priya = browserAt(house.url)
  await priya.post('/api/sign-in', { signInName: 'priya', password: PRACTICE_PASSWORD })
})
afterAll(() => house.close())

test('T-09: a nurse who was away comes back to a call that a colleague has: what she typed is shown, and is not the colleague’s', async () => {
  const { db } = house
  await sayReady(page)
  house.phone.phone(CALLER, WHARNLEY)
  await takeTheCall(page)
  const notes = page.getByRole('textbox', { name: 'Notes' })
  await notes.fill('She was calm.')
  await page.getByText(/^Saved/).waitFor()
  await hangUp(page)
  await page.getByText('Outcome to write').first().waitFor()
  const [call] = await db.run(
    db.sql<{ id: string }[]>`select id from calls where from_number = ${CALLER} and state = 'wrapup'`,
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
})
