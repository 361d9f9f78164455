import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addresses } from '#server/line/addresses.ts'
import type { FaultPlan } from '#server/practice/core/faults.ts'
import type { PhoneCall } from '#server/practice/lineOptions.ts'
import { until } from '#tests/support/aNurse.ts'
import { CARE_LINE, type FaultHouse, faultHouse, ON_CALL } from '#tests/support/faultHouse.ts'
import { scriptedNurse } from '#tests/support/scriptedNurse.ts'
import { callRows, taskRows } from '#tests/support/tables.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

// Callers whom the carrier's own documents look after, while no process of ours is there or hears of it. What became of them is asked
// for afterwards. The carrier's clock is behind, so that what is asked for a while after a call's end is asked for at once.
vi.setConfig({ testTimeout: 240_000 }) // a server is started anew in each; nothing here measures time
const PATIENCE_MS = 30_000

let database: TestDatabase
let house: FaultHouse
beforeAll(async () => {
  database = await testDatabase()
  house = await faultHouse(database.url)
  carrierIs({})
})
afterAll(async () => {
  await house?.close()
  await database.close()
})

let clockAheadMs = -600_000
const carrierIs = (plan: FaultPlan) => house.phone.faults({ ...plan, clockAheadMs })
/** By the carrier's clock: its timers run as they do, and nobody waits. */
function aMinuteGoesBy(): void {
  clockAheadMs += 60_000
  carrierIs({})
}

const owedTo = async (number: string) =>
  (await taskRows(house.db)).filter(task => task.fromNumber === number).map(task => task.kind)
const stateOf = async (number: string) =>
  (await callRows(house.db)).find(call => call.fromNumber === number)?.state

/** Nobody answers on call; the caller is asked for a message, and leaves one. */
async function leavesMessage(number: string): Promise<void> {
  house.phone.handset(ON_CALL).setHabit('busy')
  const caller = house.phone.phone(number)
  await caller.waitToHear(/beep/, PATIENCE_MS)
  caller.say('It is Angela Ellis. Please ring me about my mother.')
  caller.hangUp()
  house.phone.handset(ON_CALL).setHabit('ring')
}

/** The message that the call's task names, at the carrier. */
async function messageOf(number: string) {
  const [task] = await house.db.run(house.db.sql<{ recordingSid: string; seconds: number }[]>`
    select recording_sid, seconds from tasks where from_number = ${number}`)
  return task
}

/** What is in the call's diary and moved it, in its order. */
async function diaryOf(number: string): Promise<string[]> {
  const rows = await house.db.run(house.db.sql<{ kind: string }[]>`
    select event ->> 'kind' as kind
    from call_events join calls on calls.id = call_id
    where from_number = ${number} and event ->> 'kind' <> 'offered' and moved_to is not null
    order by received_at`)
  return rows.map(row => row.kind)
}

/** The carrier is asked once more what became of the caller; resolves when it was. */
async function lookBackAgain(number: string): Promise<void> {
  const { sql } = house.db
  const [promise] = await house.db.run(sql<{ key: string }[]>`
    update promises set kept_at = null, due_at = now()
    from calls where kind = 'call.look_back' and subject_id = calls.id and from_number = ${number}
    returning key`)
  if (!promise) throw new Error('nobody promised to look back')
  await until(async () => {
    const [kept] = await house.db.run(sql`
      select 1 from promises where key = ${promise.key} and kept_at is not null`)
    return kept !== undefined
  })
}

test('a message that was left while every process of ours was dead is in Owed, as a message', async () => {
  await house.killServer()
  await leavesMessage('+447700900701')
  await house.phone.settle() // the carrier has told it to nobody, and has stopped trying
  await house.startServer()

  await until(async () => (await stateOf('+447700900701')) === 'voicemail')
  expect(await owedTo('+447700900701')).toEqual(['hear_voicemail'])
  expect(await messageOf('+447700900701')).toEqual({
    recordingSid: expect.stringMatching(/^RE/),
    seconds: expect.any(Number),
  })
})

test('a message of which the one word was lost, while the house was there, is found, and is written once', async () => {
  const number = '+447700900702'
  const to = addresses({ publicUrl: house.url, documentsUrl: `${house.phone.origin}/documents` })
  const usual = {
    number: CARE_LINE,
    voiceFallbackUrl: to.fallback(house.lineId),
    voiceFallbackMethod: 'GET',
  } as const
  house.phone.setNumbers([{ ...usual, voiceUrl: 'http://127.0.0.1:1/' }]) // our answer does not come
  carrierIs({ statusCallbacks: { drop: 1 } })
  await leavesMessage(number)
  await house.phone.settle()
  carrierIs({})
  house.phone.setNumbers([{ ...usual, voiceUrl: to.incoming, statusCallback: to.status }])

  await until(async () => {
    await house.reconcileNow()
    return (await stateOf(number)) === 'voicemail'
  })
  await lookBackAgain(number)

  expect(await owedTo(number)).toEqual(['hear_voicemail'])
  expect(await diaryOf(number)).toEqual(['rang', 'caller_ended', 'recorded'])
})

/** A colleague on call picks up, and the two talk. */
async function withOnCall(asks: RegExp): Promise<PhoneCall> {
  const ring = await house.phone.handset(ON_CALL).waitForRing(PATIENCE_MS)
  ring.answer()
  await ring.waitToHear(asks, PATIENCE_MS)
  ring.press('1')
  await until(async () => bridgesOf(ring.sid) === 1)
  return ring
}

const bridgesOf = (sid: string) =>
  (house.phone.calls().find(call => call.sid === sid)?.life ?? []).filter(({ what }) => /^bridged/.test(what))
    .length
const ringsOnCall = () => house.phone.handset(ON_CALL).calls().length

test('a talk with a colleague while we are dead: she hangs up first, the caller is let go, and it is to be written up', async () => {
  const number = '+447700900703'
  await house.killServer()
  const caller = house.phone.phone(number)
  const ring = await withOnCall(/Press any key/)
  aMinuteGoesBy()
  ring.hangUp()
  await caller.waitToHear(/If you have spoken to a nurse, you may hang up now/, PATIENCE_MS)
  const soFar = caller.heard()
  caller.hangUp()
  await house.phone.settle()
  await house.startServer()

  await until(async () => (await stateOf(number)) === 'closed')
  expect(soFar.filter(words => /leave your name/.test(words))).toEqual([])
  expect(await owedTo(number)).toEqual(['write_up_on_call'])
})

test('a talk that began while we were dead goes on after we are back: the board shows it, and nobody takes the caller out of it', async () => {
  const number = '+447700900704'
  await house.killServer()
  const caller = house.phone.phone(number)
  const ring = await withOnCall(/Press any key/)
  aMinuteGoesBy()
  await house.startServer()
  const nurse = await scriptedNurse(house, 'nurse1')
  const shown = await nurse.waitForCall(call => call.from === number && call.state === 'talking')
  const claimed = await nurse.claim(shown.callId).catch((error: unknown) => error)

  ring.hangUp()
  caller.hangUp()
  await until(async () => {
    await house.reconcileNow()
    return (await stateOf(number)) === 'closed'
  })
  expect(shown.claimedBy).toBeNull()
  expect(claimed).toEqual({ kind: 'taken', by: 'An on-call colleague' })
  expect(await owedTo(number)).toEqual(['write_up_on_call'])
})

test('we die in the middle of such a talk: the same colleague is not rung again before the caller can go', async () => {
  const number = '+447700900705'
  const caller = house.phone.phone(number)
  await caller.waitToHear(/in the queue/, PATIENCE_MS)
  caller.press('5') // out of the queue; silence in the menu leads to the on-call phones
  const ring = await withOnCall(/Press 1/)
  await house.killServer()
  const before = ringsOnCall()
  ring.hangUp()
  await caller.waitToHear(/If you have just spoken to a nurse, you may hang up now/, PATIENCE_MS)
  caller.hangUp()
  await house.phone.settle()
  await house.startServer()

  await until(async () => (await stateOf(number)) === 'closed')
  expect(ringsOnCall()).toBe(before)
  expect(await owedTo(number)).toEqual(['write_up_on_call'])
})
