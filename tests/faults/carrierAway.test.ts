import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { liveConsole, signedIn } from '#tests/support/browser.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { callRows, taskRows } from '#tests/support/tables.ts'

// The carrier's REST API fails in every way it can, and then the whole carrier is gone. Callers and calls are kept.
let house: LineHouse
let nurse: Nurse
beforeAll(async () => {
  house = await lineHouse()
  nurse = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())

const claim = (callId: string) =>
  nurse.ask(routes.claimCall, { params: { callId }, body: { commandId: aCommand(), answersBy: 'browser' } })

async function connect(callId: string) {
  const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  await softphone.connect({ callId })
  return softphone
}

async function closeCall(callId: string) {
  const { identity, notes } = await nurse.detail(callId)
  const marks = { commandId: aCommand(), epoch: identity.epoch, notesRevision: notes.revision }
  const reply = await nurse.ask(routes.closeCall, {
    params: { callId },
    body: { kind: 'non_clinical', ...marks, call: 'wrong_number', note: '' },
  })
  return reply.kind
}

/** The reconciler's moment has come: it looks now, and not in a quarter of a minute. */
const reconcileNow = () =>
  house.database.db.run(
    house.database.db
      .sql`update promises set due_at = now(), leased_until = null where kind = 'line.reconcile'`,
  )

test.each(['before', 'after', 'timeout'] as const)(
  'commands that fail (%s) are given again until they are done, and are done once',
  async how => {
    const number = { before: '+447700900201', after: '+447700900202', timeout: '+447700900203' }[how]
    const caller = house.phone.phone(number, house.numberOf(1))
    const { callId } = await nurse.waitForCall(call => call.from === number)
    await claim(callId)
    house.phone.failRest(how)
    const softphone = await connect(callId)
    await until(async () => ['connecting', 'talking'].includes((await stateOf(callId)) ?? ''))
    house.phone.failRest('no')
    await until(async () => (await stateOf(callId)) === 'talking')

    house.phone.failRest(how)
    await nurse.ask(routes.endCall, { params: { callId }, body: {} })
    const closed = await closeCall(callId) // the nurse does not wait for the carrier
    house.phone.failRest('no')

    await caller.waitForStatus('completed', 10_000)
    await until(async () => (await callRows(house.database.db)).find(row => row.id === callId)?.endedAt)
    softphone.close()
    expect(closed).toBe('closed')
    expect(house.phone.calls().filter(call => call.from === number)).toHaveLength(1)
    expect(house.phone.checkInvariants()).toEqual([])
  },
)

const stateOf = async (callId: string) =>
  (await nurse.board()).calls.find(call => call.callId === callId)?.state

test('a nurse who cannot be given her caller is told so in time, and the caller is everybody’s again', async () => {
  const caller = house.phone.phone('+447700900210', house.numberOf(1))
  const { callId } = await nurse.waitForCall(call => call.from === '+447700900210')
  await claim(callId)
  house.phone.failRest('before')
  const softphone = await connect(callId)

  await until(async () => ['waiting', 'offered'].includes((await stateOf(callId)) ?? ''), 20_000)
  const { nurses, calls } = await nurse.board()
  house.phone.failRest('no')

  expect(nurses.find(one => one.name === 'Aroha 1')?.state).not.toBe('busy')
  expect([calls.find(call => call.callId === callId)?.claimedBy, caller.status]).toEqual([
    null,
    'in-progress',
  ])
  const { db } = house.database
  const released = await db.run(db.sql`
    select event ->> 'because' as because from call_events where call_id = ${callId} and event ->> 'kind' = 'released'`)
  expect(released).toEqual([{ because: 'caller_not_joined' }])
  softphone.close()
  caller.hangUp()
  await until(async () => (await taskRows(house.database.db)).some(task => task.callId === callId))
})

test('an outage of the whole carrier ends its calls; afterwards we know it, and the line goes on', async () => {
  const talker = house.phone.phone('+447700900220', house.numberOf(1))
  const { callId } = await nurse.waitForCall(call => call.from === '+447700900220')
  await claim(callId)
  await connect(callId)
  await until(async () => (await stateOf(callId)) === 'talking')
  house.phone.phone('+447700900221', house.numberOf(1))
  const waiting = await nurse.waitForCall(call => call.from === '+447700900221')

  house.phone.outage(true) // every leg drops, and not one word about it is told
  await reconcileNow()
  await until(async () => house.logged().some(line => line.what === 'carrier.away'))
  const during = [await stateOf(callId), await stateOf(waiting.callId)]
  house.phone.outage(false)
  await until(async () => {
    await reconcileNow()
    return (await taskRows(house.database.db)).some(task => task.callId === waiting.callId)
  }, 15_000)
  await until(async () => (await stateOf(callId)) === 'wrapup', 15_000)
  const closed = await closeCall(callId)

  const next = house.phone.phone('+447700900222', house.numberOf(1))
  await nurse.waitForCall(call => call.from === '+447700900222')
  expect([talker.status, closed, next.status]).toEqual(['completed', 'closed', 'in-progress'])
  expect(during[0]).toBe('talking') // what we do not know we do not pretend
  next.hangUp()
})

test('the look at the carrier is never given up, however often it failed', async () => {
  const { db } = house.database
  await db.run(db.sql`update promises set failures = 24 where kind = 'line.reconcile'`)
  house.phone.failRest('before')
  const seen = house.logged().filter(line => line.what === 'carrier.away').length
  house.phone.outage(true)
  await reconcileNow()
  await until(async () => house.logged().filter(line => line.what === 'carrier.away').length > seen)
  house.phone.outage(false)
  house.phone.failRest('no')

  await until(async () => {
    const rows = await db.run(db.sql`
      select given_up_at, failures from promises where kind = 'line.reconcile' and line_id = ${house.north.lineId}`)
    return rows[0]?.givenUpAt === null && rows[0]?.failures === 0
  })
})

test('a carrier that stays away is told on /health, without taking us out, and on every console of the line, until it answers', async () => {
  const { db } = house.database
  const health = async () => {
    const answer = await fetch(`${house.url}/health`)
    return { status: answer.status, ...((await answer.json()) as { troubles?: string[] }) }
  }
  /** Of both lines: /health tells of any. */
  const away = async () =>
    (await db.run(db.sql`select from lines where carrier_away_since is not null`)).length
  const { cookie } = await signedIn(house.url, 'aroha1')
  const live = await liveConsole(house.url, cookie)
  const newest = () => live.beats.at(-1)?.carrierAwaySince

  house.phone.outage(true)
  await until(async () => {
    await reconcileNow()
    return (await away()) === 2
  })
  const atOnce = await health()
  await until(async () => {
    // Half a minute of looks goes by: a look from before the outage may still end well and begin it again.
    await db.run(db.sql`
      update lines set carrier_away_since = carrier_away_since - interval '1 minute'
      where carrier_away_since > now() - interval '30 seconds'`)
    return newest()
  })
  const later = await health()
  const since = newest()

  house.phone.outage(false)
  await until(async () => {
    await reconcileNow()
    return (await away()) === 0 && !newest()
  })
  expect([atOnce, later, await health()]).toEqual([
    { status: 200, ready: true },
    { status: 200, ready: true, troubles: ['The telephone carrier cannot be reached.'] },
    { status: 200, ready: true },
  ])
  expect(since).toEqual(expect.stringMatching(/Z$/))
  live.close()
})
