import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { patientIdOf } from '#server/world/build/ids.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

/** Everything by keyboard: what is typed into each field, in the order in which Tab comes to them. */
const REFERRAL = [
  'Roland',
  'Ashby',
  '14 3 1955',
  '',
  '3 Chapel Row, Netherfold',
  'WZ3 7QP',
  '07700 900 381',
  'Moor End Surgery',
  'Wilma Ashby',
  'wife',
  '07700 900 382',
  '',
  'Cancer of the lung',
  'Sister Ames',
]

test('a new person is registered by keyboard alone, after a look at who may already be the same', async () => {
  const { page, complaints } = await house.colleague('miriam')
  const listening = new Set<object>()
  page.on('websocket', socket => {
    listening.add(socket)
    socket.on('close', () => listening.delete(socket))
  })
  page.once('framenavigated', () => listening.clear()) // what the page before it had goes with it, and no close is told
  await page.goto(`${house.url}/people`)
  await page.getByLabel('First names').waitFor()
  const act = await page.getByRole('button', { name: /^Register/ }).boundingBox()
  expect((act?.y ?? 0) + (act?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
  const from = page.getByLabel('From which organisation')
  expect(await from.locator('option:checked').innerText()).toBe('Moor End Surgery')
  const keys = countKeys(page)
  const begunAt = Date.now()

  await page.getByLabel('First names').focus()
  for (const words of REFERRAL) await keys.typeAndGoOn(words)
  await keys.press('Alt+x')
  await page.getByText('Nothing is saved yet: is this one of them?').waitFor()
  const beside = page.getByRole('region', { name: 'Who may be the same' })
  await beside.getByText('≠ differs').first().waitFor()
  await beside.getByText('= the same').first().waitFor()
  await page.locator('.app-alike:focus').waitFor()
  // If it is the same person: their record, one key away, and back to what was typed.
  await keys.press('Tab')
  await expect.poll(() => focused(page)).toMatch(/^It is Ronald Ashby, born March 1955: open the record/)
  await keys.press('Enter')
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await page.locator('#person-name:focus').waitFor()
  await keys.press('Shift+Tab')
  await page.locator(':focus', { hasText: 'Close this record' }).waitFor()
  await keys.press('Enter')
  await page.locator('.app-alike:focus').waitFor()
  expect(await page.getByLabel('First names').inputValue()).toBe('Roland')
  await keys.press('Tab')
  await keys.press('Tab')
  await expect.poll(() => focused(page)).toBe('None of these: register')
  await keys.press('Enter')
  await page.getByText('Registered: Roland Ashby.').waitFor()
  await page.locator(':focus', { hasText: 'Registered: Roland Ashby.' }).waitFor()
  const seconds = (Date.now() - begunAt) / 1000

  // Nobody has asked him whether it may be shared: it is said, and nothing is offered that would be refused.
  await page.getByText('Nobody has asked them yet whether it may be shared.').waitFor()
  await expect.poll(() => page.getByRole('button', { name: /^Open the record/ }).count()).toBe(0)
  await expect.poll(() => page.getByLabel('First names').inputValue()).toBe('')

  // A hundred characters a minute is a slow hand: what is typed here takes it less than two minutes.
  expect(keys.count()).toBeLessThan(200)
  expect(seconds).toBeLessThan(120)
  const [row] = await house.db.run(house.db.sql<{ status: string; lists: number }[]>`
    select p.status, (select count(*)::int from relationships r where r.patient_id = p.id and r.kind = 'caseload') as lists
    from patients p where p.name = 'Roland Ashby'`)
  expect(row).toEqual({ status: 'referred', lists: 1 })
  await expect.poll(() => listening.size).toBe(1) // one connection for the page and the record that was open in it
  expect(complaints).toEqual([])

  // What is her own stands at the top of every page, and a press ends her session wherever she is.
  const tools = ['Night colours', 'Keys', 'Password…', 'Sign out']
  for (const at of ['/', '/lists', '/people']) {
    await page.goto(`${house.url}${at}`)
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    const strip = page.getByRole('banner').getByRole('button')
    const names = await strip.evaluateAll(all => all.map(one => one.ariaLabel ?? one.textContent?.trim()))
    expect([at, names]).toEqual([at, tools])
  }
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Sign-in name').waitFor()
})

test('on a phone the act of the long form is in sight from its first field to its last, and covers none of them', async () => {
  const { page } = await house.colleague('miriam', { width: 390, height: 844 })
  await page.goto(`${house.url}/people`)
  await page.getByLabel('First names').waitFor()
  const act = page.getByRole('button', { name: /^Register/ })
  const places: { isActInSight: boolean; isCovered: boolean }[] = []

  for (const field of await page.locator('.app-register__fields :is(input, select, textarea)').all()) {
    await field.focus()
    const [foot, at] = [await act.boundingBox(), await field.boundingBox()]
    const [top, bottom] = [foot?.y ?? 0, (at?.y ?? 0) + (at?.height ?? 0)]
    places.push({ isActInSight: top + (foot?.height ?? 0) <= 844, isCovered: bottom > top })
  }

  expect(places.length).toBeGreaterThan(20)
  expect(places.filter(({ isActInSight, isCovered }) => !isActInSight || isCovered)).toEqual([])
  await page.getByLabel('First names').fill('Wynn')
  await act.click()
  await page.getByText('Registered: Wynn').waitFor()
})

test('a record is disputed by one act, says so on every page, and is settled by the shift lead', async () => {
  const { page: doctor } = await house.colleague('miriam')
  await doctor.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await doctor.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  const { page: hospice } = await house.colleague('eleanor')
  await hospice.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await hospice.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()

  await doctor.keyboard.press('Alt+d')
  await doctor.getByLabel('What was said').fill('“That is not my date of birth.”')
  await doctor.getByRole('button', { name: 'Stop all writing on this record' }).click()

  for (const page of [doctor, hospice])
    await page.getByText('Identity disputed: this may be somebody else’s record.').waitFor()
  await doctor.getByText('Not for CPR').first().waitFor()
  // Nothing is offered that would be refused once it is written.
  for (const page of [doctor, hospice])
    await expect
      .poll(() => page.getByRole('button', { name: /^(Change: |\+ |Add…|Still right)/ }).count())
      .toBe(0)
  await hospice.getByRole('button', { name: 'One page' }).click()
  await hospice.getByText(/Identity disputed since/).waitFor()

  const { page: lead } = await house.nurse(LEAD)
  await lead.getByText('A record is disputed.').waitFor()
  await lead.goto(`${house.url}/people#disputes`)
  await lead.getByRole('button', { name: 'Who saw it' }).waitFor()
  await expect.poll(() => doctor.getByRole('button', { name: 'Report a death…' }).count()).toBe(0)
  expect(await barriers(lead)).toEqual([]) // the pointer is on the button that is pressed: it is read all the same
  await lead.getByRole('button', { name: 'Who saw it' }).click()
  await lead.getByText(/Eleanor Swift/).waitFor()
  // By keyboard alone: what one day brought is marked at once, one line of it is left, and then it was right after all.
  await lead.getByRole('button', { name: 'Settle…' }).press('Enter')
  await lead.getByLabel('It is the right person’s record').focus()
  await lead.keyboard.press('ArrowDown')
  const day = lead.getByRole('checkbox', { name: /: all \d+ lines$/ }).first()
  await day.press('Space')
  await expect.poll(() => lead.getByRole('button', { name: /^Strike out [2-9] of / }).count()).toBe(1)
  expect(await barriers(lead)).toEqual([])
  await lead.getByLabel('Some of it is about somebody else').focus()
  await lead.keyboard.press('ArrowUp')
  await lead.getByLabel('How you know').focus()
  await lead.keyboard.type('The practice held every line against his papers')
  await lead.getByRole('button', { name: 'It is right: open the record again' }).press('Enter')
  await lead.getByText('Settled', { exact: true }).waitFor()
  await lead.locator(':focus', { hasText: /^Ronald Ashby, born 14-Mar-1955$/ }).waitFor()
  // A page without a board has its list of keys as well.
  await lead.keyboard.press('?')
  await lead.getByRole('dialog', { name: 'Keys' }).waitFor()
  await doctor
    .getByText('Identity disputed: this may be somebody else’s record.')
    .waitFor({ state: 'detached' })
})

test('two records of one person are linked by a second pair of eyes', async () => {
  const [kept, other] = [patientIdOf('ron-ashby'), await newest('Roland Ashby')]
  const { page: lead } = await house.nurse(LEAD)
  await lead.goto(`${house.url}/people#links`)
  await lead.getByRole('button', { name: 'Look through the records' }).click()
  const pair = lead
    .getByRole('listitem')
    .filter({ hasText: 'Ronald Ashby' })
    .filter({ hasText: 'Roland Ashby' })
  await pair.getByRole('button', { name: 'Look at both side by side' }).press('Enter')
  await pair.getByRole('region', { name: 'Both records' }).waitFor()
  expect(await barriers(lead)).toEqual([])

  const { page: nurse } = await house.nurse('maren')
  const answer = await nurse.evaluate(
    async body => {
      const headers = { 'Content-Type': 'application/json', 'X-Goldthread': '1' }
      const sent = await fetch('/api/people/links', { method: 'POST', headers, body: JSON.stringify(body) })
      return sent.status
    },
    { commandId: randomUUID(), keptId: kept, otherId: other, because: 'The wife says that it is one man' },
  )
  expect(answer).toBe(200)

  await lead.reload()
  await lead.getByText('“The wife says that it is one man”').waitFor()
  // By keyboard alone, and the focus goes on with what was decided.
  await lead.getByRole('button', { name: 'Look at both side by side' }).press('Enter')
  await lead.getByRole('region', { name: 'Both records' }).waitFor()
  await lead.getByLabel('How you know').focus()
  await lead.keyboard.type('Same address, same wife, and his own word')
  await lead.keyboard.press('Tab')
  await lead.keyboard.press('Tab')
  await expect.poll(() => focused(lead)).toBe('They are the same person: link')
  await lead.keyboard.press('Enter')
  await lead.getByText('Linked', { exact: true }).waitFor()
  await lead.locator(':focus', { hasText: /^Ronald Ashby, born/ }).waitFor()

  const { page: doctor } = await house.colleague('miriam')
  await doctor.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await doctor.getByText('There is a second record of this person. This is the one to write on.').waitFor()
  // Nobody has asked him whether the second one may be shared: it is not on her list.
  expect(await doctor.getByRole('button', { name: /^Roland Ashby/ }).count()).toBe(0)
})

const LEAD = 'ruth'

/** What has the focus, in its own words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
}

async function newest(name: string): Promise<string> {
  const [row] = await house.db.run(
    house.db.sql<{ id: string }[]>`select id from patients where name = ${name}`,
  )
  if (!row) throw new Error(`nobody is called ${name}`)
  return row.id
}

function countKeys(page: Page) {
  let count = 0
  const press = async (key: string) => {
    count += 1
    await page.keyboard.press(key)
  }
  return {
    count: () => count,
    press,
    typeAndGoOn: async (words: string) => {
      count += words.length
      await page.keyboard.type(words)
      await press('Tab')
    },
  }
}
