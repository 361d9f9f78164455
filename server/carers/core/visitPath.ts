import { isAlarm } from '#server/dispatch/core/loneWork.ts'
import { stateOf, takingOf } from '#server/dispatch/core/teamTask.ts'
import type { TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import { watchesOf } from '#server/dispatch/core/watches.ts'
import type { VisitStep } from '#shared/carers.ts'
import type { TeamTaskState } from '#shared/teamTasks.ts'
import { TEAM_TASK_OVER } from '#shared/teamTasks.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { LateWords, NowWords } from './words/words.ts'

/** One visit as a carer may know it: who goes, what for and why somebody said no is not in it. */
export type VisitPath = {
  now: NowWords
  /** Somebody is there, or it is done: there is nothing to wait for. */
  isGood: boolean
  late: LateWords | null
  /** How many teams were asked. */
  teamsAsked: number
  /** By when somebody was promised to be there. */
  promisedBy: Instant
  hasSetOutWithoutTime: boolean
  /** When whoever is on the way thinks to be there; null where they have not said, and once that is over. */
  thoughtFor: Instant | null
  steps: readonly { step: VisitStep; at: Instant | null; isDone: boolean }[]
}

/** So long after their own time nobody is called late: lights and lanes. Seconds. */
const GRACE = 300

/** Where a visit is, at a moment, told honestly: also that nobody has said yes, and that it is late. Source: domain guide 4.4 and S10. */
export function visitPath(facts: TeamTaskFacts, at: Instant): VisitPath {
  const state = stateOf(facts)
  const taking = takingOf(facts)
  const isOver = TEAM_TASK_OVER.includes(state)
  const expectedAt = taking?.setOut?.expectedAt ?? null
  const isThere = state === 'arrived' || state === 'no_access'
  const isMissed = isGoerMissed(facts)
  const isOnTheWay = state === 'en_route' && !isMissed
  const hasArrived = taking?.arrivedAt != null
  const isPromiseLate = !isOver && !isThere && at > facts.dueAt
  const isThoughtLate = isOnTheWay && expectedAt !== null && at > plusSeconds(expectedAt, GRACE)
  const step = (name: VisitStep, when: Instant | null) => ({
    step: name,
    at: when,
    isDone: when !== null && name !== 'expected',
  })
  return {
    now: isMissed ? 'asking_where' : nowOf(facts, state),
    isGood: state === 'arrived' || facts.ended?.how === 'done',
    late: isPromiseLate ? 'promised' : isThoughtLate ? 'thought' : null,
    teamsAsked: new Set(facts.offers.map(({ teamId }) => teamId)).size,
    promisedBy: facts.dueAt,
    thoughtFor: isOnTheWay && !isThoughtLate ? expectedAt : null,
    hasSetOutWithoutTime: isOnTheWay && expectedAt === null,
    steps: [
      step('asked', facts.raised.at),
      step('accepted', taking?.at ?? null),
      step('leaving', taking?.setOut?.at ?? null),
      // A time at which nobody is expected any more is not one to wait for: they stand at the door, or do not come.
      ...(hasArrived ? [] : [step('expected', isOnTheWay ? expectedAt : null)]),
      step('arrived', taking?.arrivedAt ?? null),
      step('done', facts.ended?.how === 'done' ? facts.ended.at : null),
      // Once it is over nothing is ahead.
    ].filter(({ isDone }) => isDone || !isOver),
  }
}

/**
 * Whoever goes has called for help, or is not heard of: nothing of when they come is true until a nurse knows. Whoever waits is told no why,
 * and in the house that they have come to nothing at all: somebody may stand beside them.
 */
export function isGoerMissed(facts: TeamTaskFacts): boolean {
  const state = stateOf(facts)
  const isExpected = state === 'accepted' || state === 'en_route' || state === 'no_access'
  // Of two the first answers for when they come: where the second alone is missed, somebody is on the way.
  const first = watchesOf(facts).find(({ isGoing }) => isGoing)
  return isExpected && first !== undefined && isAlarm(first.out)
}

function nowOf(facts: TeamTaskFacts, state: TeamTaskState): NowWords {
  switch (state) {
    case 'done':
      return facts.ended?.how === 'settled' ? 'settled' : 'done'
    case 'stood_down':
    case 'failed':
      return 'not_coming'
    case 'on_hold':
      return 'waiting'
    case 'no_access':
      return 'at_door'
    case 'arrived':
      return 'there'
    case 'en_route':
      return 'on_the_way'
    case 'accepted':
      return 'accepted'
    default:
      return askingOf(facts)
  }
}

function askingOf({ nobody, offers, takings, countsFrom }: TeamTaskFacts): NowWords {
  if (nobody) return 'nobody_yet'
  // Somebody had it, and handed it on; who was asked before that is not the reason.
  if (takings.length > 0 && !offers.some(({ at, answer }) => at >= countsFrom && answer))
    return 'asking_again'
  return offers.some(({ answer }) => answer?.kind === 'declined' || answer?.kind === 'silent')
    ? 'asking_next'
    : 'asking'
}
