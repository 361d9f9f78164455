import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { patientIdOf } from '#server/world/build/ids.ts'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { withdrawal } from '#tests/access/settling.ts'
import { aReport } from '#tests/deaths/deathHouse.ts'
import { type Answer, type Browser, browserAt } from '#tests/support/browser.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

const RON = patientIdOf('ron-ashby')
const LIKE_RON = 'Ronald Ashbey'

type Known = { patientId: string; name: string; birthDate: string; isDeceased: boolean }
let house: JourneyHouse
let miriam: Browser
let eleanor: Browser
let hers: Known[]
beforeAll(async () => {
  house = await journeyHouse()
  ;[miriam, eleanor] = (await Promise.all(['miriam', 'eleanor'].map(signedIn))) as [Browser, Browser]
  const { people } = (await miriam.get('/api/caseload')).body as { people: Known[] }
  hers = people.filter(one => !one.isDeceased && one.patientId !== RON && one.birthDate)
})
afterAll(() => house.close())

/** The same colleague at another machine, where something is written while her page is open. */
async function signedIn(signInName: string): Promise<Browser> {
  const browser = browserAt(house.url)
  await browser.post('/api/sign-in', { signInName, password: PRACTICE_PASSWORD })
  return browser
}
const say = (who: Browser, id: string, what: string, body: object): Promise<Answer> =>
  who.post(`/api/people/${id}/record/${what}`, { commandId: randomUUID(), ...body })

/** Somebody on the list whose record she may write on, by what was done to it. */
async function theFirstOfWhom(does: (one: Known) => Promise<Answer>): Promise<Known> {
  for (const one of hers) if ((await does(one)).status === 200) return one
  throw new Error('nobody on her list')
}

async function finds(page: Page, { name, birthDate }: Known): Promise<void> {
  const [year, month, day] = birthDate.split('-').map(Number)
  await page.getByLabel('or first and family name').fill(name)
  await page.getByLabel('with birth date').fill(`${day} ${month} ${year}`)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
}
/** How often the page names somebody, wherever it does. */
const named = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }).count()
const looksAt = async (id: string) => {
  const { db } = house
  const [row] = await db.run(db.sql<{ times: number }[]>`
    select count(*)::int as times from access_log where patient_id = ${id} and action = 'listed'`)
  return row?.times ?? 0
}

test('who stops sharing leaves every list that names them, and a page that nobody sees asks nothing', async () => {
  const { page, complaints } = await house.colleague('miriam')
  await finds(page, { patientId: RON, name: 'Ronald Ashby', birthDate: '1955-03-14', isDeceased: false })
  await expect.poll(() => named(page, 'Ronald Ashby')).toBe(2) // on her list, and found
  const { page: hidden } = await house.colleague('tilly')
  await hidden.getByRole('button', { name: /^Ronald Ashby/ }).waitFor()
  await hidden.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  const [other] = hers
  const before = await looksAt(other?.patientId ?? '')

  expect((await say(eleanor, RON, 'withdraw-sharing', withdrawal)).status).toBe(200)

  await expect.poll(() => named(page, 'Ronald Ashby')).toBe(0)
  await hidden.getByText('This list has changed since it was shown.', { exact: false }).waitFor()
  expect(await hidden.content()).not.toContain('Ronald Ashby')
  expect(await looksAt(other?.patientId ?? '')).toBe(before + 1) // hers, and not of the page that nobody sees

  await hidden.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await hidden.getByRole('button', { name: new RegExp(`^${other?.name}`) }).waitFor()
  expect(await named(hidden, 'Ronald Ashby')).toBe(0)
  expect(complaints).toEqual([])
})

test('a page that says that a record is not shared opens by itself when it is, and says since when', async () => {
  const who = hers[1] as Known
  const { page, complaints } = await house.colleague('miriam')
  await page.getByRole('button', { name: new RegExp(`^${who.name}`) }).click()
  await page.getByRole('heading', { name: new RegExp(who.name) }).waitFor()
  const from = new Date(Date.now() + 5_000).toISOString()
  const later = { scope: 'gp', value: 'given_by_person', from }

  const written = { section: 'consentToShare', version: 0, body: later }
  expect((await say(miriam, who.patientId, 'entries', written)).status).toBe(200)

  await page.getByText(/^Since .* this record is not shared with you\.$/).waitFor()
  expect(await page.locator('#person-name').count()).toBe(0)
  await page.getByText(/^Since .* this record is shared with you\.$/).waitFor()
  await page.locator('#person-name').waitFor()
  expect(new Date().toISOString() > from).toBe(true)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/opened-by-itself.png` })
  expect(complaints).toEqual([])
})

test('a death turns the list and what was found, and a page that hears nothing says that its list may be old', async () => {
  const { page } = await house.colleague('miriam')
  await page.getByRole('button', { name: new RegExp(`^${hers[0]?.name}`) }).waitFor()
  const who = await theFirstOfWhom(one => say(miriam, one.patientId, 'death', reportOf(one)))
  await page.getByRole('button', { name: new RegExp(`^${who.name} *has died`) }).waitFor()

  house.process().signal('SIGKILL')
  await page.getByText('This list may be old.').waitFor()
  await house.restart()
  await page.getByText('This list may be old.').waitFor({ state: 'hidden' })
})

test('two records side by side on the page of a shift lead follow what is written', async () => {
  const { db } = house
  const who = hers.at(-1)
  const [identity] = await db.run(db.sql<{ body: Record<string, unknown>; version: number }[]>`
    select body, version from record_entries where patient_id = ${who?.patientId ?? ''} and section = 'identity'
    order by version desc limit 1`)
  await db.run(db.sql`
    update patients set given_name = 'Ronald', family_name = 'Ashbey', name = ${LIKE_RON}, name_words = '{ronald,ashbey}',
      birth_date = '1955-03-14', nhs_number = null
    where id = ${who?.patientId ?? ''}`)
  const { page } = await house.nurse('ruth')
  await page.goto(`${house.url}/people#links`)
  await page.getByRole('button', { name: 'Look through the records' }).click()
  const pair = page.getByRole('listitem').filter({ hasText: LIKE_RON })
  await pair.getByRole('button', { name: 'Look at both side by side' }).click()
  await pair.getByRole('region', { name: 'Both records' }).waitFor()

  const body = { ...identity?.body, preferredName: 'Ray' }
  const edit = { section: 'identity', itemId: who?.patientId, version: identity?.version, body }
  expect((await say(miriam, who?.patientId ?? '', 'entries', edit)).status).toBe(200)

  await expect.poll(() => page.getByText(LIKE_RON).count()).toBe(0)
})

const reportOf = ({ name }: Known) => aReport({}, name.split(' ').at(-1))
