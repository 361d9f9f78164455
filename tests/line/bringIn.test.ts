import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BringIn } from '#shared/parties.ts'
import { routes } from '#shared/routes.ts'
import { freed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { promiseKept, withoutReconciler } from '#tests/breaking/words.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const INTERPRETERS = '+441632960970'
const BROTHER = '+447700900655'

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let nth = 0

beforeAll(async () => {
  house = await lineHouse()
  await withoutReconciler(house)
  const { db } = house.database
  const service = { key: 'interpreter', name: 'Telephone interpreters', number: INTERPRETERS }
  await db.run(db.sql`update lines set services = ${db.sql.json([service])} where id = ${house.north.lineId}`)
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())

let call: HeldCall
beforeEach(async () => {
  nth += 1
  call = await talkingTo(house, aroha, `+4420794605${String(nth).padStart(2, '0')}`)
})
afterEach(async () => {
  house.phone.failRest('no')
  if (call.phone.status === 'in-progress') call.phone.hangUp()
  call.softphone.close()
  await freed([aroha, bertil])
  for (const number of [INTERPRETERS, BROTHER]) house.phone.handset(number).setHabit('ring')
})

const asking = (more: Partial<BringIn> = {}): BringIn => ({
  commandId: aCommand(),
  kind: 'interpreter',
  to: { by: 'service', key: 'interpreter' },
  language: 'Polish',
  holdFirst: false,
  ...more,
})
const bring = (more: Partial<BringIn> = {}) =>
  aroha.ask(routes.bringIn, { params: call.params, body: asking(more) })
const ringing = () => house.phone.handset(INTERPRETERS).waitForRing()
const partyIs = (state: string) =>
  aroha.waitForCall(one => one.callId === call.callId && one.parties.at(-1)?.state === state)
const stillTalking = async () => {
  const now = await aroha.waitForCall(one => one.callId === call.callId)
  expect(now.state).toBe('talking')
  expect(call.phone.status).toBe('in-progress')
  return now
}
const say = (text: string) => call.phone.say(text)

test('an interpreter is rung from the line’s own number, joins, and all three hear one another', async () => {
  await bring()
  const interpreter = await ringing()
  await partyIs('ringing')

  interpreter.answer()
  await partyIs('here')
  say('Boli ją gardło.')
  await interpreter.waitToHear('Boli ją gardło.')
  interpreter.say('Her throat hurts.')
  await call.phone.waitToHear('Her throat hurts.')
  const noted = await aroha.ask(routes.notePartyReference, {
    params: call.params,
    body: { commandId: aCommand(), party: 1, reference: 'JOB 4471' },
  })
  interpreter.hangUp()
  await partyIs('left')

  await stillTalking()
  expect(noted.parties).toEqual([
    { party: 1, who: 'Telephone interpreters', language: 'Polish', reference: 'JOB 4471' },
  ])
  const { moments } = await aroha.detail(call.callId)
  const name = 'Interpreter (Polish, Telephone interpreters)'
  expect(moments.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      `${name} was rung, to be brought in`,
      `${name} was connected`,
      `${name}: reference JOB 4471`,
      `${name} left the call`,
    ]),
  )
  const rung = house.phone.calls().filter(leg => leg.to === INTERPRETERS)
  expect(rung.map(({ from }) => from)).toEqual([house.numberOf(1)])
  expect(JSON.stringify(house.logged())).not.toContain('1632960970')
})

test('the caller waits on hold while the nurse speaks to them first, and is back when they hang up', async () => {
  await bring({ holdFirst: true })
  const interpreter = await ringing()
  const held = await aroha.waitForCall(one => one.callId === call.callId && one.callerHold?.state === 'held')
  expect(held.state).toBe('talking')
  await call.phone.waitToHear(/not cut off/)
  interpreter.answer()
  await partyIs('here')

  interpreter.say('Only the nurse hears this.')
  await until(async () => call.softphone.messages().some(m => JSON.stringify(m).includes('Only the nurse')))
  expect(call.phone.heard()).not.toContain('Only the nurse hears this.')
  interpreter.hangUp()

  await aroha.waitForCall(one => one.callId === call.callId && one.callerHold === null)
  const again = house.phone.trace().filter(one => one.kind === 'rest').length
  say('Am I back?')
  await until(async () => call.softphone.messages().some(m => JSON.stringify(m).includes('Am I back?')))
  expect(again).toBeGreaterThan(0)
  await stillTalking()
})

test('the nurse takes the caller off hold, and lets go whom she rang', async () => {
  await bring({ kind: 'family', to: { by: 'number', number: BROTHER }, who: 'his brother', holdFirst: true })
  const brother = await house.phone.handset(BROTHER).waitForRing()
  brother.answer()
  await partyIs('here')
  await aroha.waitForCall(one => one.callId === call.callId && one.callerHold?.state === 'held')

  const body = { commandId: aCommand(), isOn: false }
  await aroha.ask(routes.holdCaller, { params: call.params, body })
  await aroha.waitForCall(one => one.callId === call.callId && one.callerHold === null)
  brother.say('I am coming.')
  await call.phone.waitToHear('I am coming.')
  await aroha.ask(routes.letGo, { params: call.params, body: { party: 1 } })

  await brother.waitForStatus('completed')
  await partyIs('let_go')
  await stillTalking()
})

describe('what fails leads back to two people talking', () => {
  test.each(['busy', 'unreachable', 'reject'] as const)('whoever is %s', async habit => {
    house.phone.handset(INTERPRETERS).setHabit(habit, 0)

    await bring({ holdFirst: true })

    await partyIs('not_reached')
    await aroha.waitForCall(one => one.callId === call.callId && one.callerHold === null)
    await stillTalking()
  })

  test('the carrier fails after it has rung: a second try does not ring twice', async () => {
    house.phone.failRest('after')
    await bring()
    const interpreter = await ringing()
    house.phone.failRest('no')

    expect(await promiseKept(house, `call/${call.callId}/ring-party/1`)).toBe('kept')
    interpreter.answer()
    await partyIs('here')

    const { length } = house.phone
      .handset(INTERPRETERS)
      .calls()
      .filter(({ status }) => status === 'in-progress')
    expect(length).toBe(1)
    await stillTalking()
  })

  test('the carrier cannot be reached: after a while the nurse is told, and nobody is rung later', async () => {
    const before = house.phone.handset(INTERPRETERS).calls().length
    house.phone.failRest('before')
    await bring()
    const { db } = house.database
    await until(async () => {
      const rows = await db.run(db.sql`
        select 1 from promises where key = ${`call/${call.callId}/ring-party/1`} and failures > 0`)
      return rows.length > 0
    })

    await promiseKept(house, `call/${call.callId}/check-party/1`)
    house.phone.failRest('no')

    await partyIs('not_reached')
    expect(await promiseKept(house, `call/${call.callId}/ring-party/1`)).toBe('needless')
    expect(house.phone.handset(INTERPRETERS).calls().length).toBe(before)
    await stillTalking()
  })
})

test('somebody whose leg would not end, and a hold of which no word came, are put right by the next look at the carrier', async () => {
  await bring({ holdFirst: true })
  const interpreter = await ringing()
  interpreter.answer()
  await partyIs('here')
  await aroha.waitForCall(one => one.callId === call.callId && one.callerHold?.state === 'held')
  const { db } = house.database
  house.phone.failRest('before')
  await aroha.ask(routes.letGo, { params: call.params, body: { party: 1 } })
  await partyIs('let_go')
  // Both commands were given up, and a minute has passed.
  await db.run(db.sql`
    update promises set given_up_at = now()
    where subject_id = ${call.callId} and kind in ('call.drop_party', 'call.hold_caller') and kept_at is null`)
  await db.run(db.sql`
    update calls
    set facts = regexp_replace(facts::text, '"(letGoAt|at|joinedAt|firstHeardAt)": "20', '"\\1": "19', 'g')::jsonb,
        version = version + 1
    where id = ${call.callId}`)
  house.phone.failRest('no')

  await db.run(db.sql`update promises set due_at = now() where kind = 'line.reconcile'`)

  await interpreter.waitForStatus('completed')
  await withoutReconciler(house)
  await stillTalking()
})

describe('nobody is left alone', () => {
  test('the nurse’s line is lost: the caller is asked whether they were cut off, and whoever was brought in is let go', async () => {
    await bring()
    const interpreter = await ringing()
    interpreter.answer()
    await partyIs('here')

    call.softphone.close()

    await call.phone.waitToHear(/If we were cut off/)
    await interpreter.waitForStatus('completed')
    await partyIs('left')
    expect(call.phone.status).toBe('in-progress')
  })

  test('the caller hangs up: whoever was rung stops ringing, and the nurse writes the outcome', async () => {
    await bring()
    const interpreter = await ringing()

    call.phone.hangUp()

    await interpreter.waitFor(({ status }) => status !== 'ringing' && status !== 'in-progress')
    const over = await partyIs('not_reached')
    expect(over.state).toBe('wrapup')
  })

  test('the caller hangs up: whoever is there talks on with the nurse, who then writes the outcome', async () => {
    await bring()
    const interpreter = await ringing()
    interpreter.answer()
    await partyIs('here')

    call.phone.hangUp()
    const alone = await aroha.waitForCall(one => one.callId === call.callId && one.endedAt !== null)
    expect(alone).toMatchObject({ state: 'talking', callerHold: null })
    interpreter.say('They have put the receiver down.')
    await until(async () => call.softphone.messages().some(m => JSON.stringify(m).includes('the receiver')))
    const again = { params: call.params, body: asking() }
    expect((await aroha.refused(routes.bringIn, again)).status).toBe(409)
    interpreter.hangUp()

    const over = await partyIs('left')
    expect(over.state).toBe('wrapup')
    await until(async () => house.phone.calls().every(leg => leg.status !== 'in-progress'))
  })

  test('the nurse ends the call: all three are free', async () => {
    await bring()
    const interpreter = await ringing()
    interpreter.answer()
    await partyIs('here')

    await aroha.ask(routes.endCall, { params: call.params, body: {} })

    await call.phone.waitForStatus('completed')
    await interpreter.waitForStatus('completed')
  })
})

describe('what is refused', () => {
  test('a second while one rings, the caller’s own number, and a number at any price', async () => {
    const commandId = aCommand()
    await bring({ commandId })
    await ringing()
    const again = await bring({ commandId })
    const refused = (more: Partial<BringIn>) =>
      aroha.refused(routes.bringIn, { params: call.params, body: asking(more) })

    expect(again.call.parties.length).toBe(1)
    expect((await refused({})).status).toBe(409)
    await aroha.ask(routes.letGo, { params: call.params, body: { party: 1 } })
    for (const number of ['+447012345678', '+449098790879', '+33123456789', house.numberOf(2)])
      expect((await refused({ to: { by: 'number', number } })).status).toBe(400)
    const own = (await aroha.board()).calls.find(({ callId }) => callId === call.callId)?.from ?? ''
    expect((await refused({ to: { by: 'number', number: own } })).status).toBe(409)
    expect((await refused({ to: { by: 'service', key: 'doctor_on_call' } })).status).toBe(404)
  })

  test('a colleague who does not have the call, and a hold for nobody', async () => {
    const bodyOfBringing = { params: call.params, body: asking() }
    const hold = { params: call.params, body: { commandId: aCommand(), isOn: true } }

    expect((await bertil.refused(routes.bringIn, bodyOfBringing)).status).toBe(403)
    expect((await bertil.refused(routes.holdCaller, hold)).status).toBe(403)
    expect((await aroha.refused(routes.holdCaller, hold)).status).toBe(409)
    const nobody = { params: call.params, body: { party: 7 } }
    expect((await aroha.refused(routes.letGo, nobody)).status).toBe(404)
  })
})
