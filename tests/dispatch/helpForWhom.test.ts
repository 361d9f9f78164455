import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeEntries } from '#server/patients/entryStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aVisitTo } from './aVisitTo.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// A line on which neither a shift lead nor a manager has a telephone: a call for help must not end there.
const BUDDY = '+447700900572'
let house: LineHouse
let db: Database
let nurse: Nurse
let goer: Nurse
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  const phone = '+447700900571'
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone,
  })
  await joins(db, lineId, team, { signInName: 'buddy', phone: BUDDY, position: 'second' })
  await db.run(db.sql`update teams set capacity = 50`)
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
})
afterAll(() => house.close())

const help = (teamTaskId: TeamTaskId) =>
  goer.ask(routes.progressTeamTask, {
    params: { teamTaskId },
    body: { commandId: aCommand(), at: new Date().toISOString(), step: 'help', place: null },
  })
const stepsOf = async (teamTaskId: TeamTaskId) =>
  (await nurse.ask(routes.teamTask, { params: { teamTaskId } })).steps.map(({ words }) => words)

test('a colleague is told where no lead can be, the diary says whom it told, and it is looked at again while it stands', async () => {
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '1 Weavers Row', from: '+447700900641' })
  await help(teamTaskId)
  const inbox = () => house.phone.handset(BUDDY).inbox()
  await until(async () => inbox().some(({ body }) => body.includes('has pressed for help')))

  await until(async () =>
    (await stepsOf(teamTaskId)).some(words => words.startsWith('No shift lead or manager')),
  )
  expect(await stepsOf(teamTaskId)).toContain(
    'No shift lead or manager has a telephone here: ring them. Of their team is told of the call for help: buddy of Night nursing.',
  )
  const owed = () =>
    db.run(
      db.sql`select kept_at from promises where subject_id = ${teamTaskId} and kind = 'team_task.tell_help'`,
    )
  expect(await owed()).toMatchObject([{ keptAt: null }])
})

test('a nurse to whom the person shows nothing reads no address in a call for help; her colleague does', async () => {
  const street = '7 Canary Row'
  const teamTaskId = await aVisitTo({ house, nurse, goer, street, from: '+447700900643' })
  await help(teamTaskId)
  const other = await aNurse(house.url, 'bertil1')
  const where = async (who: Nurse) => {
    const { whereTheyAre } = await who.ask(routes.teamTask, { params: { teamTaskId } })
    return whereTheyAre
  }
  for (const who of [nurse, other])
    expect(await where(who)).toMatchObject([{ address: [street, 'BD16 4AA'], isProtected: false }])

  await keepFrom(teamTaskId, (await other.ask(routes.me)).name)

  expect(await where(other)).toMatchObject([{ address: [], isProtected: true, place: null }])
  expect(JSON.stringify(await other.ask(routes.teamTask, { params: { teamTaskId } }))).not.toContain('Canary')
  expect(await where(nurse)).toMatchObject([{ address: [street, 'BD16 4AA'], isProtected: false }])
})

async function keepFrom(teamTaskId: TeamTaskId, name: string): Promise<void> {
  const { sql, run } = db
  const [row] = await run(sql<{ patientId: PatientId }[]>`
    select patient_id from team_tasks where id = ${teamTaskId}`)
  if (!row) throw new Error('there is a task')
  const against = { kind: 'person' as const, name }
  const body = { against, rule: 'hide_all' as const, from: '2026-01-01T00:00:00.000Z' }
  const entries = [anEntry('sharingRestrictions', body)]
  await run(sql`
    with ${writeEntries(sql, { lineId: house.north.lineId, patientId: row.patientId, entries, onlyIf: sql`true` })} select 1`)
}

test('where nobody at all can be told, the diary says so', async () => {
  await db.run(db.sql`update team_members set phone = null, rungs = array['app'] where phone = ${BUDDY}`)
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '9 Mill Lane', from: '+447700900642' })
  await help(teamTaskId)

  await until(async () =>
    (await stepsOf(teamTaskId)).some(words => words.startsWith('Nobody could be told of the call')),
  )
})
