import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionCookie } from '#server/staff/sessions.ts'
import { browserAt, liveConsole, signedIn, until } from '#tests/support/browser.ts'
import { PASSWORD, type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let small: SmallHouse
beforeAll(async () => {
  small = await smallHouse()
})
afterAll(() => small.close())

const statusOf = async (nurse: { get: (path: string) => Promise<{ status: number }> }) =>
  (await nurse.get('/api/me')).status

describe('the cookie', () => {
  test('is out of reach of scripts and other sites, and is a new one at every sign-in', async () => {
    const answer = () =>
      browserAt(small.url).post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })
    const [first, second] = [await answer(), await answer()]

    const [a = '', b = ''] = [first.headers.getSetCookie()[0], second.headers.getSetCookie()[0]]

    expect(a).toMatch(
      /^goldthread-sid=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    )
    expect(a.split(';')[0]).not.toBe(b.split(';')[0])
  })

  test('over https is bound to this host by its name', () => {
    expect(sessionCookie('https://care.example')).toMatchObject({
      name: '__Host-sid',
      options: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
    })
    expect(sessionCookie('https://care.example').options).not.toHaveProperty('domain')
  })

  test('is in the database only as a hash', async () => {
    const { cookie } = await signedIn(small.url, 'aroha1')
    const { db } = small.database
    const token = cookie.split('=')[1] ?? ''

    const found = await db.run(db.sql`
      select 1 from sessions where sessions::text like ${`%${token}%`} or encode(token_hash, 'escape') = ${token}`)

    expect(found).toEqual([])
  })

  test('that was set before signing in is not taken up', async () => {
    const planted = browserAt(small.url)
    planted.cookie = `goldthread-sid=${'P'.repeat(43)}`

    await planted.post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })

    expect(planted.cookie).not.toContain('PPPP')
  })
})

describe('a session', () => {
  test('ends with signing out: the cookie is worth nothing and what the page kept is cleared', async () => {
    const nurse = await signedIn(small.url, 'aroha1')
    const kept = nurse.cookie

    const answer = await nurse.post('/api/sign-out', {})
    nurse.cookie = kept

    expect(await statusOf(nurse)).toBe(401)
    expect([answer.headers.get('clear-site-data'), answer.headers.get('set-cookie')]).toEqual([
      '"storage"',
      expect.stringMatching(/^goldthread-sid=; .*Expires=Thu, 01 Jan 1970/),
    ])
  })

  test('of one desk ends without ending that of another', async () => {
    const [here, there] = [await signedIn(small.url, 'aroha1'), await signedIn(small.url, 'aroha1')]

    await here.post('/api/sign-out', {})

    expect(await statusOf(there)).toBe(200)
  })

  test('ends as somebody else signs in on the same browser: the nurse before is away, and hears nothing more', async () => {
    const browser = await signedIn(small.url, 'aroha1')
    const before = { ...browser, cookie: browser.cookie }
    await browser.post('/api/readiness', { state: 'ready', answersBy: 'browser' })
    const live = await liveConsole(small.url, browser.cookie)

    await browser.post('/api/sign-in', { signInName: 'bertil1', password: 'not hers' })
    expect(await statusOf(browser)).toBe(200)
    await browser.post('/api/sign-in', { signInName: 'bertil1', password: PASSWORD })
    await until('her console is cut', () => live.socket.disconnected)

    const now = browser.cookie
    browser.cookie = before.cookie
    expect([live.isSignedOut(), await statusOf(browser)]).toEqual([true, 401])
    browser.cookie = now
    const { nurses } = (await browser.get('/api/board')).body as { nurses: { name: string; state: string }[] }
    expect(nurses.find(({ name }) => name === 'Aroha 1')?.state).toBe('away')
  })

  test('goes on as she herself signs in on the same browser, under a new cookie: her other tabs stay hers', async () => {
    const browser = await signedIn(small.url, 'aroha1')
    const before = browser.cookie
    const live = await liveConsole(small.url, before)

    await browser.post('/api/sign-in', { signInName: 'aroha1', password: PASSWORD })

    const now = browser.cookie
    browser.cookie = before
    expect([now === before, await statusOf(browser), live.socket.connected]).toEqual([false, 401, true])
    browser.cookie = now
    await browser.post('/api/sign-out', {})
    await until('signing out cuts them all', () => live.socket.disconnected)
  })

  test('is over after twelve hours, whatever was done in them', async () => {
    const nurse = await signedIn(small.url, 'aroha1')
    const { db } = small.database
    await nurse.post('/api/readiness', { state: 'ready', answersBy: 'browser' })

    await db.run(db.sql`update sessions set expires_at = now() - interval '1 second' where ended_at is null`)

    expect(await statusOf(nurse)).toBe(401)
  })

  test('lives on with use: the quarter of an hour begins again', async () => {
    const nurse = await signedIn(small.url, 'bertil1')
    const { db } = small.database
    await db.run(db.sql`update sessions set last_seen_at = now() - interval '14 minutes'`)
    await nurse.get('/api/me')

    const [row] = await db.run(db.sql<{ fresh: boolean }[]>`
      select bool_or(last_seen_at > now() - interval '1 minute') as fresh from sessions`)

    expect(row?.fresh).toBe(true)
  })

  test('left alone for a quarter of an hour is over', async () => {
    const nurse = await signedIn(small.url, 'bertil1')
    const { db } = small.database
    await db.run(db.sql`update sessions set last_seen_at = now() - interval '16 minutes'`)

    expect(await statusOf(nurse)).toBe(401)
  })

  test('does not end under a nurse who is on a call', async () => {
    const nurse = await signedIn(small.url, 'bertil2')
    const { db } = small.database
    const staffId = small.south.nurses[1]?.staffId ?? ''
    await db.run(db.sql`
      update readiness set state = 'busy', call_id = gen_random_uuid() where staff_id = ${staffId}`)

    await db.run(db.sql`update sessions set last_seen_at = now() - interval '3 hours'`)

    expect(await statusOf(nurse)).toBe(200)
  })
})
