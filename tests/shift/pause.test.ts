import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import type { ShiftOnBoard } from '#shared/handOver.ts'
import { type Browser, signedIn, until } from '#tests/support/browser.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

// A nurse pauses after a hard call, and the line is never left with nobody.
let house: SmallHouse
let aroha: Browser
let bertil: Browser
let run: Database['run']
let sql: Database['sql']
beforeAll(async () => {
  house = await smallHouse()
  ;({ run, sql } = house.database.db)
  aroha = await signedIn(house.url, 'aroha1')
  bertil = await signedIn(house.url, 'bertil1')
})
afterAll(() => house.close())
beforeEach(async () => {
  await run(sql`delete from pauses`)
  await ready(aroha, bertil)
})

type Said = { kind: string; because?: string }
/** Ready, with a console that was heard just now. */
async function ready(...nurses: Browser[]) {
  for (const nurse of nurses) await nurse.post('/api/readiness', { state: 'ready', answersBy: 'browser' })
  await run(sql`update readiness set heard = true, last_heard_at = now()`)
}
const say = async (nurse: Browser, body: object) =>
  (await nurse.post('/api/shift/pause', { commandId: randomUUID(), ...body })).body as Said
const pause = (nurse: Browser) => say(nurse, { act: 'begin', minutes: 10 })
const states = async () => {
  const rows = await run(sql<{ name: string; state: string }[]>`
    select s.name, r.state from readiness r join staff s on s.id = r.staff_id
    where r.line_id = ${house.north.lineId} order by s.name`)
  return rows.map(({ state }) => state)
}
const now = async (nurse: Browser) => (await nurse.get('/api/shift/board')).body as unknown as ShiftOnBoard
const fallDue = async () => {
  await run(
    sql`update promises set due_at = now(), leased_until = null where kind = 'pause.over' and kept_at is null`,
  )
  house.house.deps.wakeTicker()
}

describe('a pause', () => {
  test('takes her out of ringing while somebody else is on, and ends by itself, with nothing kept of it', async () => {
    expect(await pause(aroha)).toEqual({ kind: 'saved' })
    expect(await states()).toEqual(['away', 'ready'])
    expect((await now(aroha)).pausedUntil).not.toBeNull()
    expect((await now(bertil)).pausedUntil).toBeNull()

    await run(sql`update readiness set heard = true, last_heard_at = now()`)
    await fallDue()

    await until('she is ready again', async () => (await states())[0] === 'ready')
    await until('it is forgotten', async () => (await run(sql`select from pauses`)).length === 0)
  })

  test('of two who pause at once one does, and the other is told that nobody else is on', async () => {
    const said = await Promise.all([pause(aroha), pause(bertil)])

    expect(said.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
    expect((await states()).toSorted()).toEqual(['away', 'ready'])
    expect(said.find(({ kind }) => kind === 'refused')?.because).toMatch(/^Nobody else is ready on this line/)
  })

  test('a colleague whose console is silent is nobody', async () => {
    await run(sql`
      update readiness set last_heard_at = now() - interval '1 minute'
      where staff_id = ${house.north.nurses[1]?.staffId ?? ''}`)

    expect(await pause(aroha)).toMatchObject({ kind: 'refused' })
    expect(await states()).toEqual(['ready', 'ready'])
  })

  test('that cannot begin is asked for, a colleague reads so, and it can begin once somebody is ready', async () => {
    await bertil.post('/api/readiness', { state: 'away', answersBy: 'browser' })
    expect(await pause(aroha)).toMatchObject({ kind: 'refused' })
    await say(aroha, { act: 'ask' })

    expect((await now(bertil)).asks).toEqual(['Aroha 1'])
    await ready(bertil)
    expect(await pause(aroha)).toEqual({ kind: 'saved' })
    expect((await now(bertil)).asks).toEqual([])
  })

  test('ended by hand she is ready; what she said herself since is not undone by its end', async () => {
    await pause(aroha)
    await run(sql`update readiness set heard = true, last_heard_at = now()`)
    expect(await say(aroha, { act: 'end' })).toEqual({ kind: 'saved' })
    expect(await states()).toEqual(['ready', 'ready'])

    await pause(aroha)
    await aroha.post('/api/readiness', { state: 'ready', answersBy: 'browser' })
    await aroha.post('/api/readiness', { state: 'away', answersBy: 'browser' })
    await fallDue()
    await until('it is forgotten', async () => (await run(sql`select from pauses`)).length === 0)
    expect(await states()).toEqual(['away', 'ready'])
  })

  test('a nurse who was away before it stays away after it', async () => {
    await aroha.post('/api/readiness', { state: 'away', answersBy: 'browser' })
    await pause(aroha)
    await fallDue()

    await until('it is forgotten', async () => (await run(sql`select from pauses`)).length === 0)
    expect(await states()).toEqual(['away', 'ready'])
  })

  test('begun again while it lasts is as long as she said last, and she is ready after it', async () => {
    await pause(aroha)
    expect(await say(aroha, { act: 'begin', minutes: 30 })).toEqual({ kind: 'saved' })
    await run(sql`update readiness set heard = true, last_heard_at = now()`)
    await fallDue()

    await until('it is forgotten', async () => (await run(sql`select from pauses`)).length === 0)
    expect(await states()).toEqual(['ready', 'ready'])
  })

  test('a press that comes once more after its end begins none that nothing would end', async () => {
    const press = { act: 'begin', minutes: 10, commandId: randomUUID() }
    await say(aroha, press)
    await run(sql`update readiness set heard = true, last_heard_at = now()`)
    await say(aroha, { act: 'end' })

    expect(await say(aroha, press)).toEqual({ kind: 'saved' })
    expect(await states()).toEqual(['ready', 'ready'])
    expect(await run(sql`select from pauses`)).toEqual([])
  })

  test('of two nurses by one id is two, and both end', async () => {
    const press = { act: 'begin', minutes: 10, commandId: randomUUID() }
    await say(aroha, press)
    await ready(aroha)
    await say(bertil, press)
    await run(sql`update readiness set heard = true, last_heard_at = now()`)
    await fallDue()

    await until('they are forgotten', async () => (await run(sql`select from pauses`)).length === 0)
    expect(await states()).toEqual(['ready', 'ready'])
  })

  test('with a call in hand there is none', async () => {
    await run(sql`
      with one as (
        insert into calls (id, line_id, version, state, direction, facts, started_at)
        values (${randomUUID()}, ${house.north.lineId}, 1, 'closed', 'inbound', '{}', now())
        returning id
      )
      update readiness set state = 'busy', call_id = one.id from one where staff_id = ${house.north.nurses[0]?.staffId ?? ''}`)

    expect(await pause(aroha)).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/^You have a call/),
    })
    await run(sql`update readiness set state = 'away', call_id = null where state = 'busy'`)
  })
})
