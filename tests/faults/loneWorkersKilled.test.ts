import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answerOffer, progressTeamTask } from '#server/dispatch/answerOffer.ts'
import { CommandId } from '#shared/ids.ts'
import { aTeamOf, joins, type TestTeam } from '#tests/dispatch/teamsOfLine.ts'
import { until } from '#tests/support/aNurse.ts'
import { type FaultHouse, faultHouse } from '#tests/support/faultHouse.ts'
import { dice } from '#tests/support/shuffled.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { raisedBesideProcesses } from './raisedBesideProcesses.ts'

// Whoever is out is not heard of while the process that keeps the promises is killed with -9 again and again, whatever it is in the middle
// of: whoever comes back goes on, and the ladder comes to its end.
vi.setConfig({ testTimeout: 240_000 }) // servers are started anew; nothing here measures time
const WORKERS = 6
const KILLS = 4
const PHONES = { night: '+447700900571', buddy: '+447700900572', manager: '+447700900573' }

let database: TestDatabase
let house: FaultHouse
let team: TestTeam
beforeAll(async () => {
  database = await testDatabase()
  house = await faultHouse(database.url)
  const { db, lineId } = house
  team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: PHONES.night,
  })
  await joins(db, lineId, team, { signInName: 'buddy', phone: PHONES.buddy, position: 'second' })
  await joins(db, lineId, team, { signInName: 'boss', phone: PHONES.manager, position: 'manager' })
  await db.run(db.sql`update teams set capacity = 50`)
})
afterAll(async () => {
  await house?.close()
  await database.close()
})

/** One more visit, on which somebody is, and will not be heard of. */
async function goes(): Promise<void> {
  const { db } = house
  const { deps, teamTaskId } = await raisedBesideProcesses(house)
  await until(async () => {
    const offered = await db.run(
      db.sql`select from team_tasks where id = ${teamTaskId} and state in ('offered', 'seen')`,
    )
    return offered.length > 0
  })
  await answerOffer(deps, team.member, teamTaskId, { answer: 'accept', offer: 1 }, `the test/${teamTaskId}`)
  const arrived = {
    step: 'arrived' as const,
    commandId: CommandId.parse(randomUUID()),
    at: new Date().toISOString(),
  }
  await progressTeamTask(deps, team.member, teamTaskId, arrived, 'the test')
}

/** What would come in an hour, and in minutes after it, comes now: one step of each at a time. */
const timeGoesOn = () =>
  house.db.run(house.db.sql`
    update promises set due_at = now(), leased_until = null
    where kept_at is null and kind in ('team_task.out_missed', 'team_task.out_step', 'team_task.tell_buddy', 'team_task.tell_leads')`)

type Ladder = { id: string; missed: boolean; police: boolean; owes: number }
function ladders(): Promise<Ladder[]> {
  const { db } = house
  return db.run(db.sql<Ladder[]>`
    select t.id, t.facts #>> '{takings,0,out,missed}' is not null as missed,
           t.facts #>> '{takings,0,out,steps,police}' is not null as police,
           (select count(*)::int from promises p
            where p.subject_id = t.id and p.kept_at is null and p.given_up_at is null
              and p.kind in ('team_task.out_missed', 'team_task.out_step')) as owes
    from team_tasks t`)
}
/** Nobody knows that they are safe, and nothing would ever happen. */
const forgotten = async () => (await ladders()).filter(({ police, owes }) => !police && owes === 0)

test('workers killed at random points: whoever is not heard of is told to their team, to who leads and to the line, once each', async () => {
  const random = dice(20_261_130)
  const lost: Ladder[][] = []
  for (let n = 0; n < WORKERS; n += 1) await goes()
  for (let kill = 0; kill < KILLS; kill += 1) {
    await timeGoesOn()
    await pause(20 + random() * 600)
    await house.killServer()
    lost.push(await forgotten())
    await house.startServer()
  }
  await until(async () => {
    await timeGoesOn()
    await pause(500)
    return (await ladders()).every(({ police }) => police)
  }, 90_000)
  await until(async () => told(PHONES.manager).length >= WORKERS, 60_000)
  await house.phone.settle()

  const { db } = house
  const twice = await db.run(db.sql`
    select 1 from team_task_events
    where moved_to is not null and event ->> 'kind' in ('check_out_missed', 'safety_step')
    group by team_task_id, event ->> 'kind', event ->> 'step' having count(*) > 1`)
  const [drafted] = await db.run(db.sql<{ n: number }[]>`
    select count(*)::int as n from incident_drafts where kind = 'worker_not_safe'`)

  expect(lost).toEqual(Array.from({ length: KILLS }, () => []))
  expect(twice).toHaveLength(0)
  expect(drafted?.n).toBe(WORKERS)
  // Killed between the carrier's yes and its writing down nobody can know that it went: such a one is asked for again, and no other.
  const tries = await db.run(db.sql<{ toNumber: string; words: string; tries: number }[]>`
    select m.to_number, m.words, count(*)::int as tries
    from messages m
    join message_events e on e.message_id = m.id and e.event ->> 'kind' = 'asked'
    group by m.to_number, m.words`)
  for (const number of Object.values(PHONES)) {
    const texts = told(number)
    for (const words of new Set(texts)) {
      const asked = tries.find(one => one.toNumber === number && one.words === words)?.tries ?? 0
      expect(texts.filter(text => text === words).length).toBeLessThanOrEqual(asked)
    }
  }
  const sent = await db.run(db.sql`
    select 1 from messages where kind = 'text' group by to_number, words having count(*) > 1`)
  expect(sent).toHaveLength(0)
})

/** What somebody was texted about who is not heard of. */
function told(number: string): string[] {
  return house.phone
    .handset(number)
    .inbox()
    .map(({ body }) => body)
    .filter(body => /colleague|safe/.test(body))
}
