import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { closeClinically, confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ELSIE = { caller: 'Elsie Marsh', relationship: 'herself', name: 'Elsie Marsh', birthDate: '27 5 1962' }

let house: JourneyHouse
let nurse: Page
let complaints: string[]
beforeAll(async () => {
  house = await journeyHouse()
  const window = await house.nurse('maren')
  nurse = window.page
  complaints = window.complaints
  complaints.length = 0 // before the sign-in the page asked who is there, and was told: nobody
})
afterAll(() => house.close())

/** A district nurse who has said that she looks after Elsie, and what she is shown now. */
async function districtNurse(): Promise<Page> {
  const { page } = await house.colleague('hattie', { width: 1100, height: 800 })
  await page.getByLabel('or first and family name').fill('Elsie Marsh')
  await page.getByLabel('with birth date').fill('27 5 1962')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'I look after this person…' }).click()
  await page.getByLabel('Why you need this record now').fill('Dressings twice a week, since Monday')
  await page.getByRole('button', { name: 'Open the record' }).click()
  return page
}

async function elsieRings(): Promise<void> {
  await sayReady(nurse)
  house.phone.phone(await mobileOf('Elsie'), WHARNLEY)
  await takeTheCall(nurse)
  await confirmPerson(nurse, ELSIE)
  await nurse.getByRole('heading', { name: /Elsie Marsh/ }).waitFor()
}

async function closeCall(): Promise<void> {
  await hangUp(nurse)
  await closeClinically(nurse)
}

async function mobileOf(given: string, whose = 'patient'): Promise<string> {
  const { db } = house
  const [row] = await db.run(db.sql<{ number: string }[]>`
    select f.number from patient_phones f join patients p on p.id = f.patient_id
    where p.given_name = ${given} and p.family_name = 'Marsh' and f.belongs_to ->> 'kind' = ${whose}`)
  return row?.number ?? ''
}

test('S6: she who had said no says yes, is shared with, and takes it back: each is in force at once', async () => {
  const dn = await districtNurse()
  await dn.getByText('This record is not shared with you.').waitFor()

  await elsieRings()
  await nurse
    .getByText('Elsie Marsh took back the agreement to sharing with everyone', { exact: false })
    .waitFor()

  // She lets everybody see it again, and no longer wants to be asked each time.
  await nurse.getByRole('button', { name: 'Talk about sharing…' }).click()
  await nurse.getByText('Needs local sign-off.').waitFor()
  await nurse.getByRole('button', { name: 'Save what was answered' }).click()
  await nurse.getByText('This is still needed').waitFor()
  await nurse.getByLabel('What is kept and shared').check()
  await nurse.getByRole('group', { name: 'Shared with everyone who gives care' }).getByLabel('Yes').check()
  await nurse.getByRole('radio', { name: 'The person, who said it to me' }).check()
  await nurse.getByLabel('What they said, in their words').fill('Let the nurses see it after all.')
  await nurse.getByRole('button', { name: 'Save what was answered' }).click()
  await nurse.getByText('Saved, and in force.').waitFor()
  await nurse
    .getByText(/^\d+ see the record, after asking you; before, nothing: .*Wharnley Community Nurses/)
    .waitFor()
  await nurse.getByRole('button', { name: 'Done' }).click()
  await nurse.getByRole('button', { name: 'Keep something back…' }).click()
  await nurse.getByRole('button', { name: 'End this…' }).click()
  await nurse
    .getByRole('list', { name: 'Kept back now' })
    .getByRole('textbox')
    .fill('They need not ask each time.')
  await nurse.getByLabel(/^The person said it to me: nobody else/).check()
  await nurse.getByRole('button', { name: 'End it now' }).click()
  await nurse.getByText('A limit was ended').waitFor()
  await nurse.getByRole('list', { name: 'Kept back now' }).waitFor({ state: 'hidden' }) // all is where it stays
  await nurse.getByRole('button', { name: 'Close', exact: true }).click()

  await dn.reload()
  await openAgain(dn)
  await dn.getByText('What they agreed to').waitFor()

  // Who has looked so far? It is hers to ask, and is read to her.
  await nurse.getByText('Who has looked at this record').click()
  await nurse.getByText('This may be read to Elsie Marsh.').waitFor()
  await nurse
    .getByText(/Hattie Bloom, .*Wharnley Community Nurses opened your record/)
    .first()
    .waitFor()
  await nurse.getByText('Who has looked at this record').click()

  // A minute later she thinks otherwise: off everybody's screens, and off the register too.
  await nurse.getByRole('button', { name: 'Stop all sharing…' }).click()
  await nurse.getByLabel('What they said, in their words').fill('No. I want my notes off your system.')
  await nurse.getByLabel('The person said it to me').check()
  await nurse.getByLabel('I have said what this means for them').check()
  await nurse.getByLabel(/^Only the least/).check()
  await nurse.getByLabel('Maureen Kitchen (sister)').waitFor()
  await nurse.getByLabel('How they decided').fill('Clear throughout, and said back what it means.')
  await nurse.getByRole('button', { name: 'Stop sharing now' }).click()
  await nurse.getByText('Sharing has stopped.').waitFor()
  await dn.getByText('This record is not shared with you.').waitFor()
  expect(await dn.content()).not.toContain('What they agreed to')
  await nurse.getByText('All sharing was taken back').waitFor()
  await nurse.getByRole('button', { name: 'Done' }).click()
  await nurse.getByText('Off the register, by their own wish.').waitFor()
  expect(await nurse.content()).not.toContain('Ovarian')

  const { db } = house
  const said = await db.run(db.sql<{ words: string; capacity: string }[]>`
    select body -> 'evidence' ->> 'inTheirWords' as words, body -> 'evidence' ->> 'capacityNoted' as capacity
    from record_entries
    where section = 'consentToShare' and body -> 'evidence' ->> 'inTheirWords' like 'No. I want my notes%'`)
  expect(said).toEqual([
    {
      words: 'No. I want my notes off your system.',
      capacity: 'Clear throughout, and said back what it means.',
    },
  ])

  // What became of it: her page, closed, with the time.
  await nurse.getByRole('button', { name: 'What it came to…' }).click()
  await nurse
    .getByText(/Hattie Bloom, Wharnley Community Nurses, had your record on a screen: taken off at/)
    .waitFor()
  await nurse.getByRole('button', { name: 'Close', exact: true }).click()
  await closeCall()
  expect(complaints).toEqual([])
})

test('S6: her sister rings and is told nothing; a district nurse is refused, and opens it against her wish for a reason', async () => {
  await sayReady(nurse)
  house.phone.phone(await mobileOf('Elsie', 'contact'), WHARNLEY)
  await takeTheCall(nurse)
  await confirmPerson(nurse, { ...ELSIE, caller: 'Maureen Kitchen', relationship: 'sister' })
  const told = nurse.locator('.app-told')
  await told.getByText('May be told nothing').waitFor()
  expect(await told.innerText()).toContain('Maureen Kitchen (sister)')
  await closeCall()

  const { page: dn } = await house.colleague('hattie', { width: 1100, height: 800 })
  await dn.getByLabel('or first and family name').fill('Elsie Marsh')
  await dn.getByLabel('with birth date').fill('27 5 1962')
  await dn.getByRole('button', { name: 'Find' }).click()
  await dn.getByRole('button', { name: 'Go on' }).click()
  await dn.getByText('This record is not shared with you.').waitFor()
  await dn.getByText('Ask them, or ring the line.', { exact: false }).waitFor()
  await dn.getByRole('button', { name: 'It is an emergency…' }).click()
  await dn.getByLabel('Why you need this record now').fill('Found on the floor, cannot speak, alone')
  await dn.getByRole('button', { name: 'Break the glass' }).click()
  await dn.getByText('The glass is broken.').waitFor()

  const { page: officer } = await house.colleague('gillian')
  await officer.getByText('“Found on the floor, cannot speak, alone”').waitFor()
})

/** After a reload the page begins at its list: the claim still stands. */
async function openAgain(dn: Page): Promise<void> {
  await dn.getByLabel('or first and family name').fill('Elsie Marsh')
  await dn.getByLabel('with birth date').fill('27 5 1962')
  await dn.getByRole('button', { name: 'Find' }).click()
  await dn.getByRole('button', { name: /^Elsie Marsh/ }).click()
  await dn.getByText('Open for the reason you gave.').waitFor()
}
