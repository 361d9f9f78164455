import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Database } from '#server/platform/database.ts'
import type { BoardSnapshot } from '#shared/live.ts'
import type { Round } from '#shared/rounds.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'

// Who is rung before surgeries shut: drawn up by rules, rung as every call back, or skipped with a reason.
let house: SharedHouse
let run: Database['run']
let sql: Database['sql']
beforeAll(async () => {
  house = await sharedHouse()
  ;({ run, sql } = house.small.database.db)
})
afterAll(() => house.small.close())

type Said = { kind: string; because?: string }
const SAVED = { kind: 'saved' }
const say = async (body: object, who = 'hub.nurse') =>
  (await house.as(who).at.post('/api/shift/round', { commandId: randomUUID(), ...body })).body as Said
const round = async () => (await house.as('lead').at.get('/api/shift/round')).body as unknown as Round
const callOf = async (patientId: string) => (await round()).calls.find(one => one.patientId === patientId)
const phone = (number: string) => anEntry('phones', { number, use: 'home' } as never)

async function somebody(...also: EntryToWrite[]): Promise<string> {
  const dying = anEntry('phaseOfIllness', { phase: 'dying', at: '2026-11-20T10:00:00.000Z' })
  const patientId = await house.person([dying, ...also])
  await run(sql`update patients set status = 'active' where id = ${patientId}`)
  expect(await say({ act: 'draw' })).toEqual(SAVED)
  return patientId
}

const aCallFor = (taskId: string, state: string) =>
  run(sql`
    insert into calls (id, line_id, version, state, direction, facts, started_at, for_task, held_by)
    select gen_random_uuid(), line_id, 1, ${state}, 'outbound', '{}', now(), id, taken_by from tasks where id = ${taskId}`)

describe('a ring-round', () => {
  test('has on it who is dying and without a carer, once however often it is drawn, and each look is in their log', async () => {
    const patientId = await somebody()
    expect(await say({ act: 'draw' }, 'lead')).toEqual(SAVED)

    expect(await callOf(patientId)).toMatchObject({ why: ['dying', 'no_carer'], task: null, skipped: null })
    const looks = await run(sql`
      select what from access_log where patient_id = ${patientId} and actor_name = 'lead' order by id`)
    expect(looks).toContainEqual({ what: ['initials', 'birthMonth', 'ringRound'] })
  })

  test('is for somebody, is owed from when it is rung, and says how it was closed', async () => {
    const patientId = await somebody(phone('+447700900345'))
    const roundCallId = (await callOf(patientId))?.roundCallId ?? ''
    const { staffId } = house.as('lead').actor
    await house.as('lead').at.post('/api/readiness', { state: 'away', answersBy: 'browser' })

    expect(await say({ act: 'assign', roundCallId, staffId })).toEqual(SAVED)
    expect(await callOf(patientId)).toMatchObject({ assigned: { name: 'lead' } })
    expect(await say({ act: 'ring', roundCallId })).toEqual(SAVED)
    const taskId = (await callOf(patientId))?.task?.taskId ?? ''
    const board = (await house.as('lead').at.get('/api/board')).body as unknown as BoardSnapshot
    expect(board.tasks.find(task => task.taskId === taskId)).toMatchObject({
      kind: 'ring_round',
      from: '+447700900345',
      patientId,
      state: 'taken',
      owner: { kind: 'nurse', staffId, name: 'lead' },
    })
    expect(await callOf(patientId)).toMatchObject({ task: { owner: { name: 'lead' }, isCalled: false } })
    await aCallFor(taskId, 'connecting')
    expect(await callOf(patientId)).toMatchObject({ task: { isCalled: true } })
    await run(sql`update calls set state = 'closed', held_by = null where for_task = ${taskId}`)

    const close = { version: 1, result: 'reached', note: '' }
    await house.as('lead').at.post(`/api/tasks/${taskId}/close`, close)
    expect(await callOf(patientId)).toMatchObject({ task: { isDone: true, result: 'reached' } })
  })

  test('of two who ring at once one does', async () => {
    const patientId = await somebody(phone('+447700900346'))
    const roundCallId = (await callOf(patientId))?.roundCallId

    const both = await Promise.all([
      say({ act: 'ring', roundCallId }),
      say({ act: 'ring', roundCallId }, 'lead'),
    ])

    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
    const tasks = await run(sql`select from tasks where patient_id = ${patientId}`)
    expect(tasks).toHaveLength(1)
  })

  test('one press sent for two people rings the first, and says so of the second; sent twice at once it is one', async () => {
    const [one, other] = [await somebody(phone('+447700900351')), await somebody(phone('+447700900352'))]
    const [first, second] = [(await callOf(one))?.roundCallId, (await callOf(other))?.roundCallId]
    const commandId = randomUUID()
    const ring = (roundCallId: string | undefined) =>
      house.as('lead').at.post('/api/shift/round', { act: 'ring', commandId, roundCallId })

    const both = await Promise.all([ring(first), ring(first)])
    expect(both.map(({ body }) => body)).toEqual([SAVED, SAVED])
    expect((await ring(second)).status).toBe(409)
    expect(await callOf(other)).toMatchObject({ task: null })
  })

  test('without a number nobody is rung, and who is skipped is so with a reason', async () => {
    const patientId = await somebody()
    const roundCallId = (await callOf(patientId))?.roundCallId

    expect(await say({ act: 'ring', roundCallId })).toMatchObject({
      because: expect.stringMatching(/^No number/),
    })
    expect(await say({ act: 'skip', roundCallId, because: 'xx' })).toMatchObject({ kind: 'refused' })
    expect(await say({ act: 'skip', roundCallId, because: 'Her nurse sits with her' })).toEqual(SAVED)
    expect(await callOf(patientId)).toMatchObject({ skipped: { because: 'Her nurse sits with her' } })
    expect(await say({ act: 'ring', roundCallId })).toMatchObject({ kind: 'refused' })
  })

  test('who has died, or is withdrawn, is off it and is not rung', async () => {
    const patientId = await somebody(phone('+447700900347'))
    const roundCallId = (await callOf(patientId))?.roundCallId
    await run(sql`update patients set is_deceased = true where id = ${patientId}`)
    expect(await callOf(patientId)).toBeUndefined()
    expect(await say({ act: 'ring', roundCallId })).toMatchObject({ kind: 'refused' })

    await run(sql`update patients set is_deceased = false, status = 'withdrawn' where id = ${patientId}`)
    expect(await callOf(patientId)).toBeUndefined()
    expect(await say({ act: 'ring', roundCallId })).toMatchObject({ kind: 'refused' })
    expect(await run(sql`select from tasks where patient_id = ${patientId}`)).toEqual([])
  })
})
