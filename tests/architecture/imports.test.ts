import { describe, expect, test } from 'vitest'
import { MODULES, RULES } from './importRules.ts'
import { breaches, type Edge, edgesOf, findCycle, moduleOf, sourceFiles, textOf, uphill } from './imports.ts'

const edges = sourceFiles('shared', 'server', 'client').flatMap(path => edgesOf(path, textOf(path)))

describe('what may import what', () => {
  test.each(RULES)('$name', rule => {
    expect(breaches(rule, edges), rule.why).toEqual([])
  })

  test('modules of the house call only those below them', () => {
    expect(uphill(edges)).toEqual([])
  })

  test('the map of modules has no way back', () => {
    const map = Object.entries(MODULES).flatMap(([from, below]) =>
      below.map(to => ({ from, to, typeOnly: false })),
    )

    expect(findCycle(map)).toBeUndefined()
  })

  test('no file imports itself by a roundabout way', () => {
    expect(findCycle(edges)).toBeUndefined()
  })

  test('every folder of the server is a module on the map', () => {
    const folders = new Set(edges.flatMap(edge => moduleOf(edge.from) ?? []))
    folders.delete('platform')

    expect([...folders].filter(folder => !(folder in MODULES))).toEqual([])
  })
})

describe('the rules catch what they are for', () => {
  const planted: Record<string, Edge> = {
    'shared is a leaf': edge('shared/calls.ts', 'node:fs'),
    'the client knows only the contract': edge('client/board/Board.tsx', 'server/calls/callStore.ts'),
    'the server never renders': edge('server/calls/callStore.ts', 'npm:react'),
    'a core is pure': edge('server/calls/core/call.ts', 'server/platform/database.ts'),
    'only stores and the platform speak SQL': edge('server/calls/changeCall.ts', 'npm:postgres'),
    'only the line knows the carrier': edge('server/calls/changeCall.ts', 'npm:twilio'),
    'only live/ knows sockets': edge('client/board/Board.tsx', 'npm:socket.io-client'),
    'routes do not touch the record': edge('server/calls/callRoutes.ts', 'server/patients/recordStore.ts'),
    'the platform knows no module': edge('server/platform/serve.ts', 'server/staff/signIn.ts'),
    'the practice line knows nothing of the house': edge('server/practice/world.ts', 'server/line/twiml.ts'),
    'nobody leans on the practice line': edge('server/line/twiml.ts', 'server/practice/xml.ts'),
    'nobody leans on the invented world': edge('server/staff/signIn.ts', 'server/world/signIns.ts'),
    'stores do not know each other': edge('server/calls/callStore.ts', 'server/staff/staffStore.ts'),
    'modules do not reach up to the start': edge('server/live/hub.ts', 'server/deps.ts'),
  }

  test.each(RULES)('$name', rule => {
    const one = planted[rule.name]

    expect(one && breaches(rule, [one])).toHaveLength(1)
  })

  test('a type-only import of the driver passes', () => {
    const edges = edgesOf('server/calls/changeCall.ts', "import type { Row } from 'postgres'")

    expect(RULES.flatMap(rule => breaches(rule, edges))).toEqual([])
  })

  test('a module that calls one above it is caught', () => {
    expect(uphill([edge('server/patients/openRecord.ts', 'server/calls/callStore.ts')])).toHaveLength(1)
  })

  test('a re-export and a dynamic import are imports', () => {
    const text = "export { x } from './b.ts'\nawait import('#server/c.ts')"

    expect(edgesOf('server/a.ts', text).map(one => one.to)).toEqual(['server/b.ts', 'server/c.ts'])
  })

  function edge(from: string, to: string): Edge {
    return { from, to, typeOnly: false }
  }
})
