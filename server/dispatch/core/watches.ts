import { isOut, type Out } from './loneWork.ts'
import type { SecondOut, Taking, TeamTaskFacts } from './teamTaskFacts.ts'

/**
 * One who went, first or second, with the clock that is theirs. `number`: which time somebody had the task, from 1; of who went with them from
 * `SECONDS_FROM`, so that nobody who has it later moves the number of an alarm.
 */
export type Watch = Pick<Taking, 'teamId' | 'team' | 'by' | 'setOut' | 'arrivedAt' | 'out'> & {
  number: number
  /** They go now. */
  isGoing: boolean
}

type Gone = Pick<TeamTaskFacts, 'takings' | 'seconds' | 'offers'>

const SECONDS_FROM = 1_001

/** Everybody who went, with their clock. */
export function watchesOf(facts: Gone): Watch[] {
  const { takings } = facts
  const current = takings.at(-1)
  const now = current && !current.handedOn ? current.second : null
  return [
    ...takings.map((taking, nth) => ({ ...taking, number: nth + 1, isGoing: taking.handedOn === null })),
    ...withSecond(facts).map((second, nth) => ({
      ...second,
      setOut: null,
      arrivedAt: null,
      number: SECONDS_FROM + nth,
      isGoing: now?.offer === second.offer,
    })),
  ]
}

/** Of who went as the second. */
export function isSecondWatch({ number }: Pick<Watch, 'number'>): boolean {
  return number >= SECONDS_FROM
}

export function watchOf(facts: TeamTaskFacts, number: number): Watch | undefined {
  return watchesOf(facts).find(watch => watch.number === number)
}

/** Of one person, that which counts now: that for which they are out, of what they have or go along with before what they handed on. */
export function watchOfWho(facts: TeamTaskFacts, staffId: Watch['by']['staffId']): Watch | undefined {
  const theirs = watchesOf(facts).filter(({ by }) => by.staffId === staffId)
  return (
    theirs.findLast(({ isGoing, out }) => isGoing && isOut(out)) ??
    theirs.findLast(({ out }) => isOut(out)) ??
    theirs.findLast(({ isGoing }) => isGoing) ??
    theirs.at(-1)
  )
}

export function withOut(facts: TeamTaskFacts, number: number, out: Out | null): TeamTaskFacts {
  if (number < SECONDS_FROM) {
    const taking = facts.takings[number - 1]
    return taking ? { ...facts, takings: facts.takings.with(number - 1, { ...taking, out }) } : facts
  }
  const seconds = withSecond(facts)
  const second = seconds[number - SECONDS_FROM]
  return second ? { ...facts, seconds: seconds.with(number - SECONDS_FROM, { ...second, out }) } : facts
}

/** What happens to the clock of whoever goes with them now; nobody does, nothing does. */
export function alongside(
  facts: TeamTaskFacts,
  change: (out: Out | null, who: Watch['by']) => Out | null,
): TeamTaskFacts {
  const second = watchesOf(facts).find(({ number, isGoing }) => isGoing && number >= SECONDS_FROM)
  return second ? withOut(facts, second.number, change(second.out, second.by)) : facts
}

/** Everybody who has gone as the second, with who does so now. */
function withSecond({ takings, seconds, offers }: Gone): readonly SecondOut[] {
  const current = takings.at(-1)
  const now = current && !current.handedOn ? current.second : null
  if (!current || !now || seconds.some(({ offer }) => offer === now.offer)) return seconds
  const { teamId, team } = offers[now.offer - 1] ?? current
  return [...seconds, { ...now, teamId, team, out: null }]
}
