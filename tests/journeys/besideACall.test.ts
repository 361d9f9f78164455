import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

const PLACE = 'Preferred place of death'

let house: JourneyHouse
let doctor: NurseWindow
let hospice: NurseWindow
beforeAll(async () => {
  house = await journeyHouse()
  doctor = await house.colleague('miriam')
  hospice = await house.colleague('eleanor')
})
afterAll(() => house.close())

async function openRon({ page }: NurseWindow): Promise<Page> {
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await page.getByText('Not for CPR').first().waitFor()
  return page
}
const form = (page: Page) => page.getByRole('dialog')
async function save(page: Page): Promise<void> {
  await form(page).getByRole('button', { name: 'Save on the record' }).click()
}
const isClosed = (page: Page) => form(page).waitFor({ state: 'hidden' })

test('a practice and a hospice write one record without a call, and neither loses anything', async () => {
  const [gp, nurse] = [await openRon(doctor), await openRon(hospice)]
  for (const page of [gp, nurse]) await page.getByRole('button', { name: `Change: ${PLACE}` }).click()
  await gp.getByLabel('First choice').selectOption('hospital')
  await nurse.getByLabel('First choice').selectOption('hospice')
  await nurse.getByLabel('In their words').first().fill('He said so at the day centre.')
  expect(await barriers(gp)).toEqual([])

  await save(gp)
  await isClosed(gp)
  await nurse.getByText('Dr Miriam Holroyd changed this while you were writing.').waitFor()
  await save(nurse)
  const choice = nurse.getByRole('group', { name: /First choice/ })
  await choice.getByText('it was: Home').waitFor()
  await choice.getByLabel('You: Hospice').check()
  await nurse.getByRole('button', { name: 'Save what is chosen' }).click()
  await isClosed(nurse)

  // The practice sees who changed it again, with the organisation, and the record as it was before either of them.
  await gp.getByRole('button', { name: 'Eleanor Swift changed this: see what differs' }).click()
  const history = gp.getByRole('dialog', { name: `History: ${PLACE}` })
  const newest = history.locator('ol > li').first()
  await newest
    .getByText(/St Oswin/)
    .first()
    .waitFor()
  expect(await newest.innerText()).toMatch(/First choice:[\s\S]*Hospital[\s\S]*Hospice/)
  await history.getByRole('button', { name: 'The record as it was then' }).nth(2).click()
  const past = gp.getByRole('dialog', { name: 'The record on a past day' })
  await past.getByText(/^This is the record as it was on/).waitFor()
  expect(await past.getByRole('region', { name: 'Preferred places' }).innerText()).toMatch(/Home/)
  await gp.keyboard.press('Escape')
  await past.waitFor({ state: 'hidden' })
  await gp.keyboard.press('Escape')
  await history.waitFor({ state: 'hidden' })
  expect([...doctor.complaints, ...hospice.complaints]).toEqual([])
})

test('by keyboard alone a doctor adds a dose, says that it is in error, and puts it back', async () => {
  const { page } = doctor
  await page.keyboard.press('Alt+P')
  await page.keyboard.type('dose')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Add a dose given' }).waitFor()
  await page.keyboard.type('Morphine')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2.5 mg')
  await page.keyboard.press('Tab')
  await page.keyboard.type('yesterday')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2340')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Angela Ashby')
  await page.keyboard.press('Enter')
  await isClosed(page)
  const dose = page.getByText(/^Morphine 2\.5 mg, .* 23:40$/).first()
  await dose.waitFor()
  const medicines = page.getByRole('region', { name: 'Allergies and anticipatory medicines' })

  await medicines.getByRole('button', { name: /^More/ }).press('Enter')
  await medicines.getByRole('button', { name: /^Entered in error: .*Morphine 2\.5 mg/ }).press('Enter')
  await page.keyboard.type('It was given to his neighbour.')
  await page.getByRole('button', { name: 'Mark as entered in error' }).press('Enter')
  await isClosed(page)
  await page.getByText('Entered in error', { exact: false }).last().waitFor()
  await page.locator('summary', { hasText: 'Entered in error' }).press('Enter')
  await page.getByRole('button', { name: /^It was right: put it back.*Morphine/ }).press('Enter')
  await dose.waitFor()
  await medicines.getByRole('button', { name: /^Still right: .*Morphine 2\.5 mg/ }).press('Enter')
  await medicines
    .getByText(/Confirmed just now/)
    .first()
    .waitFor()
  expect(doctor.complaints).toEqual([])
})

test('by keyboard alone a part that is kept apart is opened for a reason, changed, and its history is read', async () => {
  const { page } = doctor
  const open = async () => {
    await page.getByRole('button', { name: 'Kept apart…' }).press('Enter')
    await page.keyboard.press('Space') // the first part: safeguarding
    await page.keyboard.press('Tab')
    await page.keyboard.type('The district nurse rang about his nephew')
    await page.getByRole('button', { name: 'Open this part' }).press('Enter')
    await page.getByRole('heading', { name: 'Kept apart: Safeguarding' }).waitFor()
  }
  const write = async (concern: string) => {
    await form(page).getByLabel('Concern').focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(concern)
    await form(page)
      .getByRole('button', { name: /^(Save|Put)/ })
      .first()
      .press('Enter')
    await isClosed(page)
  }
  await open()
  await page.getByText('Nothing is kept here.').waitFor()
  await page.getByRole('button', { name: 'Add another' }).press('Enter')
  await form(page).getByLabel('An adult', { exact: true }).press('Space')
  await write('His nephew has his bank card')
  await open()
  await page
    .getByRole('button', { name: /^Change/ })
    .last()
    .press('Enter')
  await write('His nephew gave the bank card back')
  await open()
  await page.locator('summary', { hasText: 'History: 2 versions' }).press('Enter')
  const versions = page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: /^(Changed|Written first)/ })
  await versions.nth(1).waitFor()
  expect(await versions.count()).toBe(2)
  expect(await versions.first().textContent()).toMatch(/gave.*back/)
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await isClosed(page)
  expect(await page.content()).not.toContain('bank card')
  expect(doctor.complaints).toEqual([])
})

test('what was half-written is there after a reload, for its writer alone, and gone when it is saved', async () => {
  const { page } = doctor
  await page.getByRole('button', { name: '+ Note' }).click()
  await form(page).getByRole('textbox').first().fill('Daughter to be rung before the visit')
  await page.getByText('What you type is kept for you until you save it.').waitFor()

  await page.reload()
  await openRon(doctor)
  await page.getByText('Half-written, not on the record: Note').waitFor()
  await page.getByText(/Nobody else can see it\./).waitFor()
  await openAnew(hospice)
  expect(await hospice.page.content()).not.toContain('Half-written')
  await page.getByRole('button', { name: 'Go on writing: Note' }).click()
  expect(await form(page).getByRole('textbox').first().inputValue()).toBe(
    'Daughter to be rung before the visit',
  )

  // The line is lost while he writes; what he typed meanwhile is kept when it is back.
  await page.context().setOffline(true)
  await form(page).getByRole('textbox').first().fill('Daughter to be rung before the visit, at six')
  await page.getByText('Not kept yet: what you typed is only on this screen.').waitFor()
  await page.context().setOffline(false)
  await page.getByText('What you type is kept for you until you save it.').waitFor()
  await save(page)
  await isClosed(page)
  await page.reload()
  await openRon(doctor)
  await page.getByText('Daughter to be rung before the visit, at six').first().waitFor({ state: 'attached' })
  expect(await page.content()).not.toContain('Half-written')
})

test('a save that got no answer and was changed before it was sent again is on the record once, as it was sent last', async () => {
  const { page } = doctor
  let lost = 0
  await page.route('**/record/entries*', async route => {
    lost += 1
    if (lost > 1) return route.continue()
    await route.fetch() // it reaches the house, and its answer reaches nobody
    return route.abort()
  })
  await page.getByRole('button', { name: '+ Note' }).click()
  await form(page).getByRole('textbox').first().fill('Oxygen at two litres')
  await save(page)
  await page
    .getByRole('alert')
    .getByText(/did not answer/)
    .waitFor()
  await form(page).getByRole('textbox').first().fill('Oxygen at three litres')
  await save(page)
  await isClosed(page)

  const { db } = house
  const rows = await db.run(db.sql<{ version: number; text: string; items: number }[]>`
    select version, body ->> 'text' as text, (count(*) over ())::int as items
    from record_entries where section = 'notes' and body ->> 'text' like 'Oxygen at %' order by version`)
  expect(rows.map(({ version, text }) => [version, text])).toEqual([
    [1, 'Oxygen at two litres'],
    [2, 'Oxygen at three litres'],
  ])
})

test('in a call as well: a reload in the middle of a form loses nothing of it', async () => {
  const { page } = await house.nurse('maren')
  await sayReady(page)
  house.phone.phone('+447700900112', '+441134960001')
  await takeTheCall(page)
  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  await page.getByRole('button', { name: '+ Note' }).click()
  await form(page).getByRole('textbox').first().fill('Angela slept two hours')
  await page.getByText('What you type is kept for you until you save it.').waitFor()

  await page.reload()
  await page.getByText('Half-written, not on the record: Note').waitFor()
  await page.getByRole('button', { name: 'Go on writing: Note' }).click()
  await form(page).getByRole('textbox').first().waitFor()
  expect(await form(page).getByRole('textbox').first().inputValue()).toBe('Angela slept two hours')
  await page.keyboard.press('Escape')
  const dropped = page.waitForResponse(response => response.url().endsWith('/half-written/drop'))
  await page.getByRole('button', { name: 'Throw away: Note' }).click()
  await page.getByText('Half-written').waitFor({ state: 'detached' })
  await dropped
  await page.reload()
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  expect(await page.content()).not.toContain('Half-written')
})

test('a crew that broke the glass reads what it needs, and is offered nothing that it may not do', async () => {
  const { page } = await house.colleague('kit', { width: 390, height: 844 })
  await page.getByLabel('or first and family name').fill('Ronald Ashby')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('with birth date').fill('14 3 1955')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'It is an emergency…' }).click()
  await page.getByLabel('Why you need this record now').fill('Found collapsed at home, wife on the stairs')
  await page.getByRole('button', { name: 'Break the glass' }).click()
  await page.getByText('Not for CPR').first().waitFor()
  await page.getByText('Not shown to you').waitFor()

  expect(
    await page
      .getByRole('button', { name: /^(Change|Still right|Entered in error|\+|Add…|All of this)/ })
      .count(),
  ).toBe(0)
  await page.getByRole('button', { name: /^History of CPR decision/ }).click()
  await page.getByRole('dialog', { name: 'History: CPR decision' }).getByText('Written first').waitFor()
  expect(await barriers(page)).toEqual([])
})

async function openAnew(window: NurseWindow): Promise<void> {
  await window.page.reload()
  await openRon(window)
}
