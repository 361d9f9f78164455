import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceKeys } from '#server/platform/config.ts'
import { signatureOf } from '#server/practice/webhooks.ts'
import { aLeg, aRing, type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { inTheSameBreath } from '#tests/support/inTheSameBreath.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { callRows, eventRows } from '#tests/support/tables.ts'

const NEXT_TOKEN = 'the token that comes next'
const INCOMING = '/webhooks/voice/incoming'

let house: SmallHouse
let door: CarrierDoor

beforeAll(async () => {
  house = await smallHouse({
    carrier: { ...practiceKeys('a secret of the tests'), authTokenNext: NEXT_TOKEN },
  })
  door = carrierDoor(house)
})
afterAll(() => house.close())

const signed = (path: string, form: [string, string][], token = door.authToken) =>
  signatureOf(token, `${house.url}${path}`, form)

describe('what the carrier did not sign', () => {
  const ring = aRing(1)
  const flipped = (signature: string) => `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`
  const right = () =>
    signed(
      INCOMING,
      Object.entries({ AccountSid: door.accountSid, ApiVersion: '2010-04-01', ...ring }) as [
        string,
        string,
      ][],
    )

  const attempts: [string, () => Parameters<CarrierDoor['tell']>][] = [
    ['is signed with another token', () => [INCOMING, ring, { token: 'a token of somebody else' }]],
    ['has one byte of its signature changed', () => [INCOMING, ring, { signature: flipped(right()) }]],
    ['has no signature', () => [INCOMING, ring, { signature: null }]],
    ['has an empty signature', () => [INCOMING, ring, { signature: '' }]],
    ['has the right signature twice', () => [INCOMING, ring, { signature: [right(), right()] }]],
    ['has a right and a wrong signature', () => [INCOMING, ring, { signature: [right(), 'wrong'] }]],
    ['carries a field more', () => [INCOMING, { ...ring, Digits: '1' }, { signature: right() }]],
    ['lacks a field', () => [INCOMING, { ...ring, CallStatus: [] }, { signature: right() }]],
    [
      'has a value with a space more',
      () => [INCOMING, { ...ring, From: '+447700900123 ' }, { signature: right() }],
    ],
    [
      'has a field once more',
      () => [INCOMING, { ...ring, To: ['+441632960001', '+441632960002'] }, { signature: right() }],
    ],
    [
      'has the signature of another route',
      () => [INCOMING, ring, { signedUrl: `${house.url}/webhooks/voice/status` }],
    ],
    ['is signed for another host', () => [INCOMING, ring, { signedUrl: `https://evil.example${INCOMING}` }]],
    [
      'carries a query that was not signed',
      () => [`${INCOMING}?a=1`, ring, { signedUrl: `${house.url}${INCOMING}` }],
    ],
    [
      'is signed for what its headers say, and not for our address',
      () => [
        INCOMING,
        ring,
        {
          signedUrl: `https://evil.example${INCOMING}`,
          headers: { host: 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' },
        },
      ],
    ],
  ]

  test.each(attempts)('is refused when it %s, and leaves no row', async (_, attempt) => {
    const { status, body } = await door.tell(...attempt())

    expect([status, await callRows(house.database.db), await eventRows(house.database.db)]).toEqual([
      403,
      [],
      [],
    ])
    expect(body).toContain('Check the auth token')
  })

  test('is refused when the request line names a whole address', async () => {
    const answers = await Promise.all(
      ['http://evil.example', 'https://evil.example:99', 'http://[::1', 'http://'].map(origin =>
        rawRequest(`${origin}${INCOMING}`),
      ),
    )

    expect(answers.map(answer => Number(answer.split(' ')[1]) >= 400)).toEqual(answers.map(() => true))
    expect(answers.filter(answer => /^HTTP\/1\.1 5/.test(answer))).toEqual([])
    expect(await eventRows(house.database.db)).toEqual([])
  })

  test('leaves no word of a person in the log', async () => {
    await door.tell(INCOMING, { ...ring, CallerName: 'Iris Faintheart' }, { signature: 'wrong' })

    const log = JSON.stringify(house.logged())
    expect(['447700900123', 'Iris', 'wrong'].filter(word => log.includes(word))).toEqual([])
  })
})

/** As somebody with a socket and no manners sends it. */
function rawRequest(target: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = connect(Number(new URL(house.url).port), '127.0.0.1')
  let text = ''
  socket.on('data', chunk => (text += chunk.toString()))
  socket.on('end', () => resolve(text))
  socket.on('error', reject)
  socket.write(
    `POST ${target} HTTP/1.1\r\nHost: x\r\nX-Twilio-Signature: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=1`,
  )
  return promise
}

describe('what the carrier signed', () => {
  test('is taken with the token of now and with the one that comes next', async () => {
    const now = await door.tell(INCOMING, aRing(10))
    const next = await door.tell(INCOMING, aRing(11), { token: NEXT_TOKEN })

    expect([now.status, next.status]).toEqual([200, 200])
    expect([now.type, next.type]).toEqual(['text/xml; charset=utf-8', 'text/xml; charset=utf-8'])
  })

  test('is taken whatever the headers say about host and scheme: the configured address is what counts', async () => {
    const answers = await Promise.all(
      [
        { host: 'evil.example' },
        { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
        { 'x-forwarded-proto': 'https' },
        { 'x-original-url': '/webhooks/voice/status' },
      ].map((headers, i) => door.tell(INCOMING, aRing(12 + i), { headers })),
    )

    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200])
  })

  test('is taken in any order of its fields, with fields nobody has heard of, and with one repeated', async () => {
    const ring = aRing(20, { StirVerstat: 'No-TN-Validation', Unheard: 'of', 'Odd[name]': 'x', Empty: '' })
    const turned = Object.fromEntries(Object.entries(ring).reverse())

    const answers = [
      await door.tell(INCOMING, turned),
      await door.tell(INCOMING, aRing(21, { From: ['+447700900123', '+447700900124', '+447700900123'] })),
    ]

    expect(answers.map(answer => answer.status)).toEqual([200, 200])
    const rows = await callRows(house.database.db)
    expect(rows.find(row => row.carrierSid?.endsWith('21'))?.fromNumber).toBe('+447700900123')
  })

  test('is taken by GET, where the fields are in the address', async () => {
    const answer = await door.tellByGet(INCOMING, aRing(30))

    expect([answer.status, answer.body.includes('<Enqueue')]).toEqual([200, true])
  })

  test('is the same call and the same answer however often it comes', async () => {
    const answers = []
    for (let i = 0; i < 3; i += 1) answers.push(await door.tell(INCOMING, aRing(40)))
    answers.push(...(await Promise.all(Array.from({ length: 8 }, () => door.tell(INCOMING, aRing(40))))))

    expect(new Set(answers.map(answer => answer.body)).size).toBe(1)
    const rows = await callRows(house.database.db)
    expect(rows.filter(row => row.carrierSid?.endsWith('40'))).toHaveLength(1)
  })
})

test('a ring that two processes are told of at one moment is one call, and each of them answers', async () => {
  const other = await house.another()
  const doors = [carrierDoor(house), carrierDoor({ house: other })]
  await house.administrator(inTheSameBreath('calls'))
  const rings = Array.from({ length: 20 }, (_, i) => 900 + i)

  for (const n of rings) {
    const told = await Promise.all([...doors, ...doors].map(each => each.tell(INCOMING, aRing(n))))
    expect(told.map(({ status, body }) => [status, body.includes('<Enqueue')])).toEqual(
      told.map(() => [200, true]),
    )
  }

  // Whoever is answered on a machine too busy for the database to be in time is in the spool, and has a row a little later.
  const rowsOf = async () => {
    const rows = await callRows(house.database.db)
    return rings.map(n => rows.filter(({ carrierSid }) => carrierSid === aLeg(n)).length)
  }
  await expect.poll(rowsOf).toEqual(rings.map(() => 1))
  expect(house.logged().filter(({ level }) => level === 'error')).toEqual([])
})
