import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#server/platform/embeddedPostgres.ts'
import { until } from '#tests/support/aNurse.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import {
  closeAsNonClinical,
  confirmPerson,
  hangUp,
  takeTheCall,
  untilTalking,
} from '#tests/support/onTheConsole.ts'
import { passingFolder } from '#tests/support/passingFolder.ts'
import { portOfOurOwn } from '#tests/support/portOfOurOwn.ts'

const WHARNLEY = '+441134960001'
const ANGELA = '+447700900112'
const RON = { caller: 'Angela Ashby', relationship: 'wife', name: 'Ron Ashby', birthDate: '14 3 1955' }

let folder: string
let port: number
let postgres: EmbeddedPostgres
let house: JourneyHouse
let maren: NurseWindow

beforeAll(async () => {
  folder = passingFolder('goldthread-troubles-')
  port = await portOfOurOwn()
  postgres = await startDatabase()
  house = await journeyHouse({ databaseUrl: await postgres.createDatabase('house') })
  maren = await house.nurse('maren')
})
afterAll(async () => {
  await house.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A database of this file's own, which it may stop and start again at the same address with everything in it. */
function startDatabase(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ directory: join(folder, 'postgres'), port, durable: false })
}

/** What a page in mid-call asks for, one after the other: the board, the call, the record. */
const ASKED_FOR = [/\/api\/board$/, /\/api\/calls\/[\w-]+$/, /\/api\/calls\/[\w-]+\/record\?/]

/** Each answer is let through only once its shape stands in the middle: the place is empty at no moment. */
async function reloadSeeingWhatComes(page: Page): Promise<void> {
  const held = ASKED_FOR.map(asked => {
    const [isAsked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const hold = async (route: Route) => {
      isAsked.resolve()
      await answer.promise
      await route.continue()
    }
    return { asked, hold, isAsked: isAsked.promise, answer: answer.resolve }
  })
  for (const { asked, hold } of held) await page.route(asked, hold)
  await page.reload()
  for (const { isAsked, answer } of held) {
    await isAsked
    const coming = page.locator('main .app-skeleton').first()
    await coming.waitFor()
    expect(await coming.evaluate(shape => getComputedStyle(shape).animationName)).toBe('none') // it waited for nothing
    answer()
  }
}

test('the browser reloads in mid-call: the call, the person and the notes are there, and one press joins again', async () => {
  const { page } = maren
  await sayReady(page)
  const caller = house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, RON)
  await page.getByRole('textbox', { name: 'Notes' }).fill('He cannot settle.')
  await page.getByText(/^Saved/).waitFor()
  caller.say('He pulls at his sheets.')
  await page.getByText('He pulls at his sheets.').waitFor()
  await page.getByLabel('What was found').fill('Restless, warm, no new pain')
  await until(async () => (await draftsWith('Restless')) === 1)

  await reloadSeeingWhatComes(page)
  // What was said before it is there at once, and stays when she has joined again.
  await page.getByText('He pulls at his sheets.').waitFor()
  await page.getByRole('button', { name: /^Rejoin/ }).click()
  await untilTalking(page)

  await expect.poll(() => page.getByText('He pulls at his sheets.').count()).toBe(1)
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await expect.poll(() => page.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('He cannot settle.')
  await expect.poll(() => page.getByLabel('What was found').inputValue()).toBe('Restless, warm, no new pain')
  caller.say('I thought you had gone.')
  await page.getByText('I thought you had gone.').waitFor()
  await hangUp(page)
  await closeClinically(page)
})

test('a page that is reloaded at the last letter loses none of them, and one that can send nothing warns before', async () => {
  const { page } = maren
  const warnings: string[] = []
  page.on('dialog', dialog => {
    warnings.push(dialog.type())
    void dialog.accept()
  })
  await sayReady(page)
  house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, RON)
  await page.getByLabel('What was found').waitFor()
  await page.getByRole('textbox', { name: 'Notes' }).fill('Typed and gone.')
  await page.getByLabel('What was found').fill('Written and gone')

  await page.reload()
  await page.getByRole('button', { name: /^Rejoin/ }).click()
  await untilTalking(page)

  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await expect.poll(() => page.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('Typed and gone.')
  await expect.poll(() => page.getByLabel('What was found').inputValue()).toBe('Written and gone')

  // Only the outcome is unsent now, and the server is not there to take it.
  house.process().signal('SIGKILL')
  await house.process().ended()
  await page.getByText(/^We cannot hear the server \(/).waitFor()
  await page.getByLabel('What was found').fill('Nobody hears this')
  warnings.length = 0
  await page.reload().catch(() => undefined) // there is nobody to reload from
  expect(warnings).toEqual(['beforeunload'])
  await house.restart()
  await page.goto(house.url)
  // Where the start took longer than a caller is left alone with nobody, he waits again, and is taken again.
  await page
    .getByRole('button', { name: /^(Rejoin|Take the call)/ })
    .first()
    .click()
  await untilTalking(page)
  page.removeAllListeners('dialog')
  await hangUp(page)
  await closeClinically(page)
})

test('the server is killed in mid-call and started again: the two keep talking, and nothing that was saved is missing', async () => {
  const { page } = maren
  await sayReady(page)
  const caller = house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, RON)
  await page.getByRole('textbox', { name: 'Notes' }).fill('Second call of the night.')
  await page.getByText(/^Saved/).waitFor()

  house.process().signal('SIGKILL')
  await house.process().ended()
  await page.getByText(/^We cannot hear the server \(/).waitFor()
  caller.say('Still there?')
  await page.getByText('Still there?').waitFor()
  await house.restart()

  await page.getByText(/^We cannot hear the server \(/).waitFor({ state: 'hidden' })
  await untilTalking(page)
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Notes' }).inputValue())
    .toBe('Second call of the night.')
  await hangUp(page)
  await closeClinically(page)
  await caller.waitForStatus('completed')
})

test('the server is closed and opened again: a console that nobody touches hears it by itself, or says that its nurse is signed out', async () => {
  const { page } = maren
  const { page: other } = await house.nurse('joseph')
  house.process().signal('SIGTERM')
  await house.process().ended()
  for (const each of [page, other]) await each.getByText(/^We cannot hear the server \(/).waitFor()
  const { db } = house
  await db.run(
    db.sql`delete from sessions where staff_id = (select id from staff where sign_in_name = 'joseph')`,
  )
  await house.restart()

  await page.getByText(/^We cannot hear the server \(/).waitFor({ state: 'hidden' })
  await other.getByRole('banner').getByText('You have been signed out').waitFor()
  await other.getByRole('dialog', { name: 'Sign in again' }).waitFor()
})

test('the database is stopped and started during calls: callers are answered, none is lost, and the board agrees again', async () => {
  const { page } = maren
  await sayReady(page)
  const talking = house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)

  await postgres.stop()
  const during = house.phone.phone('+442079460971', WHARNLEY)
  const givesUp = house.phone.phone('+442079460972', WHARNLEY)
  await during.waitToHear(/You are through to/)
  await givesUp.waitToHear(/You are through to/)
  givesUp.hangUp()
  talking.say('We are still talking.')
  await page.getByText('We are still talking.').waitFor()
  postgres = await startDatabase()

  await page.getByText('020 7946 0971').first().waitFor()
  await page.getByRole('region', { name: 'Owed' }).getByText('020 7946 0972').waitFor()
  const waiting = page.getByRole('region', { name: /^Waiting/ })
  await expect.poll(() => waiting.getByText('020 7946 0971').count()).toBe(1)
  await hangUp(page)
  await closeAsNonClinical(page, 'test_call')
  during.hangUp()
  await until(async () => (await statesOf('+442079460971')).join() === 'abandoned')
  await expect.poll(() => statesOf('+442079460972')).toEqual(['abandoned'])
})

async function statesOf(number: string): Promise<string[]> {
  const { db } = house
  const rows = await db.run(
    db.sql<{ state: string }[]>`select state from calls where from_number = ${number}`,
  )
  return rows.map(row => row.state)
}

async function draftsWith(word: string): Promise<number> {
  const { db } = house
  const rows = await db.run(
    db.sql`select 1 from call_notes where outcome_draft ->> 'found' like ${`%${word}%`}`,
  )
  return rows.length
}

async function closeClinically(page: NurseWindow['page']): Promise<void> {
  await page.getByLabel('Why they called').selectOption('pain')
  await page.getByLabel('What was done').selectOption('advice_only')
  await page.getByLabel('What was found').fill('Settled')
  await page.getByLabel('Advice given').fill('Ring again at any time')
  await page.getByLabel('What happens next').fill('Nothing more tonight')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()
}

test('the carrier cannot be reached: the strip says so in words, until it answers again', async () => {
  const { page } = await house.nurse('joseph')
  const { db } = house
  const lookNow = () =>
    db.run(db.sql`update promises set due_at = now(), leased_until = null where kind = 'line.reconcile'`)
  const words = page.getByRole('status').getByText(/^The telephone carrier cannot be reached \(/)

  house.phone.outage(true)
  await until(async () => {
    await lookNow()
    // Half a minute of looks goes by, on every line: a look from before the outage may still end well and begin it again.
    await db.run(db.sql`
      update lines set carrier_away_since = carrier_away_since - interval '4 minutes'
      where carrier_away_since is not null`)
    return words.isVisible()
  })
  house.phone.outage(false)
  await lookNow()

  await words.waitFor({ state: 'hidden' })
})
