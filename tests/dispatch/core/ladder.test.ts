import { describe, expect, test } from 'vitest'
import { isSooner, offerSeconds } from '#server/dispatch/core/howSoon.ts'
import { nextStep, type TeamToAsk } from '#server/dispatch/core/ladder.ts'
import { openOffers } from '#server/dispatch/core/openOffers.ts'
import { takingOf, transition } from '#server/dispatch/core/teamTask.ts'
import {
  begin,
  type Named,
  type TeamTaskEvent,
  type TeamTaskFacts,
} from '#server/dispatch/core/teamTaskFacts.ts'
import { followUps, type TeamTaskFollowUp } from '#server/dispatch/core/teamTaskFollows.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import { plusSeconds, secondsBetween } from '#shared/time.ts'
import { Urgency, urgencies } from '#shared/urgency.ts'

// The numbers of the guide, and what becomes of them when a nurse says that it is more urgent than it was.
const AT = '2026-11-30T02:00:00.000Z'
const minutes = (count: number) => plusSeconds(AT, count * 60)
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const who = (n: number, name: string): Named => ({ staffId: StaffId.parse(id(n)), name })
const [nurse, ada, bea] = [who(1, 'Maren'), who(2, 'Ada'), who(3, 'Bea')]
const team: TeamToAsk = { teamId: TeamId.parse(id(9)), name: 'Night', isAvailable: true, members: [ada] }

const hospice: TeamToAsk = { ...team, teamId: TeamId.parse(id(10)), name: 'Hospice', members: [bea] }

function raised(urgency: Urgency): TeamTaskFacts {
  const work = { kind: 'symptom_visit' as const, urgency, skills: [], why: 'w', dueAt: minutes(360) }
  return begin({ kind: 'raised', at: AT, by: nurse, work: { ...work, first: null, code: '4F7' } })
}
function knownAfter(facts: TeamTaskFacts, ...events: TeamTaskEvent[]): TeamTaskFacts {
  return events.reduce((all, event) => {
    const move = transition(all, event)
    if (move.kind === 'ignored') throw new Error(move.because)
    return move.facts
  }, facts)
}
const offered = (urgency: Urgency): TeamTaskEvent => ({
  kind: 'offered',
  at: AT,
  offer: 1,
  teamId: team.teamId,
  team: team.name,
  to: [ada],
  by: null,
  until: plusSeconds(AT, offerSeconds(urgency)),
})
const now = (urgency: Urgency, at: string): TeamTaskEvent => ({
  kind: 'urgency_changed',
  at,
  by: nurse,
  urgency,
  dueAt: plusSeconds(at, (urgencies[urgency].minutes ?? 0) * 60),
  because: 'He has begun to fit',
})
const of = (follows: readonly TeamTaskFollowUp[], kind: string) =>
  follows.filter(({ errand }) => errand.kind === kind)
const inMinutes = (follows: readonly TeamTaskFollowUp[], kind: string) =>
  of(follows, kind).map(({ dueAt }) => secondsBetween(AT, dueAt) / 60)

describe('the times of the guide', () => {
  test.each<[Urgency, number | null]>([
    ['U0', 3],
    ['U1', 60],
    ['U2', 120],
    ['U3', 240],
    ['U4', 360],
    ['U5', 1_440],
    ['U6', null],
  ])('%s is to be met within %s minutes', (urgency, target) => {
    expect(urgencies[urgency].minutes).toBe(target)
  })

  test.each<[Urgency, number]>([
    ['U1', 5],
    ['U2', 10],
    ['U3', 20],
    ['U4', 60],
  ])(
    'of %s a team has %s minutes; shift leads hear after two offers, the manager after three',
    (urgency, time) => {
      const step = nextStep(raised(urgency), [team], AT)
      const asked = knownAfter(raised(urgency), offered(urgency))
      const follows = followUps(null, asked, AT)

      expect(step).toMatchObject({ kind: 'ask', until: minutes(time) })
      expect(inMinutes(follows, 'silent')).toEqual([time])
      expect(inMinutes(follows, 'alert_lead')).toEqual([2 * time])
      expect(inMinutes(follows, 'alert_manager')).toEqual([3 * time])
    },
  )
})

describe('more urgent than it was', () => {
  const before = knownAfter(raised('U4'), offered('U4'))
  const sooner = knownAfter(before, now('U1', minutes(10)))

  test('whoever is asked has no longer than that urgency gives, and is told anew', () => {
    const follows = followUps(before, sooner, minutes(10))

    expect(sooner.offers[0]?.until).toBe(minutes(15))
    expect(inMinutes(follows, 'silent')).toEqual([15])
    expect(inMinutes(follows, 'tell')).toEqual([10])
  })

  test('an offer that ends sooner anyhow ends when it did', () => {
    const late = knownAfter(before, now('U3', minutes(50)))

    expect(late.offers[0]?.until).toBe(minutes(60))
  })

  test('shift leads and the manager hear by the new times, counted from when it was asked for', () => {
    const follows = followUps(before, sooner, minutes(10))

    expect([inMinutes(follows, 'alert_lead'), inMinutes(follows, 'alert_manager')]).toEqual([[10], [15]])
  })

  test('where nobody was left it is looked at at once, and who was silent is asked', () => {
    const left = knownAfter(
      before,
      { kind: 'silent', at: minutes(5), offer: 1 },
      {
        kind: 'nobody_left',
        at: minutes(5),
        lookAt: minutes(15),
      },
    )
    const anew = knownAfter(left, now('U1', minutes(6)))

    expect(inMinutes(followUps(left, anew, minutes(6)), 'next')).toEqual([6])
    expect(nextStep(anew, [team], minutes(6))).toMatchObject({ kind: 'ask', until: minutes(11) })
  })

  test('whoever has it is told that it is sooner, and that it may be later; nobody is while nobody has it', () => {
    const has = knownAfter(before, { kind: 'accepted', at: minutes(2), offer: 1, by: ada })
    const [raisedTo, loweredTo] = [
      knownAfter(has, now('U2', minutes(3))),
      knownAfter(has, now('U5', minutes(3))),
    ]
    const told = (facts: TeamTaskFacts) =>
      of(followUps(has, facts, minutes(3)), 'tell_urgency').map(({ errand }) => errand)

    expect(told(raisedTo)).toMatchObject([{ urgency: 'U2', isSooner: true }])
    expect(told(loweredTo)).toMatchObject([{ urgency: 'U5', isSooner: false }])
    expect(of(followUps(before, sooner, minutes(10)), 'tell_urgency')).toEqual([])
  })

  test('less urgent, whoever is asked keeps the time that they were told', () => {
    const less = knownAfter(knownAfter(raised('U2'), offered('U2')), now('U4', minutes(3)))

    expect(less.offers[0]).toMatchObject({ until: minutes(10) })
    expect(less.offers[0]?.anewAt).toBeUndefined()
  })
})

describe('when shift leads had to be told', () => {
  const alerted = (urgency: Urgency) =>
    knownAfter(raised(urgency), offered(urgency), { kind: 'lead_alerted', at: minutes(20) })
  const beside: TeamTaskEvent = {
    kind: 'offered',
    at: minutes(20),
    offer: 2,
    teamId: hospice.teamId,
    team: hospice.name,
    to: hospice.members,
    by: null,
    until: minutes(30),
    isBeside: true,
  }
  const yes: TeamTaskEvent = { kind: 'accepted', at: minutes(22), offer: 1, by: ada }

  test.each<[Urgency, boolean]>([
    ['U1', true],
    ['U2', true],
    ['U3', false],
    ['U4', false],
  ])('of %s the next team is asked beside the one that is asked: %s', (urgency, isAsked) => {
    const follows = followUps(null, alerted(urgency), minutes(20))

    expect(of(follows, 'next').length > 0).toBe(isAsked)
    expect(of(followUps(null, knownAfter(raised(urgency), offered(urgency)), AT), 'next')).toEqual([])
  })

  test('both have their time, each is asked once, and who is silent is followed by a look', () => {
    const both = knownAfter(alerted('U2'), beside)
    const silent = knownAfter(
      both,
      { kind: 'silent', at: minutes(21), offer: 1 },
      { kind: 'silent', at: minutes(30), offer: 2 },
    )

    expect(openOffers(both).map(({ team: name }) => name)).toEqual(['Night', 'Hospice'])
    expect(nextStep(both, [team, hospice], minutes(20)).kind).toBe('nobody')
    expect(of(followUps(both, silent, minutes(30)), 'next')).toHaveLength(1)
  })

  test('the first to accept has it, and who was asked beside them is told', () => {
    const both = knownAfter(alerted('U2'), beside)
    const taken = knownAfter(both, yes)

    expect(openOffers(taken)).toEqual([])
    expect(takingOf(taken)?.by).toEqual(ada)
    expect(transition(taken, { ...yes, offer: 2, by: bea }).kind).toBe('ignored')
    expect(of(followUps(both, taken, minutes(22)), 'tell_gone')).toHaveLength(1)
  })

  test('a team that a nurse chooses is asked instead of them', () => {
    const both = knownAfter(alerted('U2'), { ...beside, isBeside: undefined, by: nurse })

    expect(openOffers(both).map(({ team: name }) => name)).toEqual(['Hospice'])
  })
})

test('the order of urgencies is that of their times', () => {
  expect(Urgency.options.filter((one, n) => n > 0 && isSooner(one, Urgency.options[n - 1] ?? one))).toEqual(
    [],
  )
  expect(isSooner('U0', 'U6')).toBe(true)
})
