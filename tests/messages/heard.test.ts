import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeMessage } from '#server/messages/changeMessage.ts'
import { hearKey, hearText } from '#server/messages/hearAnswer.ts'
import type { Heard, HeardAnswer, MovedMessage } from '#server/messages/heard.ts'
import type { NewPromise } from '#server/platform/promises.ts'
import { until } from '#tests/support/aNurse.ts'
import { type MessageHouse, messageHouse, NURSE, SECOND } from './messageHouse.ts'

// Whoever waits for answers has a promise for each in the statement that keeps it: none is kept and not acted on, none acted on twice.
let house: MessageHouse
beforeAll(async () => {
  house = await messageHouse()
})
afterAll(() => house.close())

const at = () => new Date().toISOString()
const promise = (key: string, body: object): NewPromise => ({
  key,
  kind: 'test.of_nobody',
  subjectId: randomUUID(),
  body,
  dueAt: at(),
})
const heard: Heard = {
  onAnswer: (answer: HeardAnswer) => [
    promise(`answer/${answer.sourceKey}`, { said: answer.said.kind, of: answer.messageId }),
  ],
  onMoved: (message: MovedMessage) => [
    promise(`moved/${message.messageId}/${message.state}`, { state: message.state }),
  ],
  readsAll: sql => sql`false`,
}
const deps = () => ({ ...house.house.deps, heard })
const promised = async (prefix: string) => {
  const { db } = house.database
  const rows = await db.run(db.sql<{ key: string }[]>`
    select key from promises where kind = 'test.of_nobody' and key like ${`${prefix}%`} order by key`)
  return rows.map(({ key }) => key)
}

test('an answer to a message: one promise for the answer, one for the message that is answered now', async () => {
  const id = await house.want('text')
  await until(async () => (await house.row(id))?.state === 'delivered')
  const text = { sid: `SM${'7'.repeat(32)}`, from: NURSE, body: 'accept 4f7', optOut: undefined, at: at() }
  await Promise.all([hearText(deps(), text), hearText(deps(), text), hearText(deps(), text)])

  expect(await promised('answer/')).toEqual([`answer/text/${text.sid}`])
  expect(await promised(`moved/${id}`)).toEqual([`moved/${id}/answered`])
  expect((await house.answers()).length).toBe(1)
})

test('a text that answers nothing of ours is promised too, with its line', async () => {
  const text = { sid: `SM${'8'.repeat(32)}`, from: SECOND, body: 'On holiday', optOut: undefined, at: at() }
  await hearText(deps(), text)
  await hearText(deps(), text)

  expect(await promised('answer/text/SM8')).toHaveLength(1)
})

test('a key that says nothing is no answer', async () => {
  const id = await house.want('ring_with_key')
  const call = { sid: `CA${'9'.repeat(32)}`, to: NURSE, at: at() }
  await hearKey(deps(), id, house.north.lineId, { ...call, digits: '5' })
  expect(await promised('answer/key')).toEqual([])

  await hearKey(deps(), id, house.north.lineId, { ...call, digits: '1' })
  await hearKey(deps(), id, house.north.lineId, { ...call, digits: '1' })
  expect(await promised('answer/key')).toEqual([`answer/key/${call.sid}/1`])
})

test('many words about one message at one moment are all kept, and it is where the set of them says', async () => {
  const id = await house.want('text')
  await until(async () => (await house.row(id))?.state === 'delivered')
  const words = ['queued', 'sending', 'sent', 'undelivered', 'failed', 'read', 'canceled', 'accepted']
  const sid = `SM${'6'.repeat(32)}`
  await Promise.all(
    [...words, ...words].map(status =>
      changeMessage(deps(), id, {
        sourceKey: `receipt/${sid}/${status}`,
        event: { kind: 'receipt', at: at(), status, code: null, sid },
        at: at(),
      }),
    ),
  )

  const { db } = house.database
  const [row] = await db.run(db.sql<{ count: number }[]>`
    select count(*)::int as count from message_events where source_key like ${`receipt/${sid}/%`}`)
  expect([row?.count, (await house.row(id))?.state]).toEqual([words.length, 'delivered'])
})
