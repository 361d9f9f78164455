import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { type PushService, pushService, type TestPhone } from '#tests/support/pushService.ts'
import { askTeam, callAboutRon } from '#tests/support/sentToRon.ts'

// The button, the service and the notice that comes up. The browser of the tests has no maker's service behind it and shows no notices: what
// it would be given there is put in, what the house sends is handed to its worker as the service would, and what that shows is written down.
let house: JourneyHouse
let service: PushService
let maren: NurseWindow
let page: Page
let tools: CDPSession
let complaints: string[]
let told: TestPhone
beforeAll(async () => {
  service = await pushService()
  house = await journeyHouse({ settings: { PUSH_SERVICES: service.origin } })
  await nightAtEveryHour(house.db)
  maren = await house.nurse('maren')
  const lindsay = await house.colleague('lindsay', { width: 375, height: 780 })
  page = lindsay.page
  complaints = lindsay.complaints
  told = service.newPhone()
  await page.context().addInitScript(subscribesTo, told.phone)
  tools = await page.context().newCDPSession(page)
})
afterAll(async () => {
  await house.close()
  await service.close()
})

type Given = TestPhone['phone']

/** What the maker's service would give this browser. */
function subscribesTo({ endpoint, p256dh, auth }: Given): void {
  let isOn = false
  const given = {
    endpoint,
    options: { applicationServerKey: null },
    toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
    unsubscribe: async () => {
      isOn = false
      return true
    },
  }
  const permission = () => localStorage.getItem('permission of the test') ?? 'denied'
  Object.defineProperty(Notification, 'permission', { get: permission })
  Object.assign(Notification, { requestPermission: async () => permission() })
  Object.assign(PushManager.prototype, {
    getSubscription: async () => (isOn ? given : null),
    subscribe: async () => {
      isOn = true
      return given
    },
  })
}

const openTasks = async () => {
  await page.goto(`${house.url}/my-tasks`)
  await page.getByRole('heading', { name: 'Your tasks' }).waitFor()
}
const shown = async () => Shown.parse(await inWorker('return self.shown'))
const Shown = z.array(z.object({ title: z.string(), body: z.string(), tag: z.string() }))

test('where the browser does not allow it the page says so, and how it goes on', async () => {
  await openTasks()

  await page.getByText('Notices from this page are blocked here.').waitFor()
  expect(await page.getByRole('button', { name: 'Tell me on this phone' }).count()).toBe(0)
  expect(await barriers(page)).toEqual([])
})

test('one press, and what is asked comes up on the phone: fixed words that name nobody', async () => {
  await page.evaluate(() => localStorage.setItem('permission of the test', 'granted'))
  await openTasks()
  await page.getByText('You are told by text.', { exact: true }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Tell me on this phone' }).press('Enter')
  await page.getByText('Notices are on for this phone.').waitFor()
  expect(await barriers(page)).toEqual([])

  await callAboutRon(house, maren.page)
  await askTeam(maren.page, 'He cannot settle')
  await expect.poll(() => service.handed.length).toBeGreaterThan(0)
  const [handed] = service.handed
  if (!handed) throw new Error('nothing was handed over')
  const notice = told.open(handed.body)
  expect(notice.words).toBe('Something is asked of you. Open to read.')

  await inWorker(`
    self.shown = []
    ServiceWorkerRegistration.prototype.showNotification = async (title, { body, tag }) => {
      self.shown = [...self.shown.filter(one => one.tag !== tag), { title, body, tag }]
    }`)
  await deliver(JSON.stringify(notice))
  await expect.poll(shown).toEqual([{ title: 'Goldthread', body: notice.words, tag: notice.tag }])
  await deliver(JSON.stringify({ ...notice, words: 'Something is not needed of you any more.' }))
  await expect
    .poll(async () => (await shown()).map(({ body }) => body))
    .toEqual(['Something is not needed of you any more.'])
  // What cannot be read is shown as that there is something to read.
  await deliver('not for us')
  await expect.poll(async () => (await shown()).length).toBe(2)
})

test('pressed, a notice brings up the page that is open', async () => {
  const focused = await inWorker(`
    const asked = []
    WindowClient.prototype.focus = async function () { asked.push(new URL(this.url).pathname) }
    const closed = []
    await sent('notificationclick', { notification: { close: () => closed.push('closed') } })
    return [...closed, ...asked]`)

  expect(focused).toEqual(['closed', '/my-tasks'])
})

test('a browser that changes its address by itself says so, and is told at the new one', async () => {
  const moved = service.newPhone()
  const { endpoint, p256dh, auth } = moved.phone
  await inWorker(`
    PushManager.prototype.subscribe = async () => ({ toJSON: () => (${JSON.stringify({ endpoint, keys: { p256dh, auth } })}) })
    const options = { applicationServerKey: new ArrayBuffer(65) }
    await sent('pushsubscriptionchange', { oldSubscription: { endpoint: ${JSON.stringify(told.phone.endpoint)}, options } })`)

  const rows = await house.db.run(house.db.sql<{ endpoint: string }[]>`select endpoint from notice_phones`)
  expect(rows).toEqual([{ endpoint }])
})

test('whoever comes back is told again without a press, and not any more after a press', async () => {
  await openTasks()
  await page.getByText('Notices are on for this phone.').waitFor()
  await page.getByRole('button', { name: 'Not on this phone any more' }).click()
  await page.getByText('You are told by text.', { exact: true }).waitFor()
  await openTasks()
  await page.getByRole('button', { name: 'Tell me on this phone' }).waitFor()
  expect(complaints).toEqual([])
})

/** As the maker's service hands it to the browser, which wakes the worker. */
async function deliver(data: string): Promise<void> {
  const registrationId = await registration()
  await tools.send('ServiceWorker.deliverPushMessage', { origin: house.url, registrationId, data })
}

let known: string | undefined
async function registration(): Promise<string> {
  if (known) return known
  const found = new Promise<string>(resolve => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const mine = registrations.find(({ scopeURL }) => scopeURL === `${house.url}/my-tasks`)
      if (mine) resolve(mine.registrationId)
    })
  })
  await tools.send('ServiceWorker.enable')
  known = await found
  return known
}

/** Runs in the worker. `sent` hands it an event that no script may make, and waits for what it does. */
async function inWorker(script: string): Promise<unknown> {
  const worker = page
    .context()
    .serviceWorkers()
    .find(one => one.url().endsWith('/my-tasks-worker.js'))
  if (!worker) throw new Error('there is no worker')
  return worker.evaluate(`(async () => {
    const sent = async (name, holding) => {
      const waited = []
      self.dispatchEvent(Object.assign(new Event(name), holding, { waitUntil: one => waited.push(one) }))
      await Promise.all(waited)
    }
    ${script}
  })()`)
}
