import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, until } from '#tests/support/aNurse.ts'
import { type CarerHouse, carerHouse, type Watching } from './carerHouse.ts'

// Changes are told before they are asked for: by fixed words, to a carer who wanted it, and never after a death.
let house: CarerHouse
beforeAll(async () => {
  house = await carerHouse()
})
afterAll(() => house.close())

/** Those of this test, by a number of its own. */
let count = 650
const aCarer = () => {
  count += 1
  return `+44770090${String(count).padStart(4, '0')}`
}
const saidTo = (number: string) =>
  house
    .texts(number)
    .filter(text => !text.includes('/v#'))
    .map(text => text.replace(/\d\d:\d\d/, 'HH:MM'))
async function watched(changes: object = {}): Promise<{ of: Watching; number: string }> {
  const number = aCarer()
  const of = await house.watching({ contact: { phones: [{ number, use: 'mobile' }] } })
  await house.send(of, { number, ...changes })
  return { of, number }
}
const fallDue = async (kind: string) => {
  const { sql, run } = house.database.db
  await run(
    sql`update promises set due_at = now(), leased_until = null where kind = ${kind} and kept_at is null`,
  )
  house.house.deps.wakeTicker()
}

test('that somebody said yes, set out, thinks otherwise of the time, or stands before the door', async () => {
  const { of, number } = await watched()

  await house.answer(of, { answer: 'accept' })
  await until(async () => saidTo(number).length === 1)
  await house.step(of, { step: 'set_out', minutes: 20 })
  await until(async () => saidTo(number).length === 2)
  await house.step(of, { step: 'set_out', minutes: 45 })
  await until(async () => saidTo(number).length === 3)
  await house.step(of, { step: 'set_out', minutes: 46 }) // a minute is no news
  await house.step(of, { step: 'no_access', words: 'Nobody opens' })
  await until(async () => saidTo(number).length === 4)

  expect(saidTo(number)).toEqual([
    'From the line you phoned: somebody has said yes. The page we sent you shows when they leave.',
    'From the line you phoned: they are on the way to you. They expect to be there at about HH:MM.',
    'From the line you phoned: they now expect to be with you at about HH:MM.',
    'From the line you phoned: they are there and cannot get in. Please look at the door, or phone us.',
  ])
})

type Acts = { act: 'stand_down' } | { act: 'hold'; until: string }
/** On the version that stands there: what moves by itself meanwhile is looked at again. */
const handle = ({ teamTaskId }: Watching, acts: Acts) =>
  until(async () => {
    const [task] = (await house.nurse.board()).teamTasks.filter(one => one.teamTaskId === teamTaskId)
    const reply = await house.nurse.ask(routes.handleTeamTask, {
      params: { teamTaskId },
      body: { ...acts, commandId: aCommand(), version: task?.version ?? 0, because: 'She has slept' },
    })
    return reply.kind === 'saved'
  })
const standDown = (of: Watching) => handle(of, { act: 'stand_down' })

test('that it waits: once where it will be much later than was promised, and not for a few minutes more', async () => {
  const { of, number } = await watched()
  const after = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  await handle(of, { act: 'hold', until: after(0.2) })
  await handle(of, { act: 'hold', until: after(48) })
  await until(async () => saidTo(number).length === 1)
  await handle(of, { act: 'hold', until: after(48.2) })
  await standDown(of)
  await until(async () => saidTo(number).some(text => text.includes('nobody is coming')))

  expect(saidTo(number).filter(text => !text.includes('nobody is coming'))).toEqual([
    'From the line you phoned: this is waiting for now, and will be later than we said. Phone us at any time, also to ask why.',
  ])
})

test('that nobody comes after all: it is not needed any more, or could not be done', async () => {
  const notComing =
    'From the line you phoned: nobody is coming for this now. If you did not know, phone us at any time.'
  const { of, number } = await watched()
  await standDown(of)
  await until(async () => saidTo(number).length === 1)

  const other = await watched()
  await house.answer(other.of, { answer: 'accept' })
  await house.step(other.of, { step: 'arrived' })
  await house.step(other.of, { step: 'failed', because: 'No chart in the house' })
  await until(async () => saidTo(other.number).includes(notComing))

  expect(saidTo(number)).toEqual([notComing])
})

test('that nobody has said yes, each half hour for as long as that is so; then no more', async () => {
  const { of, number } = await watched()

  await fallDue('visit.still')
  await until(async () => saidTo(number).length === 1)
  await fallDue('visit.still')
  await until(async () => saidTo(number).length === 2)
  expect(new Set(saidTo(number))).toEqual(
    new Set([
      'From the line you phoned: nobody has said yes yet. We know, and go on asking. Phone us at any time.',
    ]),
  )
  await house.answer(of, { answer: 'accept' })
  await house.step(of, { step: 'arrived' })
  await fallDue('visit.still')
  const { sql, run } = house.database.db
  await until(async () => {
    const left = await run(
      sql`select 1 from promises where kind = 'visit.still' and subject_id = ${of.teamTaskId} and kept_at is null`,
    )
    return left.length === 0
  })
  expect(saidTo(number).filter(text => text.includes('nobody has said yes'))).toHaveLength(2)
})

test('nothing to who did not want it, nor to who answered STOP', async () => {
  const { of, number } = await watched({ wantsTexts: false })
  await house.answer(of, { answer: 'accept' })

  const stopped = await watched()
  house.phone.handset(stopped.number).sendText(PRACTICE_SMS_FROM, 'STOP')
  const { sql, run } = house.database.db
  await until(async () => {
    const [row] = await run(
      sql`select 1 from message_answers where from_number = ${stopped.number} and said ->> 'kind' = 'stop'`,
    )
    return row
  })
  await house.answer(stopped.of, { answer: 'accept' })
  await until(async () => {
    const [row] = await run(
      sql`select 1 from messages where to_number = ${stopped.number} and template = 'visit_accepted' and state = 'failed'`,
    )
    return row
  })

  expect([saidTo(number), saidTo(stopped.number)]).toEqual([[], []])
})

test('nothing once the death is on the record, nor once the carer is told nothing', async () => {
  const { sql, run } = house.database.db
  const died = await watched()
  await house.answer(died.of, { answer: 'seen' })
  await run(sql`update patients set is_deceased = true where id = ${died.of.patientId}`)
  // Nobody sets out for it any more, and who waits is not told of the one after the other.
  expect(await house.answer(died.of, { answer: 'accept' })).toMatchObject({ kind: 'refused' })
  await standDown(died.of)
  await fallDue('visit.still')

  const other = await watched()
  // As if it had been another contact: of this one nothing says that they may be told.
  await run(sql`update visit_links set contact_item = gen_random_uuid() where id = ${await linkOf(other.of)}`)
  await house.answer(other.of, { answer: 'accept' })
  await fallDue('visit.tell')
  await until(async () => {
    const waiting = await run(
      sql`select 1 from promises where kind = 'visit.tell' and subject_id = ${other.of.teamTaskId} and kept_at is null`,
    )
    return waiting.length === 0
  })

  const [waits] = await run(
    sql<{ count: number }[]>`
      select count(*)::int as count from promises
      where kind like 'visit.%' and subject_id = ${died.of.teamTaskId} and kept_at is null`,
  )
  expect(waits?.count).toBe(2)
  expect([saidTo(died.number), saidTo(other.number)]).toEqual([[], []])
})

async function linkOf({ teamTaskId }: Watching): Promise<string> {
  const { sql, run } = house.database.db
  const [row] = await run(
    sql<{ id: string }[]>`select id from visit_links where team_tasks @> array[${teamTaskId}::uuid]`,
  )
  return row?.id ?? ''
}
