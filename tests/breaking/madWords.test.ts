import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { callOfEntry } from '#server/calls/callStore.ts'
import { keyOfLetIn } from '#server/line/core/toCallEvent.ts'
import { connectDatabase } from '#server/platform/database.ts'
import { migrate } from '#server/platform/migrate.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { aLeg, aRing, type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { eventRows } from '#tests/support/tables.ts'
import { freed } from './heldCall.ts'
import { boardCall, carrierWords, rowOf, withoutReconciler } from './words.ts'

// Rightly signed, and never sent by a carrier in its right mind. Nothing of it may cost the others their board.
let house: LineHouse
let carrier: CarrierDoor
let words: ReturnType<typeof carrierWords>
let aroha: Nurse

beforeAll(async () => {
  house = await lineHouse()
  await withoutReconciler(house)
  carrier = carrierDoor(house)
  words = carrierWords(house, carrier)
  aroha = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha]))

test.each([
  [21, 'the last year', { Timestamp: 'Fri, 31 Dec 9999 23:59:59 +0000' }],
  [22, 'the first year', { Timestamp: 'Mon, 01 Jan 0001 00:00:00 +0000' }],
  [23, 'a year of six digits', { Timestamp: '+123456-01-01T00:00:00Z' }],
  [24, 'a call that lasted for thirty years', { CallDuration: '999999999' }],
])('word %i, from %s, leaves its call and the board readable', async (n, _, given) => {
  const other = await words.ring(n)

  const told = await words.hangsUp({ sid: aLeg(n + 10), from: '+447700900502' }, given)
  await words.joins(other.callId, 1, aLeg(3), 'lead')
  await words.tell(other.callId, 'room/1', aLeg(4), {
    ConferenceSid: `CF${'9'.repeat(32)}`,
    StatusCallbackEvent: 'participant-join',
    ParticipantLabel: 'caller',
    SequenceNumber: '999999999',
    ...given,
  })

  expect(told.status).toBe(204)
  expect(await boardCall(aroha, other.callId)).toBeDefined()
  await words.hangsUp(other)
})

const LONG = Array.from({ length: 300 }, () => randomUUID())
  .join('')
  .slice(0, 3_900)

test.each([
  ['/webhooks/voice/fallback', { ErrorCode: LONG }, 200],
  ['/webhooks/voice/status', { CallStatus: LONG, SequenceNumber: LONG }, 204],
  ['/webhooks/messages/status', { MessageSid: LONG, MessageStatus: LONG }, 204],
])('a word longer than any key is kept all the same: %s', async (path, given, status) => {
  const told = await carrier.tell(path, aRing(5, given))

  expect(told.status).toBe(status)
})

test('a word about a room that names no leg moves nobody', async () => {
  const call = await words.ring(6)
  await aroha.ask(routes.claimCall, {
    params: call.params,
    body: { commandId: aCommand(), answersBy: 'browser' },
  })

  await words.joins(call.callId, 1, '', 'lead')

  expect((await rowOf(house, call.callId))?.state).toBe('claimed')
  await words.hangsUp(call)
})

test('a word that comes by another line’s address changes nothing, and tells that line nothing', async () => {
  const call = await words.ring(7)
  const stranger = await aNurse(house.url, 'aroha2')
  const before = await stranger.board()

  const told = await carrier.tell(
    `/webhooks/voice/${house.south.lineId}/${call.callId}/chosen`,
    aRing(7, { From: call.from, Digits: '2' }),
  )

  expect(told.status).toBe(200)
  expect((await rowOf(house, call.callId))?.state).not.toBe('callback_requested')
  expect(await stranger.board()).toEqual({ ...before, at: expect.any(String) })
  await words.hangsUp(call)
})

test('a ring that came before its line was made is taken when it comes again, and holds up nothing', async () => {
  const { db } = house.database
  const To = '+441632960009'
  await carrier.tell('/webhooks/voice/incoming', aRing(8, { To }))
  await db.run(db.sql`
    with line as (
      insert into lines (id, name, phone_number) values (${randomUUID()}, 'New Line', ${To}) returning id
    )
    insert into feed_heads (line_id) select id from line`)
  await house.house.line.lines.refresh()

  const again = await carrier.tell('/webhooks/voice/incoming', aRing(8, { To }))

  expect(again.body).toContain('You are through to New Line')
  expect((await eventRows(db)).filter(row => row.sourceKey.endsWith(`rang/${aLeg(8)}`))).toMatchObject([
    { ignoredBecause: 'it belongs to no line of this house' },
    { ignoredBecause: null },
  ])
  expect(house.house.line.spool.count()).toBe(0)
})

describe('a database that sorts as people do', () => {
  test('finds the call of a leg', async () => {
    const server = inject('postgresUrl')
    const admin = postgres(server, { max: 1, onnotice: () => {} })
    const name = `test_${randomUUID().replaceAll('-', '')}`
    await admin.unsafe(
      `create database ${name} template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale 'en-GB'`,
    )
    const url = new URL(server)
    url.pathname = `/${name}`
    await migrate(url.href)
    const db = connectDatabase({ url: url.href })
    const [lineId, callId] = [randomUUID(), randomUUID()]
    await db.run(db.sql`
      insert into lines (id, name, phone_number) values (${lineId}, 'A Line', '+441632960001')`)
    await db.run(db.sql`
      insert into calls (id, line_id, version, state, direction, facts, started_at)
      select id, line_id, 1, 'new', 'inbound', facts, now()
      from jsonb_to_record(${db.sql.json(await aStoredCall(callId, lineId))}::jsonb)
        as one (id uuid, line_id uuid, facts jsonb)`)
    await db.run(db.sql`
      insert into call_events (source_key, call_id, line_id, received_at, event, moved_to)
      values (${keyOfLetIn(aLeg(9))}, ${callId}, ${lineId}, now(), '{}', 'claimed')`)

    const found = await callOfEntry(db, keyOfLetIn(aLeg(9)))

    expect(found?.id).toBe(callId)
    await db.close()
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  })

  async function aStoredCall(id: string, lineId: string) {
    const { callId } = await words.ring(10)
    const { db } = house.database
    const [row] = await db.run(db.sql<{ facts: object }[]>`select facts from calls where id = ${callId}`)
    return { id, line_id: lineId, facts: row?.facts } as never
  }
})
