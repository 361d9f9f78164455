import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { askTeam, callAboutRon, copySays, dosesOfRon, inStore } from '#tests/support/sentToRon.ts'

// A console and the telephone of the nurse who goes, open together: what is pressed on the one is seen on the other.
let house: JourneyHouse
let maren: NurseWindow
let phone: Page
let complaints: string[]
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db)
  maren = await house.nurse('maren')
  const lindsay = await house.colleague('lindsay', { width: 390, height: 844 })
  phone = lindsay.page
  complaints = lindsay.complaints
})
afterAll(() => house.close())

test('what is pressed on the phone is seen on the console, and what was given is counted down', async () => {
  const { page } = maren
  await callAboutRon(house, page)
  await askTeam(maren.page, 'He cannot settle, and she has given the liquid twice')

  // Whoever signs in after a text is on the page of their people: it says that somebody asks, and for how long.
  await phone.getByRole('link', { name: /^Your tasks… 1 asks, \d+ min/ }).waitFor()
  await phone.getByText('A task asks for you.').waitFor({ state: 'attached' })
  expect(await barriers(phone)).toEqual([])
  await phone.getByRole('link', { name: 'Your tasks…' }).click()
  await phone.getByRole('button', { name: 'I go' }).waitFor()
  await phone.getByText('He cannot settle, and she has given the liquid twice').waitFor()
  expect(await phone.getByText(/Ashby/).count()).toBe(0)
  expect(await barriers(phone)).toEqual([])
  // With gloves on: what is pressed twice in a hurry is asked, and taken back.
  await phone.getByRole('button', { name: 'I cannot go…' }).dblclick()
  await phone.getByRole('button', { name: 'I cannot go…' }).waitFor()
  // By the keyboard alone: where what was pressed goes, one is not sent back to the top of the page.
  await phone.getByRole('button', { name: 'I go' }).press('Enter')
  await expect.poll(() => phone.evaluate(focused)).toBe('tasks-mine')
  const withTeams = page.getByRole('region', { name: /^With teams/ })
  await withTeams.getByText(/^Accepted: /).waitFor()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
  expect(await barriers(phone)).toEqual([])

  await phone.getByRole('button', { name: 'On my way…' }).dblclick()
  await phone.getByRole('button', { name: 'On my way…' }).press('Enter')
  expect(await phone.evaluate(focused)).toBe('task-asks')
  await phone.getByRole('button', { name: '20' }).click()
  await withTeams.getByText(/on the way/i).waitFor()
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await phone.getByText(/^There since/).waitFor()
  const before = await dosesOfRon(house.db)
  await phone.getByRole('button', { name: 'Done…' }).click()
  await phone.getByLabel('What you found').fill('Restless, sore')
  await phone.getByLabel('What you did').fill('Gave what is charted, stayed until he slept')
  await phone.getByRole('button', { name: 'Add a medicine given' }).click()
  await phone.getByLabel('Which').selectOption({ index: 1 })
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()
  await phone.getByRole('link', { name: 'Medicine 1: say how much.' }).waitFor()
  expect(await barriers(phone)).toEqual([])
  await phone.getByLabel('How much').fill('2.5 mg')
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()

  await phone.getByText('Nothing is asked of you.').waitFor()
  await phone.getByText(/^As you said it at .*on the ledger: one dose/).waitFor()
  await expect.poll(() => dosesOfRon(house.db)).toBe(before + 1)
  // What is over for the team is not over for the line: it stands until a nurse has rung.
  const joseph = await house.nurse('joseph')
  const owed = joseph.page.getByRole('region', { name: /^Owed/ })
  // Nobody is to ring yet: until its time it is counted there, and stands on the page of the shift.
  await owed.getByText(/^One call after a visit, later: the first at/).waitFor()
  await house.db.run(
    house.db.sql`update tasks set due_at = now() + interval '10 minutes' where kind = 'after_visit'`,
  )
  await joseph.page.reload()
  await owed.getByRole('button', { name: /After a visit/ }).click()
  await joseph.page.getByRole('heading', { name: 'Visit for a symptom: Done' }).waitFor()
  await joseph.page.getByText('Restless, sore').waitFor()
  expect(await barriers(joseph.page)).toEqual([])
  await joseph.page.close()
  // On the record that is open beside the call, and on the phone of who goes next.
  const onRecord = page.getByRole('region', { name: 'Asked of teams' })
  await onRecord.getByText('Found: Restless, sore').waitFor()
  await onRecord.getByText(/Lindsay .*, Night nursing.*, said yes/).waitFor()
  expect(complaints).toEqual([])
})

test('without a signal it opens and goes on, and all that was pressed is done once when there is one again', async () => {
  const { page } = maren
  const withTeams = page.getByRole('region', { name: /^With teams/ })
  await askTeam(maren.page, 'The pump beeps and nobody knows why')
  await phone.getByRole('button', { name: 'I go' }).click()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
  await phone.getByRole('heading', { name: 'Asked of teams before' }).waitFor()
  await expect.poll(() => phone.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await expect.poll(() => phone.evaluate(inStore)).toEqual(['copy', 'key of copy'])
  expect(await phone.evaluate(readable)).toEqual([])
  expect((await phone.evaluate(cached)).filter(path => !/^\/(assets\/.+|my-tasks[^/]*)$/.test(path))).toEqual(
    [],
  )
  expect(await phone.evaluate(copySays)).toContain('Ashby')
  const before = await dosesOfRon(house.db)

  await phone.context().setOffline(true)
  await phone.reload()
  await phone.getByText('We cannot hear the server.').waitFor()
  await phone.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await phone.getByText(/^Kept on this phone, as read/).waitFor()
  expect(await barriers(phone)).toEqual([])
  await phone.getByRole('button', { name: 'On my way…' }).click()
  // The disk is slow: nothing says that it is kept before it is.
  await phone.evaluate(holdTheStore)
  await phone.getByRole('button', { name: '20' }).click()
  await phone.getByText('Not sent yet', { exact: true }).waitFor()
  expect(await phone.evaluate(inStore)).not.toContain('queue')
  await phone.evaluate(() => window.letGo())
  await phone.getByText('Not sent yet: kept on this phone').waitFor()
  expect(await phone.evaluate(inStore)).toContain('queue')
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await phone.getByRole('button', { name: 'Done…' }).click()
  await phone.getByLabel('What you found').fill('The pump had no battery')
  await expect.poll(() => phone.evaluate(inStore)).toContainEqual(expect.stringMatching(/^half_done of /))
  await phone.reload()
  await phone.getByRole('button', { name: 'Done…' }).click()
  expect(await phone.getByLabel('What you found').inputValue()).toBe('The pump had no battery')
  await phone.getByLabel('What you did').fill('New battery, and a dose meanwhile')
  await phone.getByRole('button', { name: 'Add a medicine given' }).click()
  await phone.getByLabel('Which').selectOption({ index: 1 })
  await phone.getByLabel('How much').fill('2.5 mg')
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()
  await phone.getByText('Done, with what you found').waitFor()
  await phone.getByText('Not sent yet: kept on this phone').waitFor()
  expect(await phone.getByText(/Ashby/).count()).toBe(0)
  await expect.poll(() => phone.evaluate(copySays)).not.toContain('Ashby')
  await phone.reload()
  await phone.getByText('Done, with what you found').waitFor()
  await phone.getByText('Not sent yet: kept on this phone').waitFor()

  await phone.context().setOffline(false)
  await phone.getByText('Nothing is asked of you.').waitFor()
  await withTeams.getByText(/Visit for a symptom/).waitFor({ state: 'detached' })
  await expect.poll(() => phone.evaluate(inStore)).toEqual([])
  expect(await dosesOfRon(house.db)).toBe(before + 1)
  expect(await stepsOfLast()).toEqual(['set_out', 'arrived', 'done'])
})

test('open twice on one phone without a signal, nothing that was pressed on the one is written over by the other', async () => {
  await askTeam(maren.page, 'He asks for somebody')
  await phone.getByRole('button', { name: 'I go' }).click()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('heading', { name: 'Resuscitation' }).waitFor()
  const tab = await phone.context().newPage()
  await tab.goto(phone.url())
  await tab.getByRole('button', { name: 'On my way…' }).waitFor()

  await phone.context().setOffline(true)
  await tab.getByRole('button', { name: 'On my way…' }).click()
  await tab.getByRole('button', { name: '20' }).click()
  await tab.getByText('Not sent yet: kept on this phone').waitFor()
  await expect.poll(() => tab.evaluate(inStore)).toContain('queue')
  await tab.close()
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await phone.getByRole('button', { name: 'Done…' }).click()
  await phone.getByLabel('What you found').fill('He was lonely')
  await phone.getByLabel('What you did').fill('Sat with him')
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()
  await phone.getByText('Done, with what you found').waitFor()
  await phone.getByText('Not sent yet: kept on this phone').waitFor()
  await phone.reload()
  await phone
    .getByText(/On the way|Set out|on my way/i)
    .first()
    .waitFor()

  await phone.context().setOffline(false)
  await phone.getByText('Nothing is asked of you.').waitFor()
  await expect.poll(stepsOfLast).toEqual(['set_out', 'arrived', 'done'])
})

test('what somebody was writing stays theirs when a colleague signs in on the same phone', async () => {
  await askTeam(maren.page, 'He calls out and nobody knows for whom')
  await phone.getByRole('button', { name: 'I go' }).click()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('button', { name: 'On my way…' }).click()
  await phone.getByRole('button', { name: '20' }).click()
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await phone.getByRole('button', { name: 'Done…' }).click()
  await phone.getByLabel('What you found').fill('He called for his brother')
  await expect.poll(() => phone.evaluate(inStore)).toContainEqual(expect.stringMatching(/^half_done of /))

  await signInAnew('bev')
  await phone.getByText('Nothing is asked of you.').waitFor()
  expect(await phone.getByText('He called for his brother').count()).toBe(0)
  await phone.getByText('More', { exact: true }).click()
  await phone.getByRole('button', { name: 'Sign out' }).click()
  await phone.getByRole('dialog', { name: 'Something here is not saved' }).waitFor()

  await signInAnew('lindsay')
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await phone.getByRole('button', { name: 'Done…' }).click()
  expect(await phone.getByLabel('What you found').inputValue()).toBe('He called for his brother')
  await phone.getByLabel('What you did').fill('Rang him')
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()
  await phone.getByText('Nothing is asked of you.').waitFor()
  await expect.poll(() => phone.evaluate(inStore)).toEqual([])
})

/** The session is over, and somebody signs in on this phone. */
async function signInAnew(signInName: string) {
  await phone.context().clearCookies()
  await phone.goto(`${house.url}/my-tasks`)
  await phone.getByLabel('Sign-in name').fill(signInName)
  await phone.getByLabel('Password').fill(PRACTICE_PASSWORD)
  await phone.keyboard.press('Enter')
  await phone.getByRole('heading', { name: 'Your tasks' }).waitFor()
}

test('what is asked for one house says so, and who says no to the last of it by the keyboard stays on the page', async () => {
  await askTeam(maren.page, 'Blocked since the evening', 'Catheter')
  await askTeam(maren.page, 'He has not been seen since noon', 'See that somebody is safe')
  await phone.getByText('For the same person as “Catheter”.').waitFor()
  await phone.getByText('For the same person as “See that somebody is safe”.').waitFor()

  for (const what of ['Catheter', 'See that somebody is safe']) {
    const card = phone.getByRole('article', { name: what })
    await card.getByRole('button', { name: 'I cannot go…' }).press('Enter')
    await card.getByRole('button', { name: 'Nobody is free' }).press('Enter')
    await card.waitFor({ state: 'detached' })
  }
  await phone.getByText('Nothing is asked of you.').waitFor()
  expect(await phone.evaluate(focused)).toBe('tasks-none')
})

test('a sign-out leaves nothing of anybody on the phone, and no worker', async () => {
  await askTeam(maren.page, 'He is in pain again')
  await phone.getByRole('button', { name: 'I go' }).click()
  await phone.getByRole('button', { name: /Visit for a symptom/ }).click()
  await expect.poll(() => phone.evaluate(inStore)).toEqual(['copy', 'key of copy'])

  await phone.getByText('More', { exact: true }).click()
  await phone.getByRole('button', { name: 'Sign out' }).click()

  await phone.getByLabel('Sign-in name').waitFor()
  await expect.poll(() => phone.evaluate(inStore)).toEqual([])
  const workers = () => phone.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
  await expect.poll(workers).toBe(0)
})

/** In the page. */
const focused = () => document.activeElement?.id

/** What the last task says that whoever goes has pressed. */
async function stepsOfLast(): Promise<string[]> {
  const { sql, run } = house.db
  const rows = await run(sql<{ kind: string }[]>`
    select e.event ->> 'kind' as kind
    from team_task_events e
    where e.team_task_id = (select id from team_tasks order by raised_at desc limit 1)
      and e.event ->> 'kind' in ('set_out', 'arrived', 'done')
    order by e.received_at, e.source_key`)
  return rows.map(({ kind }) => kind)
}

declare global {
  interface Window {
    letGo: () => void
  }
}

/** In the page: nothing that is pressed comes to the disk until it is let go. */
function holdTheStore(): Promise<void> {
  return new Promise(held => {
    const until = new Promise<void>(done => {
      window.letGo = done
    })
    void navigator.locks.request('goldthread-queue', () => {
      held()
      return until
    })
  })
}

/** In the page: every address that its worker keeps. */
async function cached(): Promise<string[]> {
  const kept = await Promise.all(
    (await caches.keys()).map(async name =>
      (await (await caches.open(name)).keys()).map(({ url }) => new URL(url)),
    ),
  )
  return kept.flat().map(({ pathname }) => pathname)
}

/** In the page: what of it somebody could read who has the disk: words in what is sealed, and keys that give themselves away. */
function readable(): Promise<string[]> {
  return new Promise(done => {
    const open = indexedDB.open('goldthread-phone')
    open.onsuccess = () => {
      const asked = open.result.transaction('sealed').objectStore('sealed').getAll()
      asked.onsuccess = () => {
        open.result.close()
        done(
          asked.result.flatMap((one: CryptoKey | { data: ArrayBuffer }) => {
            if (one instanceof CryptoKey) return one.extractable ? ['a key'] : []
            return new TextDecoder().decode(one.data).includes('Ashby') ? ['a name'] : []
          }),
        )
      }
    }
  })
}
