import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { withdrawal } from '#tests/access/settling.ts'
import { type Browser, browserAt } from '#tests/support/browser.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
let eleanor: Browser
let ron: string
let mill: string
beforeAll(async () => {
  house = await journeyHouse()
  const { db } = house
  const [row] = await db.run(db.sql<{ id: string; gp: string }[]>`
    select p.id, s.organisation_id as gp
    from patients p join staff s on s.line_id = p.line_id and s.sign_in_name = 'miriam'
    where p.given_name = 'Ronald' and p.family_name = 'Ashby'`)
  ron = row?.id ?? ''
  mill = row?.gp ?? ''
  eleanor = browserAt(house.url)
  await eleanor.post('/api/sign-in', { signInName: 'eleanor', password: PRACTICE_PASSWORD })
})
afterAll(() => house.close())

/** At the hospice, meanwhile. */
async function eleanorSays(what: string, body: object): Promise<void> {
  const { status } = await eleanor.post(`/api/people/${ron}/record/${what}`, {
    commandId: randomUUID(),
    ...body,
  })
  expect(status).toBe(200)
}

async function hisRecord(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByText('Not for CPR').first().waitFor()
}

test('a window over the record follows it: a limit takes away what it hides, a dispute stands over it, and silence is said', async () => {
  const doctor = (await house.colleague('miriam')).page
  await hisRecord(doctor)
  await doctor.getByRole('button', { name: /^One page/ }).click()
  const onePage = doctor.getByRole('dialog', { name: 'Emergency summary' })
  await onePage.getByText('Not for CPR').first().waitFor()

  const past = (await house.colleague('miriam')).page
  await hisRecord(past)
  await past.getByRole('button', { name: /^The record on a past day/ }).click()
  const pastDay = past.getByRole('dialog', { name: 'The record on a past day' })
  const yesterday = new Date(Date.now() - 86_400_000)
  await past.keyboard.type(`${yesterday.getDate()} ${yesterday.getMonth() + 1} ${yesterday.getFullYear()}`)
  await past.keyboard.press('Enter')
  await pastDay.getByText('Not for CPR').first().waitFor()

  await eleanorSays('dispute', { because: 'The wife says that this is his brother’s.' })
  await onePage.getByText(/^Identity disputed since/).waitFor()
  await pastDay.getByText('Identity disputed: this may be somebody else’s record.').waitFor()

  await eleanorSays('limits', {
    against: { kind: 'organisation', organisationId: mill },
    rule: 'hide_sections',
    sections: ['cprDecision'],
    inTheirWords: 'Not my doctor.',
  })
  for (const window of [onePage, pastDay])
    await expect.poll(() => window.innerText()).not.toContain('Not for CPR')
  await onePage.getByText(/^Not shown here, and may be on the record: .*CPR/).waitFor()

  const was = house.process()
  was.signal('SIGKILL')
  for (const window of [onePage, pastDay])
    await window.getByText('What you see may be old.', { exact: false }).waitFor()
  await house.restart()
  for (const window of [onePage, pastDay])
    await window.getByText('What you see may be old.', { exact: false }).waitFor({ state: 'hidden' })
})

test('a page that was cut off while he took it back closes when it is heard again', async () => {
  const doctor = (await house.colleague('miriam')).page
  await doctor.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await doctor.getByText('What they agreed to').waitFor()
  await doctor.context().setOffline(true)
  await doctor.getByText('What you see may be old.', { exact: false }).waitFor()

  await eleanorSays('withdraw-sharing', withdrawal)
  await doctor.context().setOffline(false)

  await doctor.getByText('This record is not shared with you.').waitFor()
  expect(await doctor.content()).not.toContain('What they agreed to')
})
