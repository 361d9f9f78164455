import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aVisitTo } from './aVisitTo.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// Who is told that a colleague is missed sees who it is where they sign in, and nobody else does.
let house: LineHouse
let db: Database
let nurse: Nurse
let goer: Nurse
let buddy: Nurse
let boss: Nurse
let doctor: Nurse
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: '+447700900571',
  })
  await joins(db, lineId, team, { signInName: 'buddy', phone: '+447700900572', position: 'second' })
  await joins(db, lineId, team, { signInName: 'boss', phone: '+447700900573', position: 'manager' })
  const doctors = await aTeamOf(db, lineId, {
    name: 'Doctors',
    kind: 'gp_out_of_hours',
    signInName: 'doctor',
    phone: '+447700900574',
  })
  await joins(db, lineId, doctors, { signInName: 'pugh', phone: '+447700900575', position: 'manager' })
  await db.run(db.sql`update teams set capacity = 50`)
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
  buddy = await aNurse(house.url, 'buddy')
  boss = await aNurse(house.url, 'boss')
  doctor = await aNurse(house.url, 'pugh')
})
afterAll(() => house.close())

const progress = (teamTaskId: TeamTaskId, step: 'help' | 'arrived') => {
  const said = { commandId: aCommand(), at: new Date().toISOString() }
  const body = step === 'help' ? { ...said, step, place: null } : { ...said, step }
  return goer.ask(routes.progressTeamTask, { params: { teamTaskId }, body })
}
const missedFor = async (who: Nurse) => (await who.ask(routes.missed)).missed
const rowOf = async (teamTaskId: TeamTaskId) =>
  (await nurse.board()).teamTasks.find(one => one.teamTaskId === teamTaskId)
/** What would come in minutes comes now. */
async function ladderTo(teamTaskId: TeamTaskId, step: 'buddy' | 'lead') {
  await until(async () => {
    await db.run(db.sql`
      update promises set due_at = now(), leased_until = null
      where subject_id = ${teamTaskId} and kept_at is null
        and (kind = 'team_task.out_missed' or (kind = 'team_task.out_step' and body ->> 'step' = any(${step === 'buddy' ? ['buddy'] : ['buddy', 'lead']}::text[])))`)
    return (await rowOf(teamTaskId))?.outs?.[0]?.step === step
  })
}
async function ended(teamTaskId: TeamTaskId) {
  const version = (await rowOf(teamTaskId))?.version ?? 0
  const body = {
    act: 'end_alarm' as const,
    commandId: aCommand(),
    version,
    taking: 1,
    words: 'Spoke to her',
    after: { kind: 'over' as const },
  }
  return (await nurse.ask(routes.handleTeamTask, { params: { teamTaskId }, body })).kind
}
const endAlarm = (teamTaskId: TeamTaskId) => until(async () => (await ended(teamTaskId)) === 'saved')

test('a colleague who is told sees who, since when and at which number, and nobody else sees anybody', async () => {
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '1 Weavers Row', from: '+447700900641' })
  await progress(teamTaskId, 'arrived')
  expect(await missedFor(buddy)).toEqual([])
  await ladderTo(teamTaskId, 'buddy')
  await until(async () => (await missedFor(buddy)).length === 1)

  const [one] = await missedFor(buddy)
  expect(one).toMatchObject({
    teamTaskId,
    name: 'night of Night nursing',
    team: 'Night nursing',
    phone: '+447700900571',
    helpAt: null,
    seenTo: null,
    maySeeTo: false,
  })
  expect(one?.missedAt).not.toBeNull()
  // The manager is not yet told, a doctor of another team never, and whoever is missed reads of nobody.
  for (const other of [boss, doctor, goer]) expect(await missedFor(other)).toEqual([])
  for (const other of [boss, doctor, goer])
    expect(await other.refused(routes.missedPlace, { params: { teamTaskId } })).toMatchObject({ status: 404 })
  const body = { commandId: aCommand(), taking: 1 }
  expect(await buddy.refused(routes.seeToMissed, { params: { teamTaskId }, body })).toMatchObject({
    status: 403,
  })
  expect(await doctor.refused(routes.seeToMissed, { params: { teamTaskId }, body })).toMatchObject({
    status: 404,
  })

  await endAlarm(teamTaskId)
  expect(await missedFor(buddy)).toEqual([])
  expect(await buddy.refused(routes.missedPlace, { params: { teamTaskId } })).toMatchObject({ status: 404 })
})

test('their own manager says that they see to it, by name, and a manager of another team is not told', async () => {
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '9 Mill Lane', from: '+447700900642' })
  await progress(teamTaskId, 'help')
  await until(async () => (await missedFor(boss)).length === 1)
  expect(await missedFor(boss)).toMatchObject([{ maySeeTo: true, seenTo: null }])
  expect(await missedFor(doctor)).toEqual([])

  const body = { commandId: aCommand(), taking: 1 }
  const said = await boss.ask(routes.seeToMissed, { params: { teamTaskId }, body })
  expect(said.missed).toMatchObject([{ seenTo: { name: 'boss of Night nursing', isYou: true } }])
  expect((await rowOf(teamTaskId))?.outs).toMatchObject([{ seenTo: { name: 'boss of Night nursing' } }])
  await endAlarm(teamTaskId)
})

test('roughly where stands in the log of the person as what it was, and neither name nor street is told', async () => {
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '3 Canary Row', from: '+447700900643' })
  await progress(teamTaskId, 'help')
  await until(async () => (await missedFor(boss)).length === 1)
  const whole = JSON.stringify(await missedFor(boss))
  expect(whole).not.toMatch(/Canary|patientId|BD16/)

  expect(await boss.ask(routes.missedPlace, { params: { teamTaskId } })).toEqual({ district: 'BD16' })
  const looks = await db.run(db.sql`
    select actor_name, what from access_log
    where why ->> 'taskId' = ${teamTaskId} and 'missedDistrict' = any(what)`)
  expect(looks).toEqual([{ actorName: 'boss of Night nursing', what: ['missedDistrict'] }])
  await endAlarm(teamTaskId)
})

test('somebody of another line is told of nobody, whatever they were sent once', async () => {
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '5 Tenter Street', from: '+447700900644' })
  await progress(teamTaskId, 'help')
  await until(async () => (await missedFor(boss)).length === 1)
  const other = await aColleague(db, house.south.lineId, {
    signInName: 'elsewhere',
    organisation: 'Elsewhere',
    kind: 'community_nursing',
  })
  await db.run(
    db.sql`update messages set to_staff = ${other.staffId} where team_task_id = ${teamTaskId} and to_number = '+447700900573'`,
  )
  const stranger = await aNurse(house.url, 'elsewhere')
  expect(await missedFor(stranger)).toEqual([])
  expect(await stranger.refused(routes.missedPlace, { params: { teamTaskId } })).toMatchObject({
    status: 404,
  })
  await endAlarm(teamTaskId)
})
