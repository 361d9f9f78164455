import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserAt, ownMarks, signedIn, until } from '#tests/support/browser.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let small: SmallHouse
let nurse: Browser
beforeAll(async () => {
  small = await smallHouse()
  nurse = await signedIn(small.url, 'aroha1')
})
afterAll(() => small.close())

describe('what a browser is told to hold to', () => {
  test('nothing inline, nothing framed, nothing from elsewhere but the practice line', async () => {
    const { headers } = await browserAt(small.url).get('/')
    const practice = small.house.practice?.origin ?? ''

    const policy = headers.get('content-security-policy') ?? ''

    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`connect-src 'self' ${practice} ${practice.replace('http', 'ws')};`)
    expect(policy).not.toMatch(/unsafe|\*|https:/)
  })

  test('no type guessing, no referrer, no foreign opener, no name of the software', async () => {
    const { headers } = await nurse.get('/api/me')

    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
    expect([headers.get('x-powered-by'), headers.get('etag')]).toEqual([null, null])
  })
})

describe('refusals', () => {
  test('an unknown address of the API is refused in our own words, with the number of the request', async () => {
    const answer = await nurse.get('/api/patients/everyone')

    expect([answer.status, answer.body]).toEqual([
      404,
      { code: 'not_found', message: expect.any(String), requestId: answer.headers.get('x-request-id') },
    ])
  })

  test.each([
    ['a broken escape in the address', '/api/calls/%E0%A4%A'],
    ['NUL in an identifier', '/api/calls/%00'],
    ['a path that climbs', '/api/../../etc/passwd'],
    ['a climbing file', '/assets/..%2f..%2fpackage.json'],
    ['a dot file', '/.env'],
  ])('%s is no server error and no file', async (_, path) => {
    const answer = await nurse.send('GET', path, {})

    expect(answer.status).not.toBe(500)
    expect(JSON.stringify(answer.body)).not.toMatch(/root:|"dependencies"|TWILIO/)
  })

  test('a compressed body is not unpacked', async () => {
    const answer = await nurse.send('POST', '/api/readiness', {
      body: '{}',
      headers: { ...ownMarks(small.url), 'content-encoding': 'gzip' },
    })

    expect([answer.status, answer.body.code]).toEqual([415, 'wrong_content_type'])
  })

  test('another method in a header or a field is not another method', async () => {
    const before = (await nurse.get('/api/board')).body.seq

    await nurse.send('GET', '/api/readiness?_method=POST', { headers: { 'x-http-method-override': 'POST' } })

    expect((await nurse.get('/api/board')).body.seq).toBe(before)
  })

  test('a bug is told as a bug, without its details, and can be found by its number', async () => {
    const { db } = small.database
    await db.run(db.sql`alter table readiness rename to canary_table`)
    const answer = await nurse.get('/api/board')
    await db.run(db.sql`alter table canary_table rename to readiness`)

    expect([answer.status, answer.body.code]).toEqual([500, 'broken'])
    expect(JSON.stringify(answer.body)).not.toMatch(/canary|readiness|relation|select/i)
    expect(small.logged()).toContainEqual(
      expect.objectContaining({ what: 'http.failed', requestId: answer.body.requestId, code: '42P01' }),
    )
  })
})

describe('many and slow', () => {
  test('a hundred connections that never finish their request do not keep others waiting', async () => {
    const { port, hostname } = new URL(small.url)
    const slow = Array.from({ length: 100 }, () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {}) // the server may cut it: that is its right
      socket.write('POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n')
      return socket
    })

    const answers = await Promise.all(Array.from({ length: 20 }, () => nurse.get('/api/me')))
    for (const socket of slow) socket.destroy()

    expect(answers.every(({ status }) => status === 200)).toBe(true)
  })

  test('heads of endless length are refused', async () => {
    const answer = await fetch(`${small.url}/api/me`, { headers: { 'x-long': 'a'.repeat(40_000) } })

    expect(answer.status).toBe(431)
  })
})

describe('health', () => {
  test('says ready, and to whoever routes traffic that the process lives', async () => {
    const stranger = browserAt(small.url)

    expect([(await stranger.get('/health')).body, (await stranger.get('/health/live')).body]).toEqual([
      { ready: true },
      { alive: true },
    ])
  })

  test('says why not, and stays alive, while the database is away', async () => {
    const other = await smallHouse()
    const { db } = small.database
    const name = new URL(other.database.url).pathname.slice(1)
    const stranger = browserAt(other.url)
    const shut = `alter database "${name}" with allow_connections `
    await db.run(db.sql.unsafe(`${shut} false`))
    await db.run(db.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`)

    await until('it says so', async () => (await stranger.get('/health')).status === 503)
    const [health, alive, me] = [
      await stranger.get('/health'),
      await stranger.get('/health/live'),
      await signInAt(stranger),
    ]
    await db.run(db.sql.unsafe(`${shut} true`))
    await until('it is ready again', async () => (await stranger.get('/health')).status === 200)
    await other.close()

    expect(health.body.reasons).toEqual(['The database does not answer.'])
    expect([alive.status, me.status, me.body.code]).toEqual([200, 503, 'database_unavailable'])
  })

  const signInAt = (browser: Browser) => browser.post('/api/sign-in', { signInName: 'aroha1', password: 'x' })
})

test('a document that does not exist is said to be missing, so that whoever fetches them notices a misspelt name', async () => {
  const stranger = browserAt(small.url)

  const [there, missing] = [
    await stranger.get('/documents/wait-1.xml'),
    await stranger.get('/documents/wait-9.xml'),
  ]

  expect([there.status, missing.status]).toEqual([200, 404])
})
