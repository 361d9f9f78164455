import { afterAll, beforeAll, expect, test } from 'vitest'
import { areTasksAbout, readOwedTask, readTask, readTasksAbout } from '#server/dispatch/taskStore.ts'
import { CallId, TaskId } from '#shared/ids.ts'
import { BoardSnapshot, CatchUp } from '#shared/live.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import { type Browser, signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let small: SmallHouse
let north: Browser
let south: Browser
beforeAll(async () => {
  small = await smallHouse()
  north = await signedIn(small.url, 'aroha1')
  south = await signedIn(small.url, 'aroha2')
})
afterAll(() => small.close())

const say = (nurse: Browser, state: 'away' | 'ready') =>
  nurse.post('/api/readiness', { state, answersBy: 'browser' })
const board = async (nurse: Browser) => BoardSnapshot.parse((await nurse.get('/api/board')).body)
const missed = async (nurse: Browser, after: number) =>
  CatchUp.parse((await nurse.get(`/api/feed?after=${after}`)).body)

test('a board holds its own line and nothing of another', async () => {
  const [ours, theirs] = [await board(north), await board(south)]

  expect([ours.line.name, ours.nurses.map(one => one.name)]).toEqual(['Line 1', ['Aroha 1']])
  expect([theirs.line.name, theirs.nurses.map(one => one.name)]).toEqual(['Line 2', ['Aroha 2']])
})

test('what a newer server owes, of a kind that is not known here, hides nothing else, on the board or about a person', async () => {
  const { db } = small.database
  await db.run(db.sql`alter table tasks drop constraint tasks_kind_check`)
  const owed = await db.run(db.sql<{ id: string }[]>`
    insert into tasks (id, line_id, version, kind, state, origin, raised_at, due_at)
    select gen_random_uuid(), ${small.south.lineId}::uuid, 1, kind, 'open', 'call', now(), now()
    from unnest(array['call_back_promised', 'of_next_year']) with ordinality as kinds (kind, nth)
    order by nth
    returning id`)

  const { tasks } = await board(south)

  expect(tasks.map(({ taskId }) => taskId)).toEqual([owed[0]?.id])
  const { lineId } = small.south
  const at = { organisation: 'Test Hospice', kind: 'hub', signInName: 'south.other' } as const
  const person = await aPatient(db, await aColleague(db, lineId, at))
  await db.run(db.sql`update tasks set patient_id = ${person} where line_id = ${lineId}`)
  const records = db.sql`array[${person}::uuid]`
  const about = await readTasksAbout(db, lineId, records)
  const [asRead] = await db.run(db.sql`select ${areTasksAbout(db.sql, records, about)} as holds`)
  const newer = await readTask(db, lineId, TaskId.parse(owed[1]?.id))
  expect([about.map(({ taskId }) => taskId), asRead, newer]).toEqual([[owed[0]?.id], { holds: true }, null])

  // A call that owes such a task owes no second one beside it.
  const callId = CallId.parse(crypto.randomUUID())
  await db.run(db.sql`
    with call as (
      insert into calls (id, line_id, version, state, direction, facts, started_at, identity_epoch)
      values (${callId}, ${lineId}, 1, 'closed', 'inbound', '{}'::jsonb, now(), 0)
      returning id
    )
    update tasks set call_id = call.id from call where tasks.id = ${owed[1]?.id ?? null}::uuid`)
  expect(await readOwedTask(db, callId)).toBe('of_a_newer_server')
})

test('what was missed is told in order from the number after the last one heard', async () => {
  const before = await board(north)
  for (const state of ['ready', 'away', 'ready'] as const) await say(north, state)

  const caughtUp = await missed(north, before.seq)

  expect(caughtUp).toMatchObject({ kind: 'entries', seq: before.seq + 3 })
  expect(caughtUp.kind === 'entries' && caughtUp.entries.map(entry => entry.seq)).toEqual(
    [1, 2, 3].map(n => before.seq + n),
  )
})

test('who missed nothing is told nothing', async () => {
  const { seq } = await board(north)

  expect(await missed(north, seq)).toEqual({ kind: 'entries', entries: [], seq })
})

test('whoever is ahead of the feed, as after a restored backup, gets the board', async () => {
  expect(await missed(north, 1_000_000)).toMatchObject({
    kind: 'snapshot',
    snapshot: { line: { name: 'Line 1' } },
  })
})

test('whoever slept so long that the feed was forgotten gets the board', async () => {
  const before = await board(south)
  for (const state of ['ready', 'away', 'ready'] as const) await say(south, state)
  const { db } = small.database
  await db.run(db.sql`delete from feed where line_id = ${small.south.lineId} and seq <= ${before.seq + 1}`)

  expect(await missed(south, before.seq)).toMatchObject({ kind: 'snapshot' })
})

test('a board is never older than its number says, however much happens while it is read', async () => {
  const changing = (async () => {
    for (let i = 0; i < 40; i += 1) await say(north, i % 2 ? 'away' : 'ready')
  })()
  const boards = []
  for (let i = 0; i < 15; i += 1) boards.push(await board(north))
  await changing
  const all = await missed(north, 0)
  const entries = all.kind === 'entries' ? all.entries : []

  const older = boards.filter(({ seq, nurses }) => {
    const told = entries.filter(entry => entry.seq <= seq && entry.message.kind === 'nurse').at(-1)?.message
    const shown = nurses.find(nurse => nurse.name === 'Aroha 1')
    return told?.kind === 'nurse' && shown !== undefined && shown.since < told.nurse.since
  })

  expect(older).toEqual([])
})

test.each(['', '-1', '1.5', 'x', '1e99', '9007199254740993'])(
  'after=%s is a clear refusal or a board, and no error',
  async after => {
    const answer = await north.get(`/api/feed?after=${after}`)

    expect([200, 400]).toContain(answer.status)
  },
)
