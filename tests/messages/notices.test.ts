import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { pruneNoticePhones, readPhonesToTell } from '#server/staff/noticePhoneStore.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import type { NoticePhone } from '#shared/notices.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, CANARY, closed, confirmed, talkingTo } from '#tests/breaking/heldCall.ts'
import { aTeamOf, type TestTeam } from '#tests/dispatch/teamsOfLine.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { type PushService, pushService, signedBy, type TestPhone } from '#tests/support/pushService.ts'

// Whoever is asked to go is told on their telephone, beside the text: in fixed words, sealed for that browser, for as long as they are
// signed in there, and through push services that the house knows.
const NUMBER = '+447700900581'

let house: LineHouse
let service: PushService
let db: Database
let nurse: Nurse
let team: TestTeam
let calls = 640
beforeAll(async () => {
  service = await pushService()
  house = await lineHouse({}, { notices: { key: undefined, services: [service.origin] } })
  db = house.database.db
  team = await aTeamOf(db, house.north.lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: NUMBER,
  })
  const south = { organisation: 'South', kind: 'community_nursing', signInName: 'south' } as const
  await aColleague(db, house.south.lineId, south)
  nurse = await aNurse(house.url, 'aroha1')
})
afterAll(async () => {
  await house.close()
  await service.close()
})
afterEach(async () => {
  service.answers(201)
  await db.run(db.sql`delete from notice_phones`)
})

const tellHere = (who: Nurse, phone: NoticePhone, instead?: string) =>
  who.ask(routes.tellHere, { body: instead ? { ...phone, instead } : phone })

async function toldPhone(signInName = 'night'): Promise<{ told: TestPhone; goer: Nurse }> {
  const [told, goer] = [service.newPhone(), await aNurse(house.url, signInName)]
  expect(await tellHere(goer, told.phone)).toEqual({ kind: 'told' })
  return { told, goer }
}

async function raised(): Promise<TeamTaskId> {
  calls += 1
  const held = await talkingTo(house, nurse, `+447700900${calls}`)
  await confirmed(nurse, held, await aCanary(house, 'north'))
  const { epoch } = (await nurse.detail(held.callId)).identity
  const why = 'Unsettled since two'
  const body = { epoch, commandId: aCommand(), kind: 'symptom_visit' as const, urgency: 'U2' as const, why }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  await closed(nurse, held)
  return reply.teamTask.teamTaskId
}

const at = ({ path }: TestPhone) => service.handed.filter(one => one.path === path)
const firstAt = (phone: TestPhone) => until(async () => at(phone)[0])
const noticesOf = (id: TeamTaskId) =>
  db.run(
    db.sql<{ state: string; because: string | null }[]>`
      select state, because from messages where team_task_id = ${id} and kind = 'notice' order by created_at`,
  )
const stateOf = (id: TeamTaskId, state: string) =>
  until(async () => (await noticesOf(id)).find(one => one.state === state))
const stepsOf = async (id: TeamTaskId) =>
  (await nurse.ask(routes.teamTask, { params: { teamTaskId: id } })).steps.map(({ words }) => words)
const phonesLeft = async () => (await db.run(db.sql`select from notice_phones`)).length
const texted = () => house.phone.handset(NUMBER).inbox().length

test('whoever is asked is told on their telephone and by text, sealed for it alone, signed by the house, and naming nobody', async () => {
  const { told, goer } = await toldPhone()
  const before = texted()
  const id = await raised()

  const handed = await firstAt(told)
  const { key } = await goer.ask(routes.noticeKey)
  const notice = told.open(handed.body)
  expect(notice.words).toBe('Something is asked of you. Open to read.')
  expect(JSON.stringify(notice)).not.toContain(id)
  expect(JSON.stringify([notice, handed.headers])).not.toMatch(/canary/i)
  expect(Object.values(CANARY).filter(word => JSON.stringify(notice).includes(String(word)))).toEqual([])
  expect(signedBy(handed)).toMatchObject({ key, claims: { aud: service.origin } })
  expect(handed.headers).toMatchObject({
    urgency: 'high',
    topic: notice.tag,
    'content-encoding': 'aes128gcm',
  })
  const [row] = await db.run(
    db.sql<{ seconds: number }[]>`
      select extract(epoch from (facts #>> '{offers,0,until}')::timestamptz - now())::int as seconds
      from team_tasks where id = ${id}`,
  )
  const ttl = Number(handed.headers.ttl)
  expect(ttl).toBeGreaterThan(0)
  expect(Math.abs(ttl - (row?.seconds ?? 0))).toBeLessThan(60)
  await until(async () => texted() === before + 1)
  await until(async () =>
    (await stepsOf(id)).includes('Notice to night of Night nursing: handed to the push service.'),
  )
})

test('that it is withdrawn takes the place of that it is asked', async () => {
  const { told } = await toldPhone()
  const id = await raised()
  await firstAt(told)
  const { version } = await until(async () =>
    (await nurse.board()).teamTasks.find(one => one.teamTaskId === id),
  )
  await nurse.ask(routes.handleTeamTask, {
    params: { teamTaskId: id },
    body: { commandId: aCommand(), version, act: 'stand_down', because: 'He has settled' },
  })

  const later = await until(async () => at(told)[1])
  expect(told.open(later.body).words).toMatch(/^Something is not needed of you any more/)
  expect(later.headers.topic).toBe(at(told)[0]?.headers.topic)
})

test('a browser that its push service knows no more is forgotten, and the text goes all the same', async () => {
  service.answers(410)
  const before = texted()
  await toldPhone()
  const id = await raised()

  expect((await stateOf(id, 'failed')).because).toMatch(/^They are not told on that telephone any more/)
  expect(await phonesLeft()).toBe(0)
  await until(async () => texted() > before)
})

test('a push service that has too much to do is asked again, and one that refuses is not', async () => {
  service.answers(429, { 'retry-after': '2' })
  const { told } = await toldPhone()
  const id = await raised()
  await firstAt(told)
  service.answers(201)
  await until(async () => {
    await db.run(db.sql`
      update promises set due_at = now(), leased_until = null where kind = 'message.notice' and kept_at is null`)
    return (await noticesOf(id)).some(({ state }) => state === 'sent')
  })
  expect(at(told).map(({ headers }) => headers.topic)).toEqual(at(told).map(() => at(told)[0]?.headers.topic))

  service.answers(400)
  const next = await raised()
  expect((await stateOf(next, 'failed')).because).toMatch(/^The push service did not take it/)
  expect(await phonesLeft()).toBe(1)
})

test('a process that dies after it has handed one over leaves it to the next, under the same topic', async () => {
  const { told } = await toldPhone()
  const id = await raised()
  await stateOf(id, 'sent')
  // As if it had died before it wrote that down.
  await db.run(db.sql`
    with forgotten as (
      delete from message_events using messages
      where message_id = messages.id and team_task_id = ${id} and kind = 'notice' and event ->> 'kind' = 'taken'
    ),
    back as (update messages set state = 'to_send' where team_task_id = ${id} and kind = 'notice' returning id)
    update promises set kept_at = null, leased_until = null, due_at = now() from back where subject_id = back.id`)
  const other = await house.another()

  await until(async () => at(told).length === 2 && (await noticesOf(id))[0]?.state === 'sent')
  await other.stop()
  expect(new Set(at(told).map(({ headers }) => headers.topic)).size).toBe(1)
  expect((await noticesOf(id)).length).toBe(1)
})

test('whoever has signed out, may not sign in any more, or whose session is over is told nothing there', async () => {
  const out = await toldPhone()
  await out.goer.ask(routes.signOut)
  expect(await phonesLeft()).toBe(0)

  await toldPhone()
  await db.run(db.sql`update sessions set expires_at = now() where staff_id = ${team.member.staffId}`)
  const before = service.handed.length
  const texts = texted()
  await raised()
  await until(async () => texted() > texts)
  expect(service.handed.length).toBe(before)

  await toldPhone()
  await db.run(db.sql`update sessions set ended_at = now() where staff_id = ${team.member.staffId}`)
  expect(await phonesLeft()).toBe(0)

  await toldPhone()
  await db.run(db.sql`update staff set disabled_at = now() where id = ${team.member.staffId}`)
  expect(await readPhonesToTell(db, [team.member.staffId])).toEqual([])
  await pruneNoticePhones(db)
  expect(await phonesLeft()).toBe(0)
  await db.run(db.sql`update staff set disabled_at = null where id = ${team.member.staffId}`)
})

test('fifteen minutes without use do not end it: a telephone in a pocket is what it is for', async () => {
  const { told } = await toldPhone()
  await db.run(db.sql`
    update sessions set last_seen_at = now() - interval '2 hours' where staff_id = ${team.member.staffId}`)
  await raised()

  await firstAt(told)
})

test('whoever is of another line, or is not asked, is told nothing', async () => {
  const south = await toldPhone('south')
  const { told } = await toldPhone()
  await raised()
  await firstAt(told)

  expect(at(south.told)).toEqual([])
})

test.each([
  'http://127.0.0.1:80/send/1',
  'http://169.254.169.254/latest/meta-data',
  'https://localhost/send/1',
  'https://10.0.0.1/send/1',
  'https://[::1]/send/1',
  'https://push.example.org/send/1',
  'https://fcm.googleapis.com.example.org/fcm/send/1',
])('an address that is at no push service is refused, and never asked: %s', async endpoint => {
  const goer = await aNurse(house.url, 'night')
  const reply = await tellHere(goer, { ...service.newPhone().phone, endpoint })

  expect(reply).toMatchObject({ kind: 'refused', because: expect.stringMatching(/does not know/) })
  expect(await phonesLeft()).toBe(0)
})

test('a browser whose address has changed is told at the new one; nobody is told at one that was another’s', async () => {
  const { told, goer } = await toldPhone()
  const moved = service.newPhone()
  expect(await tellHere(goer, moved.phone, told.phone.endpoint)).toEqual({ kind: 'told' })
  expect(await phonesLeft()).toBe(1)
  const stranger = await aNurse(house.url, 'south')

  const refused = await tellHere(stranger, service.newPhone().phone, moved.phone.endpoint)
  expect(refused).toMatchObject({ kind: 'refused' })
  await stranger.ask(routes.tellHereNoMore, { body: { endpoint: moved.phone.endpoint } })
  expect(await phonesLeft()).toBe(1)
})

test('one person is told on five telephones at most', async () => {
  const { goer } = await toldPhone()
  for (let more = 0; more < 4; more += 1) await tellHere(goer, service.newPhone().phone)

  expect(await tellHere(goer, service.newPhone().phone)).toMatchObject({ kind: 'refused' })
})
