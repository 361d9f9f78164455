import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '#tests/support/aNurse.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { tooFaint } from '#tests/support/contrast.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import {
  closeAsNonClinical,
  hangUp,
  takeTheCall,
  untilOutcomeToWrite,
  untilTalking,
} from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ANGELA = '+447700900112'
/** What every alarm is held to: the rest of the page is held to 4.5. */
const AAA = 7

/** What the page asked of the browser: permissions, notes shown and closed, tones begun, and when the server was last heard. */
type Asked = {
  permissions: { byPress: boolean }[]
  notes: { title: string; options: Record<string, unknown>; isClosed: boolean }[]
  tones: number[]
  heardAt: number
}

let house: JourneyHouse
let page: Page

beforeAll(async () => {
  house = await journeyHouse()
  const window = await openWindow(house.browser)
  page = window.page
  await page.addInitScript(spy)
  await page.goto(house.url)
  await page.getByLabel('Sign-in name').fill('maren')
  await page.getByLabel('Password').fill('practice-makes-safe')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Waiting' }).waitFor()
})
afterAll(() => house.close())

/** Runs in the page: a browser that asks nobody, and remembers what it was asked. */
function spy() {
  const asked: Asked = { permissions: [], notes: [], tones: [], heardAt: 0 }
  let permission = 'default'
  class Note {
    static get permission() {
      return permission
    }
    static requestPermission() {
      asked.permissions.push({ byPress: navigator.userActivation.isActive })
      permission = 'granted'
      return Promise.resolve(permission)
    }
    readonly note: Asked['notes'][number]
    constructor(title: string, options: Record<string, unknown>) {
      this.note = { title, options, isClosed: false }
      asked.notes.push(this.note)
    }
    close() {
      this.note.isClosed = true
    }
  }
  const begin = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (at) {
    asked.tones.push(this.frequency.value)
    begin.call(this, at)
  }
  const Socket = WebSocket
  class Heard extends Socket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given)
      this.addEventListener('message', () => {
        asked.heardAt = Date.now()
      })
    }
  }
  Object.assign(window, { Notification: Note, WebSocket: Heard, asked })
}

const asked = () => page.evaluate(() => (window as unknown as { asked: Asked }).asked)
const hide = (isHidden: boolean) =>
  page.evaluate(hidden => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    })
  }, isHidden)

test('the browser is asked for notifications by a press, and not before it', async () => {
  expect((await asked()).permissions).toEqual([])

  await sayReady(page)

  expect((await asked()).permissions).toEqual([{ byPress: true }])
})

test('a call alarms by sound while it rings, and by a note that says nothing of the caller', async () => {
  await sayReady(page)
  await hide(true)
  const before = (await asked()).tones.length
  const caller = house.phone.phone(ANGELA, WHARNLEY)
  await page.getByText('A call is ringing for you').waitFor()
  await until(async () => (await asked()).tones.length >= before + 8) // four tones a ring: it rings again

  expect((await asked()).notes).toEqual([
    {
      title: 'A call is waiting',
      options: { tag: 'goldthread-call', requireInteraction: true },
      isClosed: false,
    },
  ])

  await takeTheCall(page)
  const { notes, tones } = await asked()
  expect(notes.map(({ isClosed }) => isClosed)).toEqual([true])
  await page.waitForTimeout(3_200) // longer than from ring to ring
  expect((await asked()).tones.length).toBe(tones.length)
  await hangUp(page)
  await closeAsNonClinical(page, 'test_call')
  await caller.waitForStatus('completed')
})

test('a page that is looked at rings, and shows no note over it', async () => {
  await sayReady(page)
  await hide(false)
  const before = await asked()
  house.phone.phone(ANGELA, WHARNLEY)
  await page.getByText('A call is ringing for you').waitFor()
  await until(async () => (await asked()).tones.length > before.tones.length)

  expect((await asked()).notes.length).toBe(before.notes.length)
  expect(
    await tooFaint(page, ['.app-board-row--ringing', '.app-ringing__state', '.app-board-row--broken'], AAA),
  ).toEqual([])
  await takeTheCall(page)
  await hangUp(page)
})

test('an outcome that waits for three minutes chimes for its nurse, and says so in words', async () => {
  const { db } = house
  const ended = () =>
    db.run(db.sql`select 1 from calls where state = 'wrapup' and facts #> '{callerEnded,at}' is not null`)
  await until(async () => (await ended()).length === 1)
  await untilOutcomeToWrite(page)
  await page.getByText('The call is over. Write the outcome').waitFor()
  const chimes = async () => (await asked()).tones.filter(tone => tone === 784).length
  const before = await chimes()

  await endedLongAgo(new Date(Date.now() - 178_000).toISOString())

  await page.getByText('△ Over for 3 min. Write the outcome').waitFor()
  await page.getByText('△ Not written for 3 min').waitFor()
  await until(async () => (await chimes()) > before)
  await closeAsNonClinical(page, 'test_call')
})

/** The one call whose outcome is to be written ended then; her console is told, and asks for nothing. */
async function endedLongAgo(endedAt: string): Promise<void> {
  const { db } = house
  await house.phone.settle()
  await db.run(db.sql`
    with call as (
      update calls
      set version = version + 1, -- a word that is under way is read anew over it
          facts = jsonb_set(facts, '{callerEnded,at}', to_jsonb(${endedAt}::text))
      where state = 'wrapup'
      returning id, line_id, version
    ),
    told as (
      select message -> 'call' as row
      from feed join call on feed.line_id = call.line_id and message #>> '{call,callId}' = call.id::text
      order by seq desc
      limit 1
    ),
    head as (
      update feed_heads set seq = seq + 1 from call where feed_heads.line_id = call.line_id returning feed_heads.line_id, seq
    )
    insert into feed (line_id, seq, message)
    select head.line_id, head.seq, jsonb_build_object(
      'kind', 'call', 'call', told.row || jsonb_build_object('endedAt', ${endedAt}::text, 'version', call.version))
    from head, told, call`)
}

test('a call that rings while she writes about something owed is one press away, and her words stay', async () => {
  await sayReady(page)
  const owed = page.getByRole('region', { name: 'Owed' }).getByRole('button', { name: /0113 496 0330/ })
  const note = page.getByLabel('A note, if any')
  await owed.click()
  await page.getByRole('button', { name: /^Take this/ }).click()
  await note.fill('Rang twice, no answer.')

  house.phone.phone(ANGELA, WHARNLEY)
  await page.getByRole('region', { name: 'A call is ringing for you' }).waitFor()
  expect(await tooFaint(page, ['.app-ringing-bar'], AAA)).toEqual([])
  expect(await note.inputValue()).toBe('Rang twice, no answer.')
  await note.press('Alt+A')
  await untilTalking(page)
  await hangUp(page)
  await closeAsNonClinical(page, 'test_call')

  await owed.click()
  expect(await note.inputValue()).toBe('Rang twice, no answer.')
  await page.getByLabel('How it ended').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Close this task' }).click()
  await page.getByText('The task is closed, with how it ended.').waitFor()
})

/**
 * Runs in the page: how long after the server's last word it says that it hears none, without what this machine stood still meanwhile.
 */
function noteWhenItIsSaid() {
  const { asked } = window as unknown as { asked: Asked }
  let [tickedAt, stood, countedFrom] = [Date.now(), 0, asked.heardAt]
  const tick = () => {
    const now = Date.now()
    if (asked.heardAt !== countedFrom) [stood, countedFrom] = [0, asked.heardAt]
    stood += Math.max(0, Math.min(now - tickedAt - 50, now - countedFrom))
    tickedAt = now
  }
  const ticking = setInterval(tick, 20)
  const looking = new MutationObserver(() => {
    if (!document.body.innerText.includes('We cannot hear the server')) return
    tick()
    Object.assign(window, { saidAfter: tickedAt - countedFrom - stood })
    clearInterval(ticking)
    looking.disconnect()
  })
  looking.observe(document.body, { subtree: true, childList: true, characterData: true })
}

test('a server that stops speaking without closing is said within five seconds of its last word', async () => {
  const words = page.getByText(/^We cannot hear the server \(/)
  await page.evaluate(noteWhenItIsSaid)
  house.process().signal('SIGSTOP')
  await words.waitFor()
  const said = () => page.evaluate(() => (window as unknown as { saidAfter?: number }).saidAfter)
  const saidAfter = await until(said)
  const faint = await tooFaint(page, ['.app-news--danger'], AAA)
  const isDisabled = await page.getByRole('switch').isDisabled()
  house.process().signal('SIGCONT')

  expect(saidAfter).toBeLessThanOrEqual(5_000)
  expect(faint).toEqual([])
  expect(isDisabled).toBe(true)
  await words.waitFor({ state: 'hidden' })
})

test('a page that may make no sound says so as an alarm, until something is pressed', async () => {
  await sayReady(page)
  await page.reload()
  await page.getByText('You will not hear a call ring').waitFor()

  expect(await tooFaint(page, ['.app-readiness__problem'], AAA)).toEqual([])
  await page.keyboard.press('Shift')
  await page.getByText('You will not hear a call ring').waitFor({ state: 'hidden' })
})
