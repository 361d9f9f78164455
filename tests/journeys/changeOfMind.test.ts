import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlayedScene } from '#tests/support/aScene.ts'
import { ask, takeScene } from '#tests/support/inAScene.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'
import { closeClinically, confirmPerson, hangUp } from '#tests/support/onTheConsole.ts'

// Scene 6 of the domain guide: who rings speaks by a script.
const ELSIE = { caller: 'Elsie Marsh', relationship: 'herself', name: 'Elsie Marsh', birthDate: '27 5 1962' }

let house: JourneyHouse
let nurse: Page
let complaints: string[]
const scenes: PlayedScene[] = []
beforeAll(async () => {
  house = await journeyHouse()
  const window = await house.nurse('maren')
  nurse = window.page
  complaints = window.complaints
  complaints.length = 0 // before the sign-in the page asked who is there, and was told: nobody
})
afterAll(async () => {
  for (const scene of scenes) scene.close()
  await house.close()
})

async function begin(name: string): Promise<void> {
  scenes.push(await takeScene(house, nurse, name))
}

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
  await begin('s06-elsie')
  await ask(nurse, 'Who is calling?', 'It’s about me.')
  await ask(nurse, 'When were you born, and where do you live?', /sixty-two.*WZ1 2DC/)
  await confirmPerson(nurse, ELSIE)
  await nurse.getByRole('heading', { name: /Elsie Marsh/ }).waitFor()
}

async function closeCall(): Promise<void> {
  await hangUp(nurse)
  await closeClinically(nurse)
}

test('S6: she who had said no says yes, is shared with, and takes it back: each is in force at once', async () => {
  const dn = await districtNurse()
  await dn.getByText('This record is not shared with you.').waitFor()

  await elsieRings()
  await nurse
    .getByText('Elsie Marsh took back the agreement to sharing with everyone', { exact: false })
    .waitFor()

  await ask(nurse, 'What would you like?', 'Let the nurses see it after all.')
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
  await ask(nurse, 'Who sees them, then: what would you like?', /off your system, and my sister told nothing/)
  await ask(nurse, 'That means that nurses have to ask you each time.', /That’s the point/)
  await ask(nurse, 'You can ring us all the same: may we keep the least?', /Keep the number/)
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
  await begin('s06-sister')
  await ask(nurse, 'Who am I speaking to?', 'Her sister.')
  await confirmPerson(nurse, { ...ELSIE, caller: 'Maureen Kitchen', relationship: 'sister' })
  const told = nurse.locator('.app-told')
  await told.getByText('May be told nothing').waitFor()
  expect(await told.innerText()).toContain('Maureen Kitchen (sister)')
  await ask(nurse, 'I cannot say whether anybody rings us.', 'So there is something to say!')
  await closeCall()

  // The district nurse rings: he is told no more than his screen tells him, and where to ask.
  await begin('s06-district-nurse')
  await ask(nurse, 'Who is calling? Is anybody in danger?', /No emergency at all/)
  await nurse.getByLabel("Caller's own name").fill('Kwame Boateng')
  await nurse.getByLabel('Relationship').fill('district nurse')
  await nurse.getByLabel('Their name').fill(ELSIE.name)
  await nurse.getByLabel(/^Birth date/).fill(ELSIE.birthDate)
  await nurse.getByRole('button', { name: /^Search everyone/ }).click()
  await nurse.getByRole('button', { name: 'Confirm and open' }).first().click()
  await told.getByText('May be told nothing').waitFor()
  await ask(nurse, 'It is restricted. Please ask her.', /on the doorstep/)
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
