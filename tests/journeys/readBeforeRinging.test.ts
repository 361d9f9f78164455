import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { ownMarks } from '#tests/support/browser.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
let page: Page
let complaints: string[]
beforeAll(async () => {
  house = await journeyHouse()
  const window = await house.nurse('maren')
  page = window.page
  complaints = window.complaints
  complaints.length = 0 // before the sign-in the page asked who is there, and was told: nobody
})
afterAll(() => house.close())

const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

/** The first call back that was promised about somebody who is on the record. */
async function promised(): Promise<{ id: string; name: string; told: string }> {
  const { db } = house
  const [row] = await db.run(db.sql<{ id: string; name: string; told: string }[]>`
    select t.id, p.name, ltrim(to_char(replace(t.from_number, '+44', '0')::bigint, '00000" "000" "000')) as told
    from tasks t
    join patients p on p.id = t.patient_id
    join staff s on s.line_id = t.line_id and s.sign_in_name = 'maren'
    where t.state = 'open' and t.kind = 'call_back_promised'
    order by t.due_at
    limit 1`)
  if (!row) throw new Error('nothing is promised to anybody')
  return row
}

/** What she left half-written comes back by this task alone: also where she closed the record by hand it is not closed over it. */
async function isNotClosedOverHalfWritten() {
  const closeIt = () => page.getByRole('button', { name: 'Close this task', exact: true }).click()
  const warned = page.getByRole('link', {
    name: 'Note is half-written: save it on the record, or throw it away.',
  })
  await page.getByRole('button', { name: '+ Note' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('Asked for the chaplain')
  await page.getByText('What you type is kept for you until you save it.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Half-written, not on the record: Note').waitFor()

  await page.getByLabel('How it ended').selectOption('not_needed')
  await closeIt()
  await warned.waitFor()
  await shot('half-written-and-closing')
  await page.getByRole('button', { name: 'Close this record' }).click()
  await closeIt()
  await warned.waitFor()

  await page.getByRole('button', { name: 'Open the record' }).click()
  await page.getByRole('button', { name: 'Throw away: Note' }).click()
  await page.getByText('Half-written, not on the record').waitFor({ state: 'detached' })
  await warned.waitFor({ state: 'detached' })
}

test('she who has taken a call back reads the record before she rings, and no longer than it is hers', async () => {
  const { id, name, told } = await promised()
  await page.getByRole('button', { name: new RegExp(told) }).click()
  await page.getByRole('button', { name: 'Take this' }).waitFor()
  expect(await page.getByRole('button', { name: 'Open the record' }).count()).toBe(0)

  await page.getByRole('button', { name: 'Take this' }).click()
  await page.getByRole('button', { name: 'Open the record' }).click()
  await page.getByText('Open for the task that you have taken.').waitFor()
  await page.getByRole('heading', { name: new RegExp(name) }).waitFor()
  expect(await barriers(page)).toEqual([])

  // How it ended stands over the record, however long that is, and is one key away.
  await page.keyboard.press('Alt+O')
  await page.getByLabel('How it ended').and(page.locator(':focus')).waitFor()
  await page.getByRole('button', { name: 'Close this task', exact: true }).click()
  await page.getByText('Choose how it ended.').waitFor()
  await page.locator('select:focus').waitFor()
  expect(await page.getByText('This is still needed').count()).toBe(0)
  const formAt = await page.getByRole('region', { name: 'Close this task' }).boundingBox()
  const recordAt = await page.getByRole('region', { name: 'The record', exact: true }).boundingBox()
  expect(formAt?.y).toBeLessThan(recordAt?.y ?? 0)
  await page.getByText('Who has looked at this record').click()
  await page
    .getByText(/Maren Oakley, nurse coordinator, .* opened your record for a visit or a task/)
    .waitFor()
  const listAt = async () => (await page.getByText('Who has looked at this record').boundingBox())?.y
  await expect.poll(listAt).toBeLessThan((page.viewportSize()?.height ?? 0) / 2)

  await isNotClosedOverHalfWritten()

  // Closed elsewhere: the page has nothing more to show.
  const closed = await page.request.post(`${house.url}/api/tasks/${id}/close`, {
    headers: ownMarks(house.url),
    data: { version: 2, result: 'not_needed', note: 'They rang again.' },
  })
  expect(await closed.json()).toMatchObject({ kind: 'done' })
  await page.getByText('This is no longer owed.').waitFor()
  expect(await page.content()).not.toContain(name)
  expect(complaints).toEqual([])
})
