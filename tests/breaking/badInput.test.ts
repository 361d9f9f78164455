import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { listRoutes } from '#shared/listRoutes.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { ALL, ask, BODIES, CANARY, type Ids, nobody, QUERIES } from '#tests/access/everyAsk.ts'
import { inHand } from '#tests/access/inHand.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { ownMarks } from '#tests/support/browser.ts'
import { everythingIn } from '#tests/support/everythingIn.ts'
import {
  HUGE,
  isNamed,
  type Leaf,
  leavesOf,
  NASTY,
  NASTY_IN_ADDRESS,
  refusedAtTheDoor,
  withNasty,
} from './nasty.ts'
import { TWINS, wholeBodies } from './wholeBodies.ts'

let house: SharedHouse
let bad: ReturnType<typeof everyBad>
beforeAll(async () => {
  house = await sharedHouse()
  bad = everyBad()
})
afterAll(() => house.small.close())

const COMMANDS = (Object.entries(routes) as [string, AnyRoute][]).filter(([name]) => name in BODIES)
const AT_ONCE = 8

/** Who may, where a nurse of the hub may not. */
const WHO: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(listRoutes).map(name => [name, 'lead'])),
  ...Object.fromEntries(
    ['correctDeath', 'correctDeathShared', 'links', 'linkBeside', 'pairs', 'pairBeside', 'decideLink']
      .concat(['revealSavedWords', 'findRightPerson', 'besideMove', 'moveOutcome', 'restCall', 'settleLeft'])
      .concat(['beginProtocol', 'writeProtocol', 'actOnProtocol', 'withdrawProtocol'])
      .concat(['changeTeams', 'incidents', 'changeIncident'])
      .concat(['disputes', 'openDisputes', 'seenBy', 'disputedItems', 'settleDispute'])
      .map(name => [name, 'lead']),
  ),
  ...Object.fromEntries(
    ['reviews', 'judgeReview', 'listsAsked', 'decideList', 'rolesAsked', 'decideRole'].map(name => [
      name,
      'officer',
    ]),
  ),
  // Those who answer the line have no list.
  joinCaseload: 'mill',
  leaveCaseload: 'mill',
  answerTeamTask: 'mill',
  progressTeamTask: 'mill',
  myTeamTask: 'mill',
  myTeamTasks: 'mill',
  noticeKey: 'mill',
  tellHere: 'mill',
  tellHereNoMore: 'mill',
  // Wrong passwords are counted: they are another's.
  ...Object.fromEntries(['signIn', 'choosePassword', 'provePassword'].map(name => [name, 'hospice'])),
}
const who = (name: string) => WHO[name] ?? 'hub.nurse'

/** What one request of a command holds that it should not. */
type Sent = {
  name: string
  route: AnyRoute
  nth: number
  leaves: readonly Leaf[]
  nasty: string
  json: string | null
}

/** Each field of each command, once, with each of the nasty things in its place, and what the door says of it. */
function everyBad() {
  return COMMANDS.flatMap(([name, route]) => {
    const known = new Set<string>()
    return wholeBodies(name, nobody()).flatMap((body, nth) => {
      const leaves = leavesOf(body).filter(leaf => !known.has(fieldOf(leaf)))
      for (const leaf of leaves) known.add(fieldOf(leaf))
      return leaves.flatMap(leaf =>
        NASTY.map(([nasty, json]) => {
          const sent: Sent = { name, route, nth, leaves: [leaf], nasty, json }
          return { sent, leaf, body, refused: refusedAtTheDoor(route, withNasty(body, [leaf], json)) }
        }),
      )
    })
  })
}
/** Where it is, whichever of a list it is. */
const fieldOf = (leaf: Leaf) => leaf.filter(key => !/^\d+$/.test(String(key))).join('.')
const said = ({ name, leaves, nasty }: Sent) =>
  `${name} ${leaves.map(leaf => leaf.join('.')).join(' + ')} = ${nasty}`

async function send({ name, route, nth, leaves, json }: Sent, ids: Ids) {
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => ids[key as keyof Ids] ?? randomUUID())
  const body = wholeBodies(name, ids)[nth] ?? {}
  const { at } = house.as(who(name))
  const answer = await at.send(route.method, path, {
    body: withNasty(body, leaves, json),
    headers: ownMarks(house.small.url),
  })
  return { answer, commandId: 'commandId' in body ? String(body.commandId) : undefined }
}

/** What the house writes by itself, whoever asks for what. */
const OF_KEEPERS = ['promises', 'sessions', 'access_walks', 'access_reviews']
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** After one of these that is taken, the call or the record is another: the next needs somebody of its own. */
const ENDS: ReadonlySet<string> = new Set([
  'releaseCall',
  'endCall',
  'correctDeath',
  'confirmIdentity',
  'provisionalPerson',
  'clearIdentity',
  'moveToLinked',
  'completePerson',
  'closeCall',
  'disputeForCall',
  'disputeShared',
  'limitSharing',
  'limitSharingShared',
  'leaveCaseload',
  'withdrawSharing',
  'withdrawSharingShared',
  'reportDeath',
  'reportDeathShared',
])

/** A day or an id, which in a free text is a text as any other. */
const WRITTEN = /^"(\+?\d{4,6}|[0f]{8})-/

/** What a nasty thing in each field comes to where the door takes it. What stands in free texts is sent in all of them at once. */
function whatTheDoorTakes(): Sent[] {
  const unread = new Set<string>()
  const taken = bad.filter(({ sent: { name, nth, leaves, json }, leaf, body, refused }) => {
    if (refused) return false
    if (json !== null && WRITTEN.test(json)) return /^(\d{4}|[0-9a-f]{8})-/.test(String(at(body, leaf)))
    // What stands in an entry is refused by its section: one of it for each field.
    if (leaf[0] !== 'body' || isEntry(JSON.parse(withNasty(body, leaves, json)))) return true
    const field = `${name} ${nth} ${leaf.join('.')}`
    return !unread.has(field) && unread.add(field)
  })
  const right = COMMANDS.map(
    ([name, route]): Sent => ({ name, route, nth: 0, leaves: [], nasty: 'nothing', json: null }),
  )
  const together = Map.groupBy(taken, ({ sent: { name, nth, nasty, json }, leaf, body }) => {
    const isText = json?.startsWith('"') && !WRITTEN.test(json) && typeof at(body, leaf) === 'string'
    return [name, nth, nasty, isText ? '' : leaf.join('.')].join(' ')
  })
  const nasty = [...together.values()].flatMap(some => {
    const [first] = some
    if (!first) return []
    const all: Sent = { ...first.sent, leaves: some.map(({ leaf }) => leaf) }
    const isTaken = !refusedAtTheDoor(all.route, withNasty(first.body, all.leaves, all.json))
    return isTaken ? [all] : some.map(({ sent }) => sent)
  })
  return [...right, ...nasty]
}
const at = (body: object, leaf: Leaf) =>
  leaf.reduce<unknown>((holder, key) => (holder as Record<string | number, unknown>)[key], body) // a leaf is a path of the body
function isEntry({ section, body }: { section: SectionName; body: unknown }): boolean {
  return parseBody(section, body).success
}

/** So many at a time, in this order. */
async function each<One>(all: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  const left = [...all]
  const work = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Every field of a schema, by its path. */
function pathsIn(node: unknown, path: readonly string[] = []): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    if (key !== 'properties') return pathsIn(value, path)
    return Object.entries(value as object).flatMap(([field, schema]) => [
      [...path, field].join('.'),
      ...pathsIn(schema, [...path, field]),
    ])
  })
}

test('every field that a command knows is in a body of this file', () => {
  const missing = COMMANDS.flatMap(([name, { body }]) => {
    const bodies = [name, TWINS[name] ?? name].flatMap(one => wholeBodies(one, nobody()))
    const there = new Set(bodies.flatMap(body => leavesOf(body)).map(fieldOf))
    const known = pathsIn(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }))
    return [...new Set(known)].filter(field => !there.has(field)).map(field => `${name} ${field}`)
  })

  expect(missing).toEqual([])
  const wrong = COMMANDS.flatMap(([name, route]) =>
    wholeBodies(name, nobody()).map(body => [name, refusedAtTheDoor(route, JSON.stringify(body))] as const),
  )
  expect(wrong.filter(([, refused]) => refused)).toEqual([])
})

describe('what nobody should send', () => {
  test('is refused by the name of its field, in words that hold nothing of a person, and changes nothing', async () => {
    const refused = bad.filter(({ refused }) => refused)
    const unclear = refused.filter(({ sent, leaf, refused: { because = '', fields = {} } = {} }) => {
      const named = Object.keys(fields)
      const isWhole = sent.json === null && named.join() === 'body' // what is missing may be one of several
      const isTold = isNamed(named, leaf) || isWhole || because.endsWith('nested too deeply.')
      return !isTold || JSON.stringify(fields).includes(CANARY)
    })
    expect(unclear.map(({ sent, refused }) => [said(sent), refused])).toEqual([])

    // The door is one for all: of the refusals of each field one is sent through it, of the next field one of another kind.
    const ids = await inHand(house, house.hub)
    const before = await everythingIn(house.small.database.db, OF_KEEPERS)
    const ofField = Map.groupBy(refused, ({ sent, leaf }) => `${sent.name} ${sent.nth} ${leaf.join('.')}`)
    const others: string[] = []
    await each([...[...ofField.values()].entries()], async ([nth, all]) => {
      const one = all[(nth * 7) % all.length]
      if (!one) return
      const { answer } = await send(one.sent, ids)
      const isSame = JSON.stringify(answer.body.fields ?? {}) === JSON.stringify(one.refused?.fields)
      if (answer.status !== 400 || !isSame)
        others.push(`${said(one.sent)}: ${answer.status} ${JSON.stringify(answer.body)}`)
    })
    expect(others).toEqual([])
    expect(await everythingIn(house.small.database.db, OF_KEEPERS)).toEqual(before)
  })

  test('is answered in words where the door takes it, and what is refused leaves no trace', async () => {
    const failures: string[] = []
    const refused = new Map<string, string>()
    const answered = new Map<string, Set<number>>()
    const sendAndJudge = async (sent: Sent, ids: Ids): Promise<number> => {
      const { answer, commandId } = await send(sent, ids)
      const { status, body } = answer
      const isClear =
        status < 400 || (typeof body.message === 'string' && !JSON.stringify(body).includes(CANARY))
      if (status >= 500 || !isClear) failures.push(`${said(sent)}: ${status} ${JSON.stringify(body)}`)
      if (status >= 400 && commandId) refused.set(commandId, said(sent))
      if (status === 400) refused.set(String(body.requestId), said(sent))
      answered.set(sent.name, (answered.get(sent.name) ?? new Set()).add(status))
      return status
    }
    const taken = whatTheDoorTakes()
    const [ending, others] = [
      taken.filter(({ name }) => ENDS.has(name)),
      taken.filter(({ name }) => !ENDS.has(name)),
    ]

    const { patientId: otherId } = await inHand(house, house.hub)
    const ids = { ...(await inHand(house, house.hub)), otherId }
    await each(others, async sent => void (await sendAndJudge(sent, ids)))
    for (const all of Map.groupBy(ending, ({ name }) => name).values()) {
      let own: Ids | undefined
      for (const sent of all) {
        own ??= await inHand(house, house.as(who(sent.name)).actor)
        if ((await sendAndJudge(sent, own)) < 300) own = undefined
      }
    }

    expect(failures).toEqual([])
    const unheard = COMMANDS.map(([name]) => name).filter(name => {
      const statuses = [...(answered.get(name) ?? [])]
      return statuses.every(status => status === 403)
    })
    expect(unheard).toEqual([]) // nothing of it was taken by the door, or the wrong person asked
    // A look that was taken stays in the log, whatever came of what it was taken for.
    const rows = (await everythingIn(house.small.database.db)).filter(row => !row.includes(',opened,'))
    const traces = new Set(rows.flatMap(row => row.match(UUID) ?? []))
    expect([...refused].filter(([id]) => traces.has(id)).map(([, what]) => what)).toEqual([])
    expect(house.small.logged().filter(({ level }) => level === 'error')).toEqual([])
  })
})

test('what nobody should ask in an address is refused by the name of its field, or answered', async () => {
  const ids = await inHand(house, house.hub)
  const { at } = house.as('lead')
  const list = { commandId: randomUUID(), pieces: 1 }
  const { body } = await at.send('POST', routes.bringList.path, {
    body: JSON.stringify(list),
    headers: ownMarks(house.small.url),
  })
  ids.importId = String(body.importId)
  const failures: string[] = []
  const gets = ALL.filter(([, { method }]) => method === 'GET').flatMap(([name, route]) =>
    Object.keys(route.query.shape).map(field => [name, route, field] as const),
  )

  await each(gets, async ([name, route, field]) => {
    const usual = QUERIES[name] ?? ''
    const right = new URLSearchParams(typeof usual === 'function' ? usual() : usual)
    right.delete(field)
    const asked = NASTY_IN_ADDRESS.map(text => ({ text, query: `?${right}&${field}=${text}` }))
    const isTaken = ({ query }: { query: string }) =>
      route.query.safeParse(Object.fromEntries(new URLSearchParams(query))).success
    const refused = asked.filter(one => !isTaken(one))
    // As with bodies: of what the door refuses one is sent, of what it takes everything.
    for (const { text, query } of [
      ...asked.filter(isTaken),
      ...refused.slice(field.length % 5, 1 + (field.length % 5)),
    ]) {
      const { status, said, whole } = await ask(house, who(name), name, route, ids, { query })
      const isTold = status !== 400 || isNamed(Object.keys(said.fields ?? {}), [field])
      if (status >= 500 || status === 403 || !isTold || (status >= 400 && whole.includes(CANARY)))
        failures.push(`${name} ${field}=${text}: ${status} ${JSON.stringify(said)}`)
    }
  })

  expect(failures).toEqual([])
})

describe('addresses and cookies', () => {
  test.each([
    '/api/calls/%2e%2e/candidates',
    '/api/calls/..%2f..%2fme',
    '/api/calls/%00/candidates',
    '/api/calls/00000000-0000-0000-0000-000000000000%20/candidates',
    '/api/tasks/__proto__/voicemail',
    '/api/tasks/constructor/voicemail/sound',
    '/api/tasks/%ff/voicemail/sound',
    '/documents/__proto__',
    '/documents/constructor',
    '/documents/%2e%2e%2fpackage.json',
  ])('%s is refused as the sender’s mistake, or answered', async path => {
    const answer = await house.as('hub.nurse').at.get(path)

    expect(answer.status).toBeLessThan(500)
    expect(JSON.stringify(answer.body)).not.toMatch(/canary|select|node_modules/i)
  })

  test('no epoch but the call’s own opens its record', async () => {
    const { callId } = await inHand(house, house.hub)
    const { at } = house.as('hub.nurse')

    const answers = await Promise.all(
      ['99999999999999999999', String(HUGE), '2147483648', '2147483647', '-1', 'one', '0', '2'].map(epoch =>
        at.get(`/api/calls/${callId}/record?epoch=${epoch}`),
      ),
    )

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400, 409, 409])
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(CANARY)
  })

  test('cookies that are odd sign nobody in, and break nothing', async () => {
    const good = house.as('hub.nurse').at.cookie
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
      odd.map(async cookie => (await fetch(`${house.small.url}/api/me`, { headers: { cookie } })).status),
    )

    expect(new Set(statuses)).toEqual(new Set([401]))
  })
})
