import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { readPhonesToTell } from '#server/staff/noticePhoneStore.ts'
import { aTeamOf, type TestTeam } from '#tests/dispatch/teamsOfLine.ts'
import { signedIn } from '#tests/support/browser.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { type PushService, pushService } from '#tests/support/pushService.ts'
import { PASSWORD } from '#tests/support/smallHouse.ts'

// A telephone is told of whoever has it, and of nobody who had it before.
let house: LineHouse
let service: PushService
let db: Database
let team: TestTeam
beforeAll(async () => {
  service = await pushService()
  house = await lineHouse({}, { notices: { key: undefined, services: [service.origin] } })
  db = house.database.db
  const { lineId } = house.north
  const named = { name: 'Night nursing', kind: 'night_nursing', phone: '+447700900581' } as const
  team = await aTeamOf(db, lineId, { ...named, signInName: 'night' })
  const other = { name: 'Hospice', kind: 'hospice_at_home', phone: '+447700900582' } as const
  await aTeamOf(db, lineId, { ...other, signInName: 'other' })
})
afterAll(async () => {
  await house.close()
  await service.close()
})
afterEach(() => db.run(db.sql`delete from notice_phones`))

const told = () => readPhonesToTell(db, [team.member.staffId])
const toldHere = async () => {
  const at = await signedIn(house.url, 'night')
  const { phone } = service.newPhone()
  expect((await at.post('/api/my/notices/here', phone)).body).toEqual({ kind: 'told' })
  return at
}
const leftAlone = () =>
  db.run(db.sql`
    update sessions set last_seen_at = now() - interval '20 minutes' where staff_id = ${team.member.staffId}`)

test('who signs in at a telephone that somebody left alone is not sent what is theirs', async () => {
  const at = await toldHere()
  await leftAlone()
  expect(await told()).toHaveLength(1)

  await at.post('/api/sign-in', { signInName: 'other', password: PASSWORD })

  expect(await told()).toEqual([])
})

test('whoever signs in there again before that goes on being told', async () => {
  const at = await toldHere()

  await at.post('/api/sign-in', { signInName: 'night', password: PASSWORD })

  expect(await told()).toHaveLength(1)
})

test('a key that is no point of the curve is refused at once, and not at each notice', async () => {
  const at = await signedIn(house.url, 'night')
  const { phone } = service.newPhone()

  const { body } = await at.post('/api/my/notices/here', { ...phone, p256dh: `B${'A'.repeat(86)}` })

  expect(body).toMatchObject({ kind: 'refused' })
  expect(await told()).toEqual([])
})
