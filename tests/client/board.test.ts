import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEntries, applyEntry, boardFrom } from '#client/live/core/board.ts'
import type { FeedEntry } from '#shared/live.ts'
import { aBoard, aCall, aNurse, aSnapshot, aTask, entry, GRACE } from './builders.ts'

test('the next entry is applied and the board knows its number', () => {
  const call = aCall()

  const board = applyEntry(aBoard({ seq: 10 }), entry(11, { kind: 'call', call }))

  expect(board).toMatchObject({ seq: 11, calls: new Map([[call.callId, call]]) })
})

test('an entry already known changes nothing', () => {
  const board = aBoard({ seq: 10 })

  const after = applyEntry(board, entry(10, { kind: 'call', call: aCall() }))

  expect(after).toBe(board)
})

test('what follows a gap is never shown', () => {
  expect(applyEntry(aBoard({ seq: 10 }), entry(12, { kind: 'call', call: aCall() }))).toBe('resync')
})

test('a call that leaves the board is remembered, so that a hung-up caller can be told about', () => {
  const call = aCall()
  const gone = { ...call, version: 2, state: 'abandoned' as const }

  const board = applyEntry(aBoard({ calls: [call] }), entry(11, { kind: 'call', call: gone }))

  expect(board).toMatchObject({ calls: new Map(), left: [gone] })
})

test('a call that vanished while nobody listened is remembered as it was last seen', () => {
  const call = aCall()

  const board = boardFrom(aSnapshot({ seq: 40 }), aBoard({ calls: [call] }))

  expect(board).toMatchObject({ seq: 40, left: [call] })
})

test('an older version of a call never replaces a newer one', () => {
  const call = aCall({ version: 5, state: 'talking' })

  const board = applyEntry(
    aBoard({ calls: [call] }),
    entry(11, { kind: 'call', call: { ...call, version: 4, state: 'waiting' } }),
  )

  expect(board).toMatchObject({ calls: new Map([[call.callId, call]]) })
})

test('a task that is done is owed no more', () => {
  const task = aTask()

  const board = applyEntry(
    aBoard({ tasks: [task] }),
    entry(11, { kind: 'task', task: { ...task, version: 2, state: 'done' } }),
  )

  expect(board).toMatchObject({ tasks: new Map() })
})

test('boards fed in any order, with repeats and losses, end equal once they have asked for what they missed', () => {
  const calls = [aCall(), aCall(), aCall()]
  const states = ['waiting', 'offered', 'talking', 'wrapup', 'closed'] as const
  const feed: FeedEntry[] = states.flatMap((state, step) =>
    calls.map((call, n) =>
      entry(11 + step * calls.length + n, { kind: 'call', call: { ...call, state, version: step + 1 } }),
    ),
  )
  feed.push(entry(11 + feed.length, { kind: 'nurse', nurse: aNurse({ staffId: GRACE }) }))
  const inOrder = applyEntries(aBoard({ calls }), feed)

  fc.assert(
    fc.property(fc.array(fc.nat({ max: feed.length - 1 }), { maxLength: 60 }), arrivals => {
      let board = aBoard({ calls })
      for (const place of arrivals) {
        const arrived = feed[place]
        const next = arrived ? applyEntry(board, arrived) : board
        if (next !== 'resync') board = next
      }
      const caughtUp = applyEntries(
        board,
        feed.filter(({ seq }) => seq > board.seq),
      )
      expect(caughtUp).toEqual(inOrder)
    }),
    { numRuns: 2_000 },
  )
})
