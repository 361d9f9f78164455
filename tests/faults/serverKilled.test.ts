import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isWaiting } from '#server/calls/core/follows.ts'
import { unaccounted } from '#tests/support/accounts.ts'
import { until } from '#tests/support/aNurse.ts'
import { type FaultHouse, faultHouse } from '#tests/support/faultHouse.ts'
import { type ScriptedNurse, scriptedNurse, stateOf } from '#tests/support/scriptedNurse.ts'
import { taskRows } from '#tests/support/tables.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

// The server is killed with -9 while callers are at every point of their call. The carrier keeps them where they are.
vi.setConfig({ testTimeout: 240_000 }) // a server is started anew in each; nothing here measures time
const PATIENCE_MS = 30_000

let database: TestDatabase
let house: FaultHouse
let nurse: ScriptedNurse
let colleague: ScriptedNurse

beforeAll(async () => {
  database = await testDatabase()
  house = await faultHouse(database.url)
  nurse = await scriptedNurse(house, 'nurse1')
  colleague = await scriptedNurse(house, 'nurse2')
})
afterAll(async () => {
  await house?.close()
  await database.close()
})

let callers = 0
function aCaller() {
  callers += 1
  const number = `+4477009${String(callers).padStart(5, '0')}`
  return { number, phone: house.phone.phone(number) }
}

test('one kill, callers at every point: they stay where they are, and each nurse goes on', async () => {
  const talking = aCaller()
  const inTalk = await nurse.waitForCall(call => call.from === talking.number)
  const softphone = await nurse.answer(inTalk.callId)
  const claimed = aCaller()
  const inClaim = await colleague.waitForCall(call => call.from === claimed.number)
  await colleague.claim(inClaim.callId)
  await house.putOff('call.check_joined') // she has ten seconds to connect, and a restart may take longer
  const waiting = aCaller()
  const inWait = await nurse.waitForCall(call => call.from === waiting.number)
  await waiting.phone.waitToHear(/in the queue/, PATIENCE_MS)

  await house.killServer()
  talking.phone.say('Are you still there?')
  const during = aCaller() // nobody of us answers: the carrier takes the fallback
  await until(async () => softphone.messages().some(message => message.type === 'heard'))
  await house.startServer()
  const board = await nurse.board()

  // Right after the restart the board shows what was true before it, and the caller never heard a thing.
  const states = new Map(board.calls.map(call => [call.callId, call.state]))
  expect([states.get(inTalk.callId), states.get(inClaim.callId)]).toEqual(['talking', 'claimed'])
  expect(states.get(inWait.callId)).toSatisfy(isWaiting)
  expect([talking.phone.status, claimed.phone.status, waiting.phone.status]).toEqual([
    'in-progress',
    'in-progress',
    'in-progress',
  ])

  // The claimed call goes on where it was; the one that talked is ended and logged.
  const second = await colleague.connect(inClaim.callId)
  await until(async () => (await stateOf(colleague, inClaim.callId)) === 'talking')
  await nurse.end(inTalk.callId)
  await talking.phone.waitForStatus('completed', PATIENCE_MS)
  await nurse.close(inTalk.callId)
  await nurse.answer(inWait.callId)
  await nurse.end(inWait.callId)
  await nurse.close(inWait.callId)
  await colleague.end(inClaim.callId)
  await colleague.close(inClaim.callId)
  during.phone.hangUp()
  second.close()
  softphone.close()

  // The caller nobody of us heard has a row all the same: from its end, or because the reconciler asked.
  await until(async () => (await unaccounted(house)).length === 0)
  expect((await taskRows(house.db)).filter(task => task.fromNumber === during.number)).toHaveLength(1)
})

test('killed in the wrap-up: the outcome can be saved afterwards, once, and the nurse is free', async () => {
  const caller = aCaller()
  const { callId } = await nurse.waitForCall(call => call.from === caller.number)
  await nurse.answer(callId)
  caller.phone.hangUp()
  await nurse.waitForCall(call => call.callId === callId && call.state === 'wrapup')

  await house.killServer()
  await house.startServer()
  const held = await stateOf(nurse, callId)
  await nurse.close(callId)
  await nurse.close(callId).catch(() => {})

  const { nurses } = await nurse.board()
  const [row] = await house.db.run(
    house.db.sql`select count(*)::int as n from outcomes where call_id = ${callId}`,
  )
  expect([held, row?.n, nurses.find(one => one.name === 'nurse1')?.state]).toEqual(['wrapup', 1, 'ready'])
  expect(await unaccounted(house)).toEqual([])
})

test('killed while the caller is on the way into the room: nothing is done twice, and the two talk', async () => {
  const caller = aCaller()
  const { callId } = await nurse.waitForCall(call => call.from === caller.number)
  await nurse.claim(callId)
  house.phone.failRest('before') // the command to bring her has failed once when the server dies
  const softphone = await nurse.connect(callId)
  await until(async () => (await stateOf(nurse, callId)) === 'connecting')
  await house.putOff('call.check_together') // after ten seconds both would be given their freedom back

  await house.killServer()
  house.phone.failRest('no')
  await house.startServer()
  await until(async () => (await stateOf(nurse, callId)) === 'talking')

  const legs = house.phone.calls().filter(call => call.from === caller.number)
  const kept = await house.db.run(house.db.sql`
    select key from promises where subject_id = ${callId} and kept_at is not null and kind = 'call.bring_caller'`)
  expect([legs.length, kept.length]).toEqual([1, 1])
  await nurse.end(callId)
  await nurse.close(callId)
  softphone.close()
  await until(async () => (await unaccounted(house)).length === 0)
})

test('killed while nobody is there to hear a whole call, to its end: the next start finds it', async () => {
  await house.killServer()
  const caller = aCaller()
  await caller.phone.waitToHear(/ringing a nurse/, PATIENCE_MS)
  caller.phone.hangUp()
  await house.phone.settle() // the carrier has told it to nobody, and has stopped trying
  await house.startServer()

  await until(async () => (await taskRows(house.db)).some(task => task.fromNumber === caller.number))
  expect(await unaccounted(house)).toEqual([])
})
