import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aLeg, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { closed, freed, talkingTo } from './heldCall.ts'
import { carrierWords, promiseKept, rowOf, withoutReconciler } from './words.ts'

const OWN_PHONE = '+447700900971'

let house: LineHouse
let words: ReturnType<typeof carrierWords>
let aroha: Nurse
let bertil: Nurse

beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  await db.run(db.sql`update staff set phone_number = ${OWN_PHONE} where sign_in_name = 'aroha1'`)
  await withoutReconciler(house)
  words = carrierWords(house, carrierDoor(house))
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha, bertil]))

const claim = (nurse: Nurse, callId: string, answersBy: 'browser' | 'phone' = 'browser') =>
  nurse.ask(routes.claimCall, { params: { callId }, body: { commandId: aCommand(), answersBy } })
const staffId = (nurse: 0 | 1) => house.north.nurses[nurse]?.staffId
const release = (nurse: Nurse, callId: string) =>
  nurse.ask(routes.releaseCall, { params: { callId }, body: {} })

describe('a nurse whose call went to others', () => {
  test('is not let in when she presses 1 too late: the carrier has room for one nurse only', async () => {
    const call = await words.ring(1)
    await claim(aroha, call.callId, 'phone')
    await release(aroha, call.callId)

    const answer = await words.tell(call.callId, 'nurse/1/pressed', aLeg(801), { Digits: '1' })

    expect(answer.body).toContain('not with you any more')
    expect(answer.body).not.toContain('Conference')
    await words.hangsUp(call)
  })

  test.each([
    ['rings', (callId: string) => words.tell(callId, 'nurse/1/status', aLeg(802), { CallStatus: 'ringing' })],
    ['is in the room', (callId: string) => words.joins(callId, 1, aLeg(803), 'lead')],
  ])('has her leg ended when it %s only then: it would keep everybody else out', async (_, late) => {
    const call = await words.ring(2 + Number(_ === 'rings'))
    await claim(aroha, call.callId)
    await release(aroha, call.callId)
    await claim(bertil, call.callId)

    await late(call.callId)

    const { db } = house.database
    const drops = await db.run(db.sql<{ key: string }[]>`
      select split_part(key, '/', 4) || ' ' || split_part(key, '/', 5) as key
      from promises where subject_id = ${call.callId} and kind = 'call.drop_nurse' order by key`)
    expect(drops).toEqual([{ key: '1 ' }, { key: expect.stringMatching(/^1 CA0+80[23]$/) }])
    expect((await rowOf(house, call.callId))?.heldBy).toBe(staffId(1))
    await words.hangsUp(call)
  })
})

test('who talks is told by the leg, not by the room: a caller brought for the nurse before is talked to by the next', async () => {
  const call = await words.ring(4)
  await claim(aroha, call.callId)
  await words.softphone(call.callId, staffId(0), aLeg(811))
  await words.joins(call.callId, 1, aLeg(811), 'lead')
  await release(aroha, call.callId)
  await claim(bertil, call.callId)
  // The command of before reaches the caller only now: the new room has the first nurse's number.
  await words.joins(call.callId, 1, call.sid, 'caller', 'b')
  await words.softphone(call.callId, staffId(1), aLeg(812))

  await words.joins(call.callId, 1, aLeg(812), 'lead', 'b')

  expect(await rowOf(house, call.callId)).toEqual({ state: 'talking', heldBy: staffId(1) })
  expect((await closed(bertil, call)).kind).toBe('closed')
  await words.hangsUp(call)
})

test('a leg of the nurse before is not taken for the nurse who has the call now', async () => {
  const caller = house.phone.phone('+447700900580', house.numberOf(1))
  const { callId } = await aroha.waitForCall(call => call.from === '+447700900580')
  await claim(aroha, callId)
  const { identity } = await aroha.ask(routes.softphonePass, { body: {} })
  house.phone.failRest('before') // what would end her leg does not reach the carrier
  const softphone = house.phone.softphone(identity)
  await softphone.connect({ callId })
  await aroha.waitForCall(call => call.callId === callId && call.state === 'connecting')
  await release(aroha, callId)
  await claim(bertil, callId)
  house.phone.failRest('no')

  await promiseKept(house, `call/${callId}/joined/2`)

  expect((await rowOf(house, callId))?.state).not.toMatch(/connecting|talking/)
  softphone.close()
  caller.hangUp()
})

test('a command that failed is not given after all when the nurse has given up: nobody is rung by an empty room', async () => {
  const from = '+447700900581'
  const caller = house.phone.phone(from, house.numberOf(1))
  await aroha.waitForCall(call => call.from === from)
  caller.hangUp()
  const task = await until(async () => (await aroha.board()).tasks.find(one => one.from === from))
  const commandId = aCommand()
  const params = { callId: commandId as string }
  await aroha.ask(routes.callBack, {
    params: { taskId: TaskId.parse(task.taskId) },
    body: { commandId, answersBy: 'browser' },
  })
  house.phone.failRest('before')
  const { identity } = await aroha.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  await softphone.connect(params)
  await aroha.waitForCall(call => call.callId === params.callId && call.state === 'connecting')
  const { db } = house.database
  const [bring] = await until(async () => {
    const rows = await db.run(db.sql<{ key: string }[]>`
      select key from promises where subject_id = ${params.callId} and kind = 'call.bring_caller' and failures > 0`)
    return rows.length > 0 && rows
  })
  await aroha.ask(routes.endCall, { params, body: {} })
  house.phone.failRest('no')

  const outcome = await promiseKept(house, bring?.key ?? '')

  expect([outcome, house.phone.handset(from).calls().length]).toEqual(['needless', 1])
  softphone.close()
})

test('a nurse whose browser died comes back at once, though the carrier still believes her old leg', async () => {
  const call = await talkingTo(house, aroha, '+447700900582')
  const { db } = house.database
  const dead = call.softphone // it is not closed: nobody has told the carrier yet
  await db.run(db.sql`
    update calls set facts = replace(facts::text, '"joinedAt": "20', '"joinedAt": "19')::jsonb, version = version + 1
    where id = ${call.callId}`)

  await aroha.ask(routes.rejoinCall, { params: call.params, body: { answersBy: 'browser' } })
  const alive = house.phone.softphone(dead.identity)
  const leg = await alive.connect({ callId: call.callId })

  await until(async () => {
    const [row] = await db.run(db.sql<{ is: boolean }[]>`
      select facts::text like ${`%${leg}%`} and state = 'talking' as is from calls where id = ${call.callId}`)
    return row?.is
  }, 15_000)
  call.phone.say('Are you there?')
  await until(async () => alive.heard(leg).includes('Are you there?'))
  alive.close()
  call.phone.hangUp()
})

test('a caller who left is not taken for a nurse who did: the outcome stays hers to write', async () => {
  const call = await talkingTo(house, aroha, '+447700900583')
  const { db } = house.database
  const [leg] = house.phone.calls().filter(one => one.from === '+447700900583')
  const [{ room = '' } = {}] = await db.run(db.sql<{ room: string }[]>`
    select jsonb_object_keys(facts -> 'rooms') as room from calls where id = ${call.callId}`)
  house.phone.faults({ statusCallbacks: { drop: 1 } }) // the word of the end never comes
  call.phone.hangUp()
  await house.phone.settle()
  house.phone.faults({})
  await words.leaves(call.callId, 1, leg?.sid ?? '', 'caller', room)
  await aroha.waitForCall(one => one.callId === call.callId && one.state === 'reconnecting')

  const [{ key = '' } = {}] = await db.run(db.sql<{ key: string }[]>`
    select key from promises where subject_id = ${call.callId} and kind = 'call.check_rejoined'`)
  await promiseKept(house, key)

  expect(await rowOf(house, call.callId)).toEqual({ state: 'wrapup', heldBy: staffId(0) })
  call.softphone.close()
})

test('a phone that still rings for the call before is rung for this one too', async () => {
  const first = await words.ring(5)
  await claim(aroha, first.callId, 'phone')
  const handset = house.phone.handset(OWN_PHONE)
  const one = await handset.waitForRing()
  const { db } = house.database
  const { sql } = db
  house.phone.failRest('before')
  await words.hangsUp(first)
  // What would end the first leg is not done yet.
  await until(async () => {
    const rows = await db.run(sql`
      update promises set due_at = now() + interval '1 hour', leased_until = null
      where kind = 'call.drop_nurse' and subject_id = ${first.callId} and failures > 0
      returning key`)
    return rows.length > 0
  })
  house.phone.failRest('no')
  const second = await words.ring(6)
  await claim(aroha, second.callId, 'phone')

  await promiseKept(house, `call/${second.callId}/ring/1`)

  expect(handset.calls().length).toBe(2)
  one.hangUp()
  await words.hangsUp(second)
})
