import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { LineId, PatientId } from '#shared/ids.ts'
import { LiveMessage } from '#shared/live.ts'
import { Role } from '#shared/staff.ts'
import { type LiveConsole, liveConsole, signedIn, until } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { everyShape } from '#tests/support/everyShape.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

// Every message that the socket may carry, in every shape that it may have, told on both lines; and who hears a byte of it.
// The messages are made of the schema: a new kind is told by existing, and fails here until it is said who hears it.
const HEARD_BY: Readonly<Record<LiveMessage['kind'], 'the board' | 'the board, and pages of that record'>> = {
  call: 'the board',
  task: 'the board',
  team_task: 'the board',
  answer: 'the board',
  nurse: 'the board',
  notes: 'the board',
  identity: 'the board',
  shift: 'the board',
  record: 'the board, and pages of that record',
}
const BOARD = ['hub.nurse', 'lead']
const BESIDE = ['mill', 'clerk', 'hospice', 'crew', 'officer', 'hospice.officer']

/** Whose organisation looks after the person. */
const LISTING = ['mill', 'clerk']

/** What may stand in a message beside ids and words, of each line another. */
const OWN = {
  'North-Canary': { phone: '+441632960701', at: '2031-01-02T03:04:05.678Z' },
  'South-Canary': { phone: '+441632960702', at: '2032-01-02T03:04:05.678Z' },
} as const

/** All that came over the wire, as it came. */
type Ear = { live: LiveConsole; heard: string[] }
type Told = { messages: LiveMessage[]; marks: string[] }

let house: SharedHouse
let patientId: PatientId
const ears = new Map<string, Ear>()
let north: Told
let south: Told

beforeAll(async () => {
  house = await sharedHouse()
  const { db } = house.small.database
  patientId = await house.person([EVERYBODY], 'mill')
  const closedId = await house.person([EVERYBODY])
  // Made before anybody listens: it takes this process seconds, in which no console would answer its ping.
  south = everyMessage('South-Canary')
  north = everyMessage('North-Canary')
  const line = house.small.south.lineId
  const nurse = {
    signInName: 'south.nurse',
    organisation: 'South Hub',
    kind: 'hub',
    role: 'coordinator',
  } as const
  await aColleague(db, line, nurse)
  await listen('south.nurse', (await signedIn(house.small.url, nurse.signInName)).cookie)
  for (const who of [...BOARD, ...BESIDE, 'other.gp']) await listen(who, house.as(who).at.cookie)
  await listen('mill at the record', house.as('mill').at.cookie, `?record=${patientId}`)
  await expect(listen('nobody', house.as('mill').at.cookie, `?record=${closedId}`)).rejects.toThrow()
  await expect(listen('nobody', '')).rejects.toThrow()

  await tell(house.small.south.lineId, south)
  await tell(house.small.north.lineId, north)
  for (const who of [...BOARD, 'south.nurse'])
    await until(`${who} heard all`, () => {
      const own = who === 'south.nurse' ? south : north
      return among(own, who).length === own.marks.length
    })
  // What was said before a beat is there when the beat is.
  const now = new Date().toISOString()
  for (const [who, { live }] of ears)
    await until(`a beat for ${who}`, () => live.beats.some(({ at }) => at > now))
}, 60_000)
afterAll(async () => {
  for (const { live } of ears.values()) live.close()
  await house.small.close()
})

async function listen(who: string, cookie: string, query = ''): Promise<void> {
  const { url } = house.small
  const live = await liveConsole(`${url}${query}`, cookie, { origin: url })
  const heard: string[] = []
  live.socket.io.engine.on('data', (data: unknown) => void heard.push(String(data)))
  ears.set(who, { live, heard })
}

function ear(who: string): Ear {
  const found = ears.get(who)
  if (!found) throw new Error(`${who} does not listen`)
  return found
}

const everythingHeard = (who: string) => ear(who).heard.join('\n')
/** What of the words and ids that were told came through. */
const among = (told: Told, who: string) => told.marks.filter(mark => everythingHeard(who).includes(mark))
/** What came, as events: ['heartbeat', {…}]. A 2 is what socket.io writes before an event; nothing else may come. */
const eventsOf = (who: string): [string, ...unknown[]][] =>
  ear(who).heard.map(text => {
    expect(text, who).toMatch(/^2\[/)
    return JSON.parse(text.slice(1))
  })

/** That a list may be another now: without a word more. */
const isWord = (event: readonly unknown[]) => event[0] === 'listsTurned' && event.length === 1

/** Every shape of every kind: about people who are nobody, and about the one whose record is open. */
function everyMessage(canary: keyof typeof OWN): Told {
  const marks: string[] = []
  const write = (schema: z.ZodType) => {
    const texts = [`${canary} ${marks.length}`, randomUUID(), OWN[canary].phone, OWN[canary].at]
    const text = texts.find(one => schema.safeParse(one).success)
    if (text !== undefined) marks.push(text)
    return text
  }
  const made = everyShape(LiveMessage, write).map(message => LiveMessage.parse(message))
  const aboutOurs = made
    .filter(message => JSON.stringify(message).includes('"patientId":"'))
    .map(message => JSON.stringify(message).replace(/"patientId":"[^"]+"/, `"patientId":"${patientId}"`))
    .map(text => LiveMessage.parse(JSON.parse(text)))
  const messages = [...aboutOurs, ...made]
  const told = JSON.stringify(messages)
  return { messages, marks: [...new Set([canary, ...marks])].filter(mark => told.includes(mark)) }
}

async function tell(lineId: LineId, { messages }: Told): Promise<void> {
  const { db } = house.small.database
  await db.run(db.sql`
    with head as (
      insert into feed_heads as head (line_id, seq)
      values (${lineId}, ${messages.length})
      on conflict (line_id) do update set seq = head.seq + excluded.seq
      returning seq
    )
    insert into feed (line_id, seq, message)
    select ${lineId}::uuid, seq - ${messages.length} + place, message
    from head, jsonb_array_elements(${db.sql.json(messages)}::jsonb) with ordinality as told (message, place)`)
}

test('of every kind of message it is said who hears it, and of every role whether it is on the board', () => {
  const kinds = [...new Set(north.messages.map(({ kind }) => kind))].sort()
  const roles = new Set([...BOARD, ...BESIDE].map(who => house.as(who).actor.role))

  expect(kinds).toEqual(Object.keys(HEARD_BY).sort())
  expect([...roles].sort()).toEqual([...Role.options].sort())
})

test('the board hears all of its own line, and not a byte of the other', () => {
  for (const [who, own, other] of [
    ...BOARD.map(one => [one, north, south] as const),
    ['south.nurse', south, north] as const,
  ]) {
    expect(among(own, who), who).toEqual(own.marks)
    expect(among(other, who), who).toEqual([])
    const entries = ear(who).live.entries.map(({ message }) => message)
    expect(entries, who).toEqual(expect.arrayContaining(own.messages))
  }
})

test('whoever is not on a board hears that the house is there, that a list of theirs may be another, and nothing of either line', () => {
  for (const who of [...BESIDE, 'other.gp']) {
    expect([...among(north, who), ...among(south, who)], who).toEqual([])
    expect(everythingHeard(who), who).not.toContain(patientId)
    const events = eventsOf(who)
    expect(events.length, who).toBeGreaterThan(0)
    // How much happens on a line is nothing to those beside its board.
    const [words, beats] = [events.filter(isWord), events.filter(event => !isWord(event))]
    expect(words.length > 0, who).toBe(LISTING.includes(who))
    for (const event of beats)
      expect(event, who).toEqual([
        'heartbeat',
        { seq: 0, at: expect.any(String), protocol: expect.any(Number) },
      ])
  }
})

test('a page hears of the record that it has open its id and version, once for each change on its own line', () => {
  const who = 'mill at the record'
  const told = eventsOf(who).filter(event => event[0] !== 'heartbeat' && !isWord(event))
  const changes = north.messages.filter(
    message =>
      HEARD_BY[message.kind] !== 'the board' && 'patientId' in message && message.patientId === patientId,
  ).length

  expect([...among(north, who), ...among(south, who)]).toEqual([])
  for (const [event, ...rest] of told)
    expect([event, rest]).toEqual([
      'recordChanged',
      [patientId, rest[1] === null ? null : expect.any(Number)],
    ])
  expect(told.filter(([, , version]) => version === null)).toHaveLength(changes)
})
