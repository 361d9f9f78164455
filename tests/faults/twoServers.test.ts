import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { unaccounted } from '#tests/support/accounts.ts'
import { aCommand, type Nurse, until } from '#tests/support/aNurse.ts'
import { type FaultHouse, faultHouse } from '#tests/support/faultHouse.ts'
import type { HouseProcess } from '#tests/support/houseProcess.ts'
import { type ScriptedNurse, scriptedNurse, stateOf } from '#tests/support/scriptedNurse.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

// Two servers over one database: nurses at either of them share the same calls, and a race has one winner.
let database: TestDatabase
let house: FaultHouse
let second: HouseProcess
let here: ScriptedNurse
let there: ScriptedNurse

beforeAll(async () => {
  database = await testDatabase()
  house = await faultHouse(database.url)
  second = await house.another()
  here = await scriptedNurse(house, 'nurse1')
  there = await scriptedNurse({ ...house, url: second.url.replace('localhost', '127.0.0.1') }, 'nurse2')
})
afterAll(async () => {
  await house?.close()
  await database.close()
})

const claims = (nurse: Nurse, callId: string, times: number) =>
  Array.from({ length: times }, () =>
    nurse.ask(routes.claimCall, {
      params: { callId },
      body: { commandId: aCommand(), answersBy: 'browser' },
    }),
  )

test('two nurses at two servers press a hundred times at once: one has the call, the other is told who', async () => {
  const caller = house.phone.phone('+447700900301')
  const { callId } = await here.waitForCall(call => call.from === '+447700900301')

  const [mine, hers] = await Promise.all([
    Promise.all(claims(here, callId, 50)),
    Promise.all(claims(there, callId, 50)),
  ])

  const kinds = [mine, hers].map(replies => [...new Set(replies.map(reply => reply.kind))].join())
  const won = kinds[0] === 'claimed' ? here : there
  const taken = [...mine, ...hers].flatMap(reply => (reply.kind === 'taken' ? [reply.by] : []))
  const [row] = await house.db.run(house.db.sql`
    select count(*)::int as claims from call_events where call_id = ${callId} and event ->> 'kind' = 'claimed'`)
  expect(kinds.toSorted()).toEqual(['claimed', 'taken'])
  expect(new Set(taken)).toEqual(new Set([won.name]))
  expect(row?.claims).toBe(1)

  const softphone = await won.connect(callId)
  await until(
    async () => (await stateOf(here, callId)) === 'talking' && (await stateOf(there, callId)) === 'talking',
  )
  caller.hangUp()
  await won.waitForCall(call => call.callId === callId && call.state === 'wrapup')
  await won.close(callId)
  softphone.close()
  expect(await unaccounted(house)).toEqual([])
})

test('one nurse presses for ten callers at once, at both servers: she has exactly one of them', async () => {
  const callers = Array.from({ length: 10 }, (_, i) =>
    house.phone.phone(`+4477009004${String(i).padStart(2, '0')}`),
  )
  await until(async () => (await here.board()).calls.length === callers.length)
  const { calls } = await here.board()
  const elsewhere = await scriptedNurse(
    { ...house, url: second.url.replace('localhost', '127.0.0.1') },
    'nurse1',
  )

  const replies = await Promise.allSettled(
    calls.flatMap(({ callId }) => [here.claim(callId), elsewhere.claim(callId)]),
  )

  const failed = replies.flatMap(reply => (reply.status === 'rejected' ? [String(reply.reason)] : []))
  expect(failed.filter(reason => !reason.includes('You already have a call'))).toEqual([])
  const rows = await house.db.run(
    house.db.sql<{ id: string }[]>`select id from calls where held_by is not null`,
  )
  expect(rows).toHaveLength(1)
  await here.ask(routes.releaseCall, { params: { callId: rows[0]?.id ?? '' }, body: {} })
  for (const caller of callers) caller.hangUp()
  await until(async () => (await unaccounted(house)).length === 0)
})

test('a server whose log nobody collects any more goes on: what is lost is the log', async () => {
  second.stopListening()
  const unsigned = () =>
    fetch(`${second.url}/webhooks/voice/incoming`, {
      method: 'POST',
      body: new URLSearchParams({ From: '1' }),
    }) // is warned of
  expect([(await unsigned()).status, (await unsigned()).status]).toEqual([403, 403])
  const caller = house.phone.phone('+447700900302')
  const { callId } = await there.waitForCall(call => call.from === '+447700900302')

  await there.claim(callId)
  await there.ask(routes.releaseCall, { params: { callId }, body: {} })

  expect(second.isRunning()).toBe(true)
  caller.hangUp()
  await until(async () => (await unaccounted(house)).length === 0)
})

test('the server that the carrier talks to dies: the other keeps its promises, and its nurses see it all', async () => {
  const caller = house.phone.phone('+447700900303')
  const { callId } = await there.waitForCall(call => call.from === '+447700900303')
  await there.claim(callId)

  await house.killServer()
  await house.db.run(
    house.db.sql`update promises set due_at = now() where key = ${`call/${callId}/joined/1`}`,
  )

  // She did not connect: when her time is over somebody gives the caller back to everybody, and that is the other server.
  await until(async () => ['waiting', 'offered'].includes((await stateOf(there, callId)) ?? ''), 20_000)
  caller.hangUp()
  await until(async () => {
    await house.reconcileNow()
    return (await unaccounted(house)).length === 0
  }, 15_000)
})
