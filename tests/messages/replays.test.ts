import { afterAll, beforeAll, expect, test } from 'vitest'
import { signatureOf } from '#server/practice/webhooks.ts'
import { until } from '#tests/support/aNurse.ts'
import { carrierDoor } from '#tests/support/carrierDoor.ts'
import { shuffled } from '#tests/support/shuffled.ts'
import { type MessageHouse, messageHouse, NURSE, SECOND, TEXTS } from './messageHouse.ts'

const SEED = 20_261_130
const REPLAYS = 30

let house: MessageHouse
beforeAll(async () => {
  house = await messageHouse()
})
afterAll(() => house.close())

/** Everything that texts and rings may have changed, as one text. */
async function everything(): Promise<string> {
  const { db } = house.database
  const rows = await db.run(db.sql`
    select
      (select jsonb_agg(to_jsonb(one) order by id) from messages one) as messages,
      (select jsonb_agg(to_jsonb(one) order by source_key) from message_events one) as events,
      (select jsonb_agg(to_jsonb(one) order by source_key) from message_answers one) as answers,
      (select count(*)::int from promises) as promises`)
  return JSON.stringify(rows)
}

test(`every word about texts and rings, ${REPLAYS} times more and in any order (seed ${SEED}), changes nothing at all`, async () => {
  const phone = house.phone.handset(NURSE)
  const text = await house.want('text')
  await until(async () => (await house.row(text))?.state === 'delivered')
  phone.sendText(TEXTS, 'accept 4f7')
  house.phone.handset(SECOND).sendText(TEXTS, 'Who is this?')
  const ring = await house.want('ring_with_key')
  const call = await phone.waitForRing()
  call.answer()
  await call.waitToHear(/Press 2/)
  call.press('2')
  await call.waitForStatus('completed')
  await until(async () => (await house.row(ring))?.state === 'answered')
  await until(async () => (await house.row(text))?.state === 'answered')
  await until(async () => (await house.rows()).every(({ state }) => state !== 'to_send' && state !== 'sent'))
  await house.phone.settle()
  const { authToken } = carrierDoor(house)
  const sent = house.phone
    .trace()
    .filter(({ kind, detail }) => kind === 'webhook' && String(detail.url).includes('/webhooks/messages/'))
    .map(({ detail }) => ({ url: String(detail.url), form: detail.form as Record<string, string> })) // as the line sent it
  const before = await everything()

  const statuses = new Set<number>()
  const repeats = shuffled(Array.from({ length: REPLAYS }, () => sent).flat(), SEED)
  for (let i = 0; i < repeats.length; i += 20)
    await Promise.all(
      repeats.slice(i, i + 20).map(async ({ url, form }) => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'x-twilio-signature': signatureOf(authToken, url, Object.entries(form)) },
          body: new URLSearchParams(form),
        })
        await response.text()
        statuses.add(response.status)
      }),
    )
  await until(async () => house.house.line.spool.count() === 0)

  expect(sent.length).toBeGreaterThan(9)
  expect([...statuses].toSorted()).toEqual([200, 204])
  expect(await everything()).toBe(before)
})
