import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { closeAsNonClinical, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

test('a neighbour who withholds the number, has the nickname and the day for the month: he is found, and must still be identified', async () => {
  const { page } = await house.nurse('maren')
  await sayReady(page)
  const caller = house.phone.phone('withheld', WHARNLEY)
  await takeTheCall(page)

  await page.getByLabel('Their name').fill('Wally Throop')
  await page.getByLabel(/^Birth date/).fill('10 2 1934')
  await page.getByLabel('Another phone').fill('the blue one')
  // No number, and so nobody whom it suggests: to check is to search everyone.
  expect(await page.getByRole('button', { name: /^Check/ }).count()).toBe(0)
  await page.keyboard.press('Enter')

  const walter = page.getByRole('listitem').filter({ hasText: 'Walter Throup' })
  await walter.getByText('≈ Name: sounds alike').waitFor()
  await walter.getByText('≈ Birth date: day and month swapped').waitFor()
  await page.getByText('That telephone could not be read as a number.').waitFor()
  expect(await page.getByRole('button', { name: 'Confirm and open' }).count()).toBe(0)

  await page.getByLabel('Another phone').fill('')
  await page.getByLabel('Their name').fill('Walter Throup')
  await page.getByLabel(/^Birth date/).fill('2 10 1934')
  await page.getByRole('button', { name: /^Search everyone/ }).click()
  await page.getByRole('button', { name: 'Confirm and open' }).waitFor()

  caller.hangUp()
  await closeAsNonClinical(page, 'test_call')
})

test('an NHS number with a digit wrong is explained, and half a word of an address is too little to search by', async () => {
  const { page } = await house.nurse('maren')
  await sayReady(page)
  const caller = house.phone.phone('withheld', WHARNLEY)
  await takeTheCall(page)

  await page.getByLabel(/^Birth date/).fill('31 2 1955')
  await page.getByRole('button', { name: /^Search everyone/ }).click()
  await page.getByText('There is no such day.', { exact: false }).first().waitFor()
  expect(await page.getByText('Type a name, a birth date', { exact: false }).count()).toBe(0)
  await page.getByLabel(/^Birth date/).fill('')
  await page.getByLabel('NHS number').fill('999 000 0019')
  await page.getByRole('button', { name: /^Search everyone/ }).click()
  await page
    .getByText(/one is wrong, or two have changed places/)
    .first()
    .waitFor()
  await page.getByLabel('NHS number').fill('')
  await page.getByLabel('Postcode or first line').fill('12 Row')
  await page.getByRole('button', { name: /^Search everyone/ }).click()
  await page
    .getByText(/too little to search by: add the name of the street/)
    .first()
    .waitFor()
  await page.getByLabel('Postcode or first line').fill('wz3 7')
  await page.getByRole('button', { name: /^Search everyone/ }).click()
  await page.getByText('≈ Postcode begins so: does not count by itself').first().waitFor()

  caller.hangUp()
  await closeAsNonClinical(page, 'test_call')
})

const ALIKE = 'Not to be taken for somebody of nearly this name; different postcode, different telephone. '

test('three who fit, each with others to be taken for: no field is left under the call card without its label', async () => {
  const { page } = await house.nurse('maren')
  await sayReady(page)
  const caller = house.phone.phone('withheld', WHARNLEY)
  await takeTheCall(page)
  await page.route('**/identity/find', async way => {
    const answer = await way.fetch()
    const [one] = routes.findPerson.reply.parse(await answer.json()).matches
    const matches = [1, 2, 3].map(count => ({
      ...one,
      patientId: randomUUID(),
      differences: [ALIKE.repeat(count)],
    }))
    await way.fulfill({ response: answer, json: { matches, more: false, isPhoneUnreadable: false } })
  })
  await page.getByLabel('Their name').fill('Walter Throup')
  const below = page.locator('.app-workspace__below')

  for (const height of [900, 810, 768, 740, 700, 660]) {
    await page.setViewportSize({ width: 1366, height })
    await page.getByRole('button', { name: /^Search everyone/ }).click()
    await page.getByRole('region', { name: 'Who fits' }).waitFor()
    await expect.poll(() => below.evaluate(cutFields), { message: `at ${height}` }).toEqual([])
  }

  caller.hangUp()
  await closeAsNonClinical(page, 'test_call')
})

/** In the page: the fields of which only a part is in sight at the top. */
function cutFields(below: Element): string[] {
  const { top } = below.getBoundingClientRect()
  return [...below.querySelectorAll('.app-identity__grid > *')]
    .filter(field => {
      const box = field.getBoundingClientRect()
      return box.top < top - 1 && box.bottom > top + 1
    })
    .map(field => field.textContent ?? '')
}
