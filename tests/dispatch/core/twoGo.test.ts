import { expect, test } from 'vitest'
import { nextStep, type TeamToAsk } from '#server/dispatch/core/ladder.ts'
import { stateOf, takingOf, transition } from '#server/dispatch/core/teamTask.ts'
import {
  begin,
  type Named,
  type TeamTaskEvent,
  type TeamTaskFacts,
} from '#server/dispatch/core/teamTaskFacts.ts'
import { followUps } from '#server/dispatch/core/teamTaskFollows.ts'
import { boardRow } from '#server/dispatch/core/teamTaskRow.ts'
import { isTaken } from '#server/dispatch/core/twoGo.ts'
import { whyTwoGo } from '#server/patients/core/twoGo.ts'
import { PatientId, StaffId, TeamId, TeamTaskId } from '#shared/ids.ts'
import { plusSeconds } from '#shared/time.ts'

const AT = '2026-11-30T02:00:00.000Z'
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const who = (n: number, name: string): Named => ({ staffId: StaffId.parse(id(n)), name })
const [nurse, ada, bea] = [who(1, 'Maren'), who(2, 'Ada'), who(3, 'Bea')]
const team: TeamToAsk = {
  teamId: TeamId.parse(id(9)),
  name: 'Night nursing',
  isAvailable: true,
  members: [ada, bea],
}
const minutes = (count: number) => plusSeconds(AT, count * 60)

function known(two: 'flag' | 'night' | null, ...events: TeamTaskEvent[]): TeamTaskFacts {
  const work = { kind: 'symptom_visit' as const, urgency: 'U2' as const, skills: [], why: 'w', two }
  const rest = { dueAt: minutes(120), first: null, code: '4F7' }
  const begun = begin({ kind: 'raised', at: AT, by: nurse, work: { ...work, ...rest } })
  return events.reduce<TeamTaskFacts>((facts, event) => {
    const move = transition(facts, event)
    return move.kind === 'moved' ? move.facts : facts
  }, begun)
}
const offered = (offer: number, to: readonly Named[], at = AT): TeamTaskEvent => ({
  kind: 'offered',
  at,
  offer,
  teamId: team.teamId,
  team: team.name,
  to,
  by: null,
  until: plusSeconds(at, 600),
})
const yes = (offer: number, by: Named, at = minutes(1)): TeamTaskEvent => ({
  kind: 'accepted',
  at,
  offer,
  by,
})
const first = [offered(1, [ada, bea]), yes(1, ada)]
const both = [...first, offered(2, [bea], minutes(1)), yes(2, bea, minutes(2))]
const errands = (facts: TeamTaskFacts) => followUps(null, facts, minutes(5)).map(({ errand }) => errand.kind)
const ofRow = {
  teamTaskId: TeamTaskId.parse(id(20)),
  version: 1,
  callId: null,
  patientId: PatientId.parse(id(21)),
  hasDied: false,
}

test('one yes is not enough: somebody else is asked, of the same team too, and never the one who goes', () => {
  const facts = known('flag', ...first)

  expect([stateOf(facts), isTaken(facts)]).toEqual(['accepted', false])
  expect(errands(facts)).toEqual(expect.arrayContaining(['next', 'alert_lead', 'alert_manager']))
  expect(nextStep(facts, [team], minutes(1))).toMatchObject({ kind: 'ask', team: { members: [bea] } })
  expect(boardRow(ofRow, facts).two).toEqual({ because: 'flag', second: null, isWaived: false })
})

test('with the second yes nobody else is asked or told, and each has their place', () => {
  const facts = known('flag', ...both)

  expect(isTaken(facts)).toBe(true)
  expect(takingOf(facts)).toMatchObject({ by: ada, second: { by: bea } })
  expect(errands(facts)).not.toEqual(expect.arrayContaining(['next']))
  expect(boardRow(ofRow, facts)).toMatchObject({ owner: { name: 'Ada' }, two: { second: 'Bea' } })
})

test('who has it already cannot be the second, and who is the second says not how it goes on', () => {
  const facts = known('flag', ...first, offered(2, [ada, bea], minutes(1)))

  expect(transition(facts, yes(2, ada, minutes(2))).kind).toBe('ignored')
  expect(transition(known('flag', ...both), { kind: 'arrived', at: minutes(9), by: bea }).kind).toBe(
    'ignored',
  )
})

test('the second withdraws: somebody else is asked; the first withdraws: the second has it, and somebody else is asked', () => {
  const secondGone = known('flag', ...both, {
    kind: 'handed_on',
    at: minutes(3),
    by: bea,
    because: 'w',
    isUnsafe: true,
  })
  const firstGone = known('flag', ...both, { kind: 'handed_on', at: minutes(3), by: ada, because: 'w' })

  expect(takingOf(secondGone)).toMatchObject({ by: ada, second: null })
  expect(takingOf(firstGone)).toMatchObject({ by: bea, second: null, offer: 2 })
  for (const facts of [secondGone, firstGone]) {
    expect(isTaken(facts)).toBe(false)
    expect(errands(facts)).toContain('next')
  }
})

test('who leads may say that one goes: nobody else is asked then', () => {
  const facts = known('night', ...first, offered(2, [bea], minutes(1)), {
    kind: 'one_goes',
    at: minutes(2),
    by: nurse,
    because: 'The son is away',
  })

  expect(isTaken(facts)).toBe(true)
  expect(facts.offers[1]?.answer?.kind).toBe('withdrawn')
  expect(transition(facts, { kind: 'one_goes', at: minutes(3), by: nurse, because: 'w' }).kind).toBe(
    'ignored',
  )
})

test('where one may go the first yes is enough, as ever', () => {
  const facts = known(null, ...first)

  expect(isTaken(facts)).toBe(true)
  expect(errands(facts)).not.toContain('next')
})

const NOON = '2026-11-30T12:00:00.000Z'
test.each([
  ['nothing on the record', [], [AT], null],
  ['two are to go', [{ kind: 'visiting', needsTwoPeople: true }], [NOON], 'flag'],
  ['not to be visited alone', [{ kind: 'not_alone' }], [NOON], 'flag'],
  ['flagged by day', [{ kind: 'violence' }], [NOON], null],
  ['flagged by night', [{ kind: 'violence' }], [AT], 'night'],
  ['flagged, and due in the night', [{ kind: 'abusive' }], [NOON, AT], 'night'],
  ['about the person, and not about who goes', [{ kind: 'falls' }], [AT], null],
] as const)('why two go: %s', (_, flags, moments, why) => {
  expect(whyTwoGo(flags, moments)).toBe(why)
})

const asked: TeamTaskEvent = { kind: 'two_asked', at: minutes(9), because: 'flag' }
const over: TeamTaskEvent = { kind: 'two_over', at: minutes(12) }
const arrived: TeamTaskEvent = { kind: 'arrived', at: minutes(8), by: ada }
const oneGoes: TeamTaskEvent = { kind: 'one_goes', at: minutes(2), by: nurse, because: 'The son is away' }
test.each([
  ['nobody has it yet', null, [offered(1, [ada, bea])], asked, true],
  ['somebody has it', null, first, asked, true],
  ['they are in the house', null, [...first, arrived], asked, false],
  ['two go already', 'flag', first, asked, false],
  ['whoever leads has said that one may', 'flag', [...first, oneGoes], asked, false],
  ['it is over', null, [{ kind: 'stood_down', at: AT, by: nurse, words: 'w' }], asked, false],
  ['it was never written', null, first, over, false],
  ['it is taken back', 'flag', first, over, true],
] satisfies [string, 'flag' | null, TeamTaskEvent[], TeamTaskEvent, boolean][])(
  'what is written of it since changes the task, or not: %s',
  (_, two, before, event, isMoved) => {
    expect(transition(known(two, ...before), event).kind === 'moved').toBe(isMoved)
  },
)

test('somebody is asked to go with whoever has it, who is told; and nobody any more when it is taken back', () => {
  const has = known(null, ...first)
  const two = known(null, ...first, asked)
  const one = known(null, ...first, asked, offered(2, [bea], minutes(10)), over)

  expect(isTaken(two)).toBe(false)
  expect(followUps(has, two, minutes(9)).map(({ errand }) => errand)).toEqual(
    expect.arrayContaining([
      { kind: 'tell_two', since: minutes(9), isTwo: true },
      { kind: 'next', after: 1 },
    ]),
  )
  expect(isTaken(one)).toBe(true)
  expect(one.offers[1]?.answer?.kind).toBe('withdrawn')
})
