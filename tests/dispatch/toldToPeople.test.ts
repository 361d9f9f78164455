import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// What the board shows is told to people as well: that nobody has accepted, that it is theirs, that a colleague was quicker, that it is
// withdrawn; whatever the carrier does with the text.
const NIGHT = '+447700900571'
const SECOND = '+447700900572'
const MANAGER = '+447700900573'
const LEAD = '+447700900574'

let house: LineHouse
let db: Database
let nurse: Nurse
let lead: { staffId: string }
let held: HeldCall
let epoch: number
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: NIGHT,
  })
  await joins(db, lineId, team, { signInName: 'second', phone: SECOND, position: 'second' })
  await joins(db, lineId, team, { signInName: 'manager', phone: MANAGER, position: 'manager' })
  lead = await aColleague(db, lineId, {
    signInName: 'lead',
    organisation: 'Test Hospice',
    kind: 'hub',
    role: 'shift_lead',
  })
  await db.run(db.sql`update staff set phone_number = ${LEAD} where id = ${lead.staffId}`)
  nurse = await aNurse(house.url, 'aroha1')
  const patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900621')
  await confirmed(nurse, held, patientId)
  epoch = (await nurse.detail(held.callId)).identity.epoch
})
afterAll(() => house.close())
afterEach(() => house.phone.faults({}))

async function raised(kind: WorkKind): Promise<TeamTaskId> {
  const body = { epoch, commandId: aCommand(), kind, urgency: 'U2' as const, why: 'Unsettled since two' }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  return reply.teamTask.teamTaskId
}
const task = async (id: TeamTaskId) => (await nurse.board()).teamTasks.find(one => one.teamTaskId === id)
const phone = (number: string) => house.phone.handset(number)
const says = (number: string, pattern: RegExp) =>
  phone(number)
    .inbox()
    .filter(({ body }) => pattern.test(body)).length
const codeOf = (id: TeamTaskId) =>
  until(async () => {
    const [row] = await db.run(
      db.sql<{ code: string }[]>`select facts ->> 'code' as code from team_tasks where id = ${id}`,
    )
    return row?.code
  })
const asked = async (id: TeamTaskId, number = NIGHT) => {
  const code = await codeOf(id)
  await until(async () => says(number, new RegExp(`^Task ${code},`)) === 1)
  return code
}
const fallDue = (id: TeamTaskId, kinds: string[]) =>
  db.run(db.sql`
    update promises set due_at = now(), leased_until = null
    where subject_id = ${id} and kind = any(${kinds}::text[]) and kept_at is null`)
const stepsOf = async (id: TeamTaskId) =>
  (await nurse.ask(routes.teamTask, { params: { teamTaskId: id } })).steps.map(({ words }) => words)
test('who accepts by text is told that it is theirs, and their colleague who was asked too that it is taken', async () => {
  const id = await raised('symptom_visit')
  const code = await asked(id)
  await until(async () => (await stepsOf(id)).includes('Text to night of Night nursing: On their telephone.'))
  await db.run(db.sql`
    update messages set state = 'undelivered', failed_at = now() where team_task_id = ${id}`)
  await db.run(db.sql`update team_members set rungs = array['app', 'sms']`)
  await fallDue(id, ['team_task.tell'])
  await asked(id, SECOND)
  phone(SECOND).sendText(PRACTICE_SMS_FROM, `accept ${code}`)

  await until(async () => says(SECOND, new RegExp(`^Task ${code} is yours`)) === 1)
  await until(async () => says(NIGHT, new RegExp(`^Task ${code} was taken by a colleague`)) === 1)
  expect(says(SECOND, /was taken/)).toBe(0)
  await until(async () =>
    (await stepsOf(id)).includes('Text to second of Night nursing, that it is theirs: On their telephone.'),
  )
  expect(await stepsOf(id)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Text to night of Night nursing: Did not reach them/),
      'Text to second of Night nursing: answered yes.',
    ]),
  )
})

test('a yes that comes second is answered with that it is taken, and a code that is of nothing with that', async () => {
  // By the yes before, the second has proven that they can be reached, and would be asked first.
  await db.run(db.sql`delete from duty_tests`)
  const id = await raised('welfare_check')
  const code = await asked(id)
  phone(NIGHT).sendText(PRACTICE_SMS_FROM, `accept ${code}`)
  await until(async () => (await task(id))?.owner.kind === 'responder')
  await db.run(db.sql`
    insert into messages (id, line_id, key, kind, to_number, to_staff, team_task_id, template, template_version, params, words,
      answer_code, state, created_at, useful_until)
    select gen_random_uuid(), line_id, 'a text to the second', 'text', ${SECOND}, (select id from staff where sign_in_name = 'second'),
           team_task_id, template, template_version, params, words, answer_code, 'delivered', now(), now() + interval '1 hour'
    from messages where team_task_id = ${id} and template = 'task_offered' limit 1`)
  phone(SECOND).sendText(PRACTICE_SMS_FROM, `accept ${code}`)
  await until(async () => says(SECOND, new RegExp(`^Task ${code} was taken`)) === 1)

  phone(SECOND).sendText(PRACTICE_SMS_FROM, 'accept 9K9')
  await until(async () => says(SECOND, /^We have no open task 9K9/) === 1)
  expect((await task(id))?.owner).toMatchObject({ name: 'night of Night nursing' })
})

test('nobody accepts: a shift lead who sits at no console is texted and rung, and 1 says that they see to it', async () => {
  house.phone.faults({ messages: { undelivered: 1 } })
  const id = await raised('syringe_pump')
  await until(async () => (await task(id))?.nobodyUntil ?? null)
  await until(async () => (await task(id))?.alerted === 'lead')
  const code = await codeOf(id)
  const words = await until(async () =>
    (await stepsOf(id)).find(one => one.startsWith('Text to lead, that nobody has it: Did not reach them.')),
  )
  expect(words).toContain('It did not arrive')
  house.phone.faults({})
  await fallDue(id, ['team_task.tell_lead'])
  const call = await phone(LEAD).waitForRing()
  call.answer()
  await call.waitToHear(/Nobody has taken a task/)
  call.press('1')
  await until(async () => (await stepsOf(id)).includes('Ring to lead, that nobody has it: answered yes.'))
  expect((await task(id))?.owner.kind).toBe('nurse')

  await fallDue(id, ['team_task.alert_manager'])
  await until(async () => says(MANAGER, new RegExp(`^Nobody has taken task ${code}`)) === 1)
  phone(MANAGER).sendText(PRACTICE_SMS_FROM, `ACCEPT ${code}`)
  await until(async () =>
    (await stepsOf(id)).includes('Text to manager of Night nursing, that nobody has it: answered yes.'),
  )
  expect(await task(id)).toMatchObject({ alerted: 'manager', owner: { kind: 'nurse' } })
  // What the house acts on itself waits for nobody.
  await until(async () => {
    const [left] = await db.run(db.sql<{ count: number }[]>`
      select count(*)::int as count from message_answers
      where taken_at is null and message_id in (select id from messages where team_task_id = ${id})`)
    return left?.count === 0
  })
})

const atConsole = () =>
  db.run(db.sql`
    insert into readiness (staff_id, line_id, state, heard, last_heard_at)
    values (${lead.staffId}, ${house.north.lineId}, 'away', true, now() + interval '1 hour')
    on conflict (staff_id) do update set heard = true, last_heard_at = now() + interval '1 hour'`)
/** As if shift leads had been told so long ago. Once, while the promise waits: whoever keeps it at that moment would find another time. */
const toldAgo = (id: TeamTaskId, seconds: number) =>
  db.run(db.sql`
    with since as (
      select to_char(now() at time zone 'utc' - make_interval(secs => ${seconds}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    ),
    told as (
      update team_tasks set facts = jsonb_set(facts, '{alerted,lead}', to_jsonb(since.at)) from since where id = ${id}
    )
    update promises set body = jsonb_set(body, '{since}', to_jsonb(since.at)), due_at = now(), leased_until = null
    from since where subject_id = ${id} and kind = 'team_task.tell_lead' and kept_at is null`)
const leadTold = async (id: TeamTaskId, isKept: boolean) => {
  const [row] = await db.run(db.sql<{ count: number }[]>`
    select count(*)::int as count from promises
    where subject_id = ${id} and kind = 'team_task.tell_lead' and (kept_at is not null) = ${isKept}
      and (kept_at is not null or due_at > now())`)
  return row?.count === 1
}

test('a shift lead at a console is told by the board, and by telephone where they do not take it in hand', async () => {
  await atConsole()
  const id = await raised('drug_supply')
  await until(async () => (await task(id))?.alerted === 'lead')
  await until(() => leadTold(id, false))
  const code = await codeOf(id)
  expect(says(LEAD, new RegExp(`^Nobody has taken task ${code}`))).toBe(0)

  await toldAgo(id, 301)
  await until(async () => {
    await fallDue(id, ['team_task.tell_lead'])
    return says(LEAD, new RegExp(`^Nobody has taken task ${code}`)) === 1
  })
})

test('who leads, sits at a console and has it in hand is not telephoned', async () => {
  await atConsole()
  const id = await raised('oxygen')
  await until(async () => (await task(id))?.alerted === 'lead')
  await until(() => leadTold(id, false))
  const hers = await aNurse(house.url, 'lead')
  await until(async () => {
    const version = (await task(id))?.version ?? 0
    const reply = await hers.ask(routes.handleTeamTask, {
      params: { teamTaskId: id },
      body: { act: 'take', commandId: aCommand(), version },
    })
    return reply.kind === 'saved'
  })
  await atConsole()
  await toldAgo(id, 301)
  await until(async () => {
    await fallDue(id, ['team_task.tell_lead'])
    return leadTold(id, true)
  })

  expect(says(LEAD, new RegExp(`^Nobody has taken task ${await codeOf(id)}`))).toBe(0)
})

test('what is stood down is told at once to whoever had accepted it, though nobody had texted them', async () => {
  await db.run(db.sql`update team_members set rungs = array['app'] where phone = ${NIGHT}`)
  const id = await raised('falls_pickup')
  await db.run(db.sql`update team_members set skills = array['lift_from_floor', 'give_medicines']`)
  await db.run(db.sql`update teams set kind = 'urgent_response'`)
  await fallDue(id, ['team_task.next'])
  const night = await aNurse(house.url, 'night')
  await until(async () => (await task(id))?.offer ?? null)
  const number = (await task(id))?.offer?.number ?? 0
  await night.ask(routes.answerTeamTask, {
    params: { teamTaskId: id },
    body: { answer: 'accept', commandId: aCommand(), offer: number },
  })
  const version = (await task(id))?.version ?? 0
  await nurse.ask(routes.handleTeamTask, {
    params: { teamTaskId: id },
    body: { act: 'stand_down', commandId: aCommand(), version, because: 'A neighbour has lifted him' },
  })
  const code = await codeOf(id)

  await until(async () => says(NIGHT, new RegExp(`^Task ${code} is withdrawn`)) === 1)
  expect(
    phone(NIGHT)
      .inbox()
      .map(({ body }) => body)
      .join(' '),
  ).not.toMatch(/neighbour|Canary/)
})
