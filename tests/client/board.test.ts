import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTelling } from '#client/board/core/said.ts'
import { announcement } from '#client/live/core/announcement.ts'
import { applyEntries, applyEntry, type Board, boardFrom } from '#client/live/core/board.ts'
import { createLiveStore } from '#client/live/liveStore.ts'
import { HeardEntry, HeardSnapshot } from '#shared/heard.ts'
import { type BoardSnapshot, type FeedEntry, type LiveMessage, PROTOCOL_VERSION } from '#shared/live.ts'
import { aBoard, aCall, aNurse, aSnapshot, aTask, entry, GRACE, PRIYA } from './builders.ts'

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

test('what a newer server tells of a kind that is not known here is left out, and the page says that it is old', () => {
  const store = createLiveStore(() => 0)
  const heard: string[] = []
  store.listen(({ kind }) => heard.push(kind))
  const [task, call] = [aTask(), aCall()]
  const newer = { ...task, taskId: '00000000-0000-4000-8000-0000000000ff', kind: 'of_next_year', since: 7 }
  const said = (seq: number, message: unknown) => ({ seq, at: task.raisedAt, message })

  store.snapshot(HeardSnapshot.parse({ ...aSnapshot({ seq: 10 }), tasks: [newer, task] }))
  const [isOld, { board: before }] = [store.get().isYesterdays, store.get()]
  const entries = [
    said(11, { kind: 'of_next_year', call }),
    said(12, { kind: 'task', task: newer }),
    said(13, { kind: 'call', call }),
    said(14, { kind: 'task', task: { ...newer, taskId: task.taskId, state: 'done' } }),
  ]
  const isWhole = store.entries(HeardEntry.array().parse(entries))
  store.beat({ seq: 14, at: task.raisedAt, protocol: PROTOCOL_VERSION })

  expect([isOld, [...(before?.tasks.keys() ?? [])]]).toEqual([true, [task.taskId]])
  expect(isWhole).toBe(true)
  expect(store.get()).toMatchObject({ isYesterdays: true, board: { seq: 14 } })
  // The task that it knew has become one that it does not know: what stood here of it is not so any more.
  expect([store.get().board?.tasks.size, store.get().board?.calls.size, heard]).toEqual([0, 1, ['call']])
  // Of a known kind nothing is left out: it is asked for until it can be read.
  expect(HeardEntry.safeParse(said(15, { kind: 'call', call: { ...call, state: 'odd' } })).success).toBe(
    false,
  )
  const odd = { ...aSnapshot(), tasks: [{ ...task, state: 'odd' }] }
  expect(HeardSnapshot.safeParse(odd).success).toBe(false)
})

test('what a nurse said of herself is heard also where her other tab said something else in the same breath', () => {
  const nurse = aNurse({ state: 'away' })
  const store = createLiveStore(() => 0)
  const heard: boolean[] = []
  const said = { state: 'ready', by: 'browser' } as const
  store.snapshot(aSnapshot({ nurses: [nurse] }))
  store.listen(message => heard.push(isTelling(said, message, nurse.staffId)))

  store.entries([
    entry(11, { kind: 'nurse', nurse: { ...nurse, state: 'ready' } }),
    entry(12, { kind: 'nurse', nurse }),
    entry(13, { kind: 'call', call: aCall() }),
  ])

  expect([heard, store.get().board?.nurses.get(nurse.staffId)?.state]).toEqual([[true, false, false], 'away'])
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

/** What may happen on a line: calls, tasks that come, change and are done, nurses, and words that the board has no place for. */
function aLongNight(): { first: ReturnType<typeof aSnapshot>; feed: FeedEntry[] } {
  const calls = [aCall(), aCall(), aCall()]
  const tasks = [aTask(), aTask()]
  const states = ['waiting', 'offered', 'talking', 'wrapup', 'closed'] as const
  const owed = ['open', 'taken', 'open', 'taken', 'done'] as const
  const messages: LiveMessage[] = states.flatMap((state, step): LiveMessage[] => [
    ...calls.map((call): LiveMessage => ({ kind: 'call', call: { ...call, state, version: step + 2 } })),
    ...tasks.map(
      (task, n): LiveMessage => ({
        kind: 'task',
        // The second task is done by the night's end, the first is still owed.
        task: { ...task, version: step + 2, state: n === 1 ? (owed[step] ?? 'open') : 'taken' },
      }),
    ),
    { kind: 'nurse', nurse: aNurse({ staffId: GRACE, state: step % 2 === 0 ? 'ready' : 'busy' }) },
    { kind: 'notes', callId: calls[0]?.callId ?? aCall().callId, revision: step + 1 },
  ])
  return { first: aSnapshot({ calls, tasks }), feed: messages.map((message, n) => entry(11 + n, message)) }
}

/** What the server would answer at this moment to somebody who asks for everything. */
function snapshotAt(board: Board): BoardSnapshot {
  const { seq, calls, tasks, nurses } = board
  return aSnapshot({
    seq,
    calls: [...calls.values()],
    tasks: [...tasks.values()],
    nurses: [...nurses.values()],
  })
}

/** `left` is what this screen saw go: it depends on when it looked, and nothing is owed to it. */
const shown = ({ seq, calls, tasks, nurses }: Board) => ({
  seq,
  calls: new Map([...calls].toSorted()),
  tasks: new Map([...tasks].toSorted()),
  nurses: new Map([...nurses].toSorted()),
})

test('boards fed in any order, in batches, with repeats, losses and snapshots between, end equal', () => {
  const { first, feed } = aLongNight()
  const boards = [boardFrom(first)]
  for (const one of feed) {
    const next = applyEntry(boards.at(-1) ?? boardFrom(first), one)
    if (next === 'resync') throw new Error('the feed itself has a gap')
    boards.push(next)
  }
  const atTheEnd = boards.at(-1) ?? boardFrom(first)
  const arrival = fc.oneof(
    fc.record({
      kind: fc.constant('entries' as const),
      from: fc.nat(feed.length - 1),
      many: fc.integer({ min: 1, max: 6 }),
    }),
    fc.record({ kind: fc.constant('snapshot' as const), at: fc.nat(feed.length) }),
  )

  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 25 }), arrivals => {
      let board = boardFrom(first)
      for (const one of arrivals) {
        const at = one.kind === 'snapshot' ? boards[one.at] : undefined
        if (at && at.seq >= board.seq) board = boardFrom(snapshotAt(at), board)
        if (one.kind === 'snapshot') continue
        const next = applyEntries(board, feed.slice(one.from, one.from + one.many))
        if (next !== 'resync') board = next
      }
      const caughtUp = applyEntries(
        board,
        feed.filter(({ seq }) => seq > board.seq),
      )

      expect(caughtUp).not.toBe('resync')
      expect(shown(caughtUp as Board)).toEqual(shown(atTheEnd))
    }),
    { numRuns: 10_000 },
  )
  expect([...atTheEnd.calls.values()]).toEqual([])
  expect([...atTheEnd.tasks.values()].map(({ state }) => state)).toEqual(['taken'])
})

test('what is said of the board is taken back when it is not so any more', () => {
  const waits = aCall({ state: 'waiting' })
  const taken = { ...waits, state: 'claimed' as const, claimedBy: { staffId: PRIYA, name: 'Priya' } }
  const task = aTask({ state: 'open' })
  const empty = aBoard({})
  const said = [
    announcement(empty, { kind: 'call', call: waits }, GRACE),
    announcement(aBoard({ calls: [waits] }), { kind: 'call', call: taken }, GRACE),
    announcement(empty, { kind: 'task', task }, GRACE),
  ]
  const boards = [aBoard({ calls: [waits] }), aBoard({ calls: [taken] }), aBoard({ tasks: [task] }), empty]

  expect(said.map(one => boards.map(board => one?.stands(board)))).toEqual([
    [true, false, false, false],
    [false, true, false, false],
    [false, false, true, false],
  ])
})
