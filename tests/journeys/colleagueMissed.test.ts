import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

// Lindsay goes alone and is not heard of. Omar, of her team, is told; then she calls for help, and her manager sees to it.
let house: JourneyHouse
let maren: NurseWindow
let lindsay: Page
let omar: Page
let saira: Page
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour()
  maren = await house.nurse('maren')
  lindsay = await tasksOf('lindsay')
  omar = await tasksOf('omar')
  saira = (await house.colleague('saira', { width: 375, height: 812 })).page
  await callAboutRon()
  await ask('He cannot settle')
  await lindsay.getByRole('button', { name: 'I go' }).click()
  await lindsay.getByRole('button', { name: /Visit for a symptom/ }).click()
  await lindsay.getByRole('button', { name: 'On my way…' }).click()
  await lindsay.getByRole('button', { name: '20', exact: true }).click()
  await maren.page.getByRole('region', { name: 'Out on a visit' }).waitFor()
})
afterAll(() => house.close())

const missed = (page: Page) => page.getByRole('region', { name: 'Colleagues who are missed' })

test('the colleague who is told reads who, since when, roughly where, and what to do next, and nothing of the person', async () => {
  expect(await missed(omar).count()).toBe(0)
  await expect
    .poll(
      async () => {
        await fallDue()
        return missed(omar).count()
      },
      { timeout: 30_000 },
    )
    .toBe(1)
  const notice = missed(omar)
  await notice.getByText('Lindsay Horsfall is missed.').waitFor()
  await notice.getByText(/^Missed .*: was to be out by/).waitFor()
  await notice.getByText('Roughly where').waitFor()
  expect(await notice.getByRole('link', { name: /^Ring Lindsay Horsfall: 0/ }).getAttribute('href')).toMatch(
    /^tel:\+44/,
  )
  await notice.getByRole('link', { name: /^Ring the line: 0/ }).waitFor()
  await notice.getByText(/Do not go there alone/).waitFor()
  const words = await notice.innerText()
  expect(words).not.toMatch(/Ashby|Ronald|Weaver/)
  // Whoever is asked first is no lead: that they know ends no telling.
  expect(await notice.getByRole('button', { name: 'I see to it' }).count()).toBe(0)
  expect(await barriers(omar)).toEqual([])
  expect(await missed(lindsay).count()).toBe(0)
})

test('her manager says that they see to it, and the board and her own phone have their name', async () => {
  await lindsay.getByRole('button', { name: 'Call for help…' }).press('Enter')
  await lindsay.getByRole('button', { name: 'Send the call for help' }).press('Enter')
  const notice = missed(saira)
  await expect
    .poll(
      async () => {
        await saira.reload()
        await saira.getByRole('button', { name: 'Sign out' }).waitFor()
        return notice.getByText('Lindsay Horsfall has called for help.').count()
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe(1)
  await notice.getByText('Nobody has said yet').waitFor()
  expect(await barriers(saira)).toEqual([])
  await notice.getByRole('button', { name: 'I see to it' }).press('Enter')
  await notice.getByText(/^You, since/).waitFor()
  await maren.page
    .getByRole('region', { name: /^Not known to be safe/ })
    .getByText(/^Saira .* sees to it since/)
    .first()
    .waitFor()
  await lindsay.getByText(/^Saira .* has seen it/).waitFor()
})

test('when she is known to be safe, both read so, and nothing else of it', async () => {
  const { page } = maren
  await page
    .getByRole('region', { name: /^Not known to be safe/ })
    .getByRole('button', { name: /Lindsay/ })
    .press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Not known to be safe' })
  await dialog.getByRole('button', { name: 'They are safe…' }).press('Enter')
  await page.keyboard.type('Spoke to her')
  await dialog.getByLabel('And then').selectOption({ label: 'They are out: nothing more is asked' })
  await dialog.getByRole('button', { name: 'They are safe', exact: true }).press('Enter')
  await dialog.getByText(/They are known to be safe/).waitFor()
  for (const told of [omar, saira]) {
    await missed(told).getByText('Lindsay Horsfall is known to be safe.').waitFor()
    await missed(told).getByRole('button', { name: 'I have read this' }).press('Enter')
    await missed(told).waitFor({ state: 'detached' })
  }
})

async function tasksOf(signInName: string): Promise<Page> {
  const { page } = await house.colleague(signInName, { width: 375, height: 812 })
  await page.goto(`${house.url}/my-tasks`)
  await page.getByRole('heading', { name: 'Your tasks' }).waitFor()
  return page
}

const fallDue = () =>
  house.db.run(house.db.sql`
    update promises set due_at = now(), leased_until = null
    where kept_at is null
      and (kind = 'team_task.out_missed' or (kind = 'team_task.out_step' and body ->> 'step' = 'buddy'))`)

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
  await dialog.getByLabel('How soon').selectOption('U2')
  await dialog.getByLabel('Why now, in one line').fill(why)
  await page.keyboard.press('Enter')
  await page.getByText(/^Asked for: Visit for a symptom/).waitFor()
}
