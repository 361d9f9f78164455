import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineIdOf } from '#server/world/lines.ts'
import { aTeamTask, isThere } from '#tests/dispatch/aTeamTask.ts'
import { anIncident } from '#tests/shift/aWatch.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

// What a nurse and a shift lead do on the page of the shift, by keyboard and in real windows.
let house: JourneyHouse
let teamTaskId: string
let maren: { lineId: string; staffId: string; name: string }
let about: { patientId: string; why: string }
beforeAll(async () => {
  house = await journeyHouse()
  const { sql, run } = house.db
  const [nurse] = await run(sql<{ lineId: string; staffId: string; name: string }[]>`
    select line_id, id as staff_id, name from staff where sign_in_name = 'maren'`)
  const [person] = await run(sql<{ id: string }[]>`
    select id from patients where line_id = ${lineIdOf('wharnley')} and family_name = 'Ashby' limit 1`)
  if (!nurse || !person) throw new Error('the world has no Maren or no Ashby')
  maren = nurse
  about = { patientId: person.id, why: 'He cannot settle' }
  teamTaskId = await aTeamTask(house.db, nurse as never, about) // as the world has them
  await anIncident(house.db, nurse.lineId, teamTaskId)
})
afterAll(() => house.close())

const isNarrow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test('a nurse reads what is open, opens it on her console, and keeps watch over somebody; a lead closes an incident', async () => {
  const { page: console, complaints } = await house.nurse('maren')
  complaints.length = 0 // before the sign-in the page asked who is there, and was told: nobody
  const opening = console.context().waitForEvent('page')
  await console.getByRole('link', { name: /^The shift/ }).click()
  const page = await opening
  const open = page.getByRole('region', { name: 'Open tasks' })
  const row = open.getByRole('listitem').filter({ hasText: 'U2 Visit for a symptom' })
  await row.waitFor()
  await page.getByText('Nobody is watched.').waitFor()
  expect(await barriers(page)).toEqual([])

  // It opens on the console that is there, and in no second one.
  await row.getByRole('link', { name: /^Open on the console: U2/ }).click()
  await console.getByText('He cannot settle').waitFor()
  expect(new URL(console.url()).hash).toBe('')
  expect(console.context().pages()).toHaveLength(2)

  // By keyboard, with nothing said first.
  await row.getByRole('button', { name: /^Keep watch/ }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Keep watch' })
  await dialog.waitFor()
  await dialog.getByRole('button', { name: 'Put on the watch list' }).focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('link', { name: 'Choose until when.' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await dialog.getByLabel('Why', { exact: true }).selectOption({ label: 'Unstable' })
  await dialog.getByLabel('What to look for').fill('Whether the second dose holds')
  await dialog.getByLabel('Until').selectOption({ index: 1 })
  await dialog.getByRole('button', { name: 'Put on the watch list' }).press('Enter')
  const watch = page.getByRole('region', { name: /^Watch list/ })
  await watch.getByText('R. A., born').waitFor()
  await watch.getByText('Whether the second dose holds').waitFor()
  expect(await barriers(page)).toEqual([])

  // Somebody about whom three calls came is suggested, with why, and is watched by one press.
  await house.db.run(house.db.sql`
    insert into calls (id, line_id, version, state, direction, facts, started_at, patient_id)
    select gen_random_uuid(), p.line_id, 1, 'closed', 'inbound', '{}', now(), p.id
    from (
      select line_id, id from patients
      where line_id = ${lineIdOf('wharnley')} and status = 'active' and kept_at is null and family_name <> 'Ashby'
        and may_be_contacted(id)
      order by id limit 1
    ) p, generate_series(1, 3)`)
  await page.reload()
  const suggested = page.getByRole('region', { name: /^Suggested/ })
  const one = suggested.getByRole('listitem').filter({ hasText: '3 calls within 24 hours' })
  await one.waitFor()
  expect(await barriers(page)).toEqual([])
  await one.getByRole('button', { name: /^Watch until/ }).press('Enter')
  await watch.getByText('3 calls within 24 hours').waitFor()
  await expect.poll(() => one.count()).toBe(0)

  // On a telephone.
  const { page: lead } = await house.colleague('ruth', { width: 390, height: 844 })
  await lead.goto(`${house.url}/shift`)
  await lead.getByText('Whether the second dose holds').waitFor()
  const incidents = lead.getByRole('region', { name: /^Drafted incidents/ })
  await incidents.getByRole('button', { name: /^Close with a finding/ }).click()
  await lead.getByLabel('What was found, and what follows').fill('One night nurse for two valleys')
  await lead.getByRole('button', { name: 'Close it' }).click()
  await incidents.getByText('None is open.').waitFor()
  await incidents.getByText('Closed, the last first (1)').click()
  await incidents.getByText('One night nurse for two valleys').waitFor()
  expect(await isNarrow(lead)).toBeLessThanOrEqual(0)
  expect(await barriers(lead)).toEqual([])

  // Another nurse takes them off, and the first sees it without asking.
  await lead.getByRole('button', { name: /^Take off the list: R. A./ }).click()
  await lead.getByLabel('Why nobody needs to watch any more').fill('He sleeps')
  await lead.getByRole('button', { name: 'Take off the list', exact: true }).click()
  await expect.poll(() => lead.getByText('Whether the second dose holds').count()).toBe(0)
  await page.reload()
  await watch.getByText('3 calls within 24 hours').waitFor()
  expect(await watch.getByText('Whether the second dose holds').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('what a nurse began to hand over stays when its window is closed, and two rows that are alike are told apart', async () => {
  const { page } = await house.nurse('maren')
  await page.goto(`${house.url}/shift`)
  await page.getByRole('button', { name: 'Hand over…' }).press('Enter')
  await page.getByLabel('Worry', { exact: true }).fill('The pump beeps')
  await page
    .getByRole('dialog')
    .getByText(/^About R. A., born March 1955/)
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('The worry that you began is kept on this page.').waitFor()

  await page.getByRole('button', { name: 'Hand over…' }).press('Enter')
  expect(await page.getByLabel('Worry', { exact: true }).inputValue()).toBe('The pump beeps')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page
    .getByRole('region', { name: 'Open tasks' })
    .getByText(/^Since \d/)
    .first()
    .waitFor()
})

test('a nurse draws up the ring-round, skips one with a reason, and rings another from her console', async () => {
  const { page: console } = await house.nurse('maren')
  const opening = console.context().waitForEvent('page')
  await console.getByRole('link', { name: /^The shift/ }).click()
  const page = await opening
  const round = page.getByRole('region', { name: /^Ring-round/ })
  await round.getByRole('button', { name: 'Draw up the ring-round' }).press('Enter')
  // Whoever is home from hospital was there before anybody drew anything up, with by when they are to be rung.
  const home = round.getByRole('group').filter({ hasText: /^After a discharge 2/ })
  await home
    .getByText(/^Discharged on .* Ring by /)
    .first()
    .waitFor()
  const first = home.getByRole('listitem').filter({ hasText: 'To ring' }).first()
  await first.waitFor()
  expect(await barriers(page)).toEqual([])

  await first.getByRole('button', { name: /^Skip/ }).press('Enter')
  await page.getByLabel('Why they are not rung').fill('Her nurse sits with her')
  await page.getByRole('button', { name: 'Skip this call' }).press('Enter')
  await round.locator('summary', { hasText: 'Rung or skipped' }).press('Enter')
  // A field whose words are typed has them as its text too: what is waited for is the row.
  await round.getByText('Skipped', { exact: true }).waitFor()
  await round.getByText('Her nurse sits with her').waitFor()
  await round
    .getByRole('button', { name: /^Put it on the board: / })
    .first()
    .press('Enter')
  await round.getByText('To be rung by you', { exact: true }).waitFor()
  // The keyboard is where the new state stands.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/To be rung by you/)
  await round.getByRole('link', { name: /^Open on the console/ }).click()
  await console.getByText(/They are on the ring-round/).waitFor()
  expect(await barriers(console)).toEqual([])
})

test('whoever pressed for help is over everything on the page, in its title, opens on the console, and is handed over', async () => {
  const { page: console } = await house.nurse('maren')
  const opening = console.context().waitForEvent('page')
  await console.getByRole('link', { name: /^The shift/ }).click()
  const page = await opening
  const [lindsay] = await house.db.run(house.db.sql<{ staffId: string; name: string }[]>`
    select id as staff_id, name from staff where sign_in_name = 'lindsay'`)
  const who = lindsay as never // as the world has her
  await isThere(house.db, teamTaskId, { who, team: 'Night nursing', help: false })
  const calm = await aTeamTask(house.db, maren as never, { ...about, kind: 'oxygen' })
  await page.reload()
  const out = page.getByRole('region', { name: /^Out on a visit/ })
  await out.getByText(/^Night nursing, out since .* To be out by/).waitFor()

  await isThere(house.db, calm, { who, team: 'Oxygen', help: true })
  const alarm = page.getByRole('region', { name: /^Not known to be safe/ })
  const row = alarm.getByRole('button', { name: /Lindsay.*Pressed for help/ })
  await row.waitFor()
  await alarm
    .getByRole('alert')
    .getByText(/Lindsay.*Pressed for help/)
    .waitFor()
  expect(await page.title()).toBe('HELP: a colleague · The shift · Goldthread')
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  expect((await row.boundingBox())?.y).toBeLessThan(60)
  expect(await barriers(page)).toEqual([])
  // What was written beside the house is in no feed.
  await console.reload()
  await console.getByText('You are away.').waitFor()
  await row.press('Enter')
  await console
    .getByText(/Pressed for help/)
    .first()
    .waitFor()
  expect(console.context().pages()).toHaveLength(2)

  await page.getByRole('button', { name: 'Hand over…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Hand over' })
  await dialog.getByRole('heading', { name: /^Not known to be safe/ }).waitFor()
  await dialog.getByRole('heading', { name: /^Out on a visit/ }).waitFor()
})
