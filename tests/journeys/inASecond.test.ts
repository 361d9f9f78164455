import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import { patientIdOf } from '#server/world/build/ids.ts'
import { PatientId } from '#shared/ids.ts'
import { Actor } from '#shared/staff.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { askTeam, callAboutRon } from '#tests/support/sentToRon.ts'

// What he takes back by telephone is in force a second later on every kind of page that shows him, from the press to the paint.
const SECOND_MS = 1_000
/** On a machine that does other things besides: a house that only asked now and then would be late each time. */
const TRIES = 3
const RON = PatientId.parse(patientIdOf('ron-ashby'))

let house: JourneyHouse
let nurse: Page
let shown: { of: string; page: Page; show: (page: Page) => Promise<unknown>; says: string }[]
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db)
  nurse = (await house.nurse('maren')).page
  const phone = (await house.colleague('lindsay', { width: 390, height: 844 })).page
  await callAboutRon(house, nurse)
  await askTeam(nurse, 'He cannot settle')
  await phone.getByRole('link', { name: 'Your tasks…' }).click()
  await phone.getByRole('button', { name: 'I go' }).click()
  shown = [
    { of: 'a record', page: await signedIn('miriam'), show: fromList, says: 'Not for CPR' },
    { of: 'its one page', page: await signedIn('eleanor'), show: onePage, says: 'Not for CPR' },
    { of: 'a list and a search', page: await signedIn('tilly'), show: found, says: 'Ronald Ashby' },
    { of: 'a phone on the way', page: phone, show: tasks, says: 'Ashby' },
    { of: 'a page by a code', page: (await openWindow(house.browser)).page, show: byCode, says: 'fridge' },
  ]
})
afterAll(() => house.close())

const signedIn = async (name: string) => (await house.colleague(name)).page

async function fromList(page: Page): Promise<void> {
  await page.goto(house.url)
  await page.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await page.getByText('Not for CPR').first().waitFor()
}

async function onePage(page: Page): Promise<void> {
  await fromList(page)
  await page.getByRole('button', { name: /^One page/ }).click()
  await page.getByRole('dialog').getByText('Not for CPR').first().waitFor()
}

async function found(page: Page): Promise<void> {
  await page.goto(house.url)
  await page.getByLabel('or first and family name').fill('Ronald Ashby')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect.poll(() => page.getByRole('button', { name: /^Ronald Ashby/ }).count()).toBe(2)
}

async function tasks(page: Page): Promise<void> {
  await page.goto(`${house.url}/my-tasks`)
  await page.getByRole('button', { name: /Ronald Ashby/ }).waitFor()
}

async function byCode(page: Page): Promise<void> {
  const giver = await signedIn('miriam')
  await fromList(giver)
  await giver.getByRole('button', { name: 'Code for a crew…' }).click()
  await giver.getByRole('button', { name: 'Make a code' }).click()
  const code = await giver.locator('.app-crew-code > span').last().innerText()
  await giver.context().close()
  await page.goto(`${house.url}/crew`)
  await page.getByLabel('The code the nurse reads to you').fill(code)
  await page.keyboard.press('Enter')
  await page.getByText(/fridge/).waitFor()
}

/** In the page: when these words are painted nowhere any more. */
function untilGone(words: string): Promise<number> {
  return new Promise(done => {
    const look = () => {
      if (document.body.innerText.includes(words)) requestAnimationFrame(look)
      else done(Date.now())
    }
    look()
  })
}

/** He says no, from his wife's telephone; how long each page went on showing him after she pressed. */
async function takesBack(): Promise<Record<string, number>> {
  await nurse.getByRole('button', { name: 'Stop all sharing…' }).click()
  await nurse.getByLabel('What they said, in their words').fill('Off everybody’s screens.')
  await nurse.getByLabel('The person said it to me').check()
  await nurse.getByLabel('I have said what this means for them').check()
  const gone = shown.map(async ({ of, page, says }) => [of, await page.evaluate(untilGone, says)] as const)
  const at = Date.now()
  await nurse.getByRole('button', { name: 'Stop sharing now' }).click()
  const took = await Promise.all(gone)
  await nurse.getByText('Sharing has stopped.').waitFor()
  await nurse.getByRole('button', { name: 'Done' }).click()
  return Object.fromEntries(took.map(([of, when]) => [of, when - at]))
}

/** And yes again, for another try. */
async function agreesAgain(): Promise<void> {
  const { db } = house
  const standing = await db.run(db.sql<{ itemId: string; version: number; scope: 'everyone_caring' }[]>`
    select item_id, max(version)::int as version, (array_agg(body ->> 'scope' order by version desc))[1] as scope
    from record_entries where patient_id = ${RON} and section = 'consentToShare' group by item_id`)
  const [maren] = await db.run(db.sql`
    select s.line_id, s.id as staff_id, s.id as session_id, s.name, s.role, o.id as organisation_id,
           o.name as organisation, o.kind as organisation_kind
    from staff s join organisations o on o.id = s.organisation_id where s.sign_in_name = 'maren'`)
  const entries = standing.map(({ itemId, version, scope }) => ({
    ...anEntry('consentToShare', { scope, value: 'given_by_person' }, { itemId }),
    change: 'changed' as const,
    expectedVersion: version,
  }))
  const done = await changeRecord(
    { db },
    {
      actor: Actor.parse(maren),
      patientId: RON,
      why: { kind: 'registration' },
      relationship: db.sql`true`,
      entries,
      at: new Date().toISOString(),
    },
  )
  expect(done.kind).toBe('saved')
}

test('a record, its one page, a list, a search, a phone on the way and a page by a code show him no more a second after the press', async ({
  annotate,
}) => {
  const tried: Record<string, number>[] = []
  const isLate = () => Object.values(tried.at(-1) ?? { none: Number.NaN }).some(ms => !(ms <= SECOND_MS))
  while (isLate() && tried.length < TRIES) {
    if (tried.length > 0) await agreesAgain()
    for (const { page, show } of shown) await show(page)
    tried.push(await takesBack())
  }
  await annotate(`gone so many ms after the press: ${JSON.stringify(tried)}`)
  if (process.env.SHOTS) process.stdout.write(`${JSON.stringify(tried)}\n`)

  expect(tried.at(-1)).toEqual(Object.fromEntries(shown.map(({ of }) => [of, expect.any(Number)])))
  expect([isLate(), tried]).toEqual([false, tried])
}, 240_000)
