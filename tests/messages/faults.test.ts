import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { nextChannel } from '#server/messages/core/nextChannel.ts'
import { readReceipts } from '#server/messages/messageStore.ts'
import { plusSeconds } from '#shared/time.ts'
import { until } from '#tests/support/aNurse.ts'
import { type MessageHouse, messageHouse, SECOND, TEXTS } from './messageHouse.ts'

// F-25: a provider of texts that fails, takes what never arrives, is an hour late, or has given the number to somebody else. Whatever it
// does, whoever waits is told the next way in time.
let house: MessageHouse
beforeAll(async () => {
  house = await messageHouse({}, { messages: { from: TEXTS, perDay: 9 } })
})
afterAll(() => house.close())
afterEach(() => {
  house.phone.failRest('no')
  house.phone.faults({})
})

const receiptOf = async (id: string) => {
  const { db } = house.database
  const [row] = await db.run(
    db.sql<{ teamTaskId: never }[]>`select team_task_id from messages where id = ${id}`,
  )
  const receipts = await readReceipts(db, house.north.lineId, row?.teamTaskId as never)
  return receipts.filter(({ messageId }) => messageId === id)
}
/** What is to be done about them so many seconds after they were sent something. */
const nextAfter = async (id: string, seconds: number) => {
  const [receipt] = await receiptOf(id)
  const now = plusSeconds(receipt?.createdAt ?? '', seconds)
  return nextChannel(receipt ? [receipt] : [], { urgency: 'U2', now }).kind
}

test('taken and never delivered: the next way is due at once', async () => {
  house.phone.faults({ messages: { undelivered: 1 } })
  const id = await house.want('text')
  await until(async () => (await house.row(id))?.state === 'undelivered')

  expect((await house.row(id))?.because).toContain('nobody knows why')
  expect(await nextAfter(id, 2)).toBe('ring_with_key')
})

test('an hour late: after a minute they are rung', async () => {
  house.phone.faults({ messages: { lateMs: 3_600_000 } })
  const id = await house.want('text')
  await until(async () => (await house.row(id))?.state === 'sent')

  expect([await nextAfter(id, 59), await nextAfter(id, 60)]).toEqual(['wait', 'ring_with_key'])
})

test('a provider that is gone: after a minute they are rung, though nobody knows whether it was sent', async () => {
  house.phone.failRest('before')
  const id = await house.want('text')
  await until(async () => house.logged().some(line => line.what === 'promise.failed'))

  expect([(await house.row(id))?.state, await nextAfter(id, 60)]).toEqual(['to_send', 'ring_with_key'])
})

test('a number that has another owner now: nobody of ours answers, they are rung; and what the stranger texts answers nothing', async () => {
  house.phone.faults({ messages: { toNumber: '+447700900777' } })
  const id = await house.want('text')
  await until(async () => (await house.row(id))?.state === 'delivered')
  expect([await nextAfter(id, 299), await nextAfter(id, 300)]).toEqual(['wait', 'ring_with_key'])

  house.phone.handset('+447700900777').sendText(TEXTS, 'ACCEPT 4F7')
  await until(async () => (await house.answers()).some(({ said }) => said.kind === 'accept'))
  expect((await house.answers()).map(({ messageId, fromStaff }) => [messageId, fromStaff])).toEqual([
    [null, null],
  ])
  expect((await house.row(id))?.state).toBe('delivered')
})

test('more than a day allows is not sent, fails at once, and is a trouble of the house (T-32)', async () => {
  const settled = () =>
    until(async () => (await house.rows()).every(({ state }) => state !== 'to_send' && state !== 'sent'))
  const stateOf = async (ids: readonly string[]) =>
    (await house.rows()).filter(({ id }) => ids.includes(id)).map(({ state }) => state)
  const wanted = async (many: number, changes: object = {}) => {
    const ids: string[] = []
    for (let i = 0; i < many; i += 1)
      ids.push(
        await house.want('text', {
          to: { staffId: house.second.staffId as never },
          number: SECOND,
          ...changes,
        }),
      )
    await settled()
    return ids
  }
  const asked = () => house.phone.handset(SECOND).inbox().length
  const alarm = { template: 'help_pressed', params: { code: '4F7' } }

  // Those that are asked for in the same moment are counted in the same moment, and a few more than nine may go out.
  await wanted(9)
  const before = asked()
  expect(await stateOf(await wanted(3))).toEqual(['failed', 'failed', 'failed'])
  expect(asked()).toBe(before)
  expect((await (await fetch(`${house.url}/health`)).json()).troubles).toContain(
    'As many texts and rings have gone out in a day as MESSAGES_A_DAY allows: no more are sent.',
  )
  // An alarm goes out all the same, until as many alarms have.
  expect(await stateOf(await wanted(9, alarm))).toContain('delivered')
  expect(await stateOf(await wanted(2, alarm))).toEqual(['failed', 'failed'])
})
