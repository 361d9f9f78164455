import { afterAll, beforeAll, expect, test } from 'vitest'
import { planDutyTests } from '#server/dispatch/dutyTests.ts'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import { showTime } from '#shared/days.ts'
import { routes } from '#shared/routes.ts'
import { plusSeconds } from '#shared/time.ts'
import { aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf, joins, type TestTeam } from './teamsOfLine.ts'

// At the start of a duty whoever holds it proves that they can be reached; who does not is said to be not reached, to people.
const FIRST = '+447700900571'
const SECOND = '+447700900572'
const MANAGER = '+447700900573'
const OTHER = '+447700900574'

let house: LineHouse
let db: Database
let nurse: Nurse
let team: TestTeam
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'first',
    phone: FIRST,
  })
  await joins(db, lineId, team, { signInName: 'second', phone: SECOND, position: 'second' })
  await joins(db, lineId, team, { signInName: 'manager', phone: MANAGER, position: 'manager' })
  const began = showTime(plusSeconds(new Date().toISOString(), -60)).slice(0, 5)
  await db.run(db.sql`
    update team_shifts set from_clock = ${began}, until_clock = ${began} where position <> 'manager'`)
  nurse = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())

const plan = () => planDutyTests(house.house.deps)
const texts = (number: string, pattern: RegExp) =>
  house.phone
    .handset(number)
    .inbox()
    .map(({ body }) => body)
    .filter(body => pattern.test(body))
const tested = (number: string) =>
  until(async () => texts(number, /^This is the test at the start of your duty/)[0])
const tonight = async () => (await nurse.ask(routes.teamsTonight)).teams[0]
const isProven = async (name: string) =>
  (await tonight())?.now.find(one => one.name.startsWith(name))?.isProven
const fallDue = () =>
  db.run(db.sql`
    update promises set due_at = now(), leased_until = null where kind = 'duty.test' and kept_at is null`)

test('each duty that begins is asked for once, however often it is looked at, and ACCEPT with the code proves it', async () => {
  await Promise.all([plan(), plan(), plan()])
  const code = /ACCEPT (\w+)/.exec(await tested(FIRST))?.[1] ?? ''
  await tested(SECOND)
  await plan()
  expect(texts(FIRST, /^This is the test/)).toHaveLength(1)
  expect(await isProven('first')).toBe(false)
  house.phone.handset(FIRST).sendText(PRACTICE_SMS_FROM, `accept ${code}`)

  await until(async () => isProven('first'))
  const [left] = await db.run(db.sql<{ count: number }[]>`
    select count(*)::int as count from message_answers where taken_at is null`)
  expect(left?.count).toBe(0)
})

test('who does not answer is rung, and when that is silent too the test is given up: the page says so, and a manager is told', async () => {
  await db.run(
    db.sql`update messages set created_at = created_at - interval '10 minutes' where to_number = ${SECOND}`,
  )
  await fallDue()
  const call = await house.phone.handset(SECOND).waitForRing()
  call.reject()
  await until(async () => {
    await fallDue()
    return texts(MANAGER, /did not answer the test at the start of their duty/).length === 1
  })

  expect(await isProven('second')).toBe(false)
  expect((await tonight())?.says).toContain(
    'second of Night nursing did not answer the test at the start of their duty',
  )
  expect(texts(MANAGER, /second|Night nursing/)).toEqual([])
})

test('an answer that comes late counts all the same, and a bare ACCEPT is enough where nothing else waits', async () => {
  house.phone.handset(SECOND).sendText(PRACTICE_SMS_FROM, 'Accept')

  await until(async () => isProven('second'))
  expect((await tonight())?.says.join()).not.toContain('did not answer')
})

test('a duty that was swapped before it began asks whoever holds it by then, and one that was taken off asks nobody', async () => {
  const { lineId } = house.north
  const colleague = await joins(db, lineId, team, { signInName: 'other', phone: OTHER, position: 'second' })
  const began = showTime(plusSeconds(new Date().toISOString(), -120)).slice(0, 5)
  await db.run(db.sql`
    with off as (
      update team_shifts set taken_off_at = now() where staff_id = ${colleague.staffId} returning id
    ),
    moved as (
      update team_shifts set from_clock = ${began}, until_clock = ${began}
      where staff_id = ${team.member.staffId} returning id
    )
    insert into team_swaps (id, line_id, shift_id, day, asked_by, taken_by, taken_at)
    select gen_random_uuid(), ${lineId}, id, d::date, ${team.member.staffId}, ${colleague.staffId}, now()
    from moved, generate_series(current_date - 1, current_date + 1, interval '1 day') as d`)
  await db.run(db.sql`delete from promises where kind = 'duty.test'`)
  await plan()

  await tested(OTHER)
  expect(texts(FIRST, /^This is the test/)).toHaveLength(1)
})
