import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { keepCallPromise } from '#server/calls/keepCallPromises.ts'
import type { Database } from '#server/platform/database.ts'
import { keepHeard } from '#server/staff/readiness.ts'
import type { CallId, StaffId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Nobody was ready when the caller came: she rings nowhere. Whoever becomes ready hears her at once. Here the next look by itself is an hour
// away, so that what rings was not rung by it.
let house: LineHouse
let aroha: Nurse
let staffId: StaffId
let lastNumber = 960
const callers: { hangUp: () => void }[] = []

beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  await db.run(db.sql`
    create function looks_again_in_an_hour() returns trigger language plpgsql as $$
    begin
      new.due_at = new.due_at + interval '1 hour';
      return new;
    end $$`)
  await db.run(db.sql`
    create trigger looks_again_in_an_hour before insert or update of due_at on promises for each row
    when (new.kind = 'call.offer' and new.due_at > now() + interval '5 seconds' and new.due_at < now() + interval '1 minute')
    execute function looks_again_in_an_hour()`)
  aroha = await aNurse(house.url, 'aroha1')
  staffId = house.north.nurses[0]?.staffId as StaffId // the small house has two nurses on each line
})
afterAll(() => house.close())
afterEach(async () => {
  for (const caller of callers.splice(0)) caller.hangUp()
  await until(async () => (await aroha.board()).calls.length === 0)
  await say('away')
})

const say = (state: 'ready' | 'away') => aroha.ask(routes.sayReady, { body: { state, answersBy: 'browser' } })

/** Her console is heard, as far as the database knows; `is` false: it is thought silent, though it may be heard any moment. */
async function consoleIsHeard(is: boolean): Promise<void> {
  const { db } = house.database
  await db.run(
    db.sql`update readiness set heard = ${is}, last_heard_at = now() + interval '1 hour' where staff_id = ${staffId}`,
  )
}

/** Somebody who rings nowhere, and of whom nobody looks any more by himself. */
async function ringsNowhere(): Promise<CallId> {
  lastNumber += 1
  const from = `+442079460${lastNumber}`
  callers.push(house.phone.phone(from, house.numberOf(1)))
  const { callId } = await aroha.waitForCall(call => call.from === from)
  const { db } = house.database
  await until(async () => {
    const [next] = await db.run(db.sql`
      select from promises
      where subject_id = ${callId} and kind = 'call.offer' and kept_at is null and due_at > now() + interval '10 minutes'`)
    return next
  })
  return callId
}

const ringsHer = (callId: CallId) =>
  aroha.waitForCall(call => call.callId === callId && call.state === 'offered')

test('a nurse who says that she is ready hears at once who was waiting', async () => {
  await consoleIsHeard(true)
  const callId = await ringsNowhere()

  await say('ready')

  expect((await ringsHer(callId)).offeredTo).toEqual([staffId])
})

test('so does a ready nurse whose console is heard again', async () => {
  await say('ready')
  await consoleIsHeard(false)
  const callId = await ringsNowhere()

  await keepHeard(house.house.deps, [staffId])

  expect((await ringsHer(callId)).offeredTo).toEqual([staffId])
})

test('and one whose silence nobody was there to tell of: every process was away, and hers is heard again', async () => {
  const { db } = house.database
  await say('ready')
  const heardLast = db.sql`
    update readiness set heard = true, last_heard_at = now() - interval '16 seconds' where staff_id = ${staffId}`
  await db.run(heardLast)
  const callId = await ringsNowhere()
  await db.run(heardLast)

  await keepHeard(house.house.deps, [staffId])

  expect((await ringsHer(callId)).offeredTo).toEqual([staffId])
})

test('so does a nurse whose call is over', async () => {
  await consoleIsHeard(true)
  const hers = await ringsNowhere()
  await aroha.ask(routes.claimCall, {
    params: { callId: hers },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  const callId = await ringsNowhere()

  callers[0]?.hangUp()

  expect((await ringsHer(callId)).offeredTo).toEqual([staffId])
})

test('what she says while the nurses are being looked at is not missed', async () => {
  await consoleIsHeard(true)
  const callId = await ringsNowhere()
  const { db } = house.database
  // Somebody has taken the promise, has read that nobody is ready, and will be back in an hour.
  await db.run(db.sql`
    update promises set due_at = now() - interval '1 second', leased_until = now() + interval '1 hour'
    where subject_id = ${callId} and kind = 'call.offer' and kept_at is null`)

  await say('ready')

  expect((await ringsHer(callId)).offeredTo).toEqual([staffId])
})

test('nor what she says while the offer to nobody is being written', async () => {
  await consoleIsHeard(true)
  const callId = await ringsNowhere()
  const { db, ...deps } = house.house.deps
  await db.run(db.sql`
    update promises set kept_at = now() where subject_id = ${callId} and kind = 'call.offer' and kept_at is null`)
  let statements = 0
  const run: Database['run'] = async statement => {
    statements += 1
    if (statements === 3) await say('ready') // the call and the nurses have been read
    return db.run(statement)
  }
  const looking = {
    key: 'the second look',
    kind: 'call.offer',
    lineId: house.north.lineId,
    subjectId: callId,
    body: { kind: 'offer', offer: 2 },
    dueAt: deps.clock(),
    attempts: 1,
  }

  // An offer needs no carrier.
  await keepCallPromise({ ...deps, db: { ...db, run }, phoneLine: undefined as never }, looking)

  expect((await ringsHer(callId)).offeredTo).toEqual([staffId])
})
