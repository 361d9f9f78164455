import { describe, expect, test } from 'vitest'
import { lastOutFor } from '#server/dispatch/core/calledByText.ts'
import { safetyFollows } from '#server/dispatch/core/loneFollows.ts'
import { isWide, openOffers } from '#server/dispatch/core/openOffers.ts'
import { outsOf } from '#server/dispatch/core/outsOf.ts'
import { takingOf, transition } from '#server/dispatch/core/teamTask.ts'
import {
  begin,
  type Named,
  type TeamTaskEvent,
  type TeamTaskFacts,
} from '#server/dispatch/core/teamTaskFacts.ts'
import { watchesOf } from '#server/dispatch/core/watches.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import { plusSeconds } from '#shared/time.ts'

const AT = '2026-11-30T02:00:00.000Z'
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const who = (n: number, name: string): Named => ({ staffId: StaffId.parse(id(n)), name })
const [nurse, ada, bea] = [who(1, 'Maren'), who(2, 'Ada'), who(3, 'Bea')]
const minutes = (count: number) => plusSeconds(AT, count * 60)

function known(...events: TeamTaskEvent[]): TeamTaskFacts {
  const work = {
    kind: 'symptom_visit' as const,
    urgency: 'U2' as const,
    skills: [],
    why: 'w',
    two: 'flag' as const,
  }
  const rest = { dueAt: minutes(120), first: null, code: '4F7' }
  const begun = begin({ kind: 'raised', at: AT, by: nurse, work: { ...work, ...rest } })
  return events.reduce<TeamTaskFacts>((facts, event) => {
    const move = transition(facts, event)
    return move.kind === 'moved' ? move.facts : facts
  }, begun)
}
const offered = (offer: number, to: Named): TeamTaskEvent => ({
  kind: 'offered',
  at: AT,
  offer,
  teamId: TeamId.parse(id(8 + offer)),
  team: `Team ${offer}`,
  to: [to],
  by: null,
  until: minutes(60),
})
const yes = (offer: number, by: Named, at = minutes(1)): TeamTaskEvent => ({
  kind: 'accepted',
  at,
  offer,
  by,
})
const setOut: TeamTaskEvent = { kind: 'set_out', at: minutes(5), by: ada, expectedAt: minutes(20) }
const both = [offered(1, ada), yes(1, ada), offered(2, bea), yes(2, bea)]
const help = (by: Named, at = minutes(30)): TeamTaskEvent => ({ kind: 'help_pressed', at, by, place: null })
const outs = (facts: TeamTaskFacts) =>
  outsOf(watchesOf(facts)).map(({ name, team, step }) => [name, team, step])

test('when they set out each of the two is out, by their own name and team', () => {
  expect(outs(known(...both))).toEqual([])
  expect(outs(known(...both, setOut))).toEqual([
    ['Ada', 'Team 1', 'out'],
    ['Bea', 'Team 2', 'out'],
  ])
})

test('who says yes when the other is on the way already is out from then', () => {
  const facts = known(offered(1, ada), yes(1, ada), setOut, offered(2, bea), yes(2, bea, minutes(9)))

  expect(outs(facts)).toEqual([
    ['Ada', 'Team 1', 'out'],
    ['Bea', 'Team 2', 'out'],
  ])
})

test.each([
  [
    'that one is safe and out says nothing of the other',
    { kind: 'safe', at: minutes(40), by: bea, via: 'app' },
    ['Ada'],
  ],
  ['of the first nothing of the second', { kind: 'safe', at: minutes(40), by: ada, via: 'app' }, ['Bea']],
] satisfies [string, TeamTaskEvent, string[]][])('each says it for themselves: %s', (_, event, still) => {
  expect(outs(known(...both, setOut, event)).map(([name]) => name)).toEqual(still)
})

test('a call for help stands under the name of whoever pressed, and each is told and ended by itself', () => {
  const facts = known(...both, setOut, help(bea))

  expect(outs(facts)).toEqual([
    ['Ada', 'Team 1', 'out'],
    ['Bea', 'Team 2', 'help'],
  ])
  const [alarm] = watchesOf(facts).filter(({ out }) => out?.help)
  expect(
    safetyFollows(watchesOf(facts), minutes(30)).map(({ errand }) => [errand.kind, errand.taking]),
  ).toEqual(
    expect.arrayContaining([
      ['out_missed', 1],
      ['tell_help', alarm?.number],
    ]),
  )
  const ended = known(...both, setOut, help(bea), {
    kind: 'alarm_ended',
    at: minutes(33),
    by: nurse,
    taking: alarm?.number ?? 0,
    words: 'Spoke to Bea',
    until: null,
  })
  expect(outs(ended)).toEqual([['Ada', 'Team 1', 'out']])
})

test('by accident of one takes back nothing of the other', () => {
  const facts = known(...both, setOut, help(ada), help(bea, minutes(31)), {
    kind: 'help_mistaken',
    at: minutes(32),
    by: bea,
  })

  expect(outsOf(watchesOf(facts)).map(({ name, isMistaken }) => [name, isMistaken])).toEqual([
    ['Ada', false],
    ['Bea', true],
  ])
})

test('done there each is asked whether they are out, and the text of each is of their own visit', () => {
  const outcome = { found: 'w', done: 'w', plan: null, nextReview: null, askOfLine: null, given: [] }
  const facts = known(...both, setOut, { kind: 'done', at: minutes(50), by: ada, outcome })

  expect(outsOf(watchesOf(facts)).map(({ by }) => by)).toEqual([minutes(65), minutes(65)])
  expect(lastOutFor([{ facts }], bea.staffId)?.by.name).toBe('Bea')
})

test('the second who withdraws is watched until they are out; who has it now takes their clock along', () => {
  const handedOn = (by: Named): TeamTaskEvent => ({ kind: 'handed_on', at: minutes(50), by, because: 'w' })
  const withdrew = known(...both, setOut, handedOn(bea))
  expect(outs(withdrew).map(([name]) => name)).toEqual(['Ada', 'Bea'])

  const facts = known(...both, setOut, help(bea), handedOn(ada))
  expect(takingOf(facts)?.by.name).toBe('Bea')
  expect(outs(facts)).toEqual([
    ['Ada', 'Team 1', 'out'],
    ['Bea', 'Team 2', 'help'],
  ])
})

test('a second who comes after one that withdrew is a third, with a clock of their own', () => {
  const cea = who(4, 'Cea')
  const facts = known(
    ...both,
    setOut,
    { kind: 'handed_on', at: minutes(10), by: bea, because: 'w' },
    offered(3, cea),
    yes(3, cea, minutes(12)),
    help(bea),
  )

  expect(outs(facts)).toEqual([
    ['Ada', 'Team 1', 'out'],
    ['Bea', 'Team 2', 'help'],
    ['Cea', 'Team 3', 'out'],
  ])
})

describe('what the first says is no word of the second', () => {
  const outcome = { found: 'w', done: 'w', plan: null, nextReview: null, askOfLine: null, given: [] }
  const number = watchesOf(known(...both, setOut)).find(({ by }) => by.staffId === bea.staffId)?.number ?? 0
  const out = (facts: TeamTaskFacts) => watchesOf(facts).find(watch => watch.number === number)?.out
  const by = out(known(...both, setOut))?.by ?? ''
  const missed: TeamTaskEvent = {
    kind: 'check_out_missed',
    at: plusSeconds(by, 60),
    taking: number,
    outBy: by,
  }
  const at = plusSeconds(by, 120)

  test.each([
    { kind: 'set_out', at, by: ada, expectedAt: null },
    { kind: 'arrived', at, by: ada },
    { kind: 'done', at, by: ada, outcome },
    { kind: 'failed', at, by: ada, words: 'w' },
  ] satisfies TeamTaskEvent[])('$kind: who is missed stays missed, and who called for help calls', event => {
    expect(out(known(...both, setOut, missed, event))).toMatchObject({ missed: missed.at, by })
    expect(out(known(...both, setOut, help(bea), event))?.help).toMatchObject({ at: minutes(30) })
  })

  test('that the second is out counts from when they said it, though the first pressed later and was heard sooner', () => {
    const safe: TeamTaskEvent = { kind: 'safe', at: minutes(40), by: bea, via: 'app' }
    const facts = known(...both, setOut, { kind: 'done', at: minutes(41), by: ada, outcome }, safe)

    expect(outs(facts).map(([name]) => name)).toEqual(['Ada'])
  })
})

test('who handed on, is still out, and goes again as the second is safe when they say so', () => {
  const facts = known(
    ...both,
    setOut,
    { kind: 'handed_on', at: minutes(10), by: ada, because: 'A flat tyre' },
    offered(3, ada),
    yes(3, ada, minutes(12)),
    { kind: 'safe', at: minutes(15), by: ada, via: 'app' },
  )

  expect(outs(facts).map(([name]) => name)).not.toContain('Ada')
})

test('asked at once where two are to go: the first yes leaves the others asked, and the next goes with the first', () => {
  const atOnce = [
    offered(1, ada),
    { kind: 'lead_alerted' as const, at: minutes(10) },
    { ...offered(2, bea), isBeside: true as const } as TeamTaskEvent,
  ]
  const one = known(...atOnce, yes(1, ada, minutes(20)))
  expect(openOffers(one).map(({ number }) => number)).toEqual([2])
  expect(isWide(one)).toBe(true)

  const two = known(...atOnce, yes(1, ada, minutes(20)), yes(2, bea, minutes(20)))
  expect(takingOf(two)?.second?.by).toEqual(bea)
  expect(openOffers(two)).toEqual([])
})
