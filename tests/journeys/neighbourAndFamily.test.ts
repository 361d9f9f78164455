import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookOver } from '#server/oversight/lookOver.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { closeClinically, confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const NEIGHBOUR = '+447700900777'
const YUSUF = { name: 'Yusuf Malik', birthDate: '18 4 1949' }

let house: JourneyHouse
let maren: Page
let priya: Page
beforeAll(async () => {
  house = await journeyHouse()
  maren = (await house.nurse('maren')).page
  priya = (await house.nurse('priya')).page
})
afterAll(() => house.close())

async function onTheLine(page: Page, from: string): Promise<void> {
  await sayReady(page)
  house.phone.phone(from, WHARNLEY)
  await takeTheCall(page)
}

async function peopleWith(number: string): Promise<number> {
  const { db } = house
  return (await db.run(db.sql`select 1 from patient_phones where number = ${number}`)).length
}

test('S4: a neighbour on her own mobile: two Rons, one opened for a reason, nothing told, her number on no record', async () => {
  await onTheLine(maren, NEIGHBOUR)
  await maren.getByLabel("Caller's own name").fill('Sheila Dobson')
  await maren.getByLabel('Relationship').fill('neighbour')
  await maren.getByLabel('Their name').fill('Ron')
  await maren.getByLabel('Postcode or first line').fill('Weavers Row')
  await maren.getByRole('button', { name: /^Search everyone/ }).click()

  // Two of one name in one street. Nothing of either is shown but what tells them apart.
  const matches = maren.locator('.app-match')
  await matches.nth(1).waitFor()
  expect(await matches.count()).toBe(2)
  expect(await maren.getByText('≈ Address: the street, not all of it').count()).toBe(2)
  expect(await maren.content()).not.toContain('Not for CPR')

  // No time for the checks: she says why, and the record says that nobody was checked.
  const ron = matches.filter({ hasText: /born June 1942/ }).last()
  await ron.getByRole('button', { name: 'Open without the checks…' }).click()
  await ron
    .getByLabel('Why must it be opened now?')
    .fill('Fallen at home, bleeding from the head; neighbour is with him')
  await ron.getByRole('button', { name: 'Open without the checks', exact: true }).click()
  await maren.getByRole('heading', { name: /Ronald Pickersgill/ }).waitFor()
  const told = maren.locator('.app-told')
  expect(await told.innerText()).toMatch(/Sheila Dobson \(neighbour\):[\s\S]*May be told nothing/)

  // What was done is written down: sending somebody is not there yet.
  await maren.getByRole('textbox', { name: 'Notes' }).fill('999 sent by the neighbour. Daughter to be rung.')
  await hangUp(maren)
  await closeClinically(maren)
  expect(await peopleWith(NEIGHBOUR)).toBe(0)
  await lookOver({ db: house.db, clock: () => new Date().toISOString() }, 'at_once') // as the house does, twice a minute
  const { page: officer } = await house.colleague('gillian')
  await officer.getByText('“Fallen at home, bleeding from the head; neighbour is with him”').first().waitFor()
})

test('S7: wife and son ring at once about one man: each nurse sees the other, both words are kept apart, one call back is owed', async () => {
  await onTheLine(maren, '+441134960150')
  await confirmPerson(maren, { ...YUSUF, caller: 'Amina Malik', relationship: 'wife' })
  await maren.getByRole('heading', { name: /Yusuf Malik/ }).waitFor()
  await maren.getByRole('textbox', { name: 'Notes' }).fill('He is agitated. “I want him left in peace.”')
  await maren.getByText(/^Saved/).waitFor()

  await onTheLine(priya, '+447700900152')
  await confirmPerson(priya, { ...YUSUF, caller: 'Tariq Malik', relationship: 'son' })

  // Both are told, without asking; each writes for her own caller and can read what the other writes.
  await priya
    .getByText('Call in progress about this person: Maren Oakley talks with Amina Malik (wife).')
    .waitFor()
  await maren
    .getByText('Call in progress about this person: Priya Raman talks with Tariq Malik (son).')
    .waitFor()
  await priya.getByRole('button', { name: 'See their notes' }).click()
  const theirs = priya.getByLabel('What Maren Oakley writes')
  await theirs.getByText('“I want him left in peace.”', { exact: false }).waitFor()
  await maren
    .getByRole('textbox', { name: 'Notes' })
    .fill('He is agitated. “I want him left in peace.” No urine since noon.')
  await theirs.getByText('No urine since noon.', { exact: false }).waitFor()
  expect(await priya.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('')

  // The son may hear how his father is; the record's own wish is in sight of both.
  expect(await priya.locator('.app-told').innerText()).toContain('May be told how the person is')
  await priya.getByRole('textbox', { name: 'Notes' }).fill('“Get him to hospital now.”')
  await priya.getByText(/^Saved/).waitFor()

  // The first promises a call back; the second sees it before she promises another.
  await hangUp(maren)
  await closeWithCallBack(maren)
  await priya.getByText(/^A call back is owed about this person already/).waitFor()
  await hangUp(priya)
  await closeClinically(priya)

  const { db } = house
  const tasks = await db.run(db.sql`
    select 1 from tasks t join patients p on p.id = t.patient_id
    where p.given_name = 'Yusuf' and t.state <> 'done' and t.raised_at > now() - interval '1 hour'`)
  const said = await db.run(db.sql<{ notes: string }[]>`
    select o.notes from outcomes o join patients p on p.id = o.patient_id
    where p.given_name = 'Yusuf' and o.at > now() - interval '1 hour' order by o.at`)
  expect(tasks).toHaveLength(1)
  expect(said.map(({ notes }) => notes)).toEqual([
    'He is agitated. “I want him left in peace.” No urine since noon.',
    '“Get him to hospital now.”',
  ])
})

async function closeWithCallBack(page: Page): Promise<void> {
  await page.getByLabel('Why they called').selectOption('agitation')
  await page.getByLabel('What was done').selectOption('district_nurse')
  await page.getByLabel('What was found').fill('Lower belly sore, no urine since noon')
  await page.getByLabel('Advice given').fill('Keep him warm; leave him in peace')
  await page
    .getByLabel('What happens next')
    .fill('Catheter visit; family call tomorrow, wife and son disagree')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('Yes', { exact: true }).check()
  await page.getByRole('button', { name: /30 min/ }).click()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()
}
