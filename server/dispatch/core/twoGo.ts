import type { TwoBecause } from '#shared/loneWork.ts'
import type { Instant } from '#shared/time.ts'
import type { Out } from './loneWork.ts'
import type { Named, TeamTaskFacts } from './teamTaskFacts.ts'

/** Why nobody goes alone, and that whoever leads has said that one may all the same. */
export type Two = { because: TwoBecause; waived: { by: Named; at: Instant; words: string } | null }

/** Who goes with whoever has it. */
export type Second = { by: Named; at: Instant; offer: number }

export function needsTwo({ two }: Pick<TeamTaskFacts, 'two'>): boolean {
  return two !== null && two.waived === null
}

/** Whether everybody who is needed has said yes: until then somebody is asked, and people are told that nobody answers. */
export function isTaken(facts: TeamTaskFacts): boolean {
  const last = facts.takings.at(-1)
  if (!last || last.handedOn) return false
  return !needsTwo(facts) || last.second !== null
}

/** Somebody goes and must not go alone, and nobody has said yes to going with them. */
export function wantsSecond(facts: TeamTaskFacts): boolean {
  const last = facts.takings.at(-1)
  return facts.ended === null && last !== undefined && !last.handedOn && !isTaken(facts)
}

/** Whoever was to go with them has it now, with the clock that is theirs, and somebody is asked to go with them. */
export function promoted(facts: TeamTaskFacts, { by, at, offer }: Second, out: Out | null): TeamTaskFacts {
  const asked = facts.offers[offer - 1]
  if (!asked) return facts
  const { teamId, team } = asked
  const none = { setOut: null, arrivedAt: null, noAccess: null, handedOn: null, out, second: null }
  return { ...facts, takings: [...facts.takings, { offer, teamId, team, by, at, ...none }] }
}

/** Whoever goes, first or second. */
export function goes(facts: TeamTaskFacts, staffId: Named['staffId']): boolean {
  const last = facts.takings.at(-1)
  if (!last || last.handedOn) return false
  return last.by.staffId === staffId || last.second?.by.staffId === staffId
}
