import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Database } from '#server/platform/database.ts'
import { dayInBritain } from '#shared/days.ts'
import type { HandOverDraft } from '#shared/handOver.ts'
import type { Stay } from '#shared/record/stays.ts'
import type { Round } from '#shared/rounds.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'

// Whoever comes home from hospital or a hospice is rung: by the record, without anybody drawing it up.
let house: SharedHouse
let run: Database['run']
let sql: Database['sql']
beforeAll(async () => {
  house = await sharedHouse()
  ;({ run, sql } = house.small.database.db)
})
afterAll(() => house.small.close())

const SAVED = { kind: 'saved' }
const DAY = 86_400_000
const daysAgo = (days: number) => dayInBritain(new Date(Date.now() - days * DAY).toISOString())
const say = async (body: object) =>
  (await house.as('hub.nurse').at.post('/api/shift/round', { commandId: randomUUID(), ...body })).body
const callsOf = async (patientId: string) => {
  const round = (await house.as('lead').at.get('/api/shift/round')).body as unknown as Round
  return round.calls.filter(one => one.patientId === patientId)
}

async function somebody(stay: Partial<Stay>, ...also: EntryToWrite[]): Promise<string> {
  const body = { place: 'hospital', admittedOn: daysAgo(9), ...stay }
  const patientId = await house.person([anEntry('hospitalStays', body as never), ...also])
  await run(sql`update patients set status = 'active' where id = ${patientId}`)
  return patientId
}
const discharged = (...also: EntryToWrite[]) =>
  somebody({ dischargedOn: daysAgo(1), dischargedTo: 'home' }, ...also)
const phone = anEntry('phones', { number: '+447700900371', use: 'home' } as never)

describe('after a discharge', () => {
  test('somebody is on the ring-round without anybody’s press, once however often it is read, with when they are due', async () => {
    const patientId = await discharged()

    await Promise.all([callsOf(patientId), callsOf(patientId)])
    expect(await callsOf(patientId)).toEqual([
      expect.objectContaining({
        why: ['discharged'],
        discharge: { on: daysAgo(1), dueAt: expect.stringMatching(/T1[34]:00:00\.000Z$/) },
        assigned: null,
        task: null,
      }),
    ])
    const looks = await run(
      sql`select what from access_log where patient_id = ${patientId} and actor_name = 'lead'`,
    )
    expect(looks).toContainEqual({ what: ['initials', 'birthMonth', 'ringRound'] })
  })

  test.each<[string, Partial<Stay>]>([
    ['who is there still', {}],
    ['who was moved to another unit', { dischargedOn: daysAgo(1), dischargedTo: 'another_unit' }],
    ['who has been home for longer', { dischargedOn: daysAgo(5) }],
  ])('nobody is rung %s', async (_, stay) => {
    expect(await callsOf(await somebody(stay))).toEqual([])
  })

  test('who is rung and not reached is rung again; who is reached is done, and on the next day gone', async () => {
    const patientId = await discharged(phone)
    const ring = async () => {
      const roundCallId = (await callsOf(patientId))[0]?.roundCallId
      expect(await say({ act: 'ring', roundCallId })).toEqual(SAVED)
      return (await callsOf(patientId))[0]?.task?.taskId
    }
    const first = await ring()
    const close = (of: string, result: string) =>
      run(sql`
        update tasks set state = 'done', result = ${result}, done_at = now(), taken_by = null
        where id = (select task_id from round_calls where patient_id = ${of})`)
    const again = { act: 'ring', roundCallId: (await callsOf(patientId))[0]?.roundCallId }
    expect(await say(again)).toMatchObject({ kind: 'refused' })
    await close(patientId, 'not_reached_three_times')

    expect(await ring()).not.toBe(first)
    await run(sql`update round_calls set round_day = round_day - 1 where patient_id = ${patientId}`)
    expect(await callsOf(patientId)).toHaveLength(1)
    await close(patientId, 'reached')
    expect(await callsOf(patientId)).toEqual([])
  })

  test('who was not rung is still there on the next day, and in the hand-over', async () => {
    const patientId = await discharged()
    expect(await callsOf(patientId)).toHaveLength(1)
    await run(sql`update round_calls set round_day = round_day - 2 where patient_id = ${patientId}`)

    expect(await callsOf(patientId)).toHaveLength(1)
    const draft = (await house.as('lead').at.get('/api/shift/hand-over-draft'))
      .body as unknown as HandOverDraft
    expect(draft.items).toContainEqual(
      expect.objectContaining({ kind: 'round', patientId, why: ['discharged'] }),
    )
  })

  test('who is on the round of today already is rung once, for both', async () => {
    const patientId = await discharged(
      anEntry('phaseOfIllness', { phase: 'dying', at: '2026-11-20T10:00:00.000Z' }),
    )
    await run(sql`
      insert into round_calls (id, line_id, round_day, patient_id, why, drawn_at, drawn_by, drawn_name)
      values (${randomUUID()}, ${house.hub.lineId}, ${daysAgo(0)}::date, ${patientId}, '{dying}', now(),
              ${house.hub.staffId}, 'hub.nurse')`)

    expect(await callsOf(patientId)).toEqual([
      expect.objectContaining({ why: ['dying', 'discharged'], discharge: expect.anything() }),
    ])
  })

  test('who was put on it for a discharge is on it for the reasons of the round too, once it is drawn up', async () => {
    const patientId = await discharged(
      anEntry('phaseOfIllness', { phase: 'dying', at: '2026-11-20T10:00:00.000Z' }),
    )
    expect(await callsOf(patientId)).toHaveLength(1)

    expect(await say({ act: 'draw' })).toEqual(SAVED)
    expect(await say({ act: 'draw' })).toEqual(SAVED)
    expect(await callsOf(patientId)).toEqual([
      expect.objectContaining({ why: ['discharged', 'dying', 'no_carer'], discharge: expect.anything() }),
    ])
  })

  test('who has died or was withdrawn is not rung', async () => {
    const [died, withdrawn] = [await discharged(), await discharged()]
    expect(await callsOf(died)).toHaveLength(1)
    await run(sql`update patients set is_deceased = true where id = ${died}`)
    await run(sql`update patients set status = 'withdrawn' where id = ${withdrawn}`)

    expect(await callsOf(died)).toEqual([])
    expect(await callsOf(withdrawn)).toEqual([])
  })
})
