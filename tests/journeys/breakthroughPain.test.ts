import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '#tests/support/aNurse.ts'
import { aScene, type PlayedScene } from '#tests/support/aScene.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { askTeam, withTeams } from '#tests/support/inAScene.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

// Scene 1 of the domain guide: pain that breaks through at ten past two. The caller speaks by her script; the console, the telephone of the
// nurse who goes and the page of the carer who waits are open together, each in a window of its own.
const ANGELA = '+447700900112'

let house: JourneyHouse
let maren: NurseWindow
let phone: Page
let scene: PlayedScene
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db, ['night_nursing', 'gp_out_of_hours'])
  maren = await house.nurse('maren')
  phone = (await house.colleague('lindsay', { width: 390, height: 844 })).page
})
afterAll(async () => {
  scene?.close()
  await house.close()
})

const say = async (words: string) => {
  await maren.page.getByLabel('Say something (practice line)').fill(words)
  await maren.page.keyboard.press('Enter')
}
const heard = (words: string | RegExp) =>
  maren.page.getByLabel('Heard on the practice line').getByText(words).waitFor()

test('a wife who rings at night is heard, is sent a nurse, and watches her come without ringing again', async () => {
  const { page } = maren
  await sayReady(page)
  scene = await aScene(house.phone.origin, 's01-pain')
  await page.getByText('A call is ringing for you').waitFor()
  await takeTheCall(page)
  await say('Care line, Maren speaking. Who is calling?')
  await heard('Angela. I’m his wife.')
  await say('What is his date of birth, and your postcode?')
  await heard(/Fourteenth of March.*WZ3 7QP/)
  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
    postcode: 'WZ3 7QP',
  })
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await page
    .getByText(/chart (ends|expires|runs out)/i)
    .first()
    .waitFor()
  await say('How much of the liquid has he had?')
  await heard(/five again at half past one/)

  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByLabel('What is needed').selectOption({ label: 'Visit for a symptom' })
  await dialog.getByLabel('How soon').selectOption('U2')
  await dialog.getByLabel('Why now, in one line').fill('Pain eight of ten after two doses in three hours')
  await page.keyboard.press('Enter')
  await page.getByText(/^Asked for: Visit for a symptom/).waitFor()

  await say('May I text you a link, so that you see her come?')
  await heard(/text me on this phone/)
  await page.getByRole('button', { name: 'Send them the link…' }).click()
  const link = page.getByRole('dialog', { name: 'Send them the link' })
  await link.getByLabel('What they said').fill('Yes please')
  await link.getByRole('button', { name: 'Send the link' }).click()
  const carer = await openLink()
  await carer
    .getByText(/Nobody has said yes yet|is asked|being asked/i)
    .first()
    .waitFor()

  await phone.getByRole('link', { name: 'Your tasks…' }).click()
  await phone.getByRole('button', { name: 'I go' }).click()
  await carer
    .getByText(/said yes|accepted|will come/i)
    .first()
    .waitFor()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await phone.getByRole('button', { name: 'On my way…' }).click()
  await phone.getByRole('button', { name: '20' }).click()
  // The page looks by itself each twenty seconds (tests/journeys/watchItComing.test.ts); she does not wait for that.
  await withTeams(page)
    .getByText(/^On the way/)
    .first()
    .waitFor()
  await carer.reload()
  await carer
    .getByText(/on the way/i)
    .first()
    .waitFor()
  expect(await carer.content()).not.toMatch(/Ashby|pain|morphine|Ronald/i)
  await say('She is on her way.')
  await heard(/porch light/)
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await carer
    .getByText(/arrived|is there/i)
    .first()
    .waitFor()

  // The chart that ends tomorrow is asked for too, and counts down beside the visit.
  await askTeam(page, { kind: 'Prescription or chart', urgency: 'U4', why: 'The chart ends tomorrow' })
  await withTeams(page)
    .getByText(/in 5 h/)
    .first()
    .waitFor()

  // She promises to ring back, and signs out: the promise is the line’s, and comes due on whatever console is there.
  await hangUp(page)
  await page.getByLabel('Why they called').selectOption('pain')
  await page.getByLabel('What was done').selectOption('district_nurse')
  await page.getByLabel('What happens next').fill('Night nurse is there; chart asked for')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('Yes', { exact: true }).check()
  await page.getByRole('button', { name: /30 min/ }).click()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Sign-in name').waitFor()
  const { db } = house
  await db.run(db.sql`
    update tasks set due_at = now() - interval '1 minute' where kind = 'call_back_promised' and call_id = (
      select call_id from outcomes order by at desc limit 1)`)
  const joseph = (await house.nurse('joseph')).page
  const owed = joseph.getByRole('region', { name: 'Owed' }).getByRole('button')
  await owed.filter({ hasText: '07700 900 112' }).getByText(/late/).waitFor()
  await owed.filter({ hasText: '07700 900 112' }).click()
  await joseph.getByRole('button', { name: /^Take this/ }).click()
  await joseph.locator('#task-call-back').waitFor()
})

/** What Angela's telephone got, opened as she would: in a browser of a phone that nobody is signed in on. */
async function openLink(): Promise<Page> {
  const inbox = () => house.phone.handset(ANGELA).inbox()
  const link = await until(
    async () => inbox().flatMap(({ body }) => /\S*\/v\S*#\S+|\S+\/visit\S*/.exec(body)?.[0] ?? [])[0],
  )
  const { page } = await openWindow(house.browser, { width: 390, height: 844 })
  await page.goto(link.startsWith('http') ? link : `http://${link}`)
  return page
}
