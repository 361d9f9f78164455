import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showNumber } from '#client/practice/core/words.ts'
import { sendMessages } from '#server/messages/sendMessage.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import { LineId, MessageId, StaffId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { until } from '#tests/support/aNurse.ts'
import { barriers } from '#tests/support/axe.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

// A text and a ring with a key, from the row that asks for them to the handset that answers, in a real browser.
let house: JourneyHouse
let handsets: Page
let complaints: string[]
const KIT = E164.parse('+447700900981')

beforeAll(async () => {
  house = await journeyHouse()
  await house.db.run(house.db.sql`update staff set phone_number = ${KIT} where sign_in_name = 'kit'`)
  const window = await openWindow(house.browser, { width: 1100, height: 800 })
  handsets = window.page
  complaints = window.complaints
  await handsets.goto(house.phone.origin)
  await handsets.getByRole('radio', { name: /^Another number/ }).check()
  await handsets.getByLabel('The number that phones').fill('07700 900981')
  await handsets.getByRole('button', { name: /^Only pick up this handset/ }).click()
})
afterAll(() => house.close())

const kits = () => handsets.getByRole('region', { name: `Handset of ${showNumber(KIT)}` })

async function want(kind: 'text' | 'ring_with_key'): Promise<() => Promise<string | undefined>> {
  const { db } = house
  const [kit] = await db.run(
    db.sql<{ id: string; lineId: string }[]>`select id, line_id from staff where sign_in_name = 'kit'`,
  )
  const messageId = MessageId.parse(randomUUID())
  const wanted = {
    kind,
    messageId,
    key: `journey/${messageId}`,
    to: { staffId: StaffId.parse(kit?.id) },
    number: KIT,
    template: kind === 'text' ? 'task_offered' : 'ring_task',
    params: { code: '4F7', urgency: 'urgency 1', by: '02:30' },
    at: new Date().toISOString(),
  } as const
  await db.run(
    db.sql`with ${sendMessages(db.sql, LineId.parse(kit?.lineId), [wanted], db.sql`true`)} select 1`,
  )
  return async () => {
    const [row] = await db.run(
      db.sql<{ state: string }[]>`select state from messages where id = ${messageId}`,
    )
    return row?.state
  }
}

test('a text comes to the handset, says nothing of anybody, and is answered there', async () => {
  const state = await want('text')
  await kits().getByText('1 new').waitFor()
  await kits()
    .getByRole('button', { name: /^Texts/ })
    .click()
  await kits()
    .getByText('Task 4F7, urgency 1, by 02:30. Reply ACCEPT 4F7 or DECLINE 4F7. Texts only')
    .waitFor()
  expect(await state()).toBe('delivered')
  expect(await barriers(handsets)).toEqual([])

  await kits()
    .getByLabel(`Text to ${showNumber(PRACTICE_SMS_FROM)}`)
    .fill('accept4f7')
  await handsets.keyboard.press('Enter')
  await until(async () => (await state()) === 'answered')
})

test('what cannot be read is answered once, and the number for texts is offered to no caller', async () => {
  await kits()
    .getByLabel(`Text to ${showNumber(PRACTICE_SMS_FROM)}`)
    .fill('Which road was it?')
  await handsets.keyboard.press('Enter')

  await kits()
    .getByText(/^We could not read that\. Reply ACCEPT or DECLINE/)
    .waitFor()
  const lines = handsets.getByRole('group', { name: 'Which line is rung?' })
  expect(await lines.getByText(showNumber(PRACTICE_SMS_FROM)).count()).toBe(0)
  expect(await lines.getByRole('radio').count()).toBe(2)
})

test('a ring says its words, and a key of the handset is the answer', async () => {
  const state = await want('ring_with_key')
  await kits().getByText('Ringing').first().waitFor()
  await kits().getByRole('button', { name: 'Call', exact: true }).click()
  await kits()
    .getByRole('button', { name: /^Answer/ })
    .click()
  await kits()
    .getByText(/There is a task for you, urgency 1, to be done by 02:30\. Press 1/)
    .first()
    .waitFor()
  await kits().getByRole('group', { name: 'Keypad' }).getByRole('button', { name: '2', exact: true }).click()

  await kits()
    .getByText(/We ask somebody else/)
    .first()
    .waitFor()
  await until(async () => (await state()) === 'answered')
  expect(complaints).toEqual([])
})
