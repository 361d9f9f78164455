import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { nobody, BODIES as RIGHT_BODIES } from '#tests/access/everyAsk.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type Browser, ownMarks, signedIn } from '#tests/support/browser.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aCaller, aCanary, CANARY, confirmed, freed, type HeldCall, talkingTo } from './heldCall.ts'

let house: LineHouse
let aroha: Nurse
let hand: Browser
let margaret: PatientId
let call: HeldCall
let calls = 0
let epoch = 0

beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  hand = await signedIn(house.url, 'aroha1')
  margaret = await aCanary(house, 'north')
})
afterAll(() => house.close())
beforeEach(holdACall)

async function holdACall(): Promise<void> {
  await freed([aroha])
  calls += 1
  call = await talkingTo(house, aroha, `+4477009008${String(calls).padStart(2, '0')}`)
  await confirmed(aroha, call, margaret)
  epoch = await epochNow()
}

async function epochNow(): Promise<number> {
  return (await aroha.detail(call.callId)).identity.epoch
}

const epochOf = (body: object) => ('epoch' in body ? { epoch } : {})

const HUGE = 9_007_199_254_740_991
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

/** As JSON text, so that what JavaScript cannot write (1e309, two keys of one name) can be sent too. */
const NASTY: [name: string, json: string][] = [
  ['NUL', '"a\\u0000b"'],
  ['a lone surrogate', '"a\\ud800b"'],
  ['ten thousand accents', JSON.stringify(`e${'\u0301'.repeat(10_000)}`)],
  ['right to left', JSON.stringify('\u202eenad\u202c \u2066x\u2069')],
  ['only spaces', JSON.stringify(' \t\u00a0\u2003 ')],
  ['quotes and backslashes', JSON.stringify('\\\'"%_;--/*\\*/ $1 {{x}}')],
  ['a pattern that never ends', JSON.stringify(`${'(a+)+'.repeat(200)}$`)],
  ['a hundred thousand letters', JSON.stringify('a'.repeat(100_000))],
  ['emoji', JSON.stringify('👩‍👩‍👧‍👦'.repeat(50))],
  ['zero', '0'],
  ['minus one', '-1'],
  ['a half', '0.5'],
  ['more than an int4', '2147483647'],
  ['more than an int8', String(HUGE)],
  ['infinity', '1e309'],
  ['true', 'true'],
  ['null', 'null'],
  ['a list', '["a"]'],
  ['an object', '{"a":{"b":1}}'],
  ['depth', deep(31)],
  ['too deep', deep(500)],
  ['a day that never was', '"2026-02-30"'],
  ['the year zero', '"0000-01-01"'],
  ['the year one', '"0001-01-01"'],
  ['the last year', '"9999-12-31"'],
  ['a moment in the year zero', '"0000-01-01T00:00:00Z"'],
  ['a moment in the year one', '"0001-01-01T00:00:00Z"'],
  ['the last moment', '"9999-12-31T23:59:59.999999999Z"'],
  ['a prototype', '{"__proto__":{"x":1}}'],
  ['the nil id', '"00000000-0000-0000-0000-000000000000"'],
  ['the last id', '"ffffffff-ffff-ffff-ffff-ffffffffffff"'],
]

const outcome = {
  reason: 'pain',
  found: '',
  advice: '',
  disposition: 'advice_only',
  whereAfter: 'usual_home',
  next: '',
  callBack: { needed: true, dueAt: new Date().toISOString() },
}
const provenance = { commandId: 'id', epoch: 1 }
/** A whole and right body for every command about a call; 'id' stands for a fresh id. */
const BODIES: [method: 'POST' | 'PUT', path: string, body: object][] = [
  ['POST', 'claim', { commandId: 'id', answersBy: 'browser' }],
  ['POST', 'rejoin', { answersBy: 'browser' }],
  ['PUT', 'notes', { text: 'a', revision: 0 }],
  [
    'PUT',
    'outcome-draft',
    {
      reason: '',
      found: '',
      advice: '',
      disposition: '',
      whereAfter: '',
      next: '',
      callBack: '',
      callBackAt: '02:10',
    },
  ],
  [
    'POST',
    'identity/check',
    {
      said: {
        name: 'M',
        birthDate: '1948-03-09',
        address: 'BD16 4XX',
        nhsNumber: '9990000018',
        phrase: 'yellow',
      },
    },
  ],
  [
    'POST',
    'identity/find',
    {
      name: 'M',
      birthDate: '1948-03-09',
      nhsNumber: '9990000018',
      postcode: 'BD16 4XX',
      phone: '01632 960001',
    },
  ],
  [
    'POST',
    'identity/confirm',
    { ...provenance, patientId: 'patient', said: { name: 'M' }, caller: { ...aCaller, isPatient: false } },
  ],
  [
    'POST',
    'record/entries',
    {
      ...provenance,
      section: 'identity',
      version: 1,
      body: { name: { given: 'M' }, birthDate: '1948-03-09' },
    },
  ],
  [
    'POST',
    'record/entries',
    {
      ...provenance,
      section: 'phones',
      itemId: 'id',
      version: 0,
      body: { number: '+441632960001', use: 'home' },
    },
  ],
  [
    'POST',
    'identity/provisional',
    { ...provenance, name: 'M', birthDate: '1948-03-09', where: 'x', caller: aCaller },
  ],
  ['POST', 'identity/clear', { ...provenance, because: 'x' }],
  ['POST', 'outcome', { kind: 'clinical', ...provenance, notesRevision: 0, outcome }],
  ['POST', 'outcome', { kind: 'non_clinical', ...provenance, notesRevision: 0, call: 'hoax', note: 'x' }],
]

/** The texts of an outcome that anything may stand in: saving one ends the call. */
const FREE_TEXT = /^outcome\.(found|advice|next)$/

type Leaf = (string | number)[]

function leavesOf(value: unknown, path: Leaf = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key])),
  ]
}

/** The body as JSON with the text `json` where these leaves were. */
function withNasty(body: object, leaves: readonly Leaf[], json: string): string {
  const mark = 'here-it-comes'
  const copy = structuredClone(body) as Record<string, unknown>
  for (const leaf of leaves) {
    let holder = copy
    for (const key of leaf.slice(0, -1)) holder = holder[key] as Record<string, unknown>
    holder[leaf.at(-1) ?? ''] = mark
  }
  return JSON.stringify(copy)
    .replaceAll(`"${mark}"`, () => json)
    .replaceAll('"id"', () => `"${aCommand()}"`)
    .replaceAll('"patient"', () => `"${margaret}"`)
}

describe('what nobody should send', () => {
  test.each(BODIES)(
    '%s %s answers it in words, and never fails',
    { timeout: 240_000 },
    async (method, path, body) => {
      const failures: string[] = []
      const send = async (leaves: readonly Leaf[], [name, json]: (typeof NASTY)[number]) => {
        const answer = await hand.send(method, `/api/calls/${call.callId}/${path}`, {
          body: withNasty({ ...body, ...epochOf(body) }, leaves, json),
          headers: ownMarks(house.url),
        })
        if (answer.status === 200 && path.startsWith('identity/')) epoch = await epochNow()
        const isClear = answer.status < 400 || typeof answer.body.message === 'string'
        if (answer.status >= 500 || !isClear)
          failures.push(`${leaves.map(leaf => leaf.join('.')).join(' + ')} = ${name}: ${answer.status}`)
        if (answer.body.kind === 'closed') await holdACall()
        return answer
      }
      const leaves = leavesOf(body)
      const texts = leaves.filter(leaf => FREE_TEXT.test(leaf.join('.')))
      for (const nasty of NASTY) {
        // What one free text takes, the others take: saved together, it needs one call and not one for each of them.
        const isTaken = texts.length > 1 && (await send(texts, nasty)).status < 400
        for (const leaf of leaves) if (!isTaken || !texts.includes(leaf)) await send([leaf], nasty)
      }

      expect(failures).toEqual([])
    },
  )

  test.each([
    'signIn',
    'choosePassword',
    'provePassword',
    'sayReady',
    'takeTask',
    'callBack',
    'closeTask',
    'closeBereavement',
    'releaseCall',
    'endCall',
  ])('%s answers it in words, and never fails', { timeout: 240_000 }, async name => {
    const route = (routes as Readonly<Record<string, AnyRoute>>)[name]
    const body = RIGHT_BODIES[name]?.(nobody())
    if (!route || !body) throw new Error(`there is no right body for ${name}`)
    const path = route.path.replace(':callId', call.callId).replace(/:\w+/g, () => randomUUID())
    const failures: string[] = []
    for (const leaf of leavesOf(body))
      for (const [nasty, json] of NASTY) {
        const answer = await hand.send(route.method, path, {
          body: withNasty(body, [leaf], json),
          headers: ownMarks(house.url),
        })
        const isClear = answer.status < 400 || typeof answer.body.message === 'string'
        if (answer.status >= 500 || !isClear) failures.push(`${leaf.join('.')} = ${nasty}: ${answer.status}`)
      }

    expect(failures).toEqual([])
    expect((await hand.get('/api/me')).status).toBe(200) // nothing of it signed her out
  })

  test.each([
    ['GET', '/api/feed?after=9007199254740991'],
    ['GET', '/api/feed?after=99999999999999999999'],
    ['GET', '/api/feed?after=-1'],
    ['GET', '/api/feed?after=1e309'],
    ['GET', '/api/feed?after=0x10'],
    ['GET', '/api/feed?after[]=1'],
    ['GET', '/api/calls/%2e%2e/candidates'],
    ['GET', '/api/calls/..%2f..%2fme'],
    ['GET', '/api/calls/%00/candidates'],
    ['GET', '/api/calls/00000000-0000-0000-0000-000000000000%20/candidates'],
    ['GET', '/api/tasks/__proto__/voicemail'],
    ['GET', '/api/tasks/constructor/voicemail/sound'],
    ['GET', '/api/tasks/%ff/voicemail/sound'],
    ['GET', '/documents/__proto__'],
    ['GET', '/documents/constructor'],
    ['GET', '/documents/%2e%2e%2fpackage.json'],
  ])('%s %s is refused as the sender’s mistake, or answered', async (method, path) => {
    const answer = await hand.send(method, path, {})

    expect(answer.status).toBeLessThan(500)
    expect(JSON.stringify(answer.body)).not.toMatch(/canary|select|node_modules/i)
  })

  test.each([
    ['an epoch beyond all numbers', '99999999999999999999'],
    ['an epoch below none', '-1'],
    ['an epoch in words', 'one'],
    ['the largest epoch', String(HUGE)],
  ])('%s opens no record', async (_, epoch) => {
    const answer = await hand.get(`/api/calls/${call.callId}/record?epoch=${epoch}`)

    expect([400, 409]).toContain(answer.status)
    expect(JSON.stringify(answer.body)).not.toContain(CANARY.family)
  })

  test('cookies that are odd sign nobody in, and break nothing', async () => {
    const good = hand.cookie
    const odd = [
      `${good}; ${good}`,
      `${good}\u00e9`,
      `$Version=1; ${good}x`,
      'goldthread-sid=',
      `goldthread-sid="${good.split('=')[1]}"`,
      '=;=;;;',
      `${'a=b; '.repeat(900)}`,
    ]

    const statuses = await Promise.all(
      odd.map(async cookie => (await fetch(`${house.url}/api/me`, { headers: { cookie } })).status),
    )

    expect(new Set(statuses)).toEqual(new Set([401]))
  })
})
