import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { closeClinically, confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

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
  await safety().getByRole('button', { name: 'Another time…' }).press('Enter')
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

  await phone.context().setOffline(false)
  await safety()
    .getByText(/^The line has your call for help/)
    .waitFor()
  const top = board(/^Not known to be safe/)
  await top.getByRole('button', { name: /Pressed for help: ring 999 now/ }).waitFor()
  await safety().getByRole('button', { name: 'Pressed by accident' }).click()
  await safety().getByText('You said that it was pressed by accident.').waitFor()
  await top.getByRole('button', { name: /says by accident: speak to them/ }).waitFor()
})

test('a nurse reads where they are, and ends it with how she knows, and not without', async () => {
  const { page } = maren
  await endTheCall()
  await board(/^Not known to be safe/)
    .getByRole('button', { name: /Lindsay/ })
    .click()
  await page.getByText(/Weaver’s Row/).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'They are safe…' }).click()
  await page.getByRole('button', { name: 'They are safe', exact: true }).click()
  await page.getByText(/Say in a few words how you know/).waitFor()
  await page.getByLabel('How you know that they are safe').fill('Rang her: she sat on her phone')
  await page.getByRole('button', { name: 'They are safe', exact: true }).click()

  await board(/^Not known to be safe/).waitFor({ state: 'detached' })
  await page.getByText(/The alarm is ended: “Rang her: she sat on her phone”/).waitFor()
  await phone.getByText('You said that it was pressed by accident.').waitFor({ state: 'detached' })
  expect(complaints.filter(words => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

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

/** While she has a call of her own she opens no task. */
async function endTheCall() {
  const { page } = maren
  await hangUp(page)
  await closeClinically(page)
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
