import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCall, readDiary } from '#server/calls/callStore.ts'
import { type CallDeps, changeCall } from '#server/calls/changeCall.ts'
import { stateOf } from '#server/calls/core/call.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { keptCalls } from '#server/calls/keptCalls.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { CallId } from '#shared/ids.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { aClaim, at, rang } from './aCall.ts'

let house: SmallHouse
beforeAll(async () => {
  house = await smallHouse()
  await house.house.stop() // its ticker would move these calls too: only the processes of the tests are to
})
afterAll(() => house.close())

const queued: CallEvent = { kind: 'queued', at: at(5) }
const ended: CallEvent = { kind: 'caller_ended', at: at(30), status: 'completed' }

/** A process of its own over the same database, and how often it read a call. */
function aProcess(): CallDeps & { reads: () => number } {
  let reads = 0
  const { db } = house.database
  const counting: Database = {
    ...db,
    run: (query, options) => {
      const { strings } = query as unknown as { strings: readonly string[] }
      if (strings[0]?.includes('select id, line_id, version, state, facts')) reads += 1
      return db.run(query, options)
    },
  }
  return {
    db: counting,
    clock: () => at(60),
    newId: randomUUID,
    wakeFeed: () => {},
    wakeTicker: () => {},
    keptCalls: keptCalls(),
    reads: () => reads,
  }
}

function aPlace() {
  return { callId: CallId.parse(randomUUID()), lineId: house.north.lineId }
}

function hears(deps: CallDeps, place: ReturnType<typeof aPlace>, event: CallEvent, key: string = event.kind) {
  return changeCall(deps, place, () => ({ kind: 'event', sourceKey: `${place.callId}/${key}`, event }))
}

/** Of a caller of this test alone: two calls of one leg would be one. */
function rings(): CallEvent {
  return { ...rang, callSid: `CA${randomUUID().replaceAll('-', '')}` } as CallEvent
}

describe('a call that a process keeps as it wrote it last', () => {
  test('is read once, and not before each word of the carrier', async () => {
    const [one, place] = [aProcess(), aPlace()]

    for (const event of [rings(), queued, ended]) await hears(one, place, event)

    expect(one.reads()).toBe(1)
    const call = await readCall(house.database.db, place.callId)
    expect(call).toMatchObject({ version: 3, facts: { queuedAt: at(5), callerEnded: { at: at(30) } } })
    expect(call?.state).toBe(call && stateOf(call.facts))
  })

  test('is not read for a word that changes nothing, and the diary has it', async () => {
    const [one, place] = [aProcess(), aPlace()]
    await hears(one, place, rings())
    await hears(one, place, queued)

    const changed = await hears(one, place, queued, 'queued-again')

    expect(changed).toMatchObject({ kind: 'same', call: { version: 2 } })
    expect(one.reads()).toBe(1)
    const [row] = await house.database.db.run(house.database.db.sql`
      select call_id, ignored_because from call_events where source_key = ${`${place.callId}/queued-again`}`)
    expect(row).toMatchObject({ callId: place.callId, ignoredBecause: expect.stringMatching(/\w/) })
  })

  test('that another process moved on loses neither what was written there nor what is written here', async () => {
    const [one, other, place] = [aProcess(), aProcess(), aPlace()]
    await hears(one, place, rings())
    await hears(other, place, queued)

    const changed = await hears(one, place, ended)

    expect(changed).toMatchObject({ kind: 'moved', call: { version: 3 } })
    const call = await readCall(house.database.db, place.callId)
    expect(call).toMatchObject({ version: 3, facts: { queuedAt: at(5), callerEnded: { at: at(30) } } })
    expect((await readDiary(house.database.db, place.callId)).map(row => row.event.kind).toSorted()).toEqual([
      'caller_ended',
      'queued',
      'rang',
    ])
  })

  test('is written to in vain at most twice, when two processes take turns', async () => {
    const [one, other, place] = [aProcess(), aProcess(), aPlace()]
    await hears(one, place, rings())
    await hears(other, place, queued)
    await hears(one, place, aClaim(1, 6, { staffId: house.north.nurses[0]?.staffId ?? ('' as never) }))
    await hears(other, place, ended)
    const before = one.reads()

    await hears(one, place, { kind: 'pressed', at: at(31), digit: '1' })

    expect(one.reads()).toBe(before + 1)
    expect(one.keptCalls?.of(place.callId)).toBeUndefined()
    expect(await readCall(house.database.db, place.callId)).toMatchObject({ version: 5 })
  })

  test.each([
    ['says no', () => ({ kind: 'refuse', refusal: 'not yet' }) as const],
    [
      'throws',
      () => {
        throw new Problem('conflict', 'Not yet.')
      },
    ],
  ])('refuses nobody by what is not so any more: the first answer %s', async (_, first) => {
    const [one, other, place] = [aProcess(), aProcess(), aPlace()]
    await hears(one, place, rings())
    await hears(other, place, queued)

    const changed = await changeCall<'not yet'>(one, place, (_call, facts) =>
      facts.queuedAt ? { kind: 'event', sourceKey: `${place.callId}/ended`, event: ended } : first(),
    )

    expect(changed).toMatchObject({ kind: 'moved', call: { facts: { queuedAt: at(5) } } })
  })

  test('takes nothing for meaningless that means something by now', async () => {
    const [one, other, place] = [aProcess(), aProcess(), aPlace()]
    const staffId = house.north.nurses[1]?.staffId ?? ('' as never)
    await hears(one, place, rings())
    await hears(other, place, aClaim(1, 6, { staffId }))

    await hears(one, place, { kind: 'released', at: at(8), claim: 1, because: 'given_back' })

    const call = await readCall(house.database.db, place.callId)
    expect(call?.facts.claims[1]?.released).toMatchObject({ because: 'given_back' })
  })

  test('is told the same thing twice and moves once', async () => {
    const [one, place] = [aProcess(), aPlace()]
    await hears(one, place, rings())
    await hears(one, place, queued)

    expect(await hears(one, place, { ...queued, at: at(9) }, 'queued')).toMatchObject({ kind: 'same' })
    expect(await readCall(house.database.db, place.callId)).toMatchObject({ version: 2 })
  })
})
