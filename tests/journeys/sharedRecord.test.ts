import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { type EmergencySummary, OpenedByCode } from '#shared/summary.ts'
import { readPdf } from '#tests/paper/readPdf.ts'
import { barriers } from '#tests/support/axe.ts'
import { browserAt } from '#tests/support/browser.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

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
  await officer.getByRole('heading', { level: 3, name: 'The glass was broken' }).first().waitFor()
  await officer.getByText('Ronald Ashby').waitFor()
  await officer.getByLabel('What you found').first().fill('Rang the crew: true.')
  await officer.getByRole('button', { name: 'There was good reason' }).first().click()
  await officer.getByText('Nothing waits to be judged.').waitFor()

  // All of it stands where he can read it.
  await doctor.getByText('Who has looked at this record').click()
  await doctor.getByText('opened your record in an emergency, without the usual reason').first().waitFor()
  const listAt = async () => (await doctor.getByText('Who has looked at this record').boundingBox())?.y
  await expect.poll(listAt).toBeLessThan((doctor.viewportSize()?.height ?? 0) / 2)
  await doctor.getByText('They wrote: “Found collapsed at home, wife on the stairs”.').first().waitFor()
  await doctor.getByText('checked who had looked at your record').first().waitFor()
  // He does not understand one of them, and asks through her: the officer answers, and it stands beside the look.
  const look = doctor.locator('.app-looks__line', { hasText: 'They wrote: “Found collapsed at home' }).last()
  await look.getByRole('button', { name: /^They ask about this/ }).click()
  await shot(doctor, 'asking')
  const desk = doctor.viewportSize()
  await doctor.setViewportSize({ width: 390, height: 844 })
  expect((await doctor.getByRole('dialog').boundingBox())?.width).toBeLessThanOrEqual(390)
  await shot(doctor, 'asking-on-a-phone')
  if (desk) await doctor.setViewportSize(desk)
  await doctor.getByRole('button', { name: 'Hand it to a privacy officer' }).click()
  await doctor.getByRole('link', { name: 'Say who asks.' }).waitFor()
  await doctor.getByLabel('Who asks').fill('Ron himself')
  await doctor.getByLabel('What they ask, in their words').fill('Who were they, and did they get in?')
  await doctor.getByRole('button', { name: 'Hand it to a privacy officer' }).click()
  await look.getByText('A privacy officer answers by', { exact: false }).waitFor()
  await expect.poll(() => look.getByRole('button').count()).toBe(0)
  await shot(doctor, 'asked')
  await officer.reload()
  await officer
    .getByText('Ron himself asks: “Who were they, and did they get in?”', { exact: false })
    .waitFor()
  await shot(officer, 'asked-officer')
  await officer.getByLabel('What you answer').fill('Kit Nash’s crew. A neighbour let them in.')
  await officer.getByRole('button', { name: 'There was good reason' }).first().click()
  await officer.getByText('Nothing waits to be judged.').waitFor()
  await doctor.getByRole('button', { name: 'Read it again' }).click()
  await look
    .getByText('There was good reason: “Kit Nash’s crew. A neighbour let them in.”', { exact: false })
    .waitFor()
  await shot(doctor, 'answered')
  expect(complaints).toEqual([])

  // A page whose time is over asks again who is there, says why, and keeps nobody on the screen: not the record, not her list.
  await house.db.run(house.db.sql`
    update sessions set ended_at = now()
    where staff_id in (select id from staff where sign_in_name in ('gillian', 'miriam'))`)
  await officer.reload()
  await officer.getByText('You have been signed out.').waitFor()
  await doctor.getByText('You have been signed out.').waitFor()
  await doctor.getByLabel('Sign-in name').waitFor()
  expect(await doctor.content()).not.toContain('Ashby')
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
  expect(await crew.evaluate(textBelow, 19)).toEqual([])
  expect(await barriers(crew)).toEqual([])
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
  expect(await crew.evaluate(textBelow, 19)).toEqual([])
  const rung = await crew.locator('a[href^="tel:"]').allInnerTexts()
  expect((await crew.evaluate(phonesShown)).filter(number => !rung.includes(number))).toEqual([])
  expect(rung.length).toBeGreaterThan(2)
  // On a telephone a crew rings, and prints nothing.
  expect(await crew.getByRole('link', { name: 'Ring the line' }).getAttribute('href')).toBe(
    'tel:+441134960001',
  )
  expect(await crew.getByRole('button', { name: 'Print' }).count()).toBe(0)
  expect(await barriers(crew)).toEqual([])
  const [file] = await Promise.all([
    crew.waitForEvent('download'),
    crew.getByRole('button', { name: 'Save as PDF' }).click(),
  ])
  const drawn = await readPdf(readFileSync(await file.path()))
  await isOneSide(crew)

  expect(file.suggestedFilename()).toBe('emergency-summary.pdf')
  expect([drawn.pages, drawn.words.includes('Plastic wallet on the side of the fridge')]).toEqual([1, true])
  expect(complaints.filter(words => !words.includes('404'))).toEqual([])

  // The same code on a page that holds far more than a side of paper: what has no room is counted, and nothing is cut off.
  const { page: another } = await openWindow(house.browser, { width: 390, height: 844 })
  await another.route('**/api/crew/open', async way => {
    const answer = await way.fetch()
    const opened = OpenedByCode.parse(await answer.json())
    await way.fulfill({ response: answer, json: { ...opened, summary: swollen(opened.summary) } })
  })
  await another.goto(`${house.url}/crew`)
  await another.getByLabel('The code the nurse reads to you').fill(code)
  await another.keyboard.press('Enter')
  await another.getByText('more lines on the record').first().waitFor()
  expect(await another.getByText(/^More on the record: 7\.$/).count()).toBeGreaterThan(3)
  await isOneSide(another)
  await another.getByText('Not everything fits on one side').waitFor()
  expect(
    await another
      .getByText(/^More on the record: \d+\.$/)
      .filter({ visible: true })
      .count(),
  ).toBeGreaterThan(3)
})

test('a crew opens the link that a nurse copied, with the code that it was told, until he wants no more of it', async () => {
  const { page: nurse, complaints } = await house.colleague('eleanor')
  await nurse.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await nurse.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await nurse.getByRole('button', { name: 'Code for a crew…' }).click()
  await nurse.getByRole('button', { name: 'Make a code' }).click()
  const code = await nurse.locator('.app-crew-code > span').last().innerText()
  const letters = code.replaceAll(' ', '')
  await nurse.getByRole('button', { name: 'Copy the link' }).click()
  await nurse.getByText('The link is copied.').waitFor()
  const link = await nurse.evaluate(() => navigator.clipboard.readText())
  expect(await barriers(nurse)).toEqual([])
  // Where the browser keeps its clipboard to itself, the whole address is selected.
  await nurse.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await nurse.getByRole('button', { name: 'Copy the link' }).click()
  await nurse.getByText('The link is selected').waitFor()
  expect(await nurse.evaluate(() => getSelection()?.toString())).toBe(link)
  expect(link).toMatch(new RegExp(`^${house.url}/crew#[A-Z0-9]{14}$`))
  expect(link).not.toContain(letters)

  const { page: crew, complaints: ofCrew } = await openWindow(house.browser, { width: 390, height: 844 })
  const asked: string[] = []
  crew.on('request', request => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  await crew.goto(link)
  await crew.getByText('This link opens nothing by itself.').waitFor()
  // Nothing of it has left the browser, and nothing was asked about anybody.
  expect(asked.filter(sent => sent.includes(link.slice(-14)) || sent.includes('/api/'))).toEqual([])
  expect(await crew.evaluate(textBelow, 19)).toEqual([])
  expect(await barriers(crew)).toEqual([])
  const type = async (typed: string) => {
    await crew.getByLabel('The code the nurse reads to you').fill(typed)
    await crew.keyboard.press('Enter')
  }
  const said = () => crew.getByRole('alert').innerText()
  await type('XXXXXX')
  await crew.getByRole('alert').waitFor()
  const wrong = await said()
  await type(letters)
  await crew.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await crew.getByText('Plastic wallet on the side of the fridge').waitFor()

  // A link that is pasted over it is another page: the last one is left on no screen.
  await crew.goto(link.replace(/.{14}$/, 'A'.repeat(14)))
  await crew.getByText('This link opens nothing by itself.').waitFor()
  expect(await crew.content()).not.toContain('Ashby')
  await type(letters)
  await crew.getByRole('alert').waitFor()
  expect(await said()).toBe(wrong)
  await crew.goto(link)
  await type(letters)
  await crew.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()

  const doctor = browserAt(house.url)
  await doctor.post('/api/sign-in', { signInName: 'miriam', password: PRACTICE_PASSWORD })
  const { body: list } = await doctor.get('/api/caseload')
  const ron = (list.people as { patientId: string; name: string }[]).find(({ name }) =>
    name.includes('Ashby'),
  )
  await doctor.post(`/api/people/${ron?.patientId}/record/withdraw-sharing`, {
    commandId: randomUUID(),
    inTheirWords: 'No more of that',
    consequencesExplained: true,
  })
  await crew.getByText('That code opens nothing any more.').waitFor()
  await type(letters)
  await crew.getByRole('alert').waitFor()

  expect(await said()).toBe(wrong)
  expect(await crew.content()).not.toContain('Ashby')
  expect(complaints).toEqual([])
  expect(ofCrew.filter(words => !words.includes('404'))).toEqual([])
})

test('the page of a crew goes by itself when its time is over, though it hears no server any more', async () => {
  const { url, browser } = house
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
  await page.clock.install()
  await page.goto(`${url}/crew`)
  // Nobody tells the page: what closes it is its own clock.
  await page.route('**/api/crew/still', route => route.abort())
  await page.getByLabel('The code the nurse reads to you').fill(String(made.body.code))
  await page.keyboard.press('Enter')
  await page.getByText(/^Open until/).waitFor()
  expect(await page.content()).toContain(person?.name)

  await page.clock.fastForward('02:00:01')

  await page.getByText('That code opens nothing any more.').waitFor()

  expect(await page.content()).not.toContain(person?.name)
})

/** A page whose every item is there again and again, with a long text, and more of each part on the record. */
function swollen(summary: EmergencySummary): EmergencySummary {
  const more = 'She asks that the door is left on the latch. '.repeat(20)
  const parts = summary.parts.map(part => ({
    ...part,
    items: Array.from({ length: 6 }, () => part.items)
      .flat()
      .map(item => ({ ...item, lines: [...item.lines, more], more: 2 })),
    more: 7,
  }))
  return { ...summary, parts }
}

/** On A4 without its margins: one sheet, and nothing runs over its edge. */
async function isOneSide(page: Page): Promise<void> {
  const printed = await page.pdf({ preferCSSPageSize: true })
  const paper = printed.toString('latin1')
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 726, height: 1054 })
  const cutOff = await page
    .locator('.app-one-page__parts')
    .evaluate(box => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight])

  expect(cutOff).toEqual([0, 0])
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  // The design system prints the address of each link behind it: of a number that is a number twice.
  expect((await readPdf(printed)).words).not.toContain('tel:')
}

/** In the page: words that are written smaller than so many pixels. */
function textBelow(pixels: number): string[] {
  const page = document.querySelector('main')
  if (!page) throw new Error('there is no page')
  const walk = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  const small: string[] = []
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const { parentElement, textContent } = node
    const words = textContent?.trim()
    if (words && parentElement && Number.parseFloat(getComputedStyle(parentElement).fontSize) < pixels)
      small.push(words)
  }
  return small
}

/** In the page: what is written as a telephone number. */
function phonesShown(): string[] {
  return document.body.innerText.match(/\b0\d{2,4} \d{3,4} \d{3,4}\b/g) ?? []
}
