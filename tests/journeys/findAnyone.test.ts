import { afterAll, beforeAll, expect, test } from 'vitest'
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
  await page.keyboard.press('Enter')
  await page.getByText('Nobody with this number.').waitFor()
  await page.getByRole('button', { name: /^Search everyone/ }).click()

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
  await page.getByText('✓ Postcode begins so').first().waitFor()

  caller.hangUp()
  await closeAsNonClinical(page, 'test_call')
})
