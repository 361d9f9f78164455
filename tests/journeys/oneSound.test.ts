import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTeamTask, isThere } from '#tests/dispatch/aTeamTask.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { takeTheCall } from '#tests/support/onTheConsole.ts'

// The console and the page of the shift stand beside each other in one browser when a colleague calls for help.
const WHARNLEY = '+441134960001'
let house: JourneyHouse
let maren: NurseWindow
let shift: Page
beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
  await maren.page.context().addInitScript(countTones)
  const [nurse] = await house.db.run(house.db.sql<{ staffId: string; name: string; lineId: string }[]>`
    select id as staff_id, name, line_id from staff where sign_in_name = 'maren'`)
  const [lindsay] = await house.db.run(house.db.sql<{ staffId: string; name: string }[]>`
    select id as staff_id, name from staff where sign_in_name = 'lindsay'`)
  const [person] = await house.db.run(house.db.sql<{ id: string }[]>`
    select id from patients where family_name = 'Ashby' order by name limit 1`)
  if (!nurse || !lindsay || !person) throw new Error('the world is another')
  const by = nurse as never // as the world has her
  const teamTaskId = await aTeamTask(house.db, by, { patientId: person.id, why: 'Sore' })
  await isThere(house.db, teamTaskId, { who: lindsay as never, team: 'Night nursing', help: true })
  await maren.page.reload()
  await sayReady(maren.page)
  house.phone.phone('+447700900112', WHARNLEY)
  await maren.page.getByText('A call is ringing for you').waitFor()
  await takeTheCall(maren.page)
  const opening = maren.page.context().waitForEvent('page')
  await maren.page.evaluate(() => void window.open('/shift'))
  shift = await opening
  await shift.getByRole('heading', { name: 'The shift' }).first().click()
})
afterAll(() => house.close())

/** Runs in each page: counts how often it has begun to sound for a call for help. */
function countTones() {
  const heard = { tones: 0 }
  const begin = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (at) {
    if (this.frequency.value === 988) heard.tones += 1
    begin.call(this, at)
  }
  Object.assign(window, { heard })
}
const tones = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: { tones: number } }).heard.tones)
const alarm = (page: Page) => page.getByRole('region', { name: /^Not known to be safe/ })

test('of the two pages that stand beside each other one sounds, the console', async () => {
  await alarm(shift).waitFor()
  await alarm(maren.page).waitFor()
  const before = await tones(maren.page)
  const quiet = await tones(shift)
  await expect.poll(() => tones(maren.page), { timeout: 20_000 }).toBeGreaterThan(before + 2)
  expect(await tones(shift)).toBe(quiet)
})

test('pressed on the page of the shift in mid-call, it opens over the call, and the call is as it was', async () => {
  await maren.page.getByLabel('What was found').fill('Restless since')
  await alarm(shift)
    .getByRole('button', { name: /Lindsay.*Pressed for help/ })
    .press('Enter')
  const dialog = maren.page.getByRole('dialog', { name: 'Not known to be safe' })
  await dialog.getByRole('button', { name: 'I see to it' }).waitFor()
  await maren.page.keyboard.press('Escape')
  expect(await maren.page.getByLabel('What was found').inputValue()).toBe('Restless since')
})

test('with the console closed the page of the shift sounds', async () => {
  const before = await tones(shift)
  await maren.page.close({ runBeforeUnload: false })
  await expect.poll(() => tones(shift), { timeout: 20_000 }).toBeGreaterThan(before)
})
