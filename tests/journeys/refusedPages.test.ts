import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { patientIdOf } from '#server/world/build/ids.ts'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { withdrawal } from '#tests/access/settling.ts'
import { barriers } from '#tests/support/axe.ts'
import { type Browser, browserAt, ownMarks } from '#tests/support/browser.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

const RON = patientIdOf('ron-ashby')
const PHONE = { width: 390, height: 844 }
const LINE = '0113 496 0001'

let house: JourneyHouse
let eleanor: Browser
beforeAll(async () => {
  house = await journeyHouse()
  eleanor = browserAt(house.url)
  await eleanor.post('/api/sign-in', { signInName: 'eleanor', password: PRACTICE_PASSWORD })
})
afterAll(() => house.close())

const has = (page: Page) => page.locator(':focus')
const noteForm = (page: Page) => page.getByRole('dialog').getByRole('textbox').first()
/** Nothing to be read is past the edge, however narrow. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function shots(page: Page, name: string): Promise<void> {
  if (!process.env.SHOTS) return
  const was = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 844 })
      await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}-${width}.png` })
    }
  if (was) await page.setViewportSize(was)
  await page.emulateMedia({ colorScheme: 'light' })
}

async function findByKeyboard(page: Page, name: string, born: string): Promise<void> {
  await page.getByLabel('or first and family name').focus()
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(born)
  await page.keyboard.press('Enter')
}

test('a crew reads whom it asked for in its own words, on the page and in the window that breaks the glass, and goes back', async () => {
  const { page, complaints } = await house.colleague('kit', PHONE)
  await findByKeyboard(page, 'Ronald Ashby', '14 3 1955')
  await page.getByRole('button', { name: 'Go on' }).focus()
  await page.keyboard.press('Enter')
  await has(page).getByText('A record may exist.').waitFor()
  const whom = 'You typed: Ronald Ashby · 14 3 1955'
  await has(page).getByRole('heading', { name: whom }).waitFor()
  expect(await page.getByRole('link', { name: LINE }).getAttribute('href')).toBe('tel:+441134960001')
  expect(await barriers(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
  await shots(page, 'may-exist')

  await page.getByRole('button', { name: 'It is an emergency…' }).focus()
  await page.keyboard.press('Enter')
  const glass = page.getByRole('dialog', { name: 'Break the glass: an emergency' })
  await glass.getByText(whom).waitFor()
  await glass.getByRole('link', { name: LINE }).waitFor()
  await shots(page, 'glass')
  await glass.getByRole('button', { name: 'Back', exact: true }).click()

  await page.getByRole('button', { name: 'Back', exact: true }).focus()
  await page.keyboard.press('Enter')
  await has(page).getByText('Go on').waitFor()
  // Somebody whom nobody knows is told of in the same words.
  expect(await page.content()).not.toContain('does not look after')
  expect(complaints).toEqual([])
})

test('the focus goes to whoever is opened, from a list and from what was found, and back to where it was pressed', async () => {
  const { page } = await house.colleague('miriam', { width: 1280, height: 800 })
  const row = page.getByRole('navigation', { name: 'People' }).getByRole('button', { name: /^Ronald Ashby/ })
  await row.focus()
  await page.keyboard.press('Enter')
  await page.locator('#person-name:focus').waitFor()
  await page.keyboard.press('Shift+Tab')
  await has(page).getByText('Close this record').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => row.evaluate(one => one === document.activeElement)).toBe(true)

  await page.setViewportSize(PHONE)
  await findByKeyboard(page, 'Ron Ashby', '14 3 1955')
  await expect.poll(() => row.count()).toBe(2)
  await row.last().focus()
  await page.keyboard.press('Enter')
  await page.locator('#person-name:focus').waitFor()
  await page.getByRole('button', { name: 'Close this record' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => row.last().evaluate(one => one === document.activeElement)).toBe(true)
})

test('who has gone on to something else while a record is opened is not moved', async () => {
  const { page } = await house.colleague('miriam', { width: 1280, height: 800 })
  await page.route('**/api/people/*/record', async route => {
    await page.getByLabel('NHS number').focus()
    await route.continue()
  })
  await page.getByRole('button', { name: /^Ronald Ashby/ }).press('Enter')
  await page.getByText('Not for CPR').first().waitFor()
  expect(await page.getByLabel('NHS number').evaluate(field => field === document.activeElement)).toBe(true)
})

test('a task opens a record at its name; done in another window it leaves her the words that she was typing', async () => {
  const { db } = house
  const [task] = await db.run(db.sql<{ id: string; told: string }[]>`
    select t.id, ltrim(to_char(replace(t.from_number, '+44', '0')::bigint, '00000" "000" "000')) as told
    from tasks t join staff s on s.line_id = t.line_id and s.sign_in_name = 'maren'
    where t.state = 'open' and t.kind = 'call_back_promised' and t.patient_id is not null
    order by t.due_at limit 1`)
  const { page } = await house.nurse('maren')
  await page.getByRole('button', { name: new RegExp(task?.told ?? '') }).click()
  await page.getByRole('button', { name: 'Take this' }).click()
  await page.getByRole('button', { name: 'Open the record' }).press('Enter')
  await page.locator('#person-name:focus').waitFor()
  await page.keyboard.press('Shift+Tab')
  await has(page).getByText('Close this record').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#task-record-open:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#person-name:focus').waitFor()

  await page.getByRole('button', { name: '+ Note' }).click()
  await noteForm(page).fill('She sounds tired out')
  // In another window of hers.
  const closed = await page.request.post(`${house.url}/api/tasks/${task?.id}/close`, {
    headers: ownMarks(house.url),
    data: { version: 2, result: 'not_needed', note: 'They rang again.' },
  })
  expect(await closed.json()).toMatchObject({ kind: 'done' })
  await page.getByText('This is no longer owed.').waitFor()
  await page.getByText('What you were typing is not on the record.').waitFor()
  await page.getByText('She sounds tired out', { exact: true }).waitFor()
  expect(await page.locator('#person-name').count()).toBe(0)
  await shots(page, 'task-done')
})

test('a record that closes over a colleague who types says what happened, of whom, and what becomes of the words', async () => {
  const { page, complaints } = await house.colleague('miriam', PHONE)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByText('Not for CPR').first().waitFor()
  // One form that was begun and left, and a window with a reason in it.
  await page.getByRole('button', { name: '+ Note' }).click()
  await noteForm(page).fill('Daughter to be rung before the visit')
  await page.getByText('What you type is kept for you until you save it.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Identity disputed…' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('His brother answers to this name')

  const { status } = await eleanor.post(`/api/people/${RON}/record/withdraw-sharing`, {
    commandId: randomUUID(),
    ...withdrawal,
  })
  expect(status).toBe(200)
  await page.getByText(/^Since \d\d:\d\d this record is not shared with you\.$/).waitFor()
  await page.getByRole('heading', { name: 'Ronald Ashby · born 14-Mar-1955' }).waitFor()
  await page.locator('#record-standing:focus').waitFor()
  expect(await page.content()).not.toContain('Not for CPR')
  expect(await page.content()).not.toContain('was not asked yet')
  await page.getByText('What you were typing is not on the record.').waitFor()
  await page.getByText('Daughter to be rung before the visit', { exact: true }).waitFor()
  await page.getByText('His brother answers to this name', { exact: true }).waitFor()
  await page.getByRole('link', { name: LINE }).waitFor()
  await page.getByRole('button', { name: 'It is an emergency…' }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
  await shots(page, 'closed-over-her')
  await page.getByRole('button', { name: 'Copy my words' }).click()
  await page.getByText('Your words are copied.').waitFor()
  const words = await page.evaluate(() => navigator.clipboard.readText())
  expect(words).toContain('Daughter to be rung before the visit')
  expect(words).toContain('His brother answers to this name')

  // It is on no record, by no other right than the one it was written by.
  const { db } = house
  const [written] = await db.run(db.sql<{ entries: number; disputes: number }[]>`
    select (select count(*)::int from record_entries where body::text like '%Daughter to be rung before%') as entries,
           (select count(*)::int from identity_disputes where patient_id = ${RON}) as disputes`)
  expect(written).toEqual({ entries: 0, disputes: 0 })
  await page.getByRole('button', { name: 'I do not need them' }).click()
  expect(await page.content()).not.toContain('Daughter to be rung before the visit')
  // He has left her list: it begins at its title.
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.locator('#you-look-after:focus').waitFor()
  expect(complaints).toEqual([])
})
