import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Incidents, ShiftNow, WatchList } from '#shared/shift.ts'
import { plusSeconds } from '#shared/time.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { aTeamTask, isThere } from '#tests/dispatch/aTeamTask.ts'
import { anIncident } from './aWatch.ts'

// Whom the nurses of a line watch, and the incidents that were drafted by themselves.
let house: SharedHouse
let run: Database['run']
let sql: Database['sql']
beforeAll(async () => {
  house = await sharedHouse()
  ;({ run, sql } = house.small.database.db)
})
afterAll(() => house.small.close())

const inHours = (hours: number) => plusSeconds(new Date().toISOString(), hours * 3_600)
const SAVED = { kind: 'saved' }
type Said = { kind: string; because?: string }
const put = async (patientId: string, changes: object = {}, who = 'hub.nurse') => {
  const body = {
    act: 'put',
    commandId: randomUUID(),
    patientId,
    reason: 'unstable',
    because: 'Sore since the evening',
    until: inHours(8),
    ...changes,
  }
  return (await house.as(who).at.post('/api/shift/watch', body)).body as Said
}
const off = async (watchId: string, who = 'lead', commandId: string = randomUUID()) => {
  const body = { act: 'off', commandId, watchId, because: 'He sleeps, and the dose has held' }
  return (await house.as(who).at.post('/api/shift/watch', body)).body as Said
}
const list = async (who = 'lead') =>
  ((await house.as(who).at.get('/api/shift/watch')).body as unknown as WatchList).rows
const watchOf = async (patientId: string) => (await list()).find(row => row.patientId === patientId)
const now = async (query = '') =>
  (await house.as('lead').at.get(`/api/shift${query}`)).body as unknown as ShiftNow

describe('the watch list', () => {
  test('whom a nurse puts there every nurse of the line sees, by initials and month of birth, and the look is in their log', async () => {
    const patientId = await house.person([])
    const mark = (await now()).watchMark

    expect(await put(patientId)).toEqual(SAVED)

    expect(await watchOf(patientId)).toMatchObject({
      initials: 'M. E.',
      birthMonth: '1948-03',
      reason: 'unstable',
      because: 'Sore since the evening',
      putBy: 'hub.nurse',
      isOver: false,
    })
    expect((await now()).watchMark).not.toBe(mark)
    const looks = await run(sql`
      select actor_name, action, what from access_log where patient_id = ${patientId} and why ->> 'kind' = 'shift' order by id`)
    expect(looks).toEqual([
      { actorName: 'hub.nurse', action: 'changed', what: ['watch'] },
      { actorName: 'lead', action: 'listed', what: ['initials', 'birthMonth', 'watch'] },
    ])
  })

  test('what to look for names nobody, and that somebody was told so is in the person’s log', async () => {
    const patientId = await house.person([])
    const [name] = await run(sql<{ given: string }[]>`
      select given_name as given from patients where id = ${patientId}`)

    expect(await put(patientId, { because: `Whether ${name?.given} settles` })).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/^Leave their name out/),
    })

    expect(await watchOf(patientId)).toBeUndefined()
    const looks = await run(sql`
      select action, what, outcome from access_log where patient_id = ${patientId} and why ->> 'kind' = 'shift'`)
    expect(looks).toEqual([{ action: 'changed', what: ['watch'], outcome: 'refused' }])
  })

  test('nobody stands there twice, and the same press twice is one', async () => {
    const patientId = await house.person([])
    const commandId = randomUUID()

    expect(await put(patientId, { commandId })).toEqual(SAVED)
    expect(await put(patientId, { commandId })).toEqual(SAVED)
    expect(await put(patientId, {}, 'lead')).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/put there by hub.nurse/),
    })
  })

  test('of two who put somebody there at once one does, and the other is told', async () => {
    const patientId = await house.person([])

    const said = await Promise.all([put(patientId), put(patientId, { reason: 'dying' }, 'lead')])

    expect(said.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
  })

  test('of two who take somebody off at once one does, with a reason that is kept', async () => {
    const patientId = await house.person([])
    await put(patientId)
    const watchId = (await watchOf(patientId))?.watchId ?? ''
    const commandId = randomUUID()

    const said = await Promise.all([off(watchId, 'lead', commandId), off(watchId, 'hub.nurse')])

    expect(said.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
    expect(await watchOf(patientId)).toBeUndefined()
    const [kept] = await run(sql`select off_because from watched where id = ${watchId}`)
    expect(kept).toEqual({ offBecause: 'He sleeps, and the dose has held' })
  })

  test('a watch that is over says so for a while, and the person can be put there anew', async () => {
    const patientId = await house.person([])
    await put(patientId)
    await run(sql`
      update watched set put_at = now() - interval '9 hours', until = now() - interval '1 minute' where patient_id = ${patientId}`)

    expect(await watchOf(patientId)).toMatchObject({ isOver: true })
    expect(await put(patientId, { reason: 'dying' })).toEqual(SAVED)
    expect(await watchOf(patientId)).toMatchObject({ isOver: false, reason: 'dying' })
    await run(sql`
      update watched set put_at = now() - interval '30 hours', until = now() - interval '13 hours'
      where patient_id = ${patientId} and off_at is null`)
    expect(await watchOf(patientId)).toBeUndefined()
  })

  test.each([
    { because: 'xx' },
    { until: '2020-01-01T00:00:00.000Z' },
    { until: '2199-01-01T00:00:00.000Z' },
  ])('is refused with why: %j', async changes => {
    const patientId = await house.person([])

    expect(await put(patientId, changes)).toMatchObject({ kind: 'refused' })
    expect(await watchOf(patientId)).toBeUndefined()
  })

  test('who has died leaves by that, comes back when it was a mistake, and cannot be put there', async () => {
    const patientId = await house.person([])
    await put(patientId)
    await run(sql`update patients set is_deceased = true where id = ${patientId}`)

    expect(await watchOf(patientId)).toBeUndefined()
    expect(await put(await dead())).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/they have died/),
    })
    await run(sql`update patients set is_deceased = false where id = ${patientId}`)
    expect(await watchOf(patientId)).toMatchObject({ isOver: false })
  })

  test('who is withdrawn from the register leaves by that', async () => {
    const patientId = await house.person([])
    await put(patientId)
    await run(sql`update patients set status = 'withdrawn' where id = ${patientId}`)

    expect(await watchOf(patientId)).toBeUndefined()
  })

  test('is for those who answer the line', async () => {
    for (const who of ['mill', 'clerk', 'crew', 'officer'])
      expect((await house.as(who).at.get('/api/shift/watch')).status).toBe(403)
  })
})

async function dead(): Promise<PatientId> {
  const patientId = await house.person([])
  await run(sql`update patients set is_deceased = true where id = ${patientId}`)
  return patientId
}

describe('what is open', () => {
  test('is there with its clock, a page at a time, with nothing of whom it is about', async () => {
    const patientId = await house.person([])
    for (const why of ['one', 'two', 'three'])
      await aTeamTask(house.small.database.db, house.hub, { patientId, why })

    const { rows, counts } = await now('?rows=2')

    expect([rows.length, counts.all]).toEqual([2, 3])
    expect(JSON.stringify(rows)).not.toMatch(/Ellis|Margaret|one|two|three/)
  })
})

describe('drafted incidents', () => {
  const incidents = async () =>
    ((await house.as('lead').at.get('/api/shift/incidents')).body as unknown as Incidents).incidents
  const say = async (body: object, who = 'lead') =>
    (await house.as(who).at.post('/api/shift/incidents', { commandId: randomUUID(), ...body })).body as Said
  async function drafted(): Promise<string> {
    const patientId = await house.person([])
    const { db } = house.small.database
    const teamTaskId = await aTeamTask(db, house.hub, { patientId, why: 'He cannot settle' })
    return anIncident(db, house.hub.lineId, teamTaskId)
  }

  test('a shift lead reads how it came about, adds what happened, and closes it with a finding', async () => {
    const incidentId = await drafted()
    const commandId = randomUUID()
    const words = 'Both night nurses were with one dying woman'

    expect(await say({ act: 'add', incidentId, words, commandId })).toEqual(SAVED)
    expect(await say({ act: 'add', incidentId, words, commandId })).toEqual(SAVED)
    expect(await say({ act: 'close', incidentId, finding: 'Two are too few on a Sunday' })).toEqual(SAVED)

    const found = (await incidents()).find(one => one.incidentId === incidentId)
    expect(found).toMatchObject({
      account: { kind: 'symptom_visit', asked: [{ team: 'Night nursing', answer: 'silent' }] },
      notes: [{ by: 'lead', words: 'Both night nurses were with one dying woman' }],
      closed: { by: 'lead', finding: 'Two are too few on a Sunday' },
    })
  })

  test('of two who close it at once one does, and neither can be written over', async () => {
    const incidentId = await drafted()

    const said = await Promise.all(
      ['The rota had a gap', 'The text did not arrive'].map(finding =>
        say({ act: 'close', incidentId, finding }),
      ),
    )

    expect(said.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
    await expect(run(sql`delete from incident_notes`)).rejects.toThrow()
  })

  test('are for shift leads', async () => {
    expect((await house.as('hub.nurse').at.get('/api/shift/incidents')).status).toBe(403)
  })
})

test('whoever is out on a visit stands on the page of the shift, also when what they went for is over and no open task any more', async () => {
  const patientId = await house.person([])
  const { db } = house.small.database
  const id = await aTeamTask(db, house.hub, { patientId, why: 'He cannot settle' })
  await isThere(db, id, { who: house.hub, team: 'Night nursing', help: true, over: true })

  const { outs, rows } = await now()

  expect(outs).toContainEqual(
    expect.objectContaining({ teamTaskId: id, step: 'help', team: 'Night nursing' }),
  )
  expect(JSON.stringify(rows)).not.toContain(id)
  await run(sql`update team_tasks set out_staff = '{}' where id = ${id}`)
})
