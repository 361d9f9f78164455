import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallEvent } from '#server/calls/core/events.ts'
import { addFact, type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import { followUps } from '#server/calls/core/follows.ts'
import { routes } from '#shared/routes.ts'
import { aClaim, at, CALLER_LEG, NURSE_LEG, ROOM } from '#tests/calls/aCall.ts'
import { aCommand, aNurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Stories of calls and nurses that were left alone for ever by a promise that had been kept, or found needless, too early.
let house: LineHouse
beforeAll(async () => {
  house = await lineHouse()
})
afterAll(() => house.close())

const rang: CallEvent = {
  kind: 'rang',
  at: at(0),
  callSid: CALLER_LEG,
  from: '+447700900123',
  to: '+441632960001',
}
const inRoom = { room: ROOM, claim: 1, leg: NURSE_LEG, label: 'lead' as const }
const told = (...events: CallEvent[]): CallFacts => events.reduce(addFact, noFacts(at(0)))

test('a caller whose next offer fell due while a nurse had the call is offered again when she loses it', async () => {
  const nurse = await aNurse(house.url, 'aroha1')
  const caller = house.phone.phone('+447700900601', house.numberOf(1))
  const { callId } = await nurse.waitForCall(call => call.from === '+447700900601')
  const { db } = house.database
  const { sql } = db
  const offers = async () =>
    (await db.run(sql`select 1 from call_events where call_id = ${callId} and event ->> 'kind' = 'offered'`))
      .length
  await until(async () => (await offers()) === 1)
  await nurse.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  await db.run(sql`update promises set due_at = now() where key = ${`call/${callId}/offer/2/0`}`)
  await until(
    async () =>
      (
        await db.run(
          sql`select 1 from promises where key = ${`call/${callId}/offer/2/0`} and outcome = 'needless'`,
        )
      ).length,
  )

  await nurse.ask(routes.releaseCall, { params: { callId }, body: {} })

  await until(async () => (await offers()) === 2)
  caller.hangUp()
})

test('a nurse whose line is lost before the caller is there is looked after a second time', () => {
  const before = told(rang, aClaim(1, 8), { kind: 'joined', at: at(12), ...inRoom, sequence: 1 })
  const left: CallEvent = { kind: 'left', at: at(19), ...inRoom, sequence: 2 }

  const follows = followUps(before, addFact(before, left), at(19))

  expect(follows).toContainEqual({
    key: 'joined/1/again/1',
    dueAt: at(29),
    task: { kind: 'check_joined', claim: 1 },
  })
})

test('a nurse who is lost after her caller had left the room and come back is looked after all the same', () => {
  const caller = { room: ROOM, claim: 1, leg: CALLER_LEG, label: 'caller' as const }
  const met = [
    rang,
    aClaim(1, 8),
    { kind: 'joined', at: at(12), ...inRoom, sequence: 1 },
    { kind: 'joined', at: at(13), ...caller, sequence: 2 },
  ] satisfies CallEvent[]
  const brought = { kind: 'left', at: at(17), ...caller, sequence: 3 } as const
  const again = { kind: 'joined', at: at(18), ...caller, sequence: 4 } as const
  const lost = { kind: 'left', at: at(90), ...inRoom, sequence: 5 } as const
  const checks = (before: CallFacts, event: CallEvent) =>
    followUps(before, addFact(before, event), event.at).filter(({ key }) => key.startsWith('rejoined/'))

  const first = checks(told(...met), brought)
  const second = checks(told(...met, brought, again), lost)

  expect([first.length, second.length]).toEqual([1, 1])
  expect(second[0]?.key).not.toBe(first[0]?.key)
})

test('a nurse whose joining was never told keeps her call: the carrier is asked before it is taken from her', async () => {
  const nurse = await aNurse(house.url, 'bertil1')
  const caller = house.phone.phone('+447700900602', house.numberOf(1))
  const { callId } = await nurse.waitForCall(call => call.from === '+447700900602')
  await nurse.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  house.phone.faults({ statusCallbacks: { drop: 1 } })
  const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  await softphone.connect({ callId })
  await house.phone.settle()
  house.phone.faults({})

  const { db } = house.database
  await db.run(db.sql`update promises set due_at = now() where key = ${`call/${callId}/joined/1`}`)

  await nurse.waitForCall(call => call.callId === callId && call.state === 'talking')
  await nurse.ask(routes.endCall, { params: { callId }, body: {} })
  await caller.waitForStatus('completed')
  softphone.close()
})
