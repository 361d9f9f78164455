import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import type { HandOver, HandOverDraft, HandOvers } from '#shared/handOver.ts'
import type { PatientId } from '#shared/ids.ts'
import type { BoardSnapshot } from '#shared/live.ts'
import type { Actor } from '#shared/staff.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { aTeamTask } from '#tests/dispatch/aTeamTask.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { type Browser, signedIn, until } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'

// One nurse goes and another comes: what is left, who stands as responsible, and whose the tasks are then.
let house: SharedHouse
let run: Database['run']
let sql: Database['sql']
let second: Browser
beforeAll(async () => {
  house = await sharedHouse()
  ;({ run, sql } = house.small.database.db)
  const at = { signInName: 'second', organisation: 'Test Hospice', kind: 'hub', role: 'coordinator' } as const
  await aColleague(house.small.database.db, house.small.north.lineId, at)
  second = await signedIn(house.small.url, 'second')
})
afterAll(() => house.small.close())

type Said = { kind: string; because?: string }
const GOES = 'hub.nurse'
const COMES = 'lead'
const at = (who: string) => (who === 'second' ? second : house.as(who).at)
const say = async (body: object, who: string) =>
  (await at(who).post('/api/shift/hand-overs', { commandId: randomUUID(), ...body })).body as Said
const all = async (who = COMES) =>
  (await house.as(who).at.get('/api/shift/hand-overs')).body as unknown as HandOvers
const read = async (handOverId: string, who = COMES) =>
  (await house.as(who).at.get(`/api/shift/hand-overs/${handOverId}`)).body as unknown as HandOver
/** Gives one, and takes it back again when the test is over. */
async function given(worries: object[] = []): Promise<{ handOverId: string; version: number }> {
  for (const { handOverId, version } of (await all()).waiting)
    await say({ act: 'withdraw', handOverId, version }, GOES)
  expect(await say({ act: 'give', worries }, GOES)).toEqual({ kind: 'saved' })
  const [one] = (await all()).waiting
  if (!one) throw new Error('none waits')
  return one
}
const take = ({ handOverId, version }: { handOverId: string; version: number }, who = COMES) =>
  say({ act: 'take', handOverId, version }, who)

describe('a hand-over', () => {
  test('holds her worries and what stood there, is known item by item, and is acknowledged with name and time', async () => {
    const patientId = await house.person([])
    await aTeamTask(house.small.database.db, house.hub, { patientId, why: 'He cannot settle' })
    const { handOverId, version } = await given([
      { words: 'His wife has not slept for two nights', patientId },
    ])

    const here = await read(handOverId)
    const [worry, task] = here.items
    expect(worry).toMatchObject({ kind: 'worry', words: 'His wife has not slept for two nights' })
    expect(task).toMatchObject({ kind: 'open', row: { kind: 'team_task' } })
    expect(here.names[patientId]).toBe('M. E., born March 1948')
    expect(await say({ act: 'see', handOverId, keys: ['worry/1', 'not/there'] }, COMES)).toEqual({
      kind: 'saved',
    })
    expect((await read(handOverId)).seen).toEqual({ 'worry/1': { by: 'lead', at: expect.any(String) } })

    expect(await take({ handOverId, version })).toEqual({ kind: 'saved' })
    const { waiting, past } = await all()
    expect(waiting).toEqual([])
    expect(past[0]).toMatchObject({ handOverId, taken: { by: 'lead' }, givenBy: { name: 'hub.nurse' } })
    const looks = await run(sql`
      select distinct actor_name from access_log where patient_id = ${patientId} and action = 'listed'`)
    expect(looks.map(({ actorName }) => actorName).toSorted()).toEqual(['hub.nurse', 'lead'])
  })

  test('a worry does not name whom it is about: they are chosen', async () => {
    const patientId = await house.person([])
    const [name] = await run(sql<{ family: string }[]>`
      select family_name as family from patients where id = ${patientId}`)
    for (const { handOverId, version } of (await all()).waiting)
      await say({ act: 'withdraw', handOverId, version }, GOES)

    const worries = [{ words: `Mrs ${name?.family} has not slept`, patientId }]
    expect(await say({ act: 'give', worries }, GOES)).toMatchObject({
      because: expect.stringMatching(/^Leave their name out/),
    })
    expect((await all()).waiting).toEqual([])
  })

  test('of two who acknowledge at once one does, and the other is told who', async () => {
    const one = await given()

    const both = await Promise.all([take(one), take(one, 'second')])

    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
    expect(both.find(({ kind }) => kind === 'refused')?.because).toMatch(
      /^(lead|second) has acknowledged this already\.$/,
    )
  })

  test('nobody acknowledges her own, and nobody gives two', async () => {
    const one = await given()

    expect(await take(one, GOES)).toMatchObject({ kind: 'refused' })
    expect(await say({ act: 'see', handOverId: one.handOverId, keys: ['worry/1'] }, GOES)).toMatchObject({
      kind: 'refused',
    })
    expect(await say({ act: 'give', worries: [] }, GOES)).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/nobody has acknowledged yet/),
    })
  })

  test('is taken back by whoever gave it, and then not acknowledged', async () => {
    const one = await given()

    expect(
      await say({ act: 'withdraw', handOverId: one.handOverId, version: one.version }, COMES),
    ).toMatchObject({ kind: 'refused' })
    expect(await say({ act: 'withdraw', handOverId: one.handOverId, version: one.version }, GOES)).toEqual({
      kind: 'saved',
    })
    expect(await take(one)).toMatchObject({ kind: 'refused', because: 'hub.nurse has taken this back.' })
  })

  test('an answer that was lost is given again, to giving and to taking over', async () => {
    await given()
    const [{ handOverId, version }] = (await all()).waiting as [HandOvers['waiting'][number]]
    const commandId = randomUUID()
    const again = () => say({ act: 'take', handOverId, version, commandId }, COMES)

    expect([await again(), await again()]).toEqual([{ kind: 'saved' }, { kind: 'saved' }])
  })

  test('that nobody acknowledges for half an hour is told to shift leads, once', async () => {
    await run(sql`update staff set phone_number = '+447700900349' where sign_in_name = 'lead'`)
    const { handOverId } = await given()
    expect((await read(handOverId)).leadToldAt).toBeNull()
    await run(sql`
      update promises set due_at = now() where key = ${`hand_over/${handOverId}/waits`} and kept_at is null`)
    house.small.house.deps.wakeTicker()

    await until('shift leads are told', async () => (await read(handOverId)).leadToldAt !== null)
    const texts = await run(sql`
      select kind, to_number, template from messages where key like ${`hand_over/${handOverId}/%`}`)
    expect(texts).toEqual([{ kind: 'text', toNumber: '+447700900349', template: 'hand_over_waits' }])
    const [{ version }] = (await all()).waiting as [HandOvers['waiting'][number]]
    await take({ handOverId, version })
  })

  test('says which calls have no outcome yet, and who is left of the ring-round of today or yesterday', async () => {
    const [patientId, oldId] = [await house.person([]), await house.person([])]
    const callId = randomUUID()
    await run(sql`
      insert into calls (id, line_id, version, state, direction, facts, started_at, held_by)
      values (${callId}, ${house.hub.lineId}, 1, 'wrapup', 'inbound', '{}', now(), ${house.as(GOES).actor.staffId})`)
    for (const [id, daysAgo] of [
      [patientId, 1],
      [oldId, 3],
    ] as const)
      await run(sql`
        insert into round_calls (id, line_id, round_day, patient_id, why, drawn_at, drawn_by, drawn_name)
        values (${randomUUID()}, ${house.hub.lineId}, (now() at time zone 'Europe/London')::date - ${daysAgo}::int,
                ${id}, '{dying}', now(), ${house.hub.staffId}, 'hub.nurse')`)
    const draft = async () =>
      (await house.as(GOES).at.get('/api/shift/hand-over-draft')).body as unknown as HandOverDraft

    const { items, names } = await draft()
    expect(items).toContainEqual(expect.objectContaining({ kind: 'outcome', callId }))
    expect(items).toContainEqual(expect.objectContaining({ kind: 'round', patientId, why: ['dying'] }))
    expect(names[patientId]).toBe('M. E., born March 1948')
    expect(JSON.stringify(items)).not.toContain(oldId)

    await run(sql`update patients set is_deceased = true where id = ${patientId}`)
    expect(JSON.stringify((await draft()).items)).not.toContain(patientId)
    await run(sql`delete from calls where id = ${callId}`)
  })

  test('says which homes may be unsafe, by initials and not why', async () => {
    const flag = anEntry('safetyFlags', {
      kind: 'visiting',
      reason: 'Bites strangers at the gate',
      reviewBy: '2027-06-01',
      needsTwoPeople: true,
    })
    const falls = anEntry('safetyFlags', {
      kind: 'falls',
      reason: 'Fell twice in May',
      reviewBy: '2027-06-01',
    })
    const patientId = await house.person([flag])
    const fallsId = await house.person([falls])
    await aTeamTask(house.small.database.db, house.hub, { patientId: fallsId, why: 'Sore' })
    await aTeamTask(house.small.database.db, house.hub, { patientId, why: 'Sore' })

    const draft = (await house.as(GOES).at.get('/api/shift/hand-over-draft')).body as unknown as HandOverDraft

    expect(draft.items).toContainEqual({
      kind: 'unsafe',
      key: `unsafe/${patientId}`,
      patientId,
      needsTwoPeople: true,
    })
    expect(draft.items.some(({ key }) => key === `unsafe/${fallsId}`)).toBe(false)
    expect(JSON.stringify(draft)).not.toContain('Bites')
  })
})

describe('what she had in hand', () => {
  test('is hers until a colleague acknowledges, and then the colleague’s: also what a team has, and a call back that she took', async () => {
    const { db } = house.small.database
    const patientId = await house.person([])
    const teamTaskId = await aTeamTask(db, house.hub, { patientId, why: 'He cannot settle' })
    const taskId = await aTakenTask(house.hub, patientId)
    const one = await given()
    const ownersOf = async () => {
      const board = (await house.as(COMES).at.get('/api/board')).body as unknown as BoardSnapshot
      const owners = [
        board.teamTasks.find(task => task.teamTaskId === teamTaskId)?.owner,
        board.tasks.find(task => task.taskId === taskId)?.owner,
      ]
      return owners.map(owner => (owner && 'name' in owner ? owner.name : 'nobody'))
    }
    expect(await ownersOf()).toEqual(['hub.nurse', 'hub.nurse'])

    await take(one)

    await until('both are passed on', async () => (await ownersOf()).every(name => name === 'lead'))
    const events = await run(sql`
      select event -> 'withTheShift' as with_the_shift, by_staff from team_task_events where team_task_id = ${teamTaskId}`)
    expect(events).toEqual([{ withTheShift: true, byStaff: house.as(COMES).actor.staffId }])
  })

  test('what she took after she gave it stays hers, however late it is acknowledged', async () => {
    const { db } = house.small.database
    const patientId = await house.person([])
    const before = await aTakenTask(house.hub, patientId)
    const ofADesk = await aTakenTask(house.hub, patientId)
    await run(sql`update tasks set state = 'open', taken_by = null where id = ${ofADesk}`)
    const one = await given()
    await run(sql`update tasks set state = 'taken', taken_by = ${house.hub.staffId} where id = ${ofADesk}`)
    const [later, visit] = [
      await aTakenTask(house.hub, patientId),
      await aTeamTask(db, house.hub, { patientId, why: 'Sore since noon' }),
    ]

    await take(one)

    const lead = house.as(COMES).actor.staffId
    const takenBy = async (id: string) =>
      (await run(sql<{ takenBy: string }[]>`select taken_by from tasks where id = ${id}`))[0]?.takenBy
    await until('what she had is passed on', async () => (await takenBy(before)) === lead)
    const { staffId } = house.as(GOES).actor
    expect([await takenBy(ofADesk), await takenBy(later)]).toEqual([staffId, staffId])
    const [task] = await run(
      sql`select facts #>> '{inHand,staffId}' as in_hand from team_tasks where id = ${visit}`,
    )
    expect(task).toEqual({ inHand: staffId })
  })
})

async function aTakenTask({ lineId, staffId }: Actor, patientId: PatientId): Promise<string> {
  const taskId = randomUUID()
  await run(sql`
    insert into tasks (id, line_id, version, kind, state, taken_by, origin, patient_id, from_number, raised_at, due_at, tries)
    values (${taskId}, ${lineId}, 2, 'call_back_promised', 'taken', ${staffId}, 'outcome', ${patientId}, '+447700900123',
            now(), now() + interval '1 hour', 0)`)
  return taskId
}
