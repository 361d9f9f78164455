import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { browserAt } from '#tests/support/browser.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

test('the page of a crew goes by itself when its time is over, though it hears no server any more', async () => {
  const { db, url, browser } = house
  const doctor = browserAt(url)
  await doctor.post('/api/sign-in', { signInName: 'hattie', password: PRACTICE_PASSWORD })
  const { body: list } = await doctor.get('/api/caseload')
  const [person] = list.people as { patientId: string; name: string }[]
  const because = 'Found collapsed at home, wife on the stairs'
  const made = await doctor.post(`/api/people/${person?.patientId}/crew-code`, {
    commandId: randomUUID(),
    because,
  })
  const { page } = await openWindow(browser)
  await page.goto(`${url}/crew`)
  // Nobody tells the page: what closes it is its own clock.
  await page.route('**/api/crew/still', route => route.abort())
  await db.run(db.sql`
    update crew_codes set made_at = now() - interval '119 minutes', expires_at = now() + interval '6 seconds'
    where patient_id = ${person?.patientId ?? ''}`)
  await page.getByLabel('The code the nurse reads to you').fill(String(made.body.code))
  await page.keyboard.press('Enter')
  await page.getByText(/^Open until/).waitFor()
  expect(await page.content()).toContain(person?.name)

  await page.getByText('That code opens nothing any more.').waitFor()

  expect(await page.content()).not.toContain(person?.name)
})
