import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALL, ask, BODIES, CANARY, type Ids, nobody, together } from './everyAsk.ts'
import { otherLine } from './otherLine.ts'
import { type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
let foreign: Ids
let isOver: Pick<Ids, 'callId' | 'taskId'>

beforeAll(async () => {
  house = await sharedHouse()
  ;({ foreign, isOver } = await otherLine(house))
})
afterAll(() => house.small.close())

const WHO = ['hub.nurse', 'lead', 'mill', 'clerk', 'hospice', 'crew', 'officer', 'hospice.officer'] as const

test('every command of the table has a body here', () => {
  const commands = ALL.filter(([, route]) => route.method !== 'GET').map(([name]) => name)

  expect(commands.filter(name => !BODIES[name])).toEqual([])
})

test('every id in an address is one that the other line has', () => {
  const named = ALL.flatMap(([, route]) => [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''))

  expect([...new Set(named)].filter(name => !(name in foreign))).toEqual([])
})

type Asking = (typeof ALL)[number]

/** What one of this line is told of these ids of the other that they would not be told of nobody's, a line for each. */
async function learned(who: string, ids: Ids, asked: readonly Asking[]): Promise<string[]> {
  const each = await together(asked, async ([name, route]) => {
    const theirs = await ask(house, who, name, route, ids)
    const none = await ask(house, who, name, route, nobody())
    const says = (what: string, isSo: boolean) => (isSo ? [`${name} ${what}`] : [])
    const [toThem, toNobody] = [theirs, none].map(({ status, said }) => JSON.stringify([status, said]))
    return [
      ...says('names them', theirs.whole.includes(CANARY)),
      ...says(`answers ${theirs.status}`, theirs.status >= 500),
      ...says('marks what it holds', theirs.headers.get('etag') !== null),
      // Two boards are never quite the same, and what is asked for by no id is not about the other line.
      ...says(`${toThem}, and of nobody ${toNobody}`, route.path.includes(':') && toThem !== toNobody),
    ]
  })
  return each.flat()
}

describe.each(WHO)('%s', who => {
  test('learns nothing of the other line from any route', async () => {
    expect(await learned(who, foreign, ALL)).toEqual([])
  })
})

test.each(['hub.nurse', 'lead'])(
  '%s learns nothing of a call there that is over, or of a task that nobody has taken',
  async who => {
    const about = ALL.filter(([, { path }]) => /:(callId|otherCallId|taskId)/.test(path))

    expect(about.length).toBeGreaterThan(40)
    expect(await learned(who, { ...foreign, ...isOver, otherCallId: foreign.callId }, about)).toEqual([])
  },
)

test('and nothing of what was asked about has changed there', async () => {
  const { db } = house.small.database
  const [live] = await db.run(db.sql`
    select calls.state, calls.version, calls.held_by, tasks.state as task, tasks.taken_by
    from calls join tasks on tasks.call_id = calls.id where calls.id = ${foreign.callId}`)

  const { staffId } = foreign
  expect(live).toEqual({ state: 'talking', version: 6, heldBy: staffId, task: 'taken', takenBy: staffId })
})
