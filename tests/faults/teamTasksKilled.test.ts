import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aTeamOf } from '#tests/dispatch/teamsOfLine.ts'
import { until } from '#tests/support/aNurse.ts'
import { type FaultHouse, faultHouse } from '#tests/support/faultHouse.ts'
import type { HouseProcess } from '#tests/support/houseProcess.ts'
import { dice } from '#tests/support/shuffled.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { raisedBesideProcesses } from './raisedBesideProcesses.ts'

// Two processes keep the promises of team tasks. One after the other is killed with -9, whatever it is in the middle of, while teams
// decline, accept and are silent: whoever lives, or comes back, goes on, and no task is nobody's at any moment.
vi.setConfig({ testTimeout: 240_000 }) // servers are started anew; nothing here measures time
const TASKS = 24
const KILLS = 4
const PHONES = { night: '+447700900571', hospice: '+447700900572', doctors: '+447700900573' }

let database: TestDatabase
let house: FaultHouse
let second: HouseProcess
beforeAll(async () => {
  database = await testDatabase()
  house = await faultHouse(database.url)
  second = await house.another()
  const { db, lineId } = house
  await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: PHONES.night,
  })
  await aTeamOf(db, lineId, {
    name: 'Hospice at home',
    kind: 'hospice_at_home',
    signInName: 'hospice',
    phone: PHONES.hospice,
  })
  await aTeamOf(db, lineId, {
    name: 'Doctors',
    kind: 'gp_out_of_hours',
    signInName: 'doctors',
    phone: PHONES.doctors,
  })
  await db.run(db.sql`update teams set capacity = 50`)
})
afterAll(async () => {
  await house?.close()
  await database.close()
})

async function raise(): Promise<void> {
  await raisedBesideProcesses(house)
}

type Task = { id: string; state: string; takenBy: string | null; owes: number; raisedBy: string | null }
/** Every task, who has it, and how many promises stand by which it goes on. */
function tasks(): Promise<Task[]> {
  const { db } = house
  return db.run(db.sql<Task[]>`
    select t.id, t.state, t.taken_by, t.facts #>> '{raised,by,staffId}' as raised_by,
           (select count(*)::int from promises p
            where p.subject_id = t.id and p.kept_at is null and p.given_up_at is null
              and p.kind in ('team_task.next', 'team_task.silent', 'team_task.resume')) as owes
    from team_tasks t`)
}
/** What would be done in ten minutes is done after ten seconds: how long a team may think is a matter of rules, and not of this test's patience. */
const silenceIsOver = () =>
  house.db.run(house.db.sql`
    update promises set due_at = now(), leased_until = null
    where kind in ('team_task.silent', 'team_task.next') and kept_at is null and due_at < now() + interval '590 seconds'`)
/** Those that nobody of a team has and that would stay so for ever. */
const stuck = async () => (await tasks()).filter(task => !task.takenBy && task.owes === 0)

test('workers killed at random points: no task is nobody’s, each goes on, and nobody is texted twice for one offer', async () => {
  const random = dice(20_261_130)
  const answering = answers(random)
  const ownerless: Task[][] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (let n = 0; n < TASKS / KILLS; n += 1) await raise()
    await pause(50 + random() * 1_200)
    if (kill % 2 === 0) {
      await house.killServer()
      ownerless.push(await stuck())
      await house.startServer()
    } else {
      second.signal('SIGKILL')
      await second.ended()
      ownerless.push(await stuck())
      second = await house.another()
    }
    await silenceIsOver()
  }
  await until(async () => {
    await silenceIsOver()
    await pause(1_000)
    return (await tasks()).every(task => task.takenBy !== null)
  }, 90_000)
  answering.stop()
  await house.phone.settle()

  const { db } = house
  const offers = await db.run(db.sql<{ taskId: string; number: number; times: number }[]>`
    select team_task_id as task_id, event ->> 'offer' as number, count(*)::int as times
    from team_task_events where moved_to is not null and event ->> 'kind' = 'offered' group by 1, 2 having count(*) > 1`)
  const texts = Object.values(PHONES).flatMap(number =>
    house.phone
      .handset(number)
      .inbox()
      .filter(({ body }) => body.startsWith('Task') && body.includes('ACCEPT'))
      .map(({ body }) => `${number} ${body}`),
  )
  const answered = await db.run(db.sql<{ n: number }[]>`
    select count(*)::int as n from team_tasks where state = 'accepted'`)

  expect(ownerless).toEqual(Array.from({ length: KILLS }, () => []))
  expect((await tasks()).length).toBe(TASKS)
  expect(answered).toEqual([{ n: TASKS }])
  expect(offers).toEqual([])
  expect(texts.length).toBeGreaterThan(0)
  // A team that was silent may be asked once more: that is another offer, in the same words.
  const asked = await db.run(db.sql<{ text: string; times: number }[]>`
    select to_number || ' ' || words as text, count(distinct key)::int as times
    from messages where template = 'task_offered' group by 1`)
  const times = new Map(asked.map(one => [one.text, one.times]))
  expect(texts.filter(text => texts.filter(one => one === text).length > (times.get(text) ?? 0))).toEqual([])
})

/** The night nurses decline or are silent, the hospice accepts or is silent, the doctors accept: each text is answered once. */
function answers(random: () => number): { stop: () => void } {
  const seen = new Set<string>()
  let isOver = false
  void (async () => {
    while (!isOver) {
      for (const number of Object.values(PHONES))
        for (const { sid, from, body } of house.phone.handset(number).inbox()) {
          const code = /ACCEPT (\w+) or/.exec(body)?.[1]
          if (!code || seen.has(sid)) continue
          seen.add(sid)
          const isSilent = number !== PHONES.doctors && random() < 0.5
          const word = number === PHONES.night ? 'DECLINE' : 'ACCEPT'
          if (!isSilent) house.phone.handset(number).sendText(from, `${word} ${code}`)
        }
      await pause(100)
    }
  })()
  return {
    stop: () => {
      isOver = true
    },
  }
}
