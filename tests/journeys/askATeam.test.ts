import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import { until } from '#tests/support/aNurse.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { closeClinically, confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

// From the call to a team that has said yes, by the keyboard and in real windows. Who can come depends on the hour at which this runs: it
// asks the board, and texts as whoever was asked.
let house: JourneyHouse
let maren: NurseWindow
beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
})
afterAll(() => house.close())

const textsAsked = () =>
  house.db.run(
    house.db.sql<{ toNumber: string; code: string }[]>`
      select to_number, params ->> 'code' as code from messages where template = 'task_offered' order by created_at`,
  )

test('a nurse asks a team, sees who is asked and who accepts, and stands down what is not needed any more', async () => {
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

  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByLabel('What is needed').selectOption({ label: 'Visit for a symptom' })
  await dialog.getByText('Who is asked first').waitFor()
  await dialog.getByText(/Why not the others/).click()
  expect(await dialog.getByText(/Opens at|Not their area|Nobody is on the rota now/).count()).toBeGreaterThan(
    0,
  )
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await dialog.getByRole('link', { name: 'Choose how soon.' }).waitFor()
  await dialog.getByLabel('How soon').selectOption('U2')
  await dialog.getByLabel('Why now, in one line').fill('He cannot settle, and she has given the liquid twice')
  await page.keyboard.press('Enter')
  await page.getByText(/^Asked for: Visit for a symptom/).waitFor()

  const withTeams = page.getByRole('region', { name: /^With teams/ })
  await withTeams.getByText(/^Asking .+: answers within/).waitFor()
  await until(async () => (await textsAsked()).length > 0)
  const [asked] = await textsAsked()
  if (!asked) throw new Error('nobody was texted')

  // Whoever would close the call now reads that nobody has said yes; once somebody has, Save is where it was.
  await page.getByText('Not accepted yet: U2, Visit for a symptom.').waitFor()
  const save = page.getByRole('button', { name: /Save and close the call/ }).first()
  const before = await save.boundingBox()
  house.phone.handset(asked.toNumber).sendText(PRACTICE_SMS_FROM, `accept ${asked.code}`)
  await withTeams.getByText(/^Accepted: /).waitFor()
  await page.getByText('Nothing urgent of this call waits for a team.').waitFor()
  expect(await save.boundingBox()).toEqual(before)

  await hangUp(page)
  await closeClinically(page)
  await withTeams.getByRole('button', { name: /Visit for a symptom/ }).click()
  const panel = page.getByRole('main')
  await panel.getByText('He cannot settle, and she has given the liquid twice').waitFor()
  await panel.getByText(/is asked\.$/).waitFor()
  expect(await barriers(page)).toEqual([])
  await panel.getByRole('button', { name: 'Not needed any more…' }).click()
  await panel.getByLabel('Why it is not needed any more').fill('He sleeps')
  await panel.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Stood down.').waitFor()
  const inbox = () =>
    house.phone
      .handset(asked.toNumber)
      .inbox()
      .map(({ body }) => body)
  await until(async () => inbox().some(body => body.includes(`Task ${asked.code} is withdrawn`)))
})
