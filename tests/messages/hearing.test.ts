import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeAnswer } from '#server/messages/answerStore.ts'
import { readBoardAnswers } from '#server/messages/boardAnswerStore.ts'
import type { StaffId } from '#shared/ids.ts'
import { until } from '#tests/support/aNurse.ts'
import { type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { eventRows } from '#tests/support/tables.ts'
import { type MessageHouse, messageHouse, NURSE, SECOND, TEXTS } from './messageHouse.ts'

let house: MessageHouse
let door: CarrierDoor
beforeAll(async () => {
  house = await messageHouse()
  door = carrierDoor(house)
})
afterAll(() => house.close())

let sids = 0
const aSid = () => `SM${String(++sids).padStart(32, '0')}`
/** A text as the carrier tells of it. */
const tell = (from: string, body: string, more: Record<string, string> = {}) =>
  door.tell('/webhooks/messages/incoming', { MessageSid: aSid(), From: from, To: TEXTS, Body: body, ...more })
const newest = async () => (await house.answers()).at(-1)
const told = async (number: string, template: string) =>
  (await house.rows()).filter(row => row.toNumber === number && row.template === template)

test('“accept 4f7” from a handset answers the text that asked for it, once, whatever its spelling', async () => {
  const id = await house.want('text')
  const phone = house.phone.handset(NURSE)
  await until(async () => phone.inbox().some(({ direction }) => direction === 'received'))
  phone.sendText(TEXTS, 'accept4f7')
  await until(async () => (await house.row(id))?.state === 'answered')

  expect(await house.answers()).toEqual([
    expect.objectContaining({
      lineId: house.north.lineId,
      messageId: id,
      fromStaff: house.nurse.staffId,
      via: 'text',
      said: { kind: 'accept', code: '4F7' },
      words: null,
    }),
  ])
})

test('the same text told again, ten times at once, is one answer', async () => {
  const before = (await house.answers()).length
  const one = { MessageSid: aSid(), From: NURSE, To: TEXTS, Body: 'DECLINE 4F7' }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => door.tell('/webhooks/messages/incoming', one)),
  )

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await house.answers()).length - before).toBe(1)
})

test('a code from another number answers nothing: it is of whoever was asked', async () => {
  await tell(SECOND, 'ACCEPT 4F7')

  expect(await newest()).toMatchObject({
    messageId: null,
    fromStaff: house.second.staffId,
    said: { code: '4F7' },
  })
})

test('a lone ACCEPT is kept with who says it, and which task is for others to decide', async () => {
  await tell(NURSE, 'Accept')

  expect(await newest()).toMatchObject({
    lineId: house.north.lineId,
    messageId: null,
    fromStaff: house.nurse.staffId,
    said: { kind: 'accept', code: null },
  })
})

test('what no rule can read is kept for a person, word for word, and they are told so once in an hour', async () => {
  await tell(SECOND, 'I can go at 4 if that helps?')
  await tell(SECOND, 'Hello?')
  await until(async () => (await told(SECOND, 'not_understood'))[0]?.state === 'delivered')

  expect(await newest()).toMatchObject({ said: { kind: 'not_understood' }, words: 'Hello?' })
  expect(await told(SECOND, 'not_understood')).toHaveLength(1)
})

test('a number that we know nothing of is kept and answered by nothing: no stranger makes us pay', async () => {
  const before = (await house.rows()).length
  const answer = await tell('+447700900999', 'Win a prize')

  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('<Response/>')])
  expect(await newest()).toMatchObject({ lineId: null, words: 'Win a prize', fromStaff: null })
  expect((await house.rows()).length).toBe(before)
  const health = await (await fetch(`${house.url}/health`)).json()
  expect(health.troubles).toContain('Texts that came in and are of no line: 1.')
})

test('after STOP the next text is not sent, says why, and START lets texts through again', async () => {
  const phone = house.phone.handset(NURSE)
  phone.sendText(TEXTS, 'stop')
  await until(async () => (await newest())?.said.kind === 'stop')
  const troubles = async () => (await (await fetch(`${house.url}/health`)).json()).troubles ?? []
  expect(await troubles()).toContain('Telephones of staff that have stopped our texts: 1.')
  const stopped = await house.want('text')
  await until(async () => (await house.row(stopped))?.state === 'failed')
  expect((await house.row(stopped))?.because).toContain('stopped our texts')

  phone.sendText(TEXTS, 'Start')
  await until(async () => (await newest())?.said.kind === 'start')
  const after = await house.want('text')
  await until(async () => (await house.row(after))?.state === 'delivered')
  expect(await troubles()).not.toContain('Telephones of staff that have stopped our texts: 1.')
})

test('a text that was stopped at the carrier alone is refused by it, and says so', async () => {
  const { db } = house.database
  house.phone.handset(SECOND).sendText(TEXTS, 'STOP')
  await until(async () => (await newest())?.said.kind === 'stop')
  await db.run(db.sql`delete from message_answers where said ->> 'kind' = 'stop'`)
  const id = await house.want('text', { to: { staffId: house.second.staffId as StaffId }, number: SECOND })
  await until(async () => (await house.row(id))?.state === 'failed')

  expect(await house.row(id)).toMatchObject({ code: 21610, because: expect.stringContaining('START') })
})

test('what the carrier itself did about a text counts, whatever the words', async () => {
  await tell(SECOND, 'arrêt', { OptOutType: 'STOP' })

  expect((await newest())?.said.kind).toBe('stop')
})

test('receipts in any order, twice, and for what we never sent', async () => {
  const id = await house.want('text')
  await until(async () => (await house.row(id))?.state === 'delivered')
  const sid = (await house.row(id))?.carrierSid ?? ''
  const receipt = (status: string, more = {}) =>
    door.tell(`/webhooks/messages/${id}/text`, { MessageSid: sid, MessageStatus: status, ...more })
  for (const status of ['sent', 'queued', 'undelivered', 'sending', 'delivered', 'sent'])
    await receipt(status)
  expect((await house.row(id))?.state).toBe('delivered')

  const other = `/webhooks/messages/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}/text`
  const answer = await door.tell(other, { MessageSid: aSid(), MessageStatus: 'delivered' })
  expect(answer.status).toBe(204)
  const kept = (await eventRows(house.database.db)).filter(row =>
    row.ignoredBecause?.includes('no text or ring'),
  )
  expect(kept.length).toBe(1)
  expect((await door.tell(`/webhooks/messages/${id}/other`, { MessageSid: sid })).status).toBe(404)
})

test('an answer that the house acts on is taken once', async () => {
  const { db } = house.database
  const { sql } = db
  const first = (await house.answers()).find(({ said }) => said.kind === 'accept')
  const take = () =>
    db.run(sql`
      with ${takeAnswer(sql, first?.sourceKey ?? '', new Date().toISOString(), sql`true`)} select * from answer_taken`)
  await db.run(sql`update message_answers set taken_at = null where source_key = ${first?.sourceKey ?? ''}`)
  const taken = [await take(), await take()].map(rows => rows.length)

  expect(taken).toEqual([1, 0])
})

test('what waits for a person is on the board of its line alone, with who wrote and never what', async () => {
  const { db } = house.database
  const waiting = await readBoardAnswers(db, house.north.lineId)

  expect(await readBoardAnswers(db, house.south.lineId)).toEqual([])
  expect(waiting.map(({ kind, from }) => [kind, from])).toEqual(
    expect.arrayContaining([
      ['not_understood', 'edvin'],
      ['stop', 'edvin'],
    ]),
  )
  expect(JSON.stringify(waiting)).not.toMatch(/Hello|at 4|7700/)
})

test('no number, word or name of it is in the log', async () => {
  const log = JSON.stringify(house.logged())

  for (const word of [NURSE, SECOND, '7700900', 'prize', '4F7', 'dana']) expect(log).not.toContain(word)
})
