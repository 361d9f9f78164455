import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import { until } from '#tests/support/aNurse.ts'
import { barriers } from '#tests/support/axe.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { closeClinically, confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

// A carer who was promised somebody sees, without phoning again, that they are on the way: from the nurse's window to a telephone.
const ANGELA = '+447700900112'
const CLAIRE = '+447700900113'
const PHONE = { width: 390, height: 844 }
let house: JourneyHouse
let maren: NurseWindow
beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
})
afterAll(() => house.close())

const inbox = (number: string) =>
  house.phone
    .handset(number)
    .inbox()
    .map(({ body }) => body)
/** Whether the foot of the page, with what can be pressed, lies over the dots that pass beneath it on a small phone. */
async function isFootOnTop(page: Page): Promise<boolean> {
  await page.setViewportSize({ width: 375, height: 560 })
  const isOnTop = await page.evaluate(() => {
    const step = document.querySelector('.app-carer__step:last-child')
    step?.scrollIntoView({ block: 'end' })
    const { left, top } = step?.getBoundingClientRect() ?? { left: 0, top: 0 }
    return document.elementFromPoint(left + 8, top + 20)?.closest('.app-carer__foot') !== null
  })
  await page.setViewportSize(PHONE)
  return isOnTop
}
/** As when somebody takes the telephone up again. */
const lookAgain = (page: Page) =>
  page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))

test('a nurse sends the link with the carer’s yes, and the carer watches the visit on her phone until it is stopped', async () => {
  const { page } = maren
  const handsets = await house.handsets()
  await sayReady(page)
  await handsets.getByLabel(/Wharnley Dale/).check()
  await handsets.getByPlaceholder('07700 900123').fill('07700 900112')
  await handsets.getByRole('button', { name: 'Phone', exact: true }).click()
  await page.getByText('A call is ringing for you').waitFor()
  await takeTheCall(page)
  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Send them the link…' }).count()).toBe(0)
  await page.keyboard.press('Alt+z')
  const asking = page.getByRole('dialog', { name: 'Ask a community team' })
  await asking.getByLabel('What is needed').selectOption({ label: 'Visit for a symptom' })
  await asking.getByLabel('How soon').selectOption('U2')
  await asking.getByLabel('Why now, in one line').fill('He cannot settle, and she has given the liquid twice')
  await page.keyboard.press('Enter')
  await page.getByText(/^Asked for: Visit for a symptom/).waitFor()

  // By the keyboard alone.
  await page.getByRole('button', { name: 'Send them the link…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Send them the link' })
  await dialog.getByText(/^I can send a text to your phone/).waitFor()
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Send the link' }).click()
  await dialog.getByRole('link', { name: 'Write what they said when you asked.' }).waitFor()
  await dialog.getByLabel('What they said').fill('Yes love, please')
  await dialog.getByLabel('In which language').selectOption({ label: 'Urdu' })
  await dialog.getByText(/Nobody who speaks it has read these words yet/).waitFor()
  await dialog.getByLabel('In which language').selectOption({ label: 'English' })
  await dialog.getByLabel('What they said').focus()
  await page.keyboard.press('Enter')
  const links = page.getByRole('region', { name: 'Links for carers' })
  await links.getByText('On their phone, not opened yet').waitFor()

  const text = await until(async () => inbox(ANGELA).find(body => body.includes('/v#')))
  expect(text).not.toMatch(/Ron|Ashby|symptom/)
  const address = /https?:\S+/.exec(text)?.[0] ?? ''
  const { page: phone, complaints } = await openWindow(house.browser, PHONE)
  await phone.goto(address)
  await phone.getByRole('heading', { name: 'Who is coming', exact: true }).waitFor()
  await phone.getByText('We have asked for somebody to come to you.').waitFor()
  expect(await isFootOnTop(phone)).toBe(true)
  const call = phone.getByRole('link', { name: /^Phone the line/ })
  expect(await call.getAttribute('href')).toMatch(/^tel:\+44/)
  expect(await phone.getByRole('main').innerText()).not.toMatch(/Ron|Ashby|Angela|Maren|hospice/i)
  expect(await barriers(phone)).toEqual([])
  await links.getByText('Opened', { exact: true }).waitFor()

  const asked = await until(async () => {
    const [row] = await house.db.run(
      house.db.sql<{ toNumber: string; code: string }[]>`
        select to_number, params ->> 'code' as code from messages where template = 'task_offered' order by created_at`,
    )
    return row
  })
  house.phone.handset(asked.toNumber).sendText(PRACTICE_SMS_FROM, `accept ${asked.code}`)
  await until(async () => inbox(ANGELA).some(body => body.includes('somebody has said yes')))
  await lookAgain(phone)
  await phone.getByText('Somebody has said yes. They have not set out yet.').waitFor()

  // The same link on another telephone opens nothing by itself.
  const { page: other } = await openWindow(house.browser, PHONE)
  await other.goto(address)
  await other.getByRole('heading', { name: 'This link was opened on another phone first' }).waitFor()
  expect(await barriers(other)).toEqual([])
  await other.getByLabel('Last four digits').fill('0000')
  await other.keyboard.press('Enter')
  await other.getByRole('link', { name: /Those are not the digits/ }).waitFor()
  // A link that was sent in Urdu says so in its address: also what opens nothing is in Urdu, with the English beneath.
  await other.goto(`${address}ur`)
  await other
    .getByRole('heading', { name: /پہلے کسی دوسرے فون.*This link was opened on another phone/ })
    .waitFor()
  expect(await barriers(other)).toEqual([])

  // His daughter is rung into the call by being chosen: nobody types her number.
  await page.getByRole('button', { name: 'Bring somebody in…' }).press('Enter')
  const bringing = page.getByRole('dialog', { name: 'Bring somebody into the call' })
  await bringing.getByLabel('Whom to ring').selectOption({ label: 'Somebody on the record' })
  await bringing
    .getByRole('radio', { name: /^Claire Ashby/ })
    .first()
    .check()
  await bringing.getByText('What Claire Ashby may be told:').waitFor()
  expect(await barriers(page)).toEqual([])
  await bringing.getByRole('button', { name: 'Ring them' }).press('Enter')
  const claire = await house.phone.handset(CLAIRE).waitForRing(20_000)
  claire.answer()
  const bar = page.getByRole('region', { name: 'Others in the call' })
  await bar.getByText(/^Claire Ashby.*: in the call$/).waitFor()
  await bar.getByRole('button', { name: /^Let Claire Ashby.* go$/ }).press('Enter')
  await bar.getByText(/^Claire Ashby.*: let go$/).waitFor()
  await expect.poll(() => bar.evaluate(it => it === document.activeElement)).toBe(true)

  // That Ron needs an interpreter is written on his record by one press, once one was there.
  await page.getByRole('button', { name: 'Bring somebody in…' }).press('Enter')
  await bringing.getByLabel('Whom to ring').selectOption({ label: 'Telephone interpreters' })
  await bringing.getByLabel('Language (if you know it)').fill('Polish')
  await bringing.getByRole('button', { name: 'Ring them' }).press('Enter')
  const interpreter = await house.phone.handset('+441134960970').waitForRing(20_000)
  expect(await page.getByRole('button', { name: 'Write it: Polish' }).count()).toBe(0)
  interpreter.answer()
  await page.getByRole('button', { name: 'Write it: Polish' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Write it: Polish' }).press('Enter')
  await page.getByText('It is on the record that an interpreter is needed: Polish.').waitFor()
  await page.getByText('Polish: interpreter needed').first().waitFor()

  // Once the call is over it is stopped beside the task.
  await hangUp(page)
  await closeClinically(page)
  await page
    .getByRole('region', { name: /^With teams/ })
    .getByRole('button', { name: /Visit for a symptom/ })
    .click()
  const sent = page.getByRole('region', { name: 'Links that carers were sent in its call' })
  await sent.getByText('Opened', { exact: true }).waitFor()
  expect(await barriers(page)).toEqual([])
  await sent.getByRole('button', { name: /^Stop it/ }).click()
  await sent.getByText('Stopped').waitFor()
  await lookAgain(phone)
  await phone.getByRole('heading', { name: 'This page is closed' }).waitFor()
  expect(await barriers(phone)).toEqual([])
  expect(complaints).toEqual([])
})
