import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '#tests/paper/readPdf.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

test('a practice, a crew and a privacy officer each see one man’s record as they should', async () => {
  // His doctor opens it from her list.
  const { page: doctor, complaints } = await house.colleague('miriam')
  await doctor.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await doctor.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await doctor.getByText('Not for CPR').first().waitFor()
  expect(await doctor.getByText('The glass is broken').count()).toBe(0)
  // The record is turned within its place: whose page it is, and her list, never go away upwards.
  expect(
    await doctor.evaluate(() => document.documentElement.scrollHeight - window.innerHeight),
  ).toBeLessThanOrEqual(0)

  // A crew that has never heard of him learns at most that there may be a record, and breaks the glass.
  const { page: crew } = await house.colleague('kit', { width: 390, height: 844 })
  await crew.getByLabel('or first and family name').fill('Ronald Ashby')
  await crew.getByLabel('with birth date').fill('14 3 1955')
  await crew.getByRole('button', { name: 'Find' }).click()
  await crew.getByText('A record may exist.').waitFor()
  expect(await crew.content()).not.toContain('Not for CPR')
  await crew.getByRole('button', { name: 'Go on' }).click()
  await crew.getByRole('button', { name: 'It is an emergency…' }).click()
  await crew.getByLabel('Why you need this record now').fill('Found collapsed at home, wife on the stairs')
  await crew.getByRole('button', { name: 'Break the glass' }).click()
  await crew.getByText('The glass is broken.').waitFor()
  await crew.getByText('Not for CPR').first().waitFor()
  await crew.getByText('Not shown to you').waitFor()

  // The officer of the line finds it in her queue and judges it.
  const { page: officer } = await house.colleague('gillian')
  await officer.getByText('“Found collapsed at home, wife on the stairs”').waitFor()
  await officer.getByText('Ronald Ashby').waitFor()
  await officer.getByLabel('What you found').first().fill('Rang the crew: true.')
  await officer.getByRole('button', { name: 'There was good reason' }).first().click()
  await officer.getByText('Nothing waits for you.').waitFor()

  // All of it stands where he can read it.
  await doctor.getByText('Who has looked at this record').click()
  await doctor.getByText('opened your record in an emergency, without the usual reason').first().waitFor()
  await doctor.getByText('checked who had looked at your record').first().waitFor()
  expect(complaints).toEqual([])
})

test('a crew without an account types the code that a nurse reads out, and prints one side of paper', async () => {
  const { page: nurse } = await house.colleague('eleanor')
  await nurse.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await nurse.getByRole('button', { name: 'Code for a crew…' }).click()
  await nurse.getByRole('button', { name: 'Make a code' }).click()
  const code = await nurse.locator('.app-crew-code > span').last().innerText()

  const { page: crew, complaints } = await openWindow(house.browser, { width: 390, height: 844 })
  await crew.goto(`${house.url}/crew`)
  await crew.getByLabel('The code the nurse reads to you').fill('XXXXXX')
  await crew.getByRole('button', { name: 'Open' }).click()
  await crew
    .getByText(/opens nothing/)
    .first()
    .waitFor()
  await crew.getByLabel('The code the nurse reads to you').fill(code)
  await crew.keyboard.press('Enter')
  await crew.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await crew.getByText('Plastic wallet on the side of the fridge').waitFor()
  await crew.getByText('0113 496 0001').waitFor()
  const [file] = await Promise.all([
    crew.waitForEvent('download'),
    crew.getByRole('button', { name: 'Save as PDF' }).click(),
  ])
  const drawn = await readPdf(readFileSync(await file.path()))
  const paper = (await crew.pdf({ preferCSSPageSize: true })).toString('latin1')
  await crew.emulateMedia({ media: 'print' })
  await crew.setViewportSize({ width: 726, height: 1054 }) // A4 without its margins
  const parts = crew.locator('.app-one-page__parts')
  const cutOff = await parts.evaluate(box => [
    box.scrollWidth - box.clientWidth,
    box.scrollHeight - box.clientHeight,
  ])

  expect(cutOff).toEqual([0, 0])
  expect(file.suggestedFilename()).toBe('emergency-summary.pdf')
  expect([drawn.pages, drawn.words.includes('Plastic wallet on the side of the fridge')]).toEqual([1, true])
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  expect(complaints.filter(words => !words.includes('404'))).toEqual([])
})
