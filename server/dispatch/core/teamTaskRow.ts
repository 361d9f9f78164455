import type { CallId, PatientId, TeamTaskId } from '#shared/ids.ts'
import type { TwoGo } from '#shared/loneWork.ts'
import type { Alerted, BoardTeamTask, TeamTaskOwner } from '#shared/teamTasks.ts'
import { openOffer, openOffers } from './openOffers.ts'
import { outsOf } from './outsOf.ts'
import { stateOf, takingOf } from './teamTask.ts'
import type { TeamTaskFacts } from './teamTaskFacts.ts'
import type { Second, Two } from './twoGo.ts'
import { watchesOf } from './watches.ts'

type Of = {
  teamTaskId: TeamTaskId
  version: number
  callId: CallId | null
  patientId: PatientId
  hasDied: boolean
}

/** What the board shows of a team task. */
export function boardRow({ hasDied, ...of }: Of, facts: TeamTaskFacts): BoardTeamTask {
  const offer = openOffer(facts)
  const beside = openOffers(facts).slice(0, -1)
  return {
    ...of,
    ...(hasDied ? { hasDied } : {}),
    ...(hasDied && facts.died
      ? { afterDeath: facts.died.kept ? ('kept' as const) : ('proposed' as const) }
      : {}),
    ...(facts.takenBack
      ? { takenBack: facts.takenBack.kept ? ('kept' as const) : ('proposed' as const) }
      : {}),
    kind: facts.kind,
    urgency: facts.urgency,
    state: stateOf(facts),
    raisedAt: facts.raised.at,
    dueAt: facts.dueAt,
    owner: ownerOf(facts),
    offer: offer && {
      number: offer.number,
      teamId: offer.teamId,
      team: offer.team,
      at: offer.at,
      until: offer.until,
    },
    ...(beside.length > 0 ? { alsoAsked: beside.map(({ team }) => team) } : {}),
    before: lastNo(facts),
    nobodyUntil: facts.nobody?.lookAt ?? null,
    alerted: alertedOf(facts),
    breachedAt: facts.breachedAt,
    expectedAt: takingOf(facts)?.setOut?.expectedAt ?? null,
    outs: outsOf(watchesOf(facts)),
    ...(facts.two ? { two: twoOf(facts.two, takingOf(facts)?.second ?? null) } : {}),
  }
}

export function twoOf({ because, waived }: Two, second: Second | null): TwoGo {
  return { because, second: second?.by.name ?? null, isWaived: waived !== null }
}

/** Never nobody: a team's, or the nurse's who has it in hand, or all nurses'. */
export function ownerOf(facts: TeamTaskFacts): TeamTaskOwner {
  const taking = takingOf(facts)
  if (taking) return { kind: 'responder', ...taking.by, teamId: taking.teamId, team: taking.team }
  return facts.inHand ? { kind: 'nurse', ...facts.inHand } : { kind: 'desk' }
}

function alertedOf({ alerted }: TeamTaskFacts): Alerted {
  if (alerted.manager) return 'manager'
  return alerted.lead ? 'lead' : 'nobody'
}

function lastNo({ offers }: TeamTaskFacts): BoardTeamTask['before'] {
  const last = offers.findLast(({ answer }) => answer?.kind === 'declined' || answer?.kind === 'silent')
  if (last?.answer?.kind === 'declined')
    return { team: last.team, at: last.answer.at, answer: 'declined', reason: last.answer.reason }
  if (last?.answer?.kind === 'silent')
    return { team: last.team, at: last.answer.at, answer: 'silent', reason: null }
  return null
}
