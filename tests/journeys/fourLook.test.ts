import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spelled } from '#client/summary/core/spelled.ts'
import { routes } from '#shared/routes.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

/** What only somebody who has his record open can read. */
const DECISION = 'Not for CPR'
const WISH = /pigeons/
/** What the line advised when Angela rang: on the timeline. */
const ADVISED = /blue wedge/
const PAPER = 'Plastic wallet on the side of the fridge'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

const find = async (page: Page) => {
  await page.getByLabel('or first and family name').fill('Ronald Ashby')
  await page.getByLabel('with birth date').fill('14 3 1955')
  await page.getByRole('button', { name: 'Find' }).click()
}
const openFromList = async (page: Page) => {
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByText(DECISION).first().waitFor()
}
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

test('a practice, a hospice nurse, a crew with a code and a stranger see what they should, until he changes his mind', async ({
  annotate,
}) => {
  const [{ id = '' } = {}] = await house.db.run(house.db.sql<{ id: string }[]>`
    select id from patients where given_name = 'Ronald' and family_name = 'Ashby' and birth_date = '1955-03-14'`)
  const before = (await linesOf(id)).length

  // The practice and the hospice look after him: all of it, to read and to write.
  const { page: doctor, complaints } = await house.colleague('miriam')
  await openFromList(doctor)
  await doctor.getByText(WISH).first().waitFor()
  await doctor.getByText(ADVISED).waitFor()
  await doctor.getByRole('button', { name: 'Change: CPR decision' }).waitFor()
  const { page: hospice } = await house.colleague('eleanor')
  await openFromList(hospice)
  await hospice.getByText(WISH).first().waitFor()

  // The crew has six letters, and one page.
  await hospice.getByRole('button', { name: 'Code for a crew…' }).click()
  await hospice.getByRole('button', { name: 'Make a code' }).click()
  await hospice.locator('#crew-code-made:focus').waitFor() // the button that made it has gone
  const code = await hospice.locator('.app-crew-code > span').last().innerText()
  // Over a bad line B, D and P sound alike.
  await hospice.getByText(spelled(code.replace(/\s/g, '')), { exact: true }).waitFor()
  await hospice.keyboard.press('Escape')
  const { page: crew } = await openWindow(house.browser, { width: 390, height: 844 })
  await crew.goto(`${house.url}/crew`)
  const box = crew.getByLabel('The code the nurse reads to you')
  await box.fill(code)
  // Read in the rain: letters as large as a thumb.
  expect(await box.evaluate(one => getComputedStyle(one).fontSize)).toBe('28px')
  await crew.keyboard.press('Enter')
  await crew.getByText(PAPER).waitFor()
  await crew.locator('#one-page-name:focus').getByText('Ronald Ashby').waitFor()
  expect(await crew.getByRole('link', { name: '0113 496 0001' }).getAttribute('href')).toBe(
    'tel:+441134960001',
  )
  expect(await crew.getByRole('button', { name: /^(Change|More|History)/ }).count()).toBe(0)
  await shot(crew, 'four-crew')

  // A doctor of another practice learns that a record may exist; one of another line, not even that.
  const { page: stranger } = await house.colleague('samuel')
  await find(stranger)
  await stranger.getByText('A record may exist.').waitFor()
  await stranger.getByRole('button', { name: 'Go on' }).click()
  await stranger.getByRole('button', { name: 'I look after this person…' }).waitFor()
  expect(await stranger.content()).not.toMatch(/Not for CPR|pigeons|fridge|999 906 1990/)
  await shot(stranger, 'four-stranger')
  const { page: foreign } = await house.colleague('hannah')
  await find(foreign)
  await foreign
    .getByText(/Nobody/)
    .first()
    .waitFor()
  expect(await foreign.content()).not.toMatch(/may exist|Not for CPR|pigeons/)

  // At three in the morning Ron rings, from his wife's telephone, and says no.
  const { page: nurse } = await house.nurse('maren')
  await sayReady(nurse)
  house.phone.phone('+447700900112', '+441134960001')
  await takeTheCall(nurse)
  await confirmPerson(nurse, {
    caller: 'Ron Ashby',
    relationship: 'himself',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  await nurse.getByRole('button', { name: 'Stop all sharing…' }).click()
  await nurse.getByLabel('What they said, in their words').fill('I want my notes off everybody’s screens.')
  await nurse.getByLabel('The person said it to me').check()
  await nurse.getByLabel('I have said what this means for them').check()
  await doctor.getByRole('button', { name: 'Change: CPR decision' }).click()
  await doctor.getByLabel('Where the paper is', { exact: true }).fill('In the bureau')
  const answered = nurse.waitForResponse(response => response.url().includes('withdraw-sharing'))
  await nurse.getByRole('button', { name: 'Stop sharing now' }).click()
  await answered
  const at = performance.now()
  const gone = (page: Page, words: string) =>
    page
      .getByText(words)
      .first()
      .waitFor()
      .then(() => performance.now() - at)
  const took = await Promise.all([
    gone(doctor, 'This record is not shared with you.'),
    gone(hospice, 'This record is not shared with you.'),
    gone(crew, 'That code opens nothing any more.'),
  ])
  await annotate(
    `in force on three open pages ${took.map(ms => `${Math.round(ms)} ms`).join(', ')} after it was answered`,
  )
  if (process.env.SHOTS) process.stdout.write(`${took.map(Math.round).join(' ')}\n`)

  for (const page of [doctor, hospice, crew])
    expect(await page.content()).not.toMatch(/Not for CPR|pigeons|fridge|blue wedge/)
  for (const page of [hospice, crew]) expect(await page.content()).not.toContain('bureau')
  // What he was writing is his own, and on no record.
  await doctor.getByText('What you were typing is not on the record.').waitFor()
  await doctor.getByText('In the bureau', { exact: true }).waitFor()
  await shot(doctor, 'four-doctor-closed')
  await shot(crew, 'four-crew-closed')
  // The line itself keeps the record, and still answers him.
  await nurse.getByText(DECISION).first().waitFor({ state: 'attached' })

  // What was said and seen tonight, as he would have it read to him: each thing once, in its order.
  const tonight = (await linesOf(id)).toReversed().slice(before)
  const told = [...new Set(tonight.map(({ who, did }) => `${who} ${did}`))]
  const MIRIAM = 'Dr Miriam Holroyd, doctor or nurse, Moor End Surgery'
  const ELEANOR = 'Eleanor Swift, doctor or nurse, St Oswin’s Hospice'
  const SAMUEL = 'Dr Samuel Okoro, doctor or nurse, Lantern Hill Health Centre'
  const MAREN = 'Maren Oakley, nurse coordinator, Wharnley Dale Community NHS Trust'
  const LOOKS_AFTER = 'because their organisation looks after you'
  expect(told.slice(0, -2)).toEqual([
    `${MIRIAM} saw your name on the list of people they look after, ${LOOKS_AFTER}`,
    `${MIRIAM} opened your record, ${LOOKS_AFTER}`,
    `${ELEANOR} saw your name on the list of people they look after, ${LOOKS_AFTER}`,
    `${ELEANOR} opened your record, ${LOOKS_AFTER}`,
    `${ELEANOR} gave an ambulance crew a code that opens one page of your record for two hours, ${LOOKS_AFTER}`,
    'A crew with a code from Eleanor Swift, St Oswin’s Hospice opened the one-page summary of your record by a code alone',
    `${SAMUEL} looked for somebody with your details and was told only that a record may exist`,
    `${SAMUEL} asked for your record and was shown nothing of it`,
    `${MAREN} saw that a telephone number may be about you during a call`,
    `${MAREN} compared what a caller said with your record during a call`,
    `${MAREN} opened your record during a call`,
    `${MAREN} wrote down with whom your record is shared during a call`,
  ])
  expect(told.slice(-2).toSorted()).toEqual([
    `${MIRIAM} asked for your record and was shown nothing of it`,
    `${ELEANOR} asked for your record and was shown nothing of it`,
  ])
  expect(complaints.filter(words => !/40[34]/.test(words))).toEqual([])
}, 180_000) // six windows at once

/** The access log, in the words in which it is read to him, as the line's privacy officer reads it. */
async function linesOf(id: string) {
  const { page } = await house.colleague('gillian')
  const body = await page.evaluate(
    async path => (await fetch(path, { headers: { 'X-Goldthread': '1' } })).json(),
    `/api/people/${id}/access-log`,
  )
  await page.context().close()
  return routes.accessLog.reply.parse(body).lines.filter(({ who }) => !who.startsWith('Gillian'))
}
