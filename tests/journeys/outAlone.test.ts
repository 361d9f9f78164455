import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showTime } from '#shared/days.ts'
import { plusSeconds } from '#shared/time.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

// Lindsay goes alone to a house at night, with the console open: by when she is to be out, that she is safe, and a call for help.
let house: JourneyHouse
let maren: NurseWindow
let phone: Page
let complaints: string[]
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour()
  maren = await house.nurse('maren')
  const lindsay = await house.colleague('lindsay', { width: 375, height: 812 })
  phone = lindsay.page
  complaints = lindsay.complaints
  await phone.getByRole('link', { name: 'Your tasks…' }).click()
  await callAboutRon()
  await ask('He cannot settle')
  await phone.getByRole('button', { name: 'I go' }).click()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
})
afterAll(() => house.close())

const board = (name: string | RegExp) => maren.page.getByRole('navigation').getByRole('region', { name })
const alarm = () => maren.page.getByRole('region', { name: /^Not known to be safe/ })
const safety = () => phone.getByRole('region', { name: 'Your own safety' })

test('whoever sets out is out on a visit, until a time that is theirs to change, also without a signal', async () => {
  await phone.getByRole('button', { name: 'On my way…' }).click()
  await phone.getByRole('button', { name: '20', exact: true }).click()
  await safety()
    .getByText(/^Out by/)
    .waitFor()
  await board('Out on a visit')
    .getByText(/^To be out by/)
    .waitFor()
  expect(await barriers(phone)).toEqual([])

  await phone.context().setOffline(true)
  await safety().getByRole('button', { name: 'More time…' }).press('Enter')
  await safety().getByRole('button', { name: '2 h' }).press('Enter')
  await safety()
    .getByText(/in (2 h|1 h 59 min)/)
    .waitFor()
  await phone.getByText('Not sent yet: kept on this phone').waitFor()
  await phone.context().setOffline(false)
  await phone.getByText('Not sent yet: kept on this phone').waitFor({ state: 'detached' })
  await board('Out on a visit')
    .getByText(/in (2 h|1 h 59 min)/)
    .waitFor()
})

test('that she is out takes two presses, is said afterwards, and she may be watched again', async () => {
  await safety().getByRole('button', { name: 'I am safe, and out…' }).dblclick()
  // Pressed twice in a hurry it has ended nothing.
  await safety().getByRole('button', { name: 'Not yet' }).press('Enter')
  await safety()
    .getByText(/^Out by/)
    .waitFor()
  await safety().getByRole('button', { name: 'I am safe, and out…' }).press('Enter')
  expect(await barriers(phone)).toEqual([])
  await safety().getByRole('button', { name: 'Yes, I am out' }).press('Enter')
  await safety().getByText('You are not watched any more.').waitFor()
  await board('Out on a visit').waitFor({ state: 'detached' })
  expect(await barriers(phone)).toEqual([])
  await safety().getByRole('button', { name: 'Watch me again…' }).press('Enter')
  await safety().getByRole('button', { name: '2 h' }).press('Enter')
  await board('Out on a visit')
    .getByText(/in (2 h|1 h 59 min)/)
    .waitFor()
})

test('help is called by two presses, says when it has not gone, and is at the top of the console when it has', async () => {
  await phone.context().setOffline(true)
  await safety().getByRole('button', { name: 'Call for help…' }).press('Enter')
  await safety().getByRole('button', { name: 'Not now' }).press('Enter')
  await safety().getByRole('button', { name: 'Call for help…' }).dblclick()
  // Pressed twice in a hurry, or in a pocket, it has called nobody.
  await safety().getByRole('button', { name: 'Send the call for help' }).waitFor()
  await safety().getByRole('button', { name: 'Send the call for help' }).press('Enter')
  await safety().getByText('Your call for help has NOT gone.').waitFor()
  expect(await safety().getByRole('link', { name: 'Ring 999' }).getAttribute('href')).toBe('tel:999')
  expect(await barriers(phone)).toEqual([])

  // Taken back before it has gone: both go, in their order, so that the line knows.
  await safety().getByRole('button', { name: 'Pressed by accident' }).press('Enter')
  await safety()
    .getByText(/with it that it was pressed by accident/)
    .waitFor()
  await phone.context().setOffline(false)
  const top = alarm()
  await safety().getByText('You said that it was pressed by accident.').waitFor()
  await top.getByRole('button', { name: /says by accident: speak to them/ }).waitFor()
})

test('a nurse who is talking reads where they are, ends it with how she knows and how it goes on, and her call is as it was', async () => {
  const { page } = maren
  const ending = page.getByRole('button', { name: 'They are safe', exact: true })
  await page.getByLabel('What was found').fill('Restless since')
  await alarm()
    .getByRole('button', { name: /Lindsay/ })
    .press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Not known to be safe' })
  await dialog.getByText(/Weaver’s Row/).waitFor()
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'They are safe…' }).press('Enter')
  // The keyboard is where the work goes on.
  await page.keyboard.type('Rang her: she sat on her phone')
  expect(await dialog.getByLabel('How you know that they are safe').inputValue()).toMatch(/^Rang her/)
  await ending.press('Enter')
  // That nothing more is asked of her is nobody's default.
  await dialog.getByText('Choose whether they are out, or stay longer.').waitFor()
  await alarm().waitFor()
  await dialog.getByLabel('And then').selectOption({ label: 'They are out: nothing more is asked' })
  await ending.press('Enter')

  await dialog.getByText(/They are known to be safe/).waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('nobody-out')
  await alarm().waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('notes')
  expect(await page.getByLabel('What was found').inputValue()).toBe('Restless since')
  await page.getByRole('button', { name: /Hang up/ }).waitFor()
  await phone.getByText('You said that it was pressed by accident.').waitFor({ state: 'detached' })
})

test('in wrap-up too, at the top of a screen as narrow as a telephone, and she who stays longer is waited for', async () => {
  const { page } = maren
  await hangUp(page)
  await safety().getByRole('button', { name: 'Call for help…' }).press('Enter')
  await safety().getByRole('button', { name: 'Send the call for help' }).press('Enter')
  await page.setViewportSize({ width: 375, height: 812 })
  const row = alarm().getByRole('button', { name: /Lindsay.*Pressed for help/ })
  await row.waitFor()
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  expect((await row.boundingBox())?.y).toBeLessThan(5)
  expect(await barriers(page)).toEqual([])
  await expect.poll(() => page.title()).toBe('HELP: a colleague · Goldthread')
  await row.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Not known to be safe' })
  await dialog.getByRole('link', { name: /07/ }).waitFor()
  await dialog.getByRole('button', { name: 'I see to it' }).press('Enter')
  await dialog.getByText(/^Maren Oakley sees to it since/).waitFor()
  await safety()
    .getByText(/^Maren Oakley has seen it/)
    .waitFor()
  await expect.poll(() => page.title()).not.toContain('HELP')
  await dialog.getByRole('button', { name: '999 is rung…' }).press('Enter')
  await page.keyboard.type('CAD 1234')
  await dialog.getByLabel('Rung at').fill('99:99')
  await page.keyboard.press('Enter')
  await dialog.getByRole('link', { name: /^Rung at: type the time in 24 hours/ }).waitFor()
  expect(await barriers(page)).toEqual([])
  await dialog.getByLabel('Rung at').fill(twoMinutesAgo())
  await page.keyboard.press('Enter')
  await dialog.getByText(/999 rung .* by Maren Oakley, reference CAD 1234/).waitFor()
  await safety()
    .getByText(/; 999 rung/)
    .waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('out-1')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'They are safe…' }).press('Enter')
  await page.keyboard.type('Spoke to her')
  await dialog.getByLabel('And then').selectOption({ label: 'They stay an hour more' })
  await dialog.getByRole('button', { name: 'They are safe', exact: true }).press('Enter')
  await dialog.getByText(/is out on this visit/).waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('out-1')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1366, height: 768 })
  await board('Out on a visit')
    .getByText(/^To be out by/)
    .waitFor()
  await safety().getByRole('button', { name: 'Call for help…' }).waitFor()
  expect(complaints.filter(words => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

test('done there is not yet out of the house: she is asked, and watched until she says so', async () => {
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await phone.getByRole('button', { name: 'Done…' }).click()
  await phone.getByLabel('What you found').fill('Settled')
  await phone.getByLabel('What you did').fill('Sat with him')
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()
  await safety().getByText('Out of the house?').waitFor()
  await board('Out on a visit').waitFor()
  await safety().getByRole('button', { name: 'Call for help…' }).waitFor()
})

test('a call for help waits for no question that hangs in a bad signal, and stands as heard until that is answered', async () => {
  // The phone has heard that the call before it is over.
  await safety().getByRole('button', { name: 'Call for help…' }).waitFor()
  const hanging: Route[] = []
  let isHanging = true
  await phone.route('**/api/my/team-tasks', route =>
    isHanging ? void hanging.push(route) : route.continue(),
  )
  await phone.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect.poll(() => hanging.length).toBeGreaterThan(0)

  await safety().getByRole('button', { name: 'Call for help…' }).click()
  await safety().getByRole('button', { name: 'Send the call for help' }).click()

  await safety().getByText('It has reached the line. Nobody has said yet that they see to it.').waitFor()
  await alarm().waitFor()
  expect(await safety().getByRole('button', { name: 'Call for help…' }).count()).toBe(0)
  isHanging = false
  for (const route of hanging) await route.continue()
})

const twoMinutesAgo = () => showTime(plusSeconds(new Date().toISOString(), -120)).slice(0, 5)

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
