import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import { decideClaim } from '#server/calls/core/decideClaim.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { addFact, noFacts } from '#server/calls/core/facts.ts'
import { holder } from '#server/calls/core/follows.ts'
import { StaffId, TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { nobody } from '#tests/access/everyAsk.ts'
import { aClaim, at, MAREN, PRIYA } from '#tests/calls/aCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { asks, OF_A_CALL } from './askEvery.ts'
import { closed, freed, talkingTo } from './heldCall.ts'

let house: LineHouse
let bertil: Nurse

beforeAll(async () => {
  house = await lineHouse()
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())

const claim = (nurse: Nurse, callId: string) =>
  nurse.ask(routes.claimCall, { params: { callId }, body: { commandId: aCommand(), answersBy: 'browser' } })

/** Aroha has talked and rung off; the outcome is hers to write. */
async function anOutcomeToWrite(from: string) {
  await change('update sessions set ended_at = now()')
  await change('update readiness set last_heard_at = now()')
  const aroha = await aNurse(house.url, 'aroha1')
  await freed([aroha])
  const call = await talkingTo(house, aroha, from)
  await aroha.ask(routes.saveNotes, { params: call.params, body: { text: 'She was calm.', revision: 0 } })
  await aroha.ask(routes.endCall, { params: call.params, body: {} })
  return { aroha, ...call }
}

/** Changes Aroha's own row. */
async function change(what: string): Promise<void> {
  const { db } = house.database
  const id = StaffId.parse(house.north.nurses[0]?.staffId)
  await db.run(db.sql.unsafe(`${what} where ${what.includes('update staff') ? 'id' : 'staff_id'} = '${id}'`))
}

describe('an outcome that waits for a nurse who is gone', () => {
  test('stays hers while she is there', async () => {
    const { aroha, callId, params } = await anOutcomeToWrite('+447700900721')

    const reply = await claim(bertil, callId)

    expect(reply).toEqual({ kind: 'taken', by: 'Aroha 1' })
    await closed(aroha, { params })
  })

  test.each<[string, (aroha: Nurse) => Promise<unknown>]>([
    ['has signed out', aroha => aroha.ask(routes.signOut, { body: {} })],
    ['has no account any more', () => change('update staff set disabled_at = now()')],
    [
      'was not heard for minutes',
      () => change("update readiness set last_heard_at = now() - interval '6 minutes'"),
    ],
  ])('may be written by a colleague when she %s', async (_, leave) => {
    const { aroha, callId, params } = await anOutcomeToWrite('+447700900722')
    await leave(aroha)

    const reply = await claim(bertil, callId)

    expect(reply).toMatchObject({ kind: 'claimed', detail: { notes: { text: 'She was calm.' } } })
    expect((await bertil.board()).calls).toMatchObject([
      { callId, state: 'wrapup', claimedBy: { name: 'Bertil 1' } },
    ])
    expect((await closed(bertil, { params })).kind).toBe('closed')
    const { db } = house.database
    expect(await db.run(db.sql`select staff_name from outcomes where call_id = ${callId}`)).toEqual([
      { staffName: 'Bertil 1' },
    ])
    expect(
      await db.run(db.sql`
        select state, call_id from readiness join staff on staff.id = staff_id where sign_in_name = 'aroha1'`),
    ).toEqual([{ state: 'away', callId: null }])
    await db.run(db.sql`update staff set disabled_at = null where line_id = ${house.north.lineId}`)
  })

  test('T-09: back at her page, she who had it saves nothing into it by any way, and is told so', async () => {
    const { aroha, callId, params } = await anOutcomeToWrite('+447700900725')
    await change("update readiness set last_heard_at = now() - interval '6 minutes'")
    await claim(bertil, callId)
    await bertil.ask(routes.saveNotes, { params, body: { text: 'Bertil’s own words.', revision: 1 } })
    await house.phone.settle() // the carrier's last words of the call are none of hers
    const before = await bertil.detail(callId)
    const ids = { ...nobody(), callId }

    for (const [name, route] of OF_A_CALL.filter(([, { method }]) => method !== 'GET')) {
      const { status, said } = await asks(house.url, aroha, name, route, ids)

      const words = said.message ?? said.because ?? said.by // who has it, of a claim
      const isRefused = status === 403 || said.kind === 'refused' || said.kind === 'taken'
      expect([name, isRefused, words]).toEqual([name, true, expect.stringMatching(/\w/)])
    }

    expect(await bertil.detail(callId)).toEqual(before)
    const { db } = house.database
    expect(await db.run(db.sql`select from outcomes where call_id = ${callId}`)).toEqual([])
    expect((await closed(bertil, { params })).kind).toBe('closed')
  })

  test('a talk that goes on is never taken over', () => {
    const rang: CallEvent = { kind: 'rang', at: at(0), callSid: 'CA1', from: null, to: '+441632960001' }
    const facts = [rang, aClaim(1, 5)].reduce(addFact, noFacts(at(0)))

    const decision = decideClaim(facts, { staffId: PRIYA, name: 'Priya', answersBy: 'browser' }, at(9), true)

    expect(decision).toEqual({ kind: 'taken', by: 'Maren' })
  })

  test('the facts are the same in whatever order two took it over', () => {
    const over = (staffId: StaffId, second: number): CallEvent => ({
      kind: 'taken_over',
      at: at(second),
      claim: 1,
      staffId,
      name: 'x',
    })
    const before = [aClaim(1, 5), { kind: 'ended_by_nurse', at: at(9), claim: 1 } as const].reduce<
      ReturnType<typeof noFacts>
    >(addFact, noFacts(at(0)))

    const there = [over(PRIYA, 20), over(MAREN, 30)].reduce(addFact, before)
    const back = [over(MAREN, 30), over(PRIYA, 20)].reduce(addFact, before)

    expect(back).toEqual(there)
    expect([stateOf(there), holder(there)?.staffId]).toEqual(['wrapup', MAREN])
  })
})

test('a caller whose nurse was struck off the staff in mid-call can be taken by anybody, whoever comes first in the alphabet', async () => {
  const { db } = house.database
  const setBertil = (value: string) =>
    db.run(db.sql.unsafe(`update staff set disabled_at = ${value} where sign_in_name = 'bertil1'`))
  const aroha = await aNurse(house.url, 'aroha1')
  await freed([aroha, bertil])
  const call = await talkingTo(house, bertil, '+447700900724')
  await setBertil('now()')
  call.softphone.close()
  await aroha.waitForCall(one => one.callId === call.callId && one.state === 'reconnecting')

  const reply = await until(async () => {
    const asked = await claim(aroha, call.callId)
    return asked.kind === 'claimed' && asked
  }, 15_000)

  expect(reply.kind).toBe('claimed')
  expect(
    await db.run(db.sql`
      select state, call_id from readiness join staff on staff.id = staff_id where sign_in_name = 'bertil1'`),
  ).toEqual([{ state: 'away', callId: null }])
  await setBertil('null')
  bertil = await aNurse(house.url, 'bertil1') // her session ended with her standing
  call.phone.hangUp()
})

describe('a task in the hands of a nurse who is gone', () => {
  test('may be taken by a colleague, and rung back by her', async () => {
    await change('update sessions set ended_at = now()')
    await change('update readiness set last_heard_at = now()')
    const aroha = await aNurse(house.url, 'aroha1')
    const caller = house.phone.phone('+447700900723', house.numberOf(1))
    await aroha.waitForCall(call => call.from === '+447700900723')
    caller.hangUp()
    const { taskId: id } = await until(async () =>
      (await aroha.board()).tasks.find(one => one.from === '+447700900723'),
    )
    const params = { taskId: TaskId.parse(id) }
    await aroha.ask(routes.takeTask, { params, body: { version: 1 } })
    const whileThere = await bertil.ask(routes.takeTask, { params, body: { version: 2 } })

    await aroha.ask(routes.signOut, { body: {} })
    const taken = await bertil.ask(routes.takeTask, { params, body: { version: 2 } })
    const done = await bertil.ask(routes.closeTask, {
      params,
      body: { version: 3, result: 'not_needed', note: 'rang again' },
    })

    expect(whileThere).toEqual({ kind: 'refused', because: 'Aroha 1 has taken this task.' })
    expect(taken).toMatchObject({ kind: 'taken', task: { owner: { name: 'Bertil 1' } } })
    expect(done.kind).toBe('done')
  })
})
