import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LeftWritten } from '#shared/movedOutcome.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import {
  closeClinically,
  confirmPerson,
  hangUp,
  takeTheCall,
  untilTalking,
} from '#tests/support/onTheConsole.ts'

const WHARNLEY = '+441134960001'
const ANGELA = '+447700900112'
const RON = { caller: 'Angela Ashby', relationship: 'wife', name: 'Ron Ashby', birthDate: '14 3 1955' }
const YUSUF = { caller: 'Angela Ashby', relationship: 'friend', name: 'Yusuf Malik', birthDate: '18 4 1949' }

let house: JourneyHouse
let page: Page
beforeAll(async () => {
  house = await journeyHouse()
  page = (await house.nurse('maren')).page
})
afterAll(() => house.close())

const isRecord = (url: URL) => /\/api\/calls\/[^/]+\/record$/.test(url.pathname)

async function aboutRon(): Promise<void> {
  await sayReady(page)
  house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await confirmPerson(page, RON)
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
}

async function wrongPerson(): Promise<void> {
  await page.getByRole('button', { name: 'This is the wrong person' }).click()
  await page.getByLabel('What shows that it is somebody else?').fill('It is her neighbour')
  await page.getByRole('button', { name: 'Close this record' }).click()
  await page.getByLabel('Their name').waitFor()
}

test('a second tab of the same nurse only looks on, and says so, until it is used there: then the first does', async () => {
  await aboutRon()
  const second = await page.context().newPage()
  await second.goto(house.url)

  await second.getByText('This console is open in another tab.').waitFor()
  await expect.poll(() => second.locator('.app-console__columns[inert]').count()).toBe(1)
  expect(await page.locator('.app-console__columns[inert]').count()).toBe(0)
  await page.getByRole('textbox', { name: 'Notes' }).fill('Written in the first tab.')
  await page.getByText(/^Saved/).waitFor()

  await second.getByRole('button', { name: 'Use it here' }).click()
  await page.getByText('This console is open in another tab.').waitFor()
  await expect.poll(() => page.locator('.app-console__columns[inert]').count()).toBe(1)
  await expect
    .poll(() => second.getByRole('textbox', { name: 'Notes' }).inputValue())
    .toBe('Written in the first tab.')
  await second.close()
  await page.getByRole('button', { name: 'Use it here' }).click()
  await page.getByText('This console is open in another tab.').waitFor({ state: 'hidden' })
})

test('the next call arrives while she types: the focus and the words stay, and are saved with their own call', async () => {
  const notes = page.getByRole('textbox', { name: 'Notes' })
  await notes.click()
  await notes.pressSequentially(' He cannot ')
  const other = house.phone.phone('+442079460985', WHARNLEY)
  await page
    .getByRole('region', { name: /^Waiting/ })
    .getByText('020 7946 0985')
    .waitFor()
  await page.keyboard.type('settle.')
  await page.getByText(/^Saved/).waitFor()

  expect(await notes.inputValue()).toMatch(/He cannot settle\.$/)
  expect(
    await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName,
    ),
  ).toMatch(/Notes|TEXTAREA/)
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  const { db } = house
  const rows = await db.run(db.sql<{ number: string }[]>`
    select c.from_number as number from call_notes n join calls c on c.id = n.call_id where n.text like '%settle.'`)
  expect(rows.map(({ number }) => number)).toEqual([ANGELA])
  other.hangUp()
})

test('an answer about the person before, that comes after she has moved on, is dropped', async () => {
  await wrongPerson()
  let slow: (() => Promise<void>) | undefined
  await page.route(isRecord, async (route: Route) => {
    if (slow) return route.continue()
    const answer = await route.fetch()
    slow = () => route.fulfill({ response: answer })
  })
  await confirmPerson(page, RON)
  await expect.poll(() => slow !== undefined).toBe(true)
  // She sees that it is somebody else before his record is there, and settles it elsewhere: here, by her own session.
  await settleOnYusuf()
  await page.getByRole('heading', { name: /Yusuf Malik/ }).waitFor()
  await slow?.()

  await page.getByText('Cricket scores', { exact: false }).first().waitFor()
  expect(await page.content()).not.toContain('Ronald Ashby')
})

test('a laptop that was asleep asks again, and what is left and brought back is not believed', async () => {
  const asked = page.waitForRequest(request => isRecord(new URL(request.url())))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await asked

  const begun = page.waitForEvent('domcontentloaded')
  await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    if (!document.documentElement.hidden) throw new Error('the page that is left still shows somebody')
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await begun
  await page.getByRole('button', { name: /^Rejoin/ }).click()
  await untilTalking(page)
  await page.getByRole('heading', { name: /Yusuf Malik/ }).waitFor()
})

test('T-09: what she saves before she hears that the call is about somebody else is refused in plain sight, and is on nobody’s record', async () => {
  const feed = await feedThatCanBeHeld()
  await page.reload()
  await page.getByRole('button', { name: /^Rejoin/ }).click()
  await page.getByRole('heading', { name: /Yusuf Malik/ }).waitFor()
  await page.getByRole('button', { name: /^Add…/ }).click()
  await page.getByLabel('What is it about?').fill('family')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog')
  await form.getByLabel('Name', { exact: true }).fill('Zoltan of the other man')
  await form.getByLabel('Relationship').fill('brother')
  await form.getByLabel('May be told', { exact: true }).selectOption('condition')
  feed.hold()
  await settleOn({ patient: null })
  const answer = page.waitForResponse(response => /\/record\/entries$/.test(response.url()))
  await page.getByRole('button', { name: 'Save on the record' }).click()

  expect((await answer).status()).toBe(409)
  await form.getByText('The person this call is about has changed since you opened this page.').waitFor()
  const { db } = house
  const rows = await db.run(db.sql<{ count: number }[]>`
    select count(*)::int as count from record_entries where body::text like '%of the other man%'`)
  expect(rows).toEqual([{ count: 0 }])

  feed.release()
  await page.getByText('Who is this about?').waitFor()
  expect(await page.content()).not.toContain('Yusuf Malik')
  await settleOnYusuf()
  await page.getByRole('heading', { name: /Yusuf Malik/ }).waitFor()
})

test('the back button brings back the call as it is now, and nobody whom it is not about', async () => {
  await page.goto('about:blank')
  await settleOn({ patient: null })
  await page.goBack()

  await page.getByText('Who is this about?').waitFor()
  expect(await page.content()).not.toContain('Yusuf Malik')
  // First of all: twenty seconds after her line was lost the caller is everybody's again, however slow this machine is.
  await page.getByRole('button', { name: /^Rejoin/ }).click()
  await untilTalking(page)
  await confirmPerson(page, RON)
  await hangUp(page)
  await closeClinically(page)
})

test('a call that was saved on the wrong record is moved to the right one from the desk, after a reload, by keyboard', async () => {
  await page.reload()
  await page.getByRole('button', { name: /^This call was about somebody else/ }).press('Enter')
  const form = page.getByRole('dialog', { name: 'This call was about somebody else' })
  // Whom it was about is asked in sight, however long what was saved is.
  await form.getByRole('region', { name: 'What was saved' }).getByText('Settled').waitFor()
  const ask = await form.getByRole('button', { name: 'Search everyone' }).boundingBox()
  const edge = await form.boundingBox()
  expect((ask?.y ?? 0) + (ask?.height ?? 0)).toBeLessThanOrEqual((edge?.y ?? 0) + (edge?.height ?? 0))
  await form.getByLabel('Why it was the wrong person').fill('It was Ron Ashby’s neighbour')
  await form.getByLabel('Their name').fill(YUSUF.name)
  await form.getByLabel(/^Birth date/).fill(YUSUF.birthDate)
  await page.keyboard.press('Enter')
  const to = form.getByRole('button', { name: 'Move the call to this person' })
  await expect.poll(() => to.isEnabled()).toBe(true)
  // Who fits comes next after the search, for the eye and for the key.
  await form.getByRole('button', { name: 'Search everyone' }).focus()
  await page.keyboard.press('Tab')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Compare with whose record it is on…')
  // Whose record it is on is said after a reload too, and stands beside whom she found; leaving that leaves the window below open.
  await form.getByText(/^On Ronald Ashby’s record · Saved /).waitFor()
  await page.keyboard.press('Enter')
  const beside = page.getByRole('dialog', { name: 'Whose record it is on, and whom you found' })
  await beside.getByRole('columnheader', { name: 'Yusuf Malik' }).waitFor()
  expect(await beside.getByRole('columnheader').allInnerTexts()).toEqual(['Ronald Ashby', 'Yusuf Malik'])
  expect(await beside.getByText('≠ differs').count()).toBeGreaterThan(0)
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await beside.waitFor({ state: 'detached' })
  await page.keyboard.press('Tab')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Move the call to this person')
  await to.press('Enter')
  await form
    .getByText('Read what was saved once more, and say whether it tells of anybody else.')
    .first()
    .waitFor()
  const saved = form.getByRole('region', { name: 'What was saved' })
  for (const words of ['Settled', 'Nothing more tonight', 'Written in the first tab.'])
    await saved.getByText(words).waitFor()
  await expect.poll(() => form.getByLabel("Caller's own name").inputValue()).toBe(RON.caller)
  // What she is to Ron she may not be to whom it was about.
  expect(await form.getByLabel('Relationship').inputValue()).toBe('')
  await to.press('Enter')
  await form.getByText('Write who they are to the person.').first().waitFor()
  await form.getByLabel('Relationship').fill(YUSUF.relationship)
  // Whoever cannot say that nothing tells of him says so, and reads what to do instead.
  await form.getByLabel('Something does, or I cannot tell').press('Space')
  await form.getByText(/Take it off this record below/).waitFor()
  await form.getByRole('button', { name: 'Take it off this record', exact: true }).waitFor()
  await expect.poll(() => to.count()).toBe(0)
  await form.getByLabel(/^I have read what was saved once more/).press('Space')
  await to.press('Enter')
  await form.getByText(/Leave the name “Ron” out of the reason/).waitFor()
  await form.getByLabel('Why it was the wrong person').fill('It was his neighbour')
  await to.press('Enter')
  await form.getByText('Moved.', { exact: true }).waitFor()
  await page.keyboard.press('Enter')

  await page.getByText('The call was moved to Yusuf Malik’s record.').waitFor()
  // Another that she takes off a record in another window is on this desk without a press.
  await takeOneOff()
  await page.getByRole('heading', { name: 'One saved call is on nobody’s record yet' }).waitFor()
  await page.getByText(/^with you, on nobody’s record for \d+ s$/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: /^Find whom it was about: / }).count()).toBe(1)
  // Nobody can find it out: the shift lead lets it rest, and takes it up again; both desks are told.
  const { page: lead } = await house.nurse('ruth')
  const theOne = page.getByRole('heading', { name: 'One saved call is on nobody’s record yet' })
  await lead.getByRole('button', { name: /^Let it rest: / }).press('Enter')
  const rest = lead.getByRole('dialog', { name: 'Let this call rest' })
  await rest.getByRole('button', { name: 'Let it rest' }).press('Enter')
  await rest.getByText('Say in a few words why nobody can find it out.').first().waitFor()
  await rest.getByLabel('Why nobody can find it out').fill('Number withheld, no second call')
  await rest.getByRole('button', { name: 'Let it rest' }).press('Enter')
  await theOne.waitFor({ state: 'detached' })
  await lead.getByText(/^One call rests/).press('Enter')
  await lead.getByText(/: Number withheld, no second call$/).waitFor()
  await lead.getByRole('button', { name: /^Take it up again: / }).press('Enter')
  await theOne.waitFor()
  await sayReady(page)
  const call = house.phone.phone(ANGELA, WHARNLEY)
  await takeTheCall(page)
  await settleOnYusuf()
  const calls = page.getByRole('region', { name: 'Last calls' })
  await calls.getByText(/^Moved here .* by .*: It was his neighbour$/).waitFor()
  await calls.getByText('Settled', { exact: false }).first().waitFor()
  call.hangUp()
})

test('what a call left on a record is gone from the desk as soon as somebody else has seen to it', async () => {
  const { page: desk } = await house.nurse('joseph')
  const { page: lead } = await house.nurse('ruth')
  const callId = await wroteOnAndLeft(desk, 'Joseph')
  const row = desk.getByRole('heading', { name: 'What a call wrote is still on a record that it left' })
  await row.waitFor()

  const left = await lead.request.get(`${house.url}/api/calls/${callId}/outcome/left`)
  const [record] = ((await left.json()) as LeftWritten).records
  const data = {
    commandId: crypto.randomUUID(),
    patientId: record?.patientId,
    item: record?.items[0]?.item,
    act: { kind: 'right' },
  }
  const answer = await lead.request.post(`${house.url}/api/calls/${callId}/outcome/left`, {
    headers: headersOf(),
    data,
  })

  expect(answer.status()).toBe(200)
  await row.waitFor({ state: 'detached' })
})

/** The page's own socket, through which nothing comes in while it is held: she does not hear, and does not know that yet. */
async function feedThatCanBeHeld() {
  let held: (() => void)[] | undefined
  await page.routeWebSocket(/\/live\//, socket => {
    const server = socket.connectToServer()
    server.onMessage(message => (held ? held.push(() => socket.send(message)) : socket.send(message)))
  })
  return {
    hold: () => {
      held = []
    },
    release: () => {
      const late = held ?? []
      held = undefined
      for (const tell of late) tell()
    },
  }
}

/** On every day of the week each of them has saved one in this time: on a Saturday the newest of hers is six days old, and she has seven. */
const OLDER = "at between now() - interval '6 days 20 hours' and now() - interval '1 hour'"

/** An older call of theirs that wrote something on the record that it was saved on, and is taken off it. */
async function wroteOnAndLeft(desk: Page, nurse: string): Promise<string> {
  const { db } = house
  const [wrote] = await db.run(db.sql<{ callId: string }[]>`
    insert into record_entries (
      line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source, recorded_at
    )
    select line_id, patient_id, section, gen_random_uuid(), 1, is_single, 'added', known_state, body, author,
           jsonb_build_object('kind', 'call', 'callId', call_id), now()
    from (
      select entry.*, outcomes.call_id
      from outcomes
      join record_entries entry on entry.patient_id = outcomes.patient_id and entry.section = 'personalContacts'
      where staff_name like ${`${nurse} %`} and kind = 'clinical' and ${db.sql.unsafe(OLDER)}
      order by at desc, entry.item_id, entry.version
      limit 1
    ) as theirs
    returning source ->> 'callId' as call_id`)
  await takeOneOff(desk, nurse, wrote?.callId)
  return wrote?.callId ?? ''
}

const headersOf = () => ({ 'content-type': 'application/json', 'x-goldthread': '1', origin: house.url })

/** An older call of theirs, as if it had been done in another window. */
async function takeOneOff(desk = page, nurse = 'Maren', callId: string | null = null): Promise<void> {
  const { db } = house
  const [call] = await db.run(db.sql<{ id: string; epoch: number }[]>`
    select calls.id, identity_epoch as epoch
    from outcomes
    join calls on calls.id = outcomes.call_id
    where staff_name like ${`${nurse} %`} and coalesce(calls.id = ${callId}::uuid, true) and kind = 'clinical' and ${db.sql.unsafe(OLDER)}
    order by at desc
    limit 1`)
  const answer = await desk.request.post(`${house.url}/api/calls/${call?.id}/outcome/move`, {
    headers: headersOf(),
    data: {
      commandId: crypto.randomUUID(),
      epoch: call?.epoch,
      because: 'Two people of one name',
      to: { kind: 'nobody' },
    },
  })
  expect(answer.status()).toBe(200)
}

/** As if she had done it in another window: the page learns of it from the server. */
async function settleOnYusuf(): Promise<void> {
  const { db } = house
  const [row] = await db.run(db.sql<{ id: string }[]>`select id from patients where given_name = 'Yusuf'`)
  await settleOn({ patient: row?.id ?? '' })
}

async function settleOn({ patient }: { patient: string | null }): Promise<void> {
  const { db } = house
  const [call] = await db.run(db.sql<{ id: string; epoch: number }[]>`
    select id, identity_epoch as epoch from calls where from_number = ${ANGELA} and held_by is not null and state not in ('closed', 'abandoned')`)
  const at = `${house.url}/api/calls/${call?.id}/identity`
  const headers = headersOf()
  const { caller: name, relationship } = YUSUF
  const commandId = crypto.randomUUID()
  const answer = patient
    ? await page.request.post(`${at}/confirm`, {
        headers,
        data: {
          commandId,
          epoch: call?.epoch,
          patientId: patient,
          said: {},
          caller: { name, relationship },
          skippedBecause: 'Settled elsewhere',
        },
      })
    : await page.request.post(`${at}/clear`, {
        headers,
        data: { commandId, epoch: call?.epoch, because: 'Elsewhere' },
      })
  expect(answer.status()).toBe(200)
}
