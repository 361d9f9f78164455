import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineIdOf } from '#server/world/lines.ts'
import { aTeamTask } from '#tests/dispatch/aTeamTask.ts'
import { aWatch } from '#tests/shift/aWatch.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'

// One nurse goes and another comes, on the page of the shift and on their consoles; and a pause after a hard call.
let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
  const { sql, run } = house.db
  const [nurse] = await run(sql<{ lineId: string; staffId: string; name: string }[]>`
    select line_id, id as staff_id, name from staff where sign_in_name = 'maren'`)
  const [person] = await run(sql<{ id: string }[]>`
    select id from patients where line_id = ${lineIdOf('wharnley')} and family_name = 'Ashby' limit 1`)
  if (!nurse || !person) throw new Error('the world has no Maren or no Ashby')
  await aTeamTask(house.db, nurse as never, { patientId: person.id, why: 'He cannot settle' }) // as the world has them
  await aWatch(house.db, nurse as never, { patientId: person.id, because: 'Whether the dose holds' })
})
afterAll(() => house.close())

const isNarrow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test('a nurse hands over by keyboard, her colleague reads it on a telephone and acknowledges it, and the task is theirs', async () => {
  const { page } = await house.nurse('maren')
  const { page: theirs } = await house.nurse('joseph')
  await page.goto(`${house.url}/shift`)
  await page.getByText('None waits to be acknowledged.').waitFor()

  await page.getByRole('button', { name: 'Hand over…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Hand over' })
  await dialog.getByRole('heading', { name: /^With teams/ }).waitFor()
  await dialog.getByRole('heading', { name: /^Watched/ }).waitFor()
  await dialog.getByRole('heading', { name: /^Teams that are not there/ }).waitFor()
  await dialog.getByLabel('Worry', { exact: true }).fill('His wife has not slept for two nights')
  await dialog.getByLabel('About (if anybody)').selectOption({ label: 'R. A., born March 1955' })
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Hand over', exact: true }).press('Enter')
  await page.getByText('Nobody has acknowledged it yet: you stand as responsible.').waitFor()
  // The keyboard is where the new state stands.
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('hand-over-own')

  // On the colleague's board without asking, and read on a telephone.
  await theirs.reload()
  await theirs.getByText('Maren Oakley hands over.').waitFor()
  await theirs.goto(`${house.url}/shift`)
  await theirs.setViewportSize({ width: 390, height: 844 })
  await theirs.getByRole('button', { name: 'Read and acknowledge: Maren Oakley' }).press('Enter')
  const read = theirs.getByRole('dialog', { name: 'Hand-over' })
  await read.getByText(/items, 0 known$/).waitFor()
  const worry = read.getByText('R. A., born March 1955: His wife has not slept for two nights')
  await worry.waitFor()
  await read.getByRole('button', { name: /^I know: R. A., born March 1955: His wife/ }).press('Enter')
  await read.getByText(/^✓ Joseph/).waitFor()
  expect(await isNarrow(theirs)).toBeLessThanOrEqual(0)
  expect(await barriers(theirs)).toEqual([])
  await read.getByText(/items, 1 known$/).waitFor()
  // Below all that is to be read; whom they watch was not pressed, and it is asked once.
  const take = read.getByRole('button', { name: 'I have read it, and take over' })
  const last = await read
    .getByRole('button', { name: /^I know: / })
    .last()
    .boundingBox()
  expect((await take.boundingBox())?.y).toBeGreaterThan(last?.y ?? Infinity)
  await take.press('Enter')
  await read.getByText(/not pressed “I know”/).waitFor()
  const asked = await read.getByRole('button', { name: 'Take over all the same' }).boundingBox()
  expect((asked?.y ?? 9_999) + (asked?.height ?? 0)).toBeLessThanOrEqual(844)
  expect(await barriers(theirs)).toEqual([])
  await read.getByRole('button', { name: 'Take over all the same' }).press('Enter')
  await read.getByText(/^Acknowledged by Joseph/).waitFor()
  expect(await theirs.evaluate(() => document.activeElement?.id)).toBe('hand-over-stands')
  await theirs.keyboard.press('Escape')
  await theirs.getByText(/^You see to it$/).waitFor()
  await theirs.getByText(/^Before \(1\)/).click()
  await theirs.getByRole('button', { name: /^Read: Maren Oakley/ }).waitFor()
})

test('a nurse pauses by her own wish while a colleague is ready; alone she is told so, and asks for it', async () => {
  const { page } = await house.nurse('maren')
  await sayReady(page)
  await page.getByRole('button', { name: 'Take a pause…' }).press('Enter')
  await page.getByRole('button', { name: '10 min', exact: true }).press('Enter')
  await page.getByText(/^Nobody else is ready on this line/).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Ask for it' }).press('Enter')
  await page.getByText('You have asked for a pause.').waitFor()

  const { page: theirs } = await house.nurse('joseph')
  await theirs.getByText('Maren Oakley asks for a pause.').waitFor()
  await sayReady(theirs)
  await page.getByRole('button', { name: '10 min', exact: true }).press('Enter')
  await page.getByText(/^Your pause lasts until /).waitFor()
  await page.getByRole('switch', { name: 'Ready for calls', checked: false }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'End it now' }).press('Enter')
  await page.getByRole('switch', { name: 'Ready for calls', checked: true }).waitFor()
})
