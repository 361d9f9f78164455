import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { BereavementAnswer } from '#shared/deaths.ts'
import type { TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { freed } from '#tests/breaking/heldCall.ts'
import { until } from '#tests/support/aNurse.ts'
import { type DeathHouse, deathHouse, promised, report, SON } from './deathHouse.ts'

let house: DeathHouse

beforeAll(async () => {
  house = await deathHouse()
})
afterEach(() => freed([house.aroha, house.bertil, house.lead]))
afterAll(() => house.close())

async function reported() {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  const { deathId } = await report(house.aroha, call)
  const tasks = await house.tasks(patientId)
  const taskId = (kind: string) => tasks.find(task => task.kind === kind)?.id as TaskId
  return { patientId, call, deathId, taskId }
}

const close = (taskId: TaskId, body: BereavementAnswer) =>
  house.bertil.ask(routes.closeBereavement, { params: { taskId }, body })
const take = (taskId: TaskId) =>
  house.bertil.ask(routes.takeTask, { params: { taskId }, body: { version: 1 } })

test.each(['accepted', 'declined'] as const)(
  'a call that was %s is on the record, and its task done',
  async response => {
    const { call, taskId } = await reported()
    const first = taskId('bereavement_day')
    await take(first)

    const replies = [
      await close(first, { version: 2, response }),
      await close(first, { version: 2, response }),
    ]

    expect(replies).toEqual([{ kind: 'done' }, { kind: 'done' }])
    const record = await house.record(house.aroha, call)
    const items = record.blocks
      .flatMap(({ items }) => items)
      .filter(({ section }) => section === 'bereavement')
    expect(items.find(({ itemId }) => itemId === first)?.body).toMatchObject({
      contactName: 'Angela Ellis',
      response,
      doneOn: expect.any(String),
    })
    expect(items).toHaveLength(3)
  },
)

test('whoever has not taken it does not close it, and three tries come before "not reached"', async () => {
  const { taskId } = await reported()
  const first = taskId('bereavement_day')

  const untaken = await close(first, { version: 1, response: 'accepted' })
  await take(first)
  const early = await close(first, { version: 2, response: 'not_reached' })

  expect(untaken).toMatchObject({ kind: 'refused', because: expect.stringContaining('Take it first') })
  expect(early).toMatchObject({ kind: 'refused', because: expect.stringContaining('Nobody has tried yet') })
})

test('it is not closed by the way, where nothing of it would reach the record', async () => {
  const { taskId } = await reported()
  const first = taskId('bereavement_day')
  await take(first)

  const reply = await house.bertil.ask(routes.closeTask, {
    params: { taskId: first },
    body: { version: 2, result: 'reached', note: '' },
  })

  expect(reply.kind).toBe('refused')
})

test('when its time comes the ticker puts it on every board', async () => {
  const { taskId } = await reported()
  const second = taskId('bereavement_weeks')
  const { db } = house.database
  await db.run(db.sql`
    with shown as (update tasks set shown_from = now() where id = ${second})
    update promises set due_at = now() where key = ${`death/${second}/shown`}`)
  const { seq } = await house.bertil.board()

  house.house.deps.wakeTicker()

  const told = await until(async () => {
    const news = JSON.stringify(await house.bertil.ask(routes.feed, { query: { after: seq } }))
    return news.includes(second) && news
  })
  expect(told).toContain('bereavement_weeks')
  expect((await house.bertil.board()).tasks.map(task => task.taskId)).toContain(second)
})

test('whoever opens a task about the dead is told not to ask for them, and whom to speak to; the look is logged', async () => {
  const patientId = await house.person()
  const stays = (await promised(house, patientId, SON)) as TaskId
  const call = await house.callAbout(house.aroha, patientId)
  const ask = () => house.bertil.ask(routes.personOfTask, { params: { taskId: stays } })
  const before = await ask()

  await report(house.aroha, call)
  const after = await ask()

  expect(before).toEqual({ kind: 'living' })
  expect(after).toMatchObject({
    kind: 'has_died',
    banner: { name: 'Margaret Ellis', deceased: 'Death reported, not yet verified' },
    speakTo: [
      { name: 'Sam Ellis', relationship: 'son', isThisNumber: true },
      { name: 'Angela Ellis', relationship: 'wife', isThisNumber: false },
    ],
    death: { mayUndo: false, mayCorrect: false, reportedBy: 'Aroha 1' },
  })
  const { db } = house.database
  const [last] = await db.run(db.sql`
    select actor_name, why ->> 'kind' as why from access_log where patient_id = ${patientId} order by id desc limit 1`)
  expect(last).toEqual({ actorName: 'Bertil 1', why: 'task' })
})
