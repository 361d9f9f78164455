import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { patientIdOf } from '#server/world/build/ids.ts'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { withdrawal } from '#tests/access/settling.ts'
import { type Browser, browserAt, until } from '#tests/support/browser.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { askTeam, callAboutRon, copySays } from '#tests/support/sentToRon.ts'

// Whoever goes has a copy on her phone, for where there is no signal. What he takes back goes from it as from every page.
const RON = patientIdOf('ron-ashby')

let house: JourneyHouse
let phone: Page
let complaints: string[]
let miriam: Browser
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db)
  miriam = browserAt(house.url)
  await miriam.post('/api/sign-in', { signInName: 'miriam', password: PRACTICE_PASSWORD })
  const maren = await house.nurse('maren')
  const lindsay = await house.colleague('lindsay', { width: 390, height: 844 })
  ;({ page: phone, complaints } = lindsay)
  await callAboutRon(house, maren.page)
  // Two for one man: what is kept of him is kept twice.
  await askTeam(maren.page, 'He cannot settle')
  await askTeam(maren.page, 'Nothing since noon', 'Catheter')
  await phone.getByRole('link', { name: 'Your tasks…' }).click()
  const asks = phone.getByRole('button', { name: 'I go' })
  for (const left of [2, 1, 0]) {
    await until(`${left} ask`, async () => (await asks.count()) === left)
    if (left > 0) await asks.first().click()
  }
  await theTask()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
})
afterAll(() => house.close())

const theTask = () => phone.getByRole('button', { name: /Visit for a symptom/ }).click()
const settles = async (what: string, body: object) => {
  const answer = await miriam.post(`/api/people/${RON}/record/${what}`, { commandId: randomUUID(), ...body })
  expect(answer.status).toBe(200)
}
const keepsFromHers = async (rule: 'hide_all' | 'ask_each_time') => {
  const { sql, run } = house.db
  const [hers] = await run(sql<{ organisationId: string }[]>`
    select organisation_id from staff where sign_in_name = 'lindsay'`)
  const inTheirWords = 'Not the nurses.'
  await settles('limits', { against: { kind: 'organisation', ...hers }, rule, inTheirWords })
  const [limit] = await run(sql<{ itemId: string }[]>`
    select item_id from record_entries where patient_id = ${RON} and section = 'sharingRestrictions'
    order by recorded_at desc limit 1`)
  return () => settles(`limits/${limit?.itemId}/end`, { version: 1, inTheirWords: 'Let them.' })
}
const isNowhere = async () => {
  await expect.poll(() => phone.getByText(/Ashby|Weaver/).count()).toBe(0)
  await expect.poll(() => phone.evaluate(copySays)).not.toContain('Ashby')
}

test('with only the list open, what he keeps from her organisation goes from the screen and the disk, and comes back by itself', async () => {
  await phone.getByRole('button', { name: 'All your tasks' }).click()
  await expect.poll(() => phone.getByRole('button', { name: /Ronald Ashby/ }).count()).toBe(2)
  expect(await phone.evaluate(copySays)).toContain('Ashby')

  const end = await keepsFromHers('hide_all')

  await isNowhere()
  await theTask()
  await phone.getByText('The record is not shared with you.').waitFor()
  await phone.getByText(/^Ring the line before you go on/).waitFor()

  await end()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
  expect(complaints.filter(said => !said.includes('403'))).toEqual([]) // what he keeps from her is refused her
})

test('asked once at the door, he is not asked again by each change of his record, and is when the page is opened anew', async () => {
  const end = await keepsFromHers('ask_each_time')
  await phone.getByText('They want to be asked first.').waitFor()
  await phone.getByRole('button', { name: 'They were asked, and said yes' }).click()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()

  const alert = { text: 'The dog is loose', severity: 'danger' }
  await settles('entries', { section: 'alerts', version: 0, body: alert })

  await phone.getByText('The dog is loose').first().waitFor()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
  await phone.reload()
  await phone.getByText('They want to be asked first.').waitFor()
  await isNowhere()
  await end()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
  expect(complaints.filter(said => !said.includes('403'))).toEqual([]) // what he keeps from her is refused her
})

test('what he takes back while she has no signal is gone when there is one again, and stays gone', async () => {
  await phone.context().setOffline(true)
  await phone.getByText('We cannot hear the server.').waitFor()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()

  await settles('withdraw-sharing', withdrawal)
  await phone.context().setOffline(false)

  await phone.getByText('The record is not shared with you.').waitFor()
  await isNowhere()
  await phone.getByText('We cannot hear the server.').waitFor({ state: 'hidden' })
  await phone.reload()
  await phone.getByText('The record is not shared with you.').waitFor()
  await isNowhere()
})
