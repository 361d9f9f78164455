import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nurseIsFree, readNurses, setReadiness } from '#server/staff/staffStore.ts'
import { CallId, type StaffId } from '#shared/ids.ts'
import type { BoardNurse, ReadinessState } from '#shared/staff.ts'
import { type Browser, liveConsole, signedIn, until } from '#tests/support/browser.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let small: SmallHouse
let nurse: Browser
let staffId: StaffId

beforeAll(async () => {
  small = await smallHouse()
  nurse = await signedIn(small.url, 'aroha1')
  staffId = small.north.nurses[0]?.staffId as StaffId // the small house has two nurses on each line
})
afterAll(() => small.close())
beforeEach(async () => {
  const { db } = small.database
  await db.run(db.sql`
    update readiness set state = 'away', call_id = null, heard = false, last_heard_at = now() - interval '1 minute'`)
})

async function onBoard(who: StaffId = staffId): Promise<BoardNurse | undefined> {
  const nurses = await readNurses(small.database.db, small.north.lineId)
  return nurses.find(one => one.staffId === who)
}

async function set(state: ReadinessState, callId: CallId | null, guard?: CallId): Promise<boolean> {
  const { db } = small.database
  const { sql } = db
  const onlyIf = guard ? nurseIsFree(sql, staffId, guard) : sql`true`
  const rows = await db.run(sql`
    with ${setReadiness(sql, { name: 'her', staffId, state, callId, onlyIf })} select staff_id from her`)
  return rows.length === 1
}

describe('what a nurse says of herself', () => {
  test('is on the board, and its feed tells it once', async () => {
    const before = await nurse.get('/api/board')
    await nurse.post('/api/readiness', { state: 'ready', answersBy: 'phone' })
    const missed = await nurse.get(`/api/feed?after=${before.body.seq}`)

    expect(await onBoard()).toMatchObject({ state: 'ready', answersBy: 'phone', callId: null })
    expect(missed.body).toMatchObject({
      kind: 'entries',
      entries: [{ message: { kind: 'nurse', nurse: { staffId, state: 'ready', answersBy: 'phone' } } }],
    })
  })

  test('said again does not make her wait begin anew', async () => {
    await nurse.post('/api/readiness', { state: 'ready', answersBy: 'browser' })
    const first = await onBoard()

    await nurse.post('/api/readiness', { state: 'ready', answersBy: 'browser' })

    expect((await onBoard())?.since).toBe(first?.since)
  })

  test('is refused while she has a call, with what to do', async () => {
    await set('busy', CallId.parse(randomUUID()))

    const answer = await nurse.post('/api/readiness', { state: 'away', answersBy: 'browser' })

    expect([answer.status, answer.body.message]).toEqual([
      409,
      expect.stringContaining('Save its outcome first'),
    ])
    expect((await onBoard())?.state).toBe('busy')
  })

  test('is away after signing out', async () => {
    const leaving = await signedIn(small.url, 'bertil1')
    await leaving.post('/api/readiness', { state: 'ready', answersBy: 'browser' })

    await leaving.post('/api/sign-out', {})

    expect((await onBoard(small.north.nurses[1]?.staffId))?.state).toBe('away')
  })
})

describe('what a call makes of her', () => {
  test('she has one call: a second one cannot make her busy, the same one can', async () => {
    const [one, two] = [CallId.parse(randomUUID()), CallId.parse(randomUUID())]

    const outcomes = [
      await set('busy', one),
      await set('busy', two),
      await set('busy', one, one),
      await set('busy', two, two),
    ]

    expect(outcomes).toEqual([true, false, true, false])
    expect((await onBoard())?.callId).toBe(one)
  })

  test('of two calls at the same moment one gets her', async () => {
    const calls = Array.from({ length: 8 }, () => CallId.parse(randomUUID()))

    const won = await Promise.all(calls.map(callId => set('busy', callId, callId)))

    expect(won.filter(Boolean)).toHaveLength(1)
  })
})

describe('whether her console is heard', () => {
  test('connecting makes her heard, and the board is told; falling silent is told as well', async () => {
    const watcher = await signedIn(small.url, 'bertil1')
    const board = await liveConsole(small.url, watcher.cookie)
    const hers = await liveConsole(small.url, nurse.cookie)
    const told = (heard: boolean) =>
      board.entries.some(
        ({ message }) =>
          message.kind === 'nurse' && message.nurse.staffId === staffId && message.nurse.heard === heard,
      )

    await until('the board is told that she is heard', () => told(true), 8_000)
    const during = await onBoard()
    hers.close()
    const { db } = small.database
    await db.run(
      db.sql`update readiness set last_heard_at = now() - interval '16 seconds' where staff_id = ${staffId}`,
    )
    await until('the board is told that she is silent', () => told(false), 8_000)
    board.close()

    expect([during?.heard, (await onBoard())?.heard]).toEqual([true, false])
  })

  test('fifteen seconds of silence are enough not to be offered a call, before anybody has noted it', async () => {
    const { db } = small.database
    await db.run(db.sql`
      update readiness set heard = true, last_heard_at = now() - interval '15 seconds' where staff_id = ${staffId}`)

    expect((await onBoard())?.heard).toBe(false)
  })
})

test('nurses of another line are not on the board', async () => {
  const nurses = await readNurses(small.database.db, small.north.lineId)

  expect(nurses.map(({ name }) => name)).toEqual(['Aroha 1', 'Bertil 1'])
})
