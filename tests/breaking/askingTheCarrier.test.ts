import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CallerSeen, PhoneLine } from '#server/calls/phoneLine.ts'
import { makeReconcilePromises } from '#server/line/lineStore.ts'
import { noLooks, type ReconcileDeps, reconcileLine } from '#server/line/reconcile.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import { routes } from '#shared/routes.ts'
import { aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aLeg, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { freed, talkingTo } from './heldCall.ts'
import { carrierWords, type Ring, rowOf, withoutReconciler } from './words.ts'

let house: LineHouse
let words: ReturnType<typeof carrierWords>
let aroha: Nurse

beforeAll(async () => {
  house = await lineHouse()
  words = carrierWords(house, carrierDoor(house))
  aroha = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())
beforeEach(async () => {
  await withoutReconciler(house)
  await freed([aroha])
})

/** One look at a carrier that answers so. */
function look(carrier: Partial<PhoneLine>, looks = noLooks(), time?: ReconcileDeps['time']) {
  const { deps, line } = house.house
  const phoneLine = { ...line.phoneLine, callersOn: async () => [], ...carrier }
  return reconcileLine({ ...deps, ...line, phoneLine, looks, ...(time ? { time } : {}) }, house.north.lineId)
}

/** The call began so long ago: it is no longer left to its own webhooks. */
async function aged(seconds: number, ...calls: Pick<Ring, 'callId'>[]): Promise<void> {
  const at = new Date(Date.now() - seconds * 1000).toISOString()
  for (const { callId } of calls) await heardFirst(callId, at)
}

async function heardFirst(callId: string, at: string): Promise<void> {
  const { db } = house.database
  await until(async () => {
    const rows = await db.run(db.sql`
      update calls set facts = jsonb_set(facts, '{firstHeardAt}', to_jsonb(${at}::text)), version = version + 1
      where id = ${callId} and facts -> 'offers' <> '{}' -- nothing of its own comes between
      returning id`)
    return rows.length > 0
  })
}

const seen = (n: number, given: Partial<CallerSeen> = {}): CallerSeen => ({
  callSid: aLeg(n),
  from: '+447700900555',
  to: house.numberOf(1),
  at: new Date(Date.now() - 60_000).toISOString(),
  endedAt: null,
  leg: { kind: 'ended', status: 'completed' },
  ...given,
})

describe('a carrier that is slow', () => {
  test('is asked about many callers at once, and the next time first about those who were not reached', async () => {
    const calls = await Promise.all([21, 22, 23, 24, 25, 26, 27, 28].map(n => words.ring(n)))
    await aged(60, ...calls)
    const looks = noLooks()
    const time = { beginMs: 100, wholeMs: 10_000 }
    const askedInOneLook = async () => {
      const asked: string[] = []
      const lookForCaller = async (callSid: string) => {
        asked.push(callSid)
        await pause(200)
        return { kind: 'live', isAnswered: true } as const
      }
      await look({ lookForCaller }, looks, time)
      return asked
    }

    const [first, second] = [await askedInOneLook(), await askedInOneLook()]

    expect(first.length).toBeGreaterThan(1)
    expect(first.length).toBeLessThan(calls.length)
    expect(new Set([...first, ...second.slice(0, calls.length - first.length)]).size).toBe(calls.length)
    for (const call of calls) await words.hangsUp(call)
  })

  test('does not cost the line its looks: the next is due whatever becomes of this one', async () => {
    const callersOn = () => new Promise<never>(() => {})

    const looked = await look({ callersOn }, noLooks(), { beginMs: 10, wholeMs: 50 })

    expect(looked).toEqual({ againAt: expect.any(String) })
  })
})

test('looks that were given up begin again, without a new start of the house', async () => {
  const { deps, line } = house.house
  const { db } = house.database
  await db.run(db.sql`update promises set given_up_at = now() where kind = 'line.reconcile'`)

  await makeReconcilePromises(deps.db, line.lines.all(), deps.clock(), 'leave it')

  const rows = await db.run(db.sql`select given_up_at from promises where kind = 'line.reconcile'`)
  expect(rows.map(row => row.givenUpAt)).toEqual([null, null])
})

describe('one odd call at the carrier', () => {
  test('does not hide the others who rang', async () => {
    await look({
      callersOn: async () => [seen(31, { at: 'no moment' }), seen(32, { from: 'x'.repeat(9_000) }), seen(33)],
    })

    const { db } = house.database
    const rows = await db.run(db.sql<{ carrierSid: string }[]>`
      select carrier_sid from calls where carrier_sid in (${aLeg(31)}, ${aLeg(32)}, ${aLeg(33)}) order by 1`)
    expect(rows.map(row => row.carrierSid)).toEqual([aLeg(32), aLeg(33)])
  })

  test('that cannot be asked about does not keep those behind it from being asked about', async () => {
    const [odd, next] = [await words.ring(34), await words.ring(35)]
    await aged(60, odd, next)
    const looks = noLooks()
    const lookForCaller = async (callSid: string) => {
      if (callSid === odd.sid) throw new CarrierUnavailable()
      return { kind: 'ended', status: 'completed' } as const
    }

    await look({ lookForCaller }, looks)
    await look({ lookForCaller }, looks)

    expect([(await rowOf(house, odd.callId))?.state, (await rowOf(house, next.callId))?.state]).toEqual([
      expect.stringMatching(/greeting|offered|waiting/),
      'abandoned',
    ])
    await words.hangsUp(odd)
  })

  test('whose facts cannot be read stays on the board, and does not take the others from it', async () => {
    const [odd, next] = [await words.ring(36), await words.ring(37)]
    await heardFirst(odd.callId, '9999-12-31T00:00:00Z')
    await aged(60, next)

    const { calls } = await aroha.board()
    await look({ lookForCaller: async () => ({ kind: 'ended', status: 'completed' }) })

    expect(calls.map(call => call.callId)).toEqual(expect.arrayContaining([odd.callId, next.callId]))
    expect((await rowOf(house, next.callId))?.state).toBe('abandoned')
    expect(house.logged().filter(line => line.what === 'call.unreadable')).toMatchObject([
      { callId: odd.callId },
    ])
    const { db } = house.database
    await db.run(db.sql`update calls set state = 'closed', ended_at = now() where id = ${odd.callId}`)
  })
})

describe('what a look writes', () => {
  const warned = (call: Ring) =>
    house.logged().filter(line => line.what === 'call.reconciled' && line.callId === call.callId)

  test('that a caller waits in the queue is nothing that was mended: no word tells it, and nothing warns', async () => {
    const call = await words.ring(39)
    await aged(60, call)

    await look({ lookForCaller: async () => ({ kind: 'live', isAnswered: true }) })
    await look({ lookForCaller: async () => ({ kind: 'live', isAnswered: true }) })

    const { db } = house.database
    const diary = await db.run(db.sql`
      select source_key from call_events where call_id = ${call.callId} and event ->> 'kind' = 'queued'`)
    expect(warned(call)).toEqual([])
    expect(diary).toEqual([{ sourceKey: `queued/${call.sid}` }])
    await words.hangsUp(call)
  })

  test('an end of which no word came is mended, and warns', async () => {
    const call = await words.ring(40)
    await aged(60, call)

    await look({ lookForCaller: async () => ({ kind: 'ended', status: 'completed' }) })

    expect(warned(call)).toMatchObject([{ level: 'warn', kind: 'caller_ended' }])
  })
})

test('a leg of which the carrier does not know yet has not ended: its lists lag', async () => {
  const call = await words.ring(38)
  await aged(20, call)

  await look({ lookForCaller: async () => ({ kind: 'unknown' }) })
  const young = (await rowOf(house, call.callId))?.state
  await aged(60, call)
  await look({ lookForCaller: async () => ({ kind: 'unknown' }) })

  expect([young, (await rowOf(house, call.callId))?.state]).toEqual([
    expect.stringMatching(/greeting|offered|waiting/),
    'abandoned',
  ])
})

test('a caller whose call was ended, and who still sits there, is ended again', async () => {
  const call = await talkingTo(house, aroha, '+447700900590')
  house.phone.failRest('before')
  await aroha.ask(routes.endCall, { params: call.params, body: {} })
  const { db } = house.database
  await until(async () => {
    const rows = await db.run(db.sql`
      update promises set given_up_at = now()
      where subject_id = ${call.callId} and kind in ('call.hang_up', 'call.drop_nurse') and failures > 0 returning key`)
    const left = await db.run(db.sql`
      select 1 from promises where subject_id = ${call.callId} and kind = 'call.hang_up' and given_up_at is null`)
    return rows.length >= 0 && left.length === 0
  })
  house.phone.failRest('no')
  await aged(60, call)
  await db.run(db.sql`
    update calls
    set facts = jsonb_set(facts, '{claims,1,endedAt}', to_jsonb(${new Date(Date.now() - 30_000).toISOString()}::text)),
        version = version + 1 -- a late word of the carrier is read anew over it
    where id = ${call.callId}`)

  await look({})

  await call.phone.waitForStatus('completed')
  call.softphone.close()
})
