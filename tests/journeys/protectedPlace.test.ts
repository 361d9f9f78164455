import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { closeAsNonClinical, confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

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

/** What is on the page in whatever way: its text, its attributes, the values of its fields, and what a screen reader is told. */
async function wholeOf(page: Page): Promise<string> {
  const fields = await page
    .locator('input, textarea')
    .evaluateAll(all => all.map(one => (one as HTMLInputElement).value)) // only these were asked for
  return [await page.content(), ...fields, await page.locator('body').ariaSnapshot()].join('\n')
}

/** First lines, postcodes and places of everybody in the invented world: what no console may hold before it is known who calls. */
async function everyPlace(): Promise<string[]> {
  const { db } = house
  const rows = await db.run(db.sql<{ line: string; postcode: string | null }[]>`
    select body -> 'lines' ->> 0 as line, body ->> 'postcode' as postcode
    from record_entries where section = 'addresses' and known_state = 'known'`)
  return [...new Set(rows.flatMap(({ line, postcode }) => (postcode ? [line, postcode] : [line])))]
}

test('T-06: before it is known who calls, the console holds nobody’s address: not in the page, not over the network, not for a screen reader', async () => {
  const places = await everyPlace()
  const { page } = await house.nurse('joseph')
  const heard = listenTo(page)
  await sayReady(page)
  house.phone.phone('+447700900112', '+441134960001')
  await page.getByText('A call is ringing for you').waitFor()
  const [ringing, rungOver] = [await wholeOf(page), heard()]
  await takeTheCall(page)
  await page.getByLabel("Caller's own name").fill('A Stranger')
  await page.getByLabel('Their name').fill('Ron Ashby')
  await page.getByLabel('Postcode or first line').fill('ZZ99 9ZZ')
  await page.getByRole('button', { name: /^Check/ }).click()
  await page.locator('.app-match').first().waitFor()
  const checked = await wholeOf(page)

  expect(places.length).toBeGreaterThan(60)
  for (const shown of [ringing, rungOver, checked, heard()])
    expect(places.filter(place => shown.includes(place))).toEqual([])
  await hangUp(page)
  await closeAsNonClinical(page, 'hoax')
  await page.getByRole('switch').click() // away: the next call is a colleague's
  await page.locator('[role=switch][aria-checked=false]').waitFor()
})

const HERS = /Heddle|WZ2|Moor End Surgery|comes down/

test('where a protected person is, is shown for a reason and gone after a while; nobody else’s page has it', async () => {
  const { page, complaints } = await house.nurse('maren')
  const heard = listenTo(page)
  await sayReady(page)
  house.phone.phone('+447700900241', '+441134960001')
  await takeTheCall(page)
  await confirmPerson(page, {
    caller: 'Claire Whitwell',
    relationship: 'herself',
    name: 'Claire Whitwell',
    birthDate: '25 3 1979',
  })
  await page.getByRole('heading', { name: /Claire Whitwell/ }).waitFor()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.getByText('Protected: not shown').first().waitFor()
  expect(await wholeOf(page)).not.toMatch(HERS)
  expect(heard()).not.toMatch(HERS)

  await page.getByRole('button', { name: 'Show where they are…' }).first().click()
  await page.getByRole('button', { name: 'Show where they are', exact: true }).click()
  await page.getByText('Choose why you need to see it.').first().waitFor()
  await page.getByText('An ambulance is on its way').click()
  await page.getByRole('button', { name: 'Show where they are', exact: true }).click()
  await page
    .getByText(/Heddle Close/)
    .first()
    .waitFor()
  expect(await barriers(page)).toEqual([])
  await page.locator(':focus', { hasText: 'Hide it' }).waitFor()
  await page.clock.install()
  await page.getByRole('button', { name: 'Hide it' }).click()
  expect(await wholeOf(page)).not.toMatch(HERS)
  await page.getByText('An ambulance is on its way').click()
  await page.getByRole('button', { name: 'Show where they are', exact: true }).click()
  await page
    .getByText(/Heddle Close/)
    .first()
    .waitFor()
  await page.clock.fastForward(121_000)
  await page.getByText('Hidden again: the time was over.').waitFor()
  expect(await wholeOf(page)).not.toMatch(HERS)
  expect(complaints.filter(words => !words.includes('401'))).toEqual([]) // before she signed in

  const { page: doctor } = await house.colleague('miriam')
  const told = listenTo(doctor)
  await doctor.getByRole('button', { name: /^Claire Whitwell/ }).click()
  await doctor.getByRole('heading', { name: /Claire Whitwell/ }).waitFor()
  await doctor.getByRole('button', { name: 'One page' }).click()
  await doctor.getByText('Protected: not shown').first().waitFor()
  expect(await wholeOf(doctor)).not.toMatch(/Heddle|WZ2|comes down/)
  expect(told()).not.toMatch(/Heddle|WZ2 3HC|comes down/)
})
