import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { House } from '#server/start.ts'
import { PAGE_OF_QUERY } from '#shared/whosePage.ts'
import { type LiveConsole, liveConsole, signedIn, until } from '#tests/support/browser.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let small: SmallHouse
let other: House
const consoles: LiveConsole[] = []

beforeAll(async () => {
  small = await smallHouse()
  other = await small.another()
})
afterAll(async () => {
  for (const one of consoles) one.close()
  await small.close()
})

async function connected(url: string, cookie: string): Promise<LiveConsole> {
  const one = await liveConsole(url, cookie)
  consoles.push(one)
  return one
}

describe('who may listen', () => {
  test.each([
    ['another site', 'https://evil.example'],
    ['a sandboxed page', 'null'],
    ['a look-alike name', 'http://localhost.evil.example'],
    ['our name on another port', 'http://localhost:1'],
    ['our name over another scheme', 'https://localhost'],
    ['an empty origin', ''],
  ])('a connection from %s is refused, even with a nurse’s cookie', async (_, origin) => {
    const { cookie } = await signedIn(small.url, 'aroha1')

    const attempt = liveConsole(small.url, cookie, { origin })

    await expect(attempt).rejects.toThrow()
  })

  test('a connection that names no origin is refused', async () => {
    const { cookie } = await signedIn(small.url, 'aroha1')

    await expect(liveConsole(small.url, cookie, {})).rejects.toThrow()
  })

  test('polling without an origin is taken only when the browser says that it is our own page', async () => {
    const { cookie } = await signedIn(small.url, 'aroha1')
    const poll = (headers: Record<string, string>) =>
      fetch(`${small.url}/live/?EIO=4&transport=polling`, { headers: { cookie, ...headers } }).then(
        one => one.status,
      )

    const statuses = await Promise.all([
      poll({}),
      poll({ 'sec-fetch-site': 'cross-site' }),
      poll({ 'sec-fetch-site': 'same-site', origin: small.url }),
      poll({ 'sec-fetch-site': 'same-origin' }),
    ])

    expect(statuses).toEqual([403, 403, 403, 200])
  })

  test('a page is connected with the cookie of its own nurse, and not of another who signed in since', async () => {
    const { cookie } = await signedIn(small.url, 'aroha1')
    const [hers, another] = small.north.nurses.map(
      ({ staffId }) => `${small.url}?${PAGE_OF_QUERY}=${staffId}`,
    )

    await expect(liveConsole(another ?? '', cookie)).rejects.toThrow()
    await connected(hers ?? '', cookie)
  })

  test.each([
    ['no cookie', ''],
    ['a cookie that nobody was given', `goldthread-sid=${'B'.repeat(43)}`],
    ['two cookies of the name', `goldthread-sid=${'B'.repeat(43)}; goldthread-sid=${'C'.repeat(43)}`],
  ])('a connection with %s is refused', async (_, cookie) => {
    await expect(liveConsole(small.url, cookie)).rejects.toThrow()
  })
})

describe('what is heard', () => {
  test('the first heartbeat comes at once and carries the newest number', async () => {
    const nurse = await signedIn(small.url, 'aroha1')
    const live = await connected(small.url, nurse.cookie)

    await until('a heartbeat', () => live.beats.length > 0, 1_000)

    const board = await nurse.get('/api/board')
    expect(live.beats[0]).toMatchObject({ seq: expect.any(Number), protocol: 1 })
    await until('the number is that of the board', () => live.beats.at(-1)?.seq === board.body.seq)
  })

  test('a change on one process is heard on the other, and on its own line only', async () => {
    const north = await signedIn(small.url, 'aroha1')
    const elsewhere = await signedIn(small.url, 'bertil1')
    const south = await signedIn(small.url, 'aroha2')
    const here = await connected(small.url, north.cookie)
    const there = await connected(other.publicUrl, elsewhere.cookie)
    const foreign = await connected(other.publicUrl, south.cookie)

    await north.post('/api/readiness', { state: 'ready', answersBy: 'phone' })
    await until('both consoles of the line heard it', () =>
      [here, there].every(one => hasTold(one, small.north.nurses[0]?.staffId)),
    )

    expect(JSON.stringify(foreign.entries)).not.toContain(small.north.nurses[0]?.staffId)
  })

  test('commands over the socket are not taken, and a flood ends the connection', async () => {
    const { cookie } = await signedIn(small.url, 'aroha1')
    const live = await connected(small.url, cookie)
    const emit = live.socket.emit.bind(live.socket) as unknown as (event: string, body: object) => void // what a console never does

    for (let i = 0; i < 200; i += 1) emit('readiness', { state: 'away' })

    await until('the flooding console was cut', () => live.socket.disconnected)
    expect(small.house.deps.health).toBeDefined()
  })

  test('a message larger than 64 kB ends the connection', async () => {
    const { cookie } = await signedIn(small.url, 'aroha1')
    const live = await connected(small.url, cookie)
    const emit = live.socket.emit.bind(live.socket) as unknown as (event: string, body: string) => void // as above

    emit('x', 'a'.repeat(100_000))

    await until('the connection was cut', () => live.socket.disconnected)
  })
})

describe('revoked is dead', () => {
  const CUT_WITHIN_MS = 1_000

  test('after signing out, the connections of the session are cut within a second, on every process', async () => {
    const nurse = await signedIn(small.url, 'bertil2')
    const here = await connected(small.url, nurse.cookie)
    const there = await connected(other.publicUrl, nurse.cookie)

    await nurse.post('/api/sign-out', {})
    await until('both are cut', () => here.socket.disconnected && there.socket.disconnected, CUT_WITHIN_MS)

    expect([here.isSignedOut(), there.isSignedOut()]).toEqual([true, true])
    await expect(liveConsole(small.url, nurse.cookie)).rejects.toThrow()
  })

  test('a disabled account is cut within a second and refused at once', async () => {
    const nurse = await signedIn(small.url, 'bertil2')
    const live = await connected(small.url, nurse.cookie)
    const { db } = small.database

    await db.run(db.sql`update staff set disabled_at = now() where sign_in_name = 'bertil2'`)
    const answer = await nurse.get('/api/me')
    await until('it is cut', () => live.socket.disconnected, CUT_WITHIN_MS)
    await db.run(db.sql`update staff set disabled_at = null where sign_in_name = 'bertil2'`)

    expect(answer.status).toBe(401)
  })

  test('a session that was not used for a quarter of an hour is cut, unless its nurse is on duty', async () => {
    const idle = await signedIn(small.url, 'aroha2')
    const onDuty = await signedIn(small.url, 'bertil2')
    const idleLive = await connected(small.url, idle.cookie)
    const dutyLive = await connected(small.url, onDuty.cookie)
    const { db } = small.database
    await onDuty.post('/api/readiness', { state: 'ready', answersBy: 'browser' })
    await db.run(db.sql`
      update readiness set state = 'away', call_id = null where staff_id = ${small.south.nurses[0]?.staffId ?? ''}`)

    await db.run(db.sql`update sessions set last_seen_at = now() - interval '16 minutes'`)
    await until('the idle one is cut', () => idleLive.socket.disconnected, CUT_WITHIN_MS)

    expect([idleLive.isSignedOut(), dutyLive.socket.connected]).toEqual([true, true])
  })
})

function hasTold(live: LiveConsole, staffId: string | undefined): boolean {
  return live.entries.some(
    ({ message }) =>
      message.kind === 'nurse' && message.nurse.staffId === staffId && message.nurse.answersBy === 'phone',
  )
}
