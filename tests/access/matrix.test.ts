import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALL, ask, BODIES, CANARY, type Ids, nobody } from './everyAsk.ts'
import { otherLine } from './otherLine.ts'
import { type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
let foreign: Ids

beforeAll(async () => {
  house = await sharedHouse()
  foreign = await otherLine(house)
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

describe.each(WHO)('%s', who => {
  test('learns nothing of the other line from any route', async () => {
    for (const [name, route] of ALL) {
      const [theirs, none] = await Promise.all([
        ask(house, who, name, route, foreign),
        ask(house, who, name, route, nobody()),
      ])

      expect(theirs.whole, name).not.toContain(CANARY)
      expect(theirs.status, name).toBeLessThan(500)
      expect(theirs.headers.get('etag'), name).toBeNull()
      // Two boards are never quite the same, and what is asked for by no id is not about the other line.
      if (route.path.includes(':'))
        expect([theirs.status, theirs.said], name).toEqual([none.status, none.said])
    }
  })
})
