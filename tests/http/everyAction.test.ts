import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { authorize } from '#server/staff/core/can.ts'
import { Action } from '#shared/actions.ts'
import { roles } from '#shared/staff.ts'
import { everyRoute } from './everyRoute.ts'

// What may be asked is a table, and what asks for it is spread over the server. Each is read from the words of the source: a line of the
// table that nothing asks for is a promise that nobody keeps, and a route that asks for nothing is a door without a lock.
const SOURCES = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => readFileSync(`server/${path}`, 'utf8'))

const found = (pattern: RegExp) => SOURCES.flatMap(text => [...text.matchAll(pattern)])
/** `serve(people, routes.caseload, 'caseload:read', …)`, and as much for files and for sound. */
const SERVED = found(/\bserve(?:File|Sound)?\(\s*people,\s*routes\.(\w+),\s*'([^']+)'/g).map(
  ([, route = '', action = '']) => ({ route, action }),
)
/** `authorize(actor, 'board:read')`: of the socket, and of what a role may do beside a route. */
const ASKED = found(/\bauthorize\(\s*\w+,\s*'([^']+)'/g).map(([, action = '']) => action)

test('every action of the table is asked for by a route, or by the socket, and nothing else is', () => {
  const asked = [...new Set([...SERVED.map(({ action }) => action), ...ASKED])]

  expect(asked.toSorted()).toEqual(Action.options.toSorted())
})

test('every route asks for one action, in one place', () => {
  expect(SERVED.map(({ route }) => route).toSorted()).toEqual(everyRoute.map(({ name }) => name).toSorted())
})

test('every action is somebody’s, and none but the public ones is anybody’s', () => {
  const everybody = Object.keys(roles) as (keyof typeof roles)[] // keys of a const object

  for (const action of Action.options) {
    expect(
      everybody.some(role => authorize({ role }, action)),
      action,
    ).toBe(true)
    expect(authorize(undefined, action), action).toBe(action === 'public')
  }
})
