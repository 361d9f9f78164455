import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aLeg, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { freed } from './heldCall.ts'
import { boardCall, carrierWords, promiseKept, type Ring, rowOf, withoutReconciler } from './words.ts'

// Nobody was ready, the caller went on to the on-call phones, and a colleague in her bed has pressed 1: the two talk.
const COLLEAGUE = aLeg(701)

let house: LineHouse
let words: ReturnType<typeof carrierWords>
let aroha: Nurse
let calls = 0

beforeAll(async () => {
  house = await lineHouse()
  await withoutReconciler(house)
  words = carrierWords(house, carrierDoor(house))
  aroha = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha]))

async function talkingOnCall(): Promise<Ring> {
  calls += 1
  const call = await words.ring(40 + calls)
  await words.tell(call.callId, 'screen', COLLEAGUE)
  await words.tell(call.callId, 'screened', `${COLLEAGUE.slice(0, -3)}${700 + calls}`, { Digits: '1' })
  return call
}

const dialEnds = (call: Ring, bridged: boolean) =>
  words.tell(call.callId, 'on-call/1', call.sid, {
    From: call.from,
    DialCallStatus: 'completed',
    DialBridged: String(bridged),
    DialCallSid: `${COLLEAGUE.slice(0, -3)}${700 + calls}`,
  })

const take = (call: Ring) =>
  aroha.ask(routes.claimCall, {
    params: call.params,
    body: { commandId: aCommand(), answersBy: 'browser' },
  })

const tasks = async (call: Ring) => (await aroha.board()).tasks.filter(task => task.callId === call.callId)

test('a caller who talks to an on-call colleague cannot be taken out of the talk by a console, nor rings there', async () => {
  const call = await talkingOnCall()

  const reply = await take(call)

  expect(reply).toEqual({ kind: 'taken', by: 'An on-call colleague' })
  // What a console makes no sound for and offers nobody to take: a talk without a nurse's name.
  expect(await boardCall(aroha, call.callId)).toMatchObject({
    state: 'talking',
    claimedBy: null,
    waitingSince: null,
    talkingSince: expect.any(String),
  })
  await dialEnds(call, true)
  await words.hangsUp(call)
})

test('she is offered to nobody meanwhile', async () => {
  const { db } = house.database
  await aroha.ask(routes.sayReady, { body: { state: 'ready', answersBy: 'browser' } })
  await db.run(db.sql`
    update readiness set heard = true, last_heard_at = now() + interval '1 hour' where state = 'ready'`)
  const call = await talkingOnCall()
  const since = new Date().toISOString()
  const offered = () =>
    db.run(db.sql`
      select 1 from call_events where call_id = ${call.callId} and event ->> 'kind' = 'offered'
      and event ->> 'at' > ${since}`)
  await db.run(
    db.sql`update promises set due_at = now() where subject_id = ${call.callId} and kept_at is null`,
  )
  await until(async () => {
    const rows = await db.run(db.sql`
      select 1 from promises where subject_id = ${call.callId} and kept_at is null and due_at > now() + interval '5 seconds'`)
    return rows.length > 0
  })

  expect(await offered()).toEqual([])
  await dialEnds(call, true)
  await words.hangsUp(call)
})

test('when the two have finished it is owed to write the talk up, and nobody is rung back as if she had given up', async () => {
  const call = await talkingOnCall()
  await dialEnds(call, true)

  await words.hangsUp(call)

  expect((await rowOf(house, call.callId))?.state).toBe('closed')
  expect(await tasks(call)).toMatchObject([{ kind: 'write_up_on_call', state: 'open' }])
})

test('also when the end of the dialling is never told, because it was the caller who hung up', async () => {
  const call = await talkingOnCall()

  await words.hangsUp(call)

  expect(await tasks(call)).toMatchObject([{ kind: 'write_up_on_call', state: 'open' }])
})

test('a key pressed for a caller who was gone in that moment connects nobody: she is rung back', async () => {
  const call = await talkingOnCall()
  await dialEnds(call, false)

  await words.hangsUp(call)

  expect(await tasks(call)).toMatchObject([{ kind: 'call_back_abandoned', state: 'open' }])
})

test('a caller who goes by the on-call phones twice, and is answered the second time, was answered', async () => {
  calls += 1
  const call = await words.ring(40 + calls)
  await dialEnds(call, false)
  await dialEnds(call, true)

  await words.hangsUp(call)

  expect(await tasks(call)).toMatchObject([{ kind: 'write_up_on_call' }])
})

test('a nurse who took the call as the colleague pressed the key is let go: the talk is not torn', async () => {
  calls += 1
  const call = await words.ring(40 + calls)
  await take(call)
  await words.softphone(call.callId, house.north.nurses[0]?.staffId, aLeg(760))
  await words.tell(call.callId, 'screened', aLeg(761), { Digits: '1' })
  await words.joins(call.callId, 1, aLeg(760), 'lead')

  await promiseKept(house, `call/${call.callId}/bring/CF${call.callId.replaceAll('-', '').slice(0, 31)}a`)

  expect(await rowOf(house, call.callId)).toEqual({ state: 'oncall_ringing', heldBy: null })
  expect(await boardCall(aroha, call.callId)).toMatchObject({ state: 'talking', claimedBy: null })
  await words.hangsUp(call)
})
