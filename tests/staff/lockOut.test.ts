import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { administer } from '#server/staff/administer.ts'
import { countAttempt } from '#server/staff/signInLimits.ts'
import { rememberPlace } from '#server/staff/signInPlaceStore.ts'
import { browserAt, signedIn } from '#tests/support/browser.ts'
import { PASSWORD, type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

// Whoever guesses from everywhere must not keep a nurse out at three in the morning, and must not get in by patience.
let small: SmallHouse
beforeAll(async () => {
  small = await smallHouse()
})
afterAll(() => small.close())
beforeEach(async () => {
  const { db } = small.database
  await db.run(db.sql`with places as (delete from sign_in_places) delete from sign_in_attempts`)
})

const HOME = '203.0.113.7'
const tryFrom = (address: string, device?: string) =>
  countAttempt(small.database.db, { signInName: 'aroha1', address, device })

/** An attacker with as many networks as it takes. Answers how many tries went through. */
async function flood(tries = 400): Promise<number> {
  let went = 0
  for (let i = 0; i < tries; i += 1) if (!(await tryFrom(`198.51.100.${i % 200}`)).isHeldOff) went += 1
  return went
}

describe('from many networks', () => {
  test('fifty tries in a quarter of an hour go through for all strangers together, and a hundred in a day', async () => {
    const { db } = small.database
    const first = await flood()
    await db.run(
      db.sql`update sign_in_attempts set window_ends_at = now() - interval '1 second' where key not like 'day:%'`,
    )
    const second = await flood()
    await db.run(
      db.sql`update sign_in_attempts set window_ends_at = now() - interval '1 second' where key not like 'day:%'`,
    )

    expect([first, second <= 50, await flood(50)]).toEqual([50, true, 0])
  })

  test('one network alone uses up its own tries, and not those of all strangers', async () => {
    for (let i = 0; i < 60; i += 1) await tryFrom('198.51.100.1')

    expect((await tryFrom('198.51.100.2')).isHeldOff).toBe(false)
  })

  test('the nurse signs in at the machine she used before, whatever they do', async () => {
    const nurse = await signedIn(small.url, 'aroha1')
    const { device } = nurse
    const { db } = small.database
    await db.run(db.sql`delete from sign_in_places where kind = 'network'`)
    await flood(120)
    for (let i = 0; i < 12; i += 1) await tryFrom('127.0.0.1') // the attacker is in her own building, too

    const again = browserAt(small.url)
    again.device = device
    const stranger = browserAt(small.url)

    expect((await stranger.post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })).status).toBe(
      429,
    )
    expect((await again.post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })).status).toBe(200)
    expect(again.device).toBe(device)
  })

  test('and at another machine of the ward from which she did', async () => {
    const { db } = small.database
    const staffId = small.north.nurses[0]?.staffId
    if (staffId) await rememberPlace(db, staffId, { device: 'another', network: HOME })
    await flood(120)

    expect([(await tryFrom(HOME)).isHeldOff, (await tryFrom('203.0.113.8')).isHeldOff]).toEqual([false, true])
  })

  test('a new password lets her in from a new machine, and makes strangers of the old ones', async () => {
    const nurse = await signedIn(small.url, 'aroha1')
    const { db } = small.database
    const undo = await db.run(
      db.sql<{ passwordHash: string }[]>`select password_hash from staff where sign_in_name = 'aroha1'`,
    )
    await flood(120)
    const deps = { db, clock: () => new Date().toISOString(), newId: randomUUID }
    const held = await tryFrom('203.0.113.99')

    await administer(deps, { verb: 'new-password', 'sign-in': 'aroha1' })

    const [places] = await db.run(
      db.sql<{ count: number }[]>`select count(*)::int as count from sign_in_places`,
    )
    expect([held.isHeldOff, (await tryFrom('203.0.113.99')).isHeldOff, places?.count]).toEqual([
      true,
      false,
      0,
    ])
    expect(nurse.device).not.toBe('')
    await db.run(
      db.sql`update staff set password_hash = ${undo[0]?.passwordHash ?? ''} where sign_in_name = 'aroha1'`,
    )
  })
})

describe('a known machine', () => {
  test('has ten guesses like any other, and they keep nobody else out', async () => {
    const { device } = await signedIn(small.url, 'aroha1')
    const at = browserAt(small.url)
    at.device = device
    for (let i = 0; i < 10; i += 1)
      await at.post('/api/sign-in', { signInName: 'aroha1', password: `guess ${i}` })

    const held = await at.post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })
    const elsewhere = await signedIn(small.url, 'aroha1')

    expect([held.status, elsewhere.cookie === '']).toEqual([429, false])
  })

  test('is known for those alone who have signed in with it', async () => {
    const { device } = await signedIn(small.url, 'bertil1')
    const { db } = small.database
    await db.run(db.sql`delete from sign_in_places where kind = 'network'`)
    await flood(120)
    const at = browserAt(small.url)
    at.device = device

    expect((await at.post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })).status).toBe(429)
  })

  test('that somebody planted is not taken up, and what is given opens nothing', async () => {
    const planted = browserAt(small.url)
    planted.device = `goldthread-device=${'P'.repeat(43)}`
    const answer = await planted.post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })
    const only = browserAt(small.url)
    only.device = planted.device

    expect(planted.device).not.toContain('PPPP')
    expect(answer.headers.getSetCookie()[1]).toMatch(
      /^goldthread-device=[\w-]{43}; .*HttpOnly; SameSite=Lax$/,
    )
    expect((await only.get('/api/me')).status).toBe(401)
  })
})
