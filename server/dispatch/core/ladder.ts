import type { TeamId } from '#shared/ids.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { offerSeconds } from './howSoon.ts'
import type { Named, TeamTaskFacts } from './teamTaskFacts.ts'
import { goes } from './twoGo.ts'

/** A team as the ladder sees it: the best first in its list. `members`: who may answer, the first on call first. */
export type TeamToAsk = { teamId: TeamId; name: string; isAvailable: boolean; members: readonly Named[] }

export type Step =
  | { kind: 'ask'; team: TeamToAsk; until: Instant }
  /** Nobody is left; looked at again then, for a team may open, or somebody answer who was silent. */
  | { kind: 'nobody'; lookAt: Instant }

/** No longer than this until it is looked at again whom one could ask. Seconds. */
const LOOK_AGAIN_SECONDS = 600

/**
 * Whom to ask now: the team that the nurse named, then the best that has not been asked since the ladder began to count. All asked:
 * who was silent is asked once more, but only after everybody who can be told of it has been.
 */
export function nextStep(facts: TeamTaskFacts, teams: readonly TeamToAsk[], at: Instant): Step {
  const seconds = offerSeconds(facts.urgency)
  // Of two the second is asked as the first was, and never the one who goes.
  const could = teams
    .map(team => ({ ...team, members: team.members.filter(({ staffId }) => !goes(facts, staffId)) }))
    .filter(({ isAvailable, members }) => isAvailable && members.length > 0)
  const asked = facts.offers.filter(offer => offer.at >= facts.countsFrom)
  const isAsked = (teamId: TeamId) => asked.some(offer => offer.teamId === teamId)
  const fresh = could.filter(({ teamId }) => !isAsked(teamId))
  const named = fresh.find(({ teamId }) => teamId === facts.first)
  const silent = facts.nobody ? silentSince(facts, could) : []
  const team = named ?? fresh[0] ?? silent[0]
  if (team) return { kind: 'ask', team, until: plusSeconds(at, seconds) }
  return { kind: 'nobody', lookAt: plusSeconds(at, Math.min(seconds, LOOK_AGAIN_SECONDS)) }
}

/** Those whose last answer was none; who was asked longest ago first. Who said no is not pressed. */
function silentSince(facts: TeamTaskFacts, could: readonly TeamToAsk[]): TeamToAsk[] {
  const lastOf = (teamId: TeamId) => facts.offers.findLast(offer => offer.teamId === teamId)
  return could
    .flatMap(team => {
      const last = lastOf(team.teamId)
      return last?.answer?.kind === 'silent' ? [{ team, at: last.at }] : []
    })
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(({ team }) => team)
}
