import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tooFaint } from '#tests/support/contrast.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { closeClinically, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ANGELAS = '+447700900112'
const SWITCHBOARD = '+441134960935'

let house: JourneyHouse
let page: Page
beforeAll(async () => {
  house = await journeyHouse()
  page = (await house.nurse('maren')).page
})
afterAll(() => house.close())

const bar = () => page.locator('.app-told')

type Said = { caller: string; relationship: string; name: string; birthDate: string }

async function ringing(from: string, { caller, relationship, name, birthDate }: Said): Promise<void> {
  await sayReady(page)
  house.phone.phone(from, WHARNLEY)
  await takeTheCall(page)
  await page.getByLabel("Caller's own name").fill(caller)
  await page.getByLabel('Relationship').fill(relationship)
  await page.getByLabel('Their name').fill(name)
  await page.getByLabel(/^Birth date/).fill(birthDate)
  await page.getByRole('button', { name: /^Search everyone/ }).click()
  await page.getByRole('button', { name: 'Confirm and open' }).click()
  await bar().waitFor()
}

async function done(): Promise<void> {
  await hangUp(page)
  await closeClinically(page)
}

test('a nurse who is on the record is shown as one, and that she is rung back before more is told', async () => {
  await ringing(SWITCHBOARD, {
    ...{ caller: 'Gillian Peel', relationship: 'learning disability nurse' },
    ...{ name: 'Darren Illingworth', birthDate: '30 8 1978' },
  })

  await expect
    .poll(() => bar().innerText())
    .toMatch(
      /Gillian Peel \(learning disability nurse\):[\s\S]*May be told how the person is[\s\S]*ring back through their organisation’s switchboard/,
    )
  expect(await bar().getByRole('button').count()).toBe(0)
  await done()
})

test('two of one name: nothing is told until the nurse says which of them it is, and a number decides nothing', async () => {
  await ringing(ANGELAS, {
    ...{ caller: 'Ashby', relationship: 'family', name: 'Ron Ashby', birthDate: '14 3 1955' },
  })
  const which = page.getByRole('group', { name: 'Which of them is calling?' })
  const wife = which.getByRole('button', { name: 'Angela Ashby, wife (this is their number)', exact: true })
  const daughter = which.getByRole('button', { name: 'Claire Ashby, daughter', exact: true })
  await expect.poll(() => bar().innerText()).toContain('May be told nothing')
  expect(await wife.getAttribute('aria-pressed')).toBe('false')
  await which.getByText('A number is no proof.').waitFor()

  // By keyboard as well; and the bar is about whom she chose.
  await page.keyboard.press('Alt+q')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await bar().getByText('Claire Ashby (daughter):').waitFor()
  await expect.poll(() => daughter.getAttribute('aria-pressed')).toBe('true')
  await bar().getByText('May be told how the person is').waitFor()
  await wife.click()
  await bar().getByText('May be told everything').waitFor()
  await expect.poll(() => wife.getAttribute('aria-pressed')).toBe('true')
  expect(await tooFaint(page, ['.app-told__among'], 4.5)).toEqual([])

  // It is kept with the call.
  await page.reload()
  await bar().getByText('May be told everything').waitFor()

  await wife.click()
  await bar().getByText('May be told nothing').waitFor()

  const none = which.getByRole('button', { name: 'None of them', exact: true })
  await none.click()
  await bar().getByText('do not confirm that we know the person').waitFor()
  await expect.poll(() => none.getAttribute('aria-pressed')).toBe('true')
  expect(await tooFaint(page, ['.app-told__among'], 4.5)).toEqual([])
  await done()
})

test('a friend who goes by a nurse’s first name is told nothing, until it is said that she is the nurse', async () => {
  await ringing('+447700900199', {
    ...{ caller: 'Gillian', relationship: 'friend, not the nurse' },
    ...{ name: 'Darren Illingworth', birthDate: '30 8 1978' },
  })
  const who = page.getByRole('group', { name: 'Who is calling?' })
  const listed = who.getByRole('button', { name: 'Gillian Peel, learning disability nurse', exact: true })

  await expect.poll(() => bar().innerText()).toContain('May be told nothing')
  await expect
    .poll(() => who.getByRole('button').allInnerTexts())
    .toEqual(['Gillian Peel, learning disability nurse', 'None of them'])
  await listed.click()
  await bar().getByText('May be told how the person is').waitFor()
  await listed.click()
  await bar().getByText('May be told nothing').waitFor()
  await done()
})
