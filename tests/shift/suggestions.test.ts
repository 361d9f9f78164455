import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import type { ShiftNow, SuggestedWatch, WatchList } from '#shared/shift.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { aTeamTask } from '#tests/dispatch/aTeamTask.ts'
import { anEntry } from '#tests/patients/aPatient.ts'

// Who may have to be watched, by rules: suggested with why, and watched only when a nurse presses.
let house: SharedHouse
let run: Database['run']
let sql: Database['sql']
beforeAll(async () => {
  house = await sharedHouse()
  ;({ run, sql } = house.small.database.db)
})
afterAll(() => house.small.close())

type Said = { kind: string; because?: string }
const say = async (body: object, who = 'hub.nurse') =>
  (await house.as(who).at.post('/api/shift/watch', { commandId: randomUUID(), ...body })).body as Said
const list = async (who = 'lead') =>
  (await house.as(who).at.get('/api/shift/watch')).body as unknown as WatchList
const suggestionOf = async (patientId: string) =>
  (await list()).suggested.find(one => one.patientId === patientId)
const mark = async () => ((await house.as('lead').at.get('/api/shift')).body as unknown as ShiftNow).watchMark

async function dying(): Promise<string> {
  const at = new Date().toISOString()
  const patientId = await house.person([anEntry('phaseOfIllness', { phase: 'dying', at })])
  await run(sql`update patients set status = 'active' where id = ${patientId}`)
  return patientId
}
async function calls(patientId: string, count: number): Promise<void> {
  for (let nth = 0; nth < count; nth++)
    await run(sql`
      insert into calls (id, line_id, version, state, direction, facts, started_at, patient_id)
      values (${randomUUID()}, ${house.hub.lineId}, 1, 'closed', 'inbound', '{}', now() - make_interval(hours => ${nth}), ${patientId})`)
}

test('whose phase is recorded as dying is suggested with why, is watched by one press, and each look is in their log', async () => {
  const before = await mark()
  const patientId = await dying()
  expect(await mark()).not.toBe(before)

  const { rules, ...suggested } = (await suggestionOf(patientId)) as SuggestedWatch
  expect({ rules, ...suggested }).toMatchObject({
    rules: ['phase_dying'],
    reason: 'dying',
    because: 'Recorded as dying',
    initials: 'M. E.',
    birthMonth: '1948-03',
  })
  expect((await list()).rows.map(row => row.patientId)).not.toContain(patientId)
  const { reason, because, until } = suggested
  expect(await say({ act: 'put', patientId, reason, because, until })).toEqual({ kind: 'saved' })

  const { rows, suggested: left } = await list()
  expect(rows.find(row => row.patientId === patientId)).toMatchObject({ because, until, putBy: 'hub.nurse' })
  expect(left.map(one => one.patientId)).not.toContain(patientId)
  const looks = await run(sql`
    select actor_name, action, what from access_log where patient_id = ${patientId} and why ->> 'kind' = 'shift' order by id`)
  expect(looks[0]).toEqual({
    actorName: 'lead',
    action: 'listed',
    what: ['initials', 'birthMonth', 'watch'],
  })
})

test('put away by one press they are not suggested until the next shift, and are for another reason', async () => {
  const patientId = await dying()
  const commandId = randomUUID()
  const body = { act: 'dismiss', patientId, rules: ['phase_dying'], commandId }

  expect(await say(body)).toEqual({ kind: 'saved' })
  expect(await say(body)).toEqual({ kind: 'saved' })
  expect(await suggestionOf(patientId)).toBeUndefined()
  const logged = await run(sql`
    select from access_log where patient_id = ${patientId} and action = 'changed' and why ->> 'kind' = 'shift'`)
  expect(logged).toHaveLength(1)

  await calls(patientId, 3)
  expect(await suggestionOf(patientId)).toMatchObject({ rules: ['phase_dying', 'many_calls'] })

  await run(sql`delete from calls where patient_id = ${patientId}`)
  await run(sql`
    update watch_dismissals set at = now() - interval '9 hours', until = now() - interval '1 minute' where patient_id = ${patientId}`)
  expect(await suggestionOf(patientId)).toMatchObject({ rules: ['phase_dying'] })
})

test('three calls in a day are a reason, two are none, and a call of the day before yesterday does not count', async () => {
  const patientId = await house.person([])
  await calls(patientId, 2)
  await run(sql`
    insert into calls (id, line_id, version, state, direction, facts, started_at, patient_id)
    values (${randomUUID()}, ${house.hub.lineId}, 1, 'closed', 'inbound', '{}', now() - interval '25 hours', ${patientId})`)
  expect(await suggestionOf(patientId)).toBeUndefined()

  await calls(patientId, 1)
  expect(await suggestionOf(patientId)).toMatchObject({
    reason: 'unresolved',
    because: '3 calls within 24 hours',
  })
})

test('what nobody accepts, and what a team could not do, are reasons', async () => {
  const { db } = house.small.database
  const [silent, failed] = [await house.person([]), await house.person([])]
  const at = new Date().toISOString()
  const silentTask = await aTeamTask(db, house.hub, { patientId: silent, why: 'He cannot settle' })
  await run(sql`
    update team_tasks set facts = jsonb_set(facts, '{alerted,lead}', to_jsonb(${at}::text)) where id = ${silentTask}`)
  const failedTask = await aTeamTask(db, house.hub, { patientId: failed, why: 'He cannot settle' })
  await run(sql`
    update team_tasks
    set state = 'failed',
        facts = jsonb_set(facts, '{ended}', jsonb_build_object('how', 'failed', 'at', ${at}::text, 'words', 'No key'))
    where id = ${failedTask}`)

  expect(await suggestionOf(silent)).toMatchObject({ rules: ['nobody_accepts'], reason: 'unresolved' })
  expect(await suggestionOf(failed)).toMatchObject({ rules: ['visit_failed'], reason: 'unresolved' })
})

test('a call back that is late is a reason', async () => {
  const patientId = await house.person([])
  await run(sql`
    insert into tasks (id, line_id, version, kind, state, origin, raised_at, due_at, patient_id, from_number)
    values (${randomUUID()}, ${house.hub.lineId}, 1, 'call_back_promised', 'open', 'outcome', now() - interval '2 hours',
            now() - interval '1 hour', ${patientId}, '+447700900348')`)

  expect(await suggestionOf(patientId)).toMatchObject({ rules: ['call_late'], reason: 'owed_call' })
})

test('who has died is never suggested, nor put away', async () => {
  const patientId = await dying()
  await calls(patientId, 3)
  await run(sql`update patients set is_deceased = true where id = ${patientId}`)

  expect(await suggestionOf(patientId)).toBeUndefined()
  expect(await say({ act: 'dismiss', patientId, rules: ['phase_dying'] })).toMatchObject({
    kind: 'refused',
    because: expect.stringMatching(/they have died/),
  })
})

test('a phase of five days ago, or of somebody who is not on the register, suggests nobody', async () => {
  const at = new Date(Date.now() - 5 * 86_400_000).toISOString()
  const old = await house.person([anEntry('phaseOfIllness', { phase: 'dying', at })])
  await run(sql`update patients set status = 'active' where id = ${old}`)
  expect(await suggestionOf(old)).toBeUndefined()

  const patientId = await dying()
  await run(sql`update patients set status = 'withdrawn' where id = ${patientId}`)

  expect(await suggestionOf(patientId)).toBeUndefined()
})
