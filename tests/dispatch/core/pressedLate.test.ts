import { expect, test } from 'vitest'
import { stateOf, takingOf, transition } from '#server/dispatch/core/teamTask.ts'
import { begin, type TeamTaskEvent, type TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import { plusSeconds } from '#shared/time.ts'

// Two phones of one person, one of them without a signal: what was pressed before does not undo what was pressed after it.
const AT = '2026-11-30T02:00:00.000Z'
const at = (minutes: number) => plusSeconds(AT, minutes * 60)
const by = { staffId: StaffId.parse('00000000-0000-4000-8000-000000000001'), name: 'Goer' }
const accepted = [
  {
    kind: 'offered',
    at: at(1),
    offer: 1,
    teamId: TeamId.parse('00000000-0000-4000-8000-000000000101'),
    team: 'Night nursing',
    to: [by],
    by: null,
    until: at(11),
  },
  { kind: 'accepted', at: at(2), offer: 1, by },
] as const satisfies TeamTaskEvent[]
const raised = begin({
  kind: 'raised',
  at: AT,
  by,
  work: {
    kind: 'symptom_visit',
    urgency: 'U2',
    skills: [],
    why: 'x',
    dueAt: at(120),
    first: null,
    code: null,
  },
})
const told = (...events: TeamTaskEvent[]): TeamTaskFacts =>
  [...accepted, ...events].reduce<TeamTaskFacts>((facts, event) => {
    const move = transition(facts, event)
    return move.kind === 'moved' ? move.facts : facts
  }, raised)
const setOut = (minutes: number, expected: number): TeamTaskEvent => ({
  kind: 'set_out',
  at: at(minutes),
  by,
  expectedAt: at(expected),
})
const arrived = (minutes: number): TeamTaskEvent => ({ kind: 'arrived', at: at(minutes), by })
const noAccess = (minutes: number): TeamTaskEvent => ({
  kind: 'no_access',
  at: at(minutes),
  by,
  words: 'Rang twice',
})

test('a door that did not open, told after they were let in, leaves them there', () => {
  expect(stateOf(told(arrived(20), noAccess(15)))).toBe('arrived')
  expect(stateOf(told(noAccess(15), arrived(20)))).toBe('arrived')
})

test('a door that did not open later, as after they went for a key, stands whichever was told first', () => {
  for (const facts of [told(arrived(20), noAccess(25)), told(noAccess(25), arrived(20))]) {
    expect(stateOf(facts)).toBe('no_access')
    expect(takingOf(facts)?.arrivedAt).toBe(at(20))
  }
})

test('when they come is what they said last, and not what was told last', () => {
  const last = told(setOut(5, 30), setOut(12, 50), setOut(8, 40))

  expect(takingOf(last)?.setOut).toMatchObject({ at: at(5), expectedAt: at(50) })
  expect(takingOf(told(setOut(8, 40), setOut(5, 30)))?.setOut?.expectedAt).toBe(at(40))
})
