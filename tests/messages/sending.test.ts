import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readReceipts } from '#server/messages/messageStore.ts'
import { MessageId, TeamTaskId } from '#shared/ids.ts'
import { until } from '#tests/support/aNurse.ts'
import { type MessageHouse, messageHouse, NURSE, TEXTS } from './messageHouse.ts'

let house: MessageHouse
beforeAll(async () => {
  house = await messageHouse()
})
afterAll(() => house.close())
afterEach(async () => {
  house.phone.failRest('no')
  house.phone.faults({})
  house.phone.handset(NURSE).setHabit('ring')
  const { db } = house.database
  await db.run(db.sql`update promises set kept_at = now() where kind like 'message.%' and kept_at is null`)
})

const becomes = (id: MessageId, state: string) => until(async () => (await house.row(id))?.state === state)
const inbox = () => house.phone.handset(NURSE).inbox()
/** Each request by which the carrier was asked to take a text or a ring. */
const asked = (what: 'Messages' | 'Calls') =>
  house.phone
    .trace()
    .filter(
      ({ kind, detail }) =>
        kind === 'rest' && detail.method === 'POST' && String(detail.url).endsWith(`/${what}.json`),
    )
    .map(({ detail }) => Object.fromEntries(detail.form as [string, string][]))

test('a text is on the telephone, with fixed words and a receipt, and nothing of it stays at the carrier', async () => {
  const teamTaskId = TeamTaskId.parse(randomUUID())
  const id = await house.want('text', { teamTaskId })
  await becomes(id, 'delivered')

  expect(inbox().map(({ body }) => body)).toEqual([
    'Task 4F7, urgency 1, by 02:30. Reply ACCEPT 4F7 or DECLINE 4F7. Texts only',
  ])
  expect(asked('Messages').at(-1)).toMatchObject({
    To: NURSE,
    From: TEXTS,
    ContentRetention: 'discard',
    SmartEncoded: 'true',
    ValidityPeriod: expect.stringMatching(/^(8\d\d|900)$/),
    StatusCallback: expect.stringContaining(`/webhooks/messages/${id}/text#`),
  })
  const [receipt] = await readReceipts(house.database.db, house.north.lineId, teamTaskId)
  expect(receipt).toMatchObject({
    messageId: id,
    state: 'delivered',
    toStaff: house.nurse.staffId,
    because: null,
  })
  expect(await readReceipts(house.database.db, house.south.lineId, teamTaskId)).toEqual([])
})

test('the same asked for twice, at one moment or later, is one text', async () => {
  const before = inbox().length
  const key = `twice/${randomUUID()}`
  const ids = await Promise.all([house.want('text', { key }), house.want('text', { key })])
  await until(async () =>
    (await house.rows()).some(row => ids.includes(MessageId.parse(row.id)) && row.state === 'delivered'),
  )
  await house.want('text', { key })
  await house.phone.settle()

  expect((await house.rows()).filter(row => ids.includes(MessageId.parse(row.id)))).toHaveLength(1)
  expect(inbox().length - before).toBe(1)
})

test('while the carrier refuses to do anything it is asked again, and the text goes out once', async () => {
  const before = inbox().length
  house.phone.failRest('before')
  const id = await house.want('text')
  await until(async () =>
    house.logged().some(line => line.what === 'promise.failed' && line.kind === 'message.send'),
  )
  expect((await house.row(id))?.state).toBe('to_send')
  house.phone.failRest('no')
  await becomes(id, 'delivered')

  expect(inbox().length - before).toBe(1)
})

test.each(['after', 'timeout'] as const)(
  'an answer of the carrier that is lost (%s) does not make a second text: what it took is looked for',
  async how => {
    const before = inbox().length
    house.phone.faults({ statusCallbacks: { drop: 1 } })
    house.phone.failRest(how)
    const id = await house.want('text')
    await until(async () => inbox().length > before)
    house.phone.failRest('no')
    await until(async () => (await house.row(id))?.carrierSid !== null)
    await house.phone.settle()

    expect(inbox().length - before).toBe(1)
    expect((await house.row(id))?.state).toBe('sent')
  },
)

test.each([['is off', 'unreachable', NURSE, 30003, /off, or has no signal/]] as const)(
  'a telephone that %s did not get it, and says why',
  async (_what, habit, number, code, because) => {
    house.phone.handset(number).setHabit(habit)
    const id = await house.want('text')
    await becomes(id, 'undelivered')

    expect(await house.row(id)).toMatchObject({ code, because: expect.stringMatching(because) })
  },
)

test('a carrier that will never take it is not asked again', async () => {
  house.phone.handset(NURSE).sendText(house.numberOf(1), 'STOP') // of another number: it stops nothing
  const { db } = house.database
  const id = await house.want('text', { number: '+447700900557' })
  await becomes(id, 'failed')
  expect((await house.row(id))?.because).toContain('not the number that is held for them')

  await db.run(db.sql`update staff set phone_number = '+447700900557' where id = ${house.nurse.staffId}`)
  house.phone.setNumbers([])
  const refused = await house.want('text', { number: '+447700900557' })
  await becomes(refused, 'failed')
  const tries = asked('Messages').filter(({ To }) => To === '+447700900557')
  await db.run(db.sql`update staff set phone_number = ${NURSE} where id = ${house.nurse.staffId}`)

  expect([tries.length, (await house.row(refused))?.code]).toEqual([1, 21606])
  const { connectPractice } = await import('#server/startPractice.ts')
  connectPractice({ origin: house.phone.origin, own: house.phone }, house.house.line, house.house.deps.config)
})

test('receipts that are lost are asked for, those that come twice and late change nothing', async () => {
  const { db } = house.database
  house.phone.faults({ statusCallbacks: { drop: 1 } })
  const id = await house.want('text')
  await becomes(id, 'sent')
  await house.phone.settle()
  await db.run(db.sql`update promises set due_at = now() where kind = 'message.look' and subject_id = ${id}`)
  house.house.deps.wakeTicker()
  await becomes(id, 'delivered')

  house.phone.faults({ statusCallbacks: { duplicate: 1, reorder: 0.5, delayMs: 50 } })
  const again = await house.want('text')
  await becomes(again, 'delivered')
  await house.phone.settle()
  expect((await house.row(again))?.state).toBe('delivered')
})

test('what would come too late is given up and never sent', async () => {
  const before = asked('Messages').length
  const id = await house.want('text', { at: '2026-11-23T02:10:00.000Z' })
  await becomes(id, 'given_up')

  expect((await house.row(id))?.because).toContain('while it was of use')
  expect(asked('Messages')).toHaveLength(before)
})

test('a telephone rings, says fixed words, and a key is the answer', async () => {
  const phone = house.phone.handset(NURSE)
  const id = await house.want('ring_with_key')
  const call = await phone.waitForRing()
  call.answer()
  await call.waitToHear(/There is a task for you, urgency 1, to be done by 02:30. Press 1/)
  call.press('1')
  await call.waitToHear(/That is noted/)
  await becomes(id, 'answered')
  await call.waitForStatus('completed') // one who is on the telephone is engaged

  expect(asked('Calls').at(-1)).toMatchObject({ To: NURSE, From: house.numberOf(1), Timeout: '25' })
  expect(await house.answers()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        messageId: id,
        via: 'key',
        fromStaff: house.nurse.staffId,
        said: { kind: 'accept', code: null },
      }),
    ]),
  )
})

test('“2” is a no', async () => {
  const id = await house.want('ring_with_key')
  const call = await house.phone.handset(NURSE).waitForRing()
  call.answer()
  await call.waitToHear(/Press 2/)
  call.press('2')
  await becomes(id, 'answered')
  await call.waitForStatus('completed')

  expect((await house.answers()).find(({ messageId }) => messageId === id)?.said.kind).toBe('decline')
})

test.each(['voicemail', 'busy', 'reject', 'unreachable'] as const)(
  'a telephone that is %s has answered nothing',
  async habit => {
    house.phone.handset(NURSE).setHabit(habit, 0)
    const id = await house.want('ring_with_key')
    await until(async () => ['undelivered', 'failed'].includes((await house.row(id))?.state ?? ''))

    expect((await house.row(id))?.because).toMatch(/Ring them/)
    expect((await house.answers()).filter(({ messageId }) => messageId === id)).toEqual([])
  },
)

test('of a number that nobody of ours has, or that costs what its owner likes, nothing is asked (T-32)', async () => {
  const before = [asked('Messages').length, asked('Calls').length]
  const { db } = house.database
  for (const number of ['+447012345678', '+441632960555']) {
    await db.run(db.sql`update staff set phone_number = ${number} where id = ${house.nurse.staffId}`)
    const id = await house.want('text', { number })
    await becomes(id, 'failed')
  }
  await db.run(db.sql`update staff set phone_number = ${NURSE} where id = ${house.nurse.staffId}`)

  expect([asked('Messages').length, asked('Calls').length]).toEqual(before)
  await expect(house.want('text', { number: '+88213300001' })).rejects.toThrow()
  await expect(house.want('text', { number: '+449061234567' })).rejects.toThrow()
})
