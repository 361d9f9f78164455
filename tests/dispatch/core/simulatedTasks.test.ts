import { expect, test } from 'vitest'
import { offerSeconds } from '#server/dispatch/core/howSoon.ts'
import { nextStep, type TeamToAsk } from '#server/dispatch/core/ladder.ts'
import { isWide, openOffer, openOffers } from '#server/dispatch/core/openOffers.ts'
import { stateOf, takingOf, transition } from '#server/dispatch/core/teamTask.ts'
import {
  begin,
  type Named,
  type TeamTaskEvent,
  type TeamTaskFacts,
} from '#server/dispatch/core/teamTaskFacts.ts'
import { followUps, type TeamTaskFollowUp } from '#server/dispatch/core/teamTaskFollows.ts'
import { ownerOf } from '#server/dispatch/core/teamTaskRow.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'
import { Urgency } from '#shared/urgency.ts'
import { dice } from '#tests/support/shuffled.ts'

const TASKS = 10_000
/** The night in which an hour is told twice, and the one in which an hour is not. */
const NIGHTS = ['2026-10-24T22:30:00.000Z', '2027-03-27T23:30:00.000Z'] as const
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const nurse: Named = { staffId: StaffId.parse(id(1)), name: 'Maren Holt' }
const TEAMS: TeamToAsk[] = [1, 2, 3].map(n => ({
  teamId: TeamId.parse(id(100 + n)),
  name: `Team ${n}`,
  isAvailable: true,
  members: [{ staffId: StaffId.parse(id(200 + n)), name: `Member ${n}` }],
}))

type Kept = {
  beside: number
  at: Instant
  owner: string
  isAsked: boolean
  isPromised: boolean
  isWithTeam: boolean
}

/** A life of one task: what falls due is kept late by chance, teams answer, are silent, hand on, or cannot get in. */
function live(
  random: () => number,
  { begun, isChanging }: { begun: Instant; isChanging: boolean } = { begun: NIGHTS[0], isChanging: false },
): { looks: Kept[]; facts: TeamTaskFacts; alerts: number[] } {
  const urgency = Urgency.options[1 + Math.floor(random() * 4)] ?? 'U2'
  let facts = begin({
    kind: 'raised',
    at: begun,
    by: nurse,
    work: {
      kind: 'symptom_visit',
      urgency,
      skills: [],
      why: 'He cannot settle',
      dueAt: plusSeconds(begun, 7_200),
      first: null,
      code: '4F7',
    },
  })
  const promised = new Map<string, TeamTaskFollowUp>()
  const open = new Set<string>()
  const promise = (before: TeamTaskFacts | null, at: Instant) => {
    for (const follow of followUps(before, facts, at)) {
      if (promised.has(follow.key)) continue
      promised.set(follow.key, follow)
      open.add(follow.key)
    }
  }
  promise(null, begun)
  const looks: Kept[] = []
  const alerts: number[] = []
  let at: Instant = begun
  const say = (event: TeamTaskEvent) => {
    const move = transition(facts, event)
    if (move.kind === 'ignored') return
    const before = facts
    facts = move.facts
    if (event.kind === 'lead_alerted') alerts.push(secondsBetween(facts.countsFrom, event.at))
    promise(before, at)
  }
  for (let step = 0; step < 24 && !facts.ended; step += 1) {
    const due = [...open]
      .map(key => promised.get(key))
      .filter(one => one !== undefined)
      .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
    looks.push({
      at,
      owner: JSON.stringify(ownerOf(facts)),
      isAsked: openOffer(facts) !== null,
      beside: openOffers(facts).length,
      isPromised: due !== undefined,
      isWithTeam: takingOf(facts) !== null,
    })
    if (random() < 0.4) {
      const later = plusSeconds(at, Math.floor(random() * 120))
      at = due && due.dueAt > at && due.dueAt < later ? due.dueAt : due && due.dueAt <= at ? at : later
      const answer = isChanging && random() < 0.1 ? changedTo(at, random) : answerOf(facts, at, random)
      if (answer) say(answer)
      continue
    }
    if (!due) break
    open.delete(due.key)
    at = due.dueAt > at ? due.dueAt : plusSeconds(at, Math.floor(random() * 5)) // the ticker may be late, and was killed
    for (const event of keep(facts, due, at, random)) say(event)
  }
  return { looks, facts, alerts }
}

function keep(
  facts: TeamTaskFacts,
  { errand }: TeamTaskFollowUp,
  at: Instant,
  random: () => number,
): TeamTaskEvent[] {
  if (errand.kind === 'silent') return [{ kind: 'silent', at, offer: errand.offer }]
  if (errand.kind === 'alert_lead') return [{ kind: 'lead_alerted', at }]
  if (errand.kind === 'alert_manager') return [{ kind: 'manager_alerted', at }]
  if (errand.kind === 'late') return [{ kind: 'breached', at }]
  if (errand.kind === 'resume') return [{ kind: 'resumed', at, by: null }]
  if (errand.kind !== 'next' || facts.offers.length !== errand.after) return []
  const step = nextStep(
    facts,
    TEAMS.filter(() => random() < 0.7),
    at,
  )
  if (errand.isBeside && (step.kind === 'nobody' || !isWide(facts))) return []
  if (step.kind === 'nobody') return [{ kind: 'nobody_left', at, lookAt: step.lookAt }]
  const { team, until } = step
  return [
    {
      kind: 'offered',
      at,
      offer: errand.after + 1,
      teamId: team.teamId,
      team: team.name,
      to: team.members,
      by: null,
      until,
      ...(errand.isBeside ? { isBeside: true as const } : {}),
    },
  ]
}

/** They ring back and say that it is worse, or better. */
function changedTo(at: Instant, random: () => number): TeamTaskEvent {
  const urgency = Urgency.options[1 + Math.floor(random() * 4)] ?? 'U2'
  const dueAt = plusSeconds(at, 7_200)
  return { kind: 'urgency_changed', at, by: nurse, urgency, dueAt, because: 'It has changed' }
}

function answerOf(facts: TeamTaskFacts, at: Instant, random: () => number): TeamTaskEvent | null {
  const open = openOffers(facts)
  const offer = open[Math.floor(random() * open.length)]
  const [by] = offer?.to ?? []
  const taking = takingOf(facts)
  if (offer && by) {
    const said = random()
    if (said < 0.25) return { kind: 'accepted', at, offer: offer.number, by }
    if (said < 0.6)
      return { kind: 'declined', at, offer: offer.number, by, reason: 'no_capacity', words: null }
    return { kind: 'seen', at, offer: offer.number, by }
  }
  if (!taking)
    return random() < 0.05
      ? { kind: 'held', at, by: nurse, until: plusSeconds(at, 600), because: 'asleep' }
      : null
  const said = random()
  if (said < 0.3) return { kind: 'set_out', at, by: taking.by, expectedAt: plusSeconds(at, 900) }
  if (said < 0.5) return { kind: 'arrived', at, by: taking.by }
  if (said < 0.6) return { kind: 'no_access', at, by: taking.by, words: 'nobody opens' }
  if (said < 0.8) return { kind: 'handed_on', at, by: taking.by, because: 'called away' }
  return {
    kind: 'done',
    at,
    by: taking.by,
    outcome: {
      found: 'settled',
      done: 'dose given',
      plan: null,
      nextReview: null,
      askOfLine: null,
      given: [],
    },
  }
}

test.each(NIGHTS)(
  'in the night of %s, of ten thousand tasks none is ever without an owner, and none that nobody has is without a moment at which it goes on',
  night => {
    const random = dice(20_261_024)
    const lives = Array.from({ length: TASKS }, () => live(random, { begun: night, isChanging: true }))
    const looks = lives.flatMap(one => one.looks)

    expect(looks.length).toBeGreaterThan(TASKS)
    expect(looks.some(({ beside }) => beside > 1)).toBe(true)
    expect(looks.filter(({ owner }) => owner === 'null' || owner === undefined)).toEqual([])
    expect(looks.filter(({ isWithTeam, isPromised }) => !isWithTeam && !isPromised)).toEqual([])
  },
)

test('whoever leads the shift hears of a task that nobody accepts, within the time of two offers', () => {
  const random = dice(7)
  const late = Array.from({ length: 500 }, () => live(random)).flatMap(({ facts, alerts }) =>
    alerts.filter(seconds => seconds > 2 * offerSeconds(facts.urgency) + 60),
  )

  expect(late).toEqual([])
})

test('a task that two accept at once has one of them', () => {
  const random = dice(3)
  const taken = Array.from({ length: 500 }, () => live(random).facts).filter(
    ({ takings }) => takings.length > 0,
  )

  expect(taken.length).toBeGreaterThan(30)
  for (const facts of taken) {
    const holders = facts.takings.filter(({ handedOn }) => !handedOn)
    expect(holders.length, stateOf(facts)).toBeLessThanOrEqual(1)
  }
})
