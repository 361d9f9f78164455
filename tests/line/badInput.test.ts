import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callIdOf } from '#server/line/callIdOf.ts'
import {
  aLeg,
  aRing,
  type CarrierDoor,
  carrierDoor,
  type Fields,
  type Told,
} from '#tests/support/carrierDoor.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { callRows, eventRows } from '#tests/support/tables.ts'

const INCOMING = '/webhooks/voice/incoming'
const STATUS = '/webhooks/voice/status'

let house: SmallHouse
let door: CarrierDoor

beforeAll(async () => {
  house = await smallHouse()
  door = carrierDoor(house)
})
afterAll(async () => {
  const failures = house.logged().filter(line => line.what === 'webhook.failed')
  await house.close()
  expect(failures).toEqual([])
})

const ofCall = (n: number, rest: string) =>
  `/webhooks/voice/${house.north.lineId}/${callIdOf(aLeg(n))}/${rest}`
const rowOf = async (n: number) => (await callRows(house.database.db)).find(row => row.carrierSid === aLeg(n))

describe('a body that is not what the route says is refused in words that say what to do', () => {
  const form = () => new URLSearchParams(aRing(1) as Record<string, string>).toString()
  const bodies: [string, () => Promise<Told>, number, RegExp][] = [
    [
      'JSON',
      () =>
        door.tell(INCOMING, {}, { body: '{"CallSid":"x"}', headers: { 'content-type': 'application/json' } }),
      415,
      /x-www-form-urlencoded/,
    ],
    [
      'a form with parts',
      () =>
        door.tell(
          INCOMING,
          {},
          { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
        ),
      415,
      /x-www-form-urlencoded/,
    ],
    [
      'no content type',
      () => door.tell(INCOMING, {}, { body: form(), headers: { 'content-type': '' } }),
      415,
      /x-www-form-urlencoded/,
    ],
    [
      'an unknown alphabet',
      () =>
        door.tell(
          INCOMING,
          {},
          { body: form(), headers: { 'content-type': 'application/x-www-form-urlencoded; charset=klingon' } },
        ),
      415,
      /cannot be read/,
    ],
    ['100 kB', () => door.tell(INCOMING, { Big: 'x'.repeat(100_000) }), 413, /too large/],
    [
      'a small parcel that unpacks to 10 MB',
      () =>
        door.tell(
          INCOMING,
          {},
          { body: gzipSync(Buffer.alloc(10_000_000, 'a')), headers: { 'content-encoding': 'gzip' } },
        ),
      413,
      /too large/,
    ],
    [
      'a broken parcel',
      () => door.tell(INCOMING, {}, { body: 'not gzip', headers: { 'content-encoding': 'gzip' } }),
      400,
      /cannot be read/,
    ],
    ['an empty form', () => door.tell(INCOMING, {}, { body: '' }), 403, /signature/],
    ['%ff%fe in the address', () => door.tell('/webhooks/voice/%ff%fe'), 400, /cannot be read/],
  ]

  test.each(bodies)('%s', async (_, send, status, words) => {
    const told = await send()

    expect([told.status, told.body]).toEqual([status, expect.stringMatching(words)])
  })
})

describe('a form that is signed and still not right', () => {
  const forms: [string, () => Promise<Told>, number, RegExp][] = [
    [
      'without a CallSid',
      () => door.tell(INCOMING, { From: '+447700900123', To: '+441632960001' }),
      400,
      /CallSid/,
    ],
    [
      'with a CallSid of another shape',
      () => door.tell(INCOMING, aRing(2, { CallSid: 'CA1; drop table calls' })),
      400,
      /CallSid/,
    ],
    [
      'of another account',
      () => door.tell(INCOMING, aRing(2, { AccountSid: 'AC00000000000000000000000000000000' })),
      403,
      /another account/,
    ],
    [
      'to an address nobody has',
      () => door.tell('/webhooks/voice/nowhere', aRing(2)),
      404,
      /No webhook lives here/,
    ],
    [
      'to a line nobody has',
      () => door.tell(`/webhooks/voice/${callIdOf('x')}/${callIdOf('y')}/chosen`, aRing(2)),
      404,
      /No webhook/,
    ],
    [
      'to a call that is no id',
      () => door.tell(`/webhooks/voice/${house.north.lineId}/1/chosen`, aRing(2)),
      404,
      /No webhook/,
    ],
    [
      'with a claim of no number',
      () => door.tell(ofCall(2, 'room/0'), { ConferenceSid: `CF${'1'.repeat(32)}` }),
      404,
      /No webhook/,
    ],
    ['to Object.prototype', () => door.tell('/webhooks/constructor', aRing(2)), 404, /No webhook/],
    ['to __proto__', () => door.tell('/webhooks/__proto__', aRing(2)), 404, /No webhook/],
    [
      'of a room without its name',
      () => door.tell(ofCall(2, 'room/1'), { StatusCallbackEvent: 'participant-join' }),
      400,
      /ConferenceSid/,
    ],
    [
      'of a recording with a path for a name',
      () =>
        door.tell(ofCall(2, 'recording'), {
          CallSid: aLeg(2),
          RecordingSid: '../../secrets',
          RecordingStatus: 'completed',
        }),
      400,
      /RecordingSid/,
    ],
  ]

  test.each(forms)('%s is refused, says why, and leaves nothing', async (_, send, status, words) => {
    const told = await send()

    expect([told.status, told.body]).toEqual([status, expect.stringMatching(words)])
    expect(await rowOf(2)).toBeUndefined()
  })
})

describe('strange but possible fields are taken, and the caller has a row', () => {
  const family = '\u{1F469}\u200D\u{1F467}'
  const strange: [string, Fields][] = [
    ['NUL', { CallerName: 'Iris\u0000Faint', FromCity: '\u0000' }],
    ['lone surrogates', { CallerName: '\ud83d and \udc00' }],
    ['right to left, with marks that turn the text', { CallerName: '\u202Eאירית\u2066 عائشة' }],
    ['ten thousand combining marks', { CallerName: `e${'\u0301'.repeat(10_000)}` }],
    ['4,000 characters of a name', { CallerName: 'x'.repeat(4_000) }],
    ['40,000 characters of a name', { CallerName: 'x'.repeat(40_000) }],
    ['a pair of surrogates where the text is cut', { CallerName: `${'x'.repeat(3_999)}${family}` }],
    ['a field’s own name with a pair of surrogates where it is cut', { [`${'n'.repeat(99)}${family}`]: 'x' }],
    ['NUL in a field’s own name', { 'Na\u0000me': 'x' }],
    [
      'names of the language’s own',
      { __proto__x: '1', constructor: '2', prototype: '3', toString: '4', hasOwnProperty: '5' },
    ],
    ['brackets and dots in names', { 'a[b][c]': '1', 'a.b': '2', 'a[]': '3' }],
    [
      'five hundred unknown fields',
      Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`Unknown${i}`, String(i)])),
    ],
    ['two thousand values of one field', { Many: Array.from({ length: 2_000 }, (_, i) => String(i)) }],
    [
      'every field it reads twice',
      { From: ['+447700900123', 'x'], To: ['+441632960001', 'y'], CallStatus: ['ringing', 'completed'] },
    ],
    ['a number that is none', { From: 'sip:somebody@sip.example;transport=tls' }],
    ['a number of a thousand digits', { From: `+${'4'.repeat(1_000)}` }],
    ['SQL', { From: "'; drop table calls; --", CallerName: '\\' }],
  ]

  test.each(strange.map(([what, given], i) => [what, 100 + i, given] as const))('%s', async (_, n, given) => {
    const told = await door.tell(INCOMING, aRing(n, given))

    expect([told.status, told.body.includes('<Enqueue')]).toEqual([200, true])
    expect(await rowOf(n)).toMatchObject({ carrierSid: aLeg(n) })
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  test('a __proto__ field changes nothing of ours', async () => {
    const body = `AccountSid=${door.accountSid}&__proto__=evil&__proto__[isAdmin]=1`
    const told = await door.tell(INCOMING, {}, { body, signature: 'x' })

    expect([told.status, 'isAdmin' in {}]).toEqual([403, false])
  })
})

describe('words about calls we never heard of make the row that is owed', () => {
  test('an end without a beginning is a caller to ring back', async () => {
    const told = await door.tell(
      STATUS,
      aRing(200, { CallStatus: 'completed', CallDuration: '12', SequenceNumber: '0' }),
    )

    expect([told.status, await rowOf(200)]).toMatchObject([
      204,
      { state: 'abandoned', fromNumber: '+447700900123' },
    ])
  })

  test('a key, an on-call round, a message, a room: each alone is kept with its call', async () => {
    const answers = [
      await door.tell(ofCall(210, 'chosen'), { CallSid: aLeg(210), Digits: '2', From: '+447700900123' }),
      await door.tell(ofCall(211, 'on-call/1'), {
        CallSid: aLeg(211),
        DialCallStatus: 'no-answer',
        DialBridged: 'false',
      }),
      await door.tell(ofCall(212, 'recording'), {
        CallSid: aLeg(212),
        RecordingSid: `RE${'1'.repeat(32)}`,
        RecordingStatus: 'completed',
        RecordingDuration: '9',
      }),
      await door.tell(ofCall(213, 'room/1'), {
        ConferenceSid: `CF${'1'.repeat(32)}`,
        StatusCallbackEvent: 'participant-join',
        ParticipantLabel: 'caller',
        CallSid: aLeg(213),
        SequenceNumber: '1',
      }),
      await door.tell(ofCall(214, 'nurse/99999/status'), { CallSid: aLeg(214), CallStatus: 'completed' }),
    ]

    expect(answers.map(answer => answer.status)).toEqual([200, 200, 204, 204, 204])
    const ids = (await callRows(house.database.db)).map(row => row.id)
    expect([210, 211, 212, 213, 214].filter(n => !ids.includes(callIdOf(aLeg(n))))).toEqual([])
  })

  test('a message known before its call learns from the end whom to ring back', async () => {
    const recording = {
      CallSid: aLeg(220),
      RecordingSid: `RE${'2'.repeat(32)}`,
      RecordingStatus: 'completed',
      RecordingDuration: '8',
    }
    await door.tell(`/webhooks/voice/${house.north.lineId}/fallback-recording`, recording)
    await door.tell(
      STATUS,
      aRing(220, { CallStatus: 'completed', From: '+447700900220', CallDuration: '30' }),
    )

    const row = await rowOf(220)
    const [task] = await house.database.db.run(
      house.database.db
        .sql`select kind, from_number, recording_sid from tasks where call_id = ${row?.id ?? ''}`,
    )
    expect([row?.state, task]).toEqual([
      'voicemail',
      { kind: 'hear_voicemail', fromNumber: '+447700900220', recordingSid: recording.RecordingSid },
    ])
  })

  test('a call to a number that is no line of ours is kept with the reason, and the caller is told', async () => {
    const told = await door.tell(INCOMING, aRing(230, { To: '+441632960999', Called: '+441632960999' }))

    expect([told.status, told.body.includes('not in service')]).toEqual([200, true])
    const kept = (await eventRows(house.database.db)).find(
      row => row.sourceKey === `no-line/rang/${aLeg(230)}`,
    )
    expect(kept).toMatchObject({ callId: null, ignoredBecause: 'it belongs to no line of this house' })
  })

  test('thirty words about one call at once are all taken', async () => {
    await door.tell(INCOMING, aRing(240))
    const told = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        door.tell(ofCall(240, 'room/1'), {
          ConferenceSid: `CF${String(i).padStart(32, '0')}`,
          StatusCallbackEvent: 'participant-join',
          ParticipantLabel: 'caller',
          CallSid: aLeg(240),
          SequenceNumber: '1',
        }),
      ),
    )

    expect(told.filter(answer => answer.status !== 204)).toEqual([])
    const kept = async () =>
      (await eventRows(house.database.db)).filter(row => row.callId === callIdOf(aLeg(240))).length
    await expect.poll(kept).toBeGreaterThanOrEqual(31)
  })
})
