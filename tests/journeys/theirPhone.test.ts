import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

// A console and the telephone of the nurse who goes, open together: what is pressed on the one is seen on the other.
let house: JourneyHouse
let maren: NurseWindow
let phone: Page
let complaints: string[]
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour()
  maren = await house.nurse('maren')
  const lindsay = await house.colleague('lindsay', { width: 390, height: 844 })
  phone = lindsay.page
  complaints = lindsay.complaints
})
afterAll(() => house.close())

/** Whoever is asked first is Lindsay, at whatever hour this runs. */
const nightAtEveryHour = () =>
  house.db.run(house.db.sql`
    with open as (
      update teams
      set hours = (select jsonb_object_agg(day, '[{"from":"00:00","until":"00:00"}]'::jsonb)
                   from unnest(array['weekday', 'saturday', 'sunday', 'bank_holiday']) as day)
      where kind = 'night_nursing'
      returning id
    )
    update team_shifts set from_clock = '00:00', until_clock = '00:00' where team_id in (select id from open)`)

test('what is pressed on the phone is seen on the console, and what was given is counted down', async () => {
  const { page } = maren
  await phone.getByRole('link', { name: 'Your tasks…' }).click()
  await phone.getByText('Nothing is asked of you.').waitFor()
  await callAboutRon()
  await ask('He cannot settle, and she has given the liquid twice')

  await phone.getByRole('button', { name: 'I go' }).waitFor()
  await phone.getByText('He cannot settle, and she has given the liquid twice').waitFor()
  expect(await phone.getByText(/Ashby/).count()).toBe(0)
  expect(await barriers(phone)).toEqual([])
  await phone.getByRole('button', { name: 'I go' }).click()
  const withTeams = page.getByRole('region', { name: /^With teams/ })
  await withTeams.getByText(/^Accepted: /).waitFor()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
  expect(await barriers(phone)).toEqual([])

  await phone.getByRole('button', { name: 'On my way…' }).click()
  await phone.getByRole('button', { name: '20' }).click()
  await withTeams.getByText(/on the way/i).waitFor()
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await phone.getByText(/^There since/).waitFor()
  const before = await doses()
  await phone.getByRole('button', { name: 'Done…' }).click()
  await phone.getByLabel('What you found').fill('Restless, sore')
  await phone.getByLabel('What you did').fill('Gave what is charted, stayed until he slept')
  await phone.getByRole('button', { name: 'Add a medicine given' }).click()
  await phone.getByLabel('Which').selectOption({ index: 1 })
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()
  await phone.getByRole('link', { name: 'Medicine 1: say how much.' }).waitFor()
  expect(await barriers(phone)).toEqual([])
  await phone.getByLabel('How much').fill('2.5 mg')
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()

  await phone.getByText('Nothing is asked of you.').waitFor()
  await expect.poll(doses).toBe(before + 1)
  expect(complaints).toEqual([])
})

/** How many doses are on Ron's ledger. */
async function doses(): Promise<number> {
  const { sql, run } = house.db
  const [row] = await run(sql<{ count: number }[]>`
    select count(*)::int as count
    from record_entries e
    join patients p on p.id = e.patient_id
    where p.family_name = 'Ashby' and p.given_name = 'Ronald' and e.section = 'anticipatoryDoses'`)
  return row?.count ?? -1
}

async function callAboutRon() {
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
}

async function ask(why: string) {
  const { page } = maren
  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByLabel('What is needed').selectOption({ label: 'Visit for a symptom' })
  await dialog.getByLabel('How soon').selectOption({ index: 1 })
  await dialog.getByLabel('Why now, in one line').fill(why)
  await page.keyboard.press('Enter')
  await page.getByText(/^Asked for: Visit for a symptom/).waitFor()
}
