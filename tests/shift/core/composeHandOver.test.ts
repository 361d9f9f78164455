import { describe, expect, test } from 'vitest'
import { composeHandOver, homesIn, peopleIn } from '#server/shift/core/composeHandOver.ts'
import type { OpenRow } from '#shared/shift.ts'

const at = '2026-11-30T03:00:00.000Z'
const rows = [
  { kind: 'task', task: { taskId: 't1', patientId: 'p9', dueAt: at } },
  { kind: 'team_task', teamTask: { teamTaskId: 'tt1', patientId: 'p1', dueAt: at } },
  { kind: 'team_task', teamTask: { teamTaskId: 'tt2', patientId: 'p2', dueAt: at, hasDied: true } },
] as unknown as OpenRow[] // of a row nothing else is asked here
const safety = { how: 'help' as const, at, outBy: null }
const incident = (incidentId: string, closed: object | null) =>
  ({ incidentId, account: { kind: 'symptom_visit', urgency: 'U1', dueAt: at, safety }, closed }) as never
const aCall = (callId: string, state: string, claimedBy: object) =>
  ({ callId, state, startedAt: at, claimedBy }) as never
const out = { teamTaskId: 'tt2', taking: 2, name: 'Lindsay', step: 'help', by: at, helpAt: at } as never
const standing = {
  rows,
  outs: [out],
  watched: [{ watchId: 'w1', patientId: 'p3', reason: 'dying', until: at }] as never,
  unsafe: [{ patientId: 'p1', needsTwoPeople: true }] as never,
  teamsDown: [{ teamId: 'team1', name: 'Night nursing', says: ['Nobody is on the rota now', 'Closed'] }],
  incidents: [incident('i1', null), incident('i2', { at })],
  calls: [aCall('c1', 'wrapup', { name: 'Maren' }), aCall('c2', 'talking', { name: 'Maren' })],
  toRing: [{ roundCallId: 'r1', patientId: 'p4' as never, day: '2026-11-29', why: ['dying'] as const }],
}

describe('what is handed over', () => {
  test('her worries are first, then all that stands, each with a key of its own; closed incidents are not there', () => {
    const items = composeHandOver(standing, [
      { words: 'The pump beeps', patientId: 'p1' as never },
      { words: 'The rain', patientId: null },
    ])

    expect(items.map(({ key }) => key)).toEqual([
      'worry/1',
      'worry/2',
      'out/tt2/2',
      'task/t1',
      'team_task/tt1',
      'team_task/tt2',
      'call/c1',
      'watch/w1',
      'round/r1',
      'unsafe/p1',
      'team/team1',
      'incident/i1',
    ])
    expect(items.at(-2)).toMatchObject({
      team: 'Night nursing',
      because: 'Nobody is on the rota now; Closed',
    })
    expect(items.find(({ key }) => key === 'call/c1')).toMatchObject({ by: 'Maren', startedAt: at })
    expect(items.at(-1)).toMatchObject({ safety })
    expect(items[2]).toMatchObject({ kind: 'out', out })
    expect(peopleIn(items)).toEqual(['p1', 'p9', 'p2', 'p3', 'p4'])
  })

  test('homes that are asked after are those to which somebody goes, and of whom one watches; nobody goes to who has died', () => {
    expect(homesIn(standing)).toEqual(['p1', 'p3'])
  })
})
