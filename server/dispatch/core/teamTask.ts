import { assertNever } from '#shared/assertNever.ts'
import type { TeamTaskState } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import { afresh, answered, withdrawn, withOffers, withTaking } from './factsMoved.ts'
import { bothGo, type Going, going } from './going.ts'
import { withUrgency } from './howSoon.ts'
import { isAboutSafety, whenSetOut } from './loneWork.ts'
import { isWide, openOffer } from './openOffers.ts'
import { safety } from './safetyOfTask.ts'
import type { Offer, Taking, TeamTaskEvent, TeamTaskFacts } from './teamTaskFacts.ts'
import { goes, isTaken, needsTwo } from './twoGo.ts'

/** The order of the questions is the rule. */
export function stateOf(facts: TeamTaskFacts): TeamTaskState {
  if (facts.ended) return facts.ended.how === 'settled' ? 'done' : facts.ended.how
  if (facts.hold) return 'on_hold'
  const taking = takingOf(facts)
  if (taking) return progressOf(taking)
  const offer = openOffer(facts)
  if (offer) return offer.seen ? 'seen' : 'offered'
  return 'with_line'
}

function progressOf({ arrivedAt, noAccess, setOut }: Taking): TeamTaskState {
  if (noAccess) return 'no_access'
  if (arrivedAt) return 'arrived'
  return setOut ? 'en_route' : 'accepted'
}

/** Who of a team has it at this moment. */
export function takingOf({ takings }: TeamTaskFacts): Taking | null {
  const last = takings.at(-1)
  return last && !last.handedOn ? last : null
}

/** Nobody goes anywhere for it: what counts is that it is done, not that somebody is there. */
export function isRemote({ kind }: Pick<TeamTaskFacts, 'kind'>): boolean {
  return 'isRemote' in workKinds[kind]
}

/** Whether its target is met: somebody is there, or has done it. */
export function isMet(facts: TeamTaskFacts): boolean {
  return facts.ended !== null || (!isRemote(facts) && takingOf(facts)?.arrivedAt != null)
}

export type TeamTaskMove = { kind: 'moved'; facts: TeamTaskFacts } | { kind: 'ignored'; because: string }

const moved = (facts: TeamTaskFacts): TeamTaskMove => ({ kind: 'moved', facts })
const ignored = (because: string): TeamTaskMove => ({ kind: 'ignored', because })

/** What an event does to what is known; or why it does nothing. Whether the actor may say it was asked before. */
export function transition(facts: TeamTaskFacts, event: TeamTaskEvent): TeamTaskMove {
  // Whoever goes is to be safe whatever becomes of the task.
  if (isAboutSafety(event)) return safety(facts, event)
  if (facts.ended) return ignored('it is over')
  switch (event.kind) {
    case 'raised':
      return ignored('it was raised before')
    case 'offered':
    case 'nobody_left':
    case 'seen':
    case 'accepted':
    case 'declined':
    case 'silent':
      return asking(facts, event)
    case 'set_out':
    case 'arrived':
    case 'no_access':
    case 'handed_on':
    case 'done':
    case 'failed':
      return goingOn(facts, event)
    case 'taken_in_hand':
      return takingOf(facts) && !event.withTheShift
        ? ignored('a team has it')
        : moved({ ...facts, inHand: event.by })
    case 'held':
      return moved({ ...withdrawn(facts, event.at), hold: { ...without(event), by: event.by } })
    case 'resumed':
      return facts.hold ? moved(afresh({ ...facts, hold: null }, event.at)) : ignored('it was not on hold')
    case 'urgency_changed':
      return moved(withUrgency(facts, event))
    case 'stood_down':
    case 'settled':
      return moved({
        ...withdrawn(facts, event.at),
        ended: { how: event.kind, at: event.at, by: event.by, words: event.words },
      })
    case 'lead_alerted':
      return facts.alerted.lead || isTaken(facts)
        ? ignored('nobody has to be told')
        : moved({ ...facts, alerted: { ...facts.alerted, lead: event.at } })
    case 'manager_alerted':
      return facts.alerted.manager || isTaken(facts)
        ? ignored('nobody has to be told')
        : moved({ ...facts, alerted: { ...facts.alerted, manager: event.at } })
    case 'breached':
      return facts.breachedAt || isMet(facts)
        ? ignored('it is not late')
        : moved({ ...facts, breachedAt: event.at })
    case 'death_told':
      return moved({ ...facts, died: { at: event.at, kept: null } })
    case 'sharing_taken_back':
      return facts.takenBack
        ? ignored('it is proposed already')
        : moved({ ...facts, takenBack: { at: event.at, kept: null } })
    case 'sharing_given_again':
      return facts.takenBack ? moved({ ...facts, takenBack: null }) : ignored('nothing was taken back')
    case 'kept_on':
      return keptOn(facts, event)
    case 'one_goes':
      return oneGoes(facts, event)
    case 'two_asked':
      return twoAsked(facts, event)
    case 'two_over':
      return twoOver(facts, event)
    default:
      return assertNever(event)
  }
}

/** Wanted though they have died. Nobody is asked by an old promise, which waits for them to live: who may go is asked anew. */
function keptOn(facts: TeamTaskFacts, event: Extract<TeamTaskEvent, { kind: 'kept_on' }>): TeamTaskMove {
  const { by, at, because } = event
  const kept = { by, at, because }
  if (facts.takenBack && !facts.takenBack.kept && (!facts.died || facts.died.kept))
    return moved({ ...facts, takenBack: { ...facts.takenBack, kept } })
  if (!facts.died || facts.died.kept) return ignored('nothing is proposed')
  const after = { ...facts, died: { ...facts.died, kept } }
  return moved(isTaken(facts) ? after : afresh(withdrawn(after, at), at))
}

/** Where somebody has it, nobody else is asked any more. */
function oneGoes(facts: TeamTaskFacts, event: Extract<TeamTaskEvent, { kind: 'one_goes' }>): TeamTaskMove {
  const { by, at, because } = event
  if (!facts.two || facts.two.waived) return ignored('one may go already')
  const after = { ...facts, two: { ...facts.two, waived: { by, at, words: because } } }
  return moved(takingOf(facts) ? { ...withdrawn(after, at), nobody: null } : after)
}

/** Whoever leads has said that one may: that stands. Who is in the house reads it in the record. */
function twoAsked(
  facts: TeamTaskFacts,
  { at, because }: Extract<TeamTaskEvent, { kind: 'two_asked' }>,
): TeamTaskMove {
  if (facts.two) return ignored('it was two people’s before')
  const taking = takingOf(facts)
  if (taking?.arrivedAt) return ignored('they are there')
  const after = { ...facts, two: { because, waived: null } }
  return moved(taking ? afresh(after, at) : after)
}

/** Whoever has said yes to going with them still may; nobody else is asked to. */
function twoOver(facts: TeamTaskFacts, { at }: Extract<TeamTaskEvent, { kind: 'two_over' }>): TeamTaskMove {
  if (!facts.two) return ignored('one may go already')
  const after = { ...facts, two: null }
  return moved(takingOf(facts) ? { ...withdrawn(after, at), nobody: null } : after)
}

function without({ until, because, at }: { until: Instant; because: string; at: Instant }) {
  return { until, because, at }
}

type Asking = Extract<
  TeamTaskEvent,
  { kind: 'offered' | 'nobody_left' | 'seen' | 'accepted' | 'declined' | 'silent' }
>

function asking(facts: TeamTaskFacts, event: Asking): TeamTaskMove {
  if (isTaken(facts)) return ignored('a team has it')
  if (event.kind === 'offered') {
    if (facts.hold) return ignored('it is on hold')
    const { teamId, team, to, by, at, until } = event
    if (event.offer !== facts.offers.length + 1) return ignored('that offer was made before')
    const offer: Offer = { teamId, team, to, by, at, until, seen: null, answer: null }
    const before = event.isBeside ? facts : withdrawn(facts, at)
    return moved({ ...withOffers(facts, [...before.offers, offer]), nobody: null })
  }
  if (event.kind === 'nobody_left') {
    if (openOffer(facts) || facts.hold) return ignored('somebody is asked, or it is on hold')
    return moved({ ...facts, nobody: { since: facts.nobody?.since ?? event.at, lookAt: event.lookAt } })
  }
  const offer = facts.offers[event.offer - 1]
  if (!offer) return ignored('there is no such offer')
  if (event.kind === 'seen')
    return offer.answer || offer.seen
      ? ignored('it was seen, or answered')
      : answered(facts, event.offer, { seen: { by: event.by, at: event.at } })
  if (event.kind === 'silent')
    return offer.answer
      ? ignored('it was answered')
      : answered(facts, event.offer, { answer: { kind: 'silent', at: event.at } })
  if (event.kind === 'declined') {
    const { by, at, reason, words } = event
    // A no that comes after the time is a no all the same, and is kept; it opens nothing again.
    return offer.answer && offer.answer.kind !== 'silent'
      ? ignored('it was answered')
      : answered(facts, event.offer, { answer: { kind: 'declined', by, at, reason, words } })
  }
  return accepting(facts, offer, event)
}

/**
 * The first to accept has it. A yes that comes when the time of the offer is over is welcome as long as nobody else has said yes:
 * somebody goes. Who else is asked at that moment is told that it is taken.
 */
function accepting(
  facts: TeamTaskFacts,
  offer: Offer,
  { by, at, offer: number }: Extract<TeamTaskEvent, { kind: 'accepted' }>,
): TeamTaskMove {
  if (facts.hold) return ignored('it is on hold')
  if (offer.answer && offer.answer.kind !== 'silent') return ignored('it was answered')
  const has = takingOf(facts)
  // Asked beside each other, and two are to go: whoever says yes next goes with the first.
  const staysAsked = !has && needsTwo(facts) && isWide(facts)
  const before = withOffers(
    facts,
    facts.offers.map((one, nth) => {
      if (nth === number - 1) return { ...one, answer: { kind: 'accepted' as const, by, at } }
      return one.answer || staysAsked ? one : { ...one, answer: { kind: 'withdrawn' as const, at } }
    }),
  )
  if (has?.by.staffId === by.staffId) return ignored('they have it already')
  if (has) {
    const both = withTaking({ ...before, nobody: null }, { second: { by, at, offer: number } })
    // The other is on the way already: they follow.
    return has.setOut || has.arrivedAt
      ? bothGo(both, (out, who) => whenSetOut(out, facts.kind, who, at, null))
      : both
  }
  const taking: Taking = {
    offer: number,
    teamId: offer.teamId,
    team: offer.team,
    by,
    at,
    setOut: null,
    arrivedAt: null,
    noAccess: null,
    handedOn: null,
    out: null,
    second: null,
  }
  const after = { ...before, nobody: null, takings: [...facts.takings, taking] }
  // Somebody is still to go with them: the ladder counts anew from here, and who leads knows already that it was slow.
  if (staysAsked) return moved({ ...after, countsFrom: at })
  return moved(needsTwo(after) ? afresh(after, at) : after)
}

function goingOn(facts: TeamTaskFacts, event: Going): TeamTaskMove {
  const taking = takingOf(facts)
  return taking && goes(facts, event.by.staffId)
    ? going(facts, taking, event)
    : ignored('it is not with them')
}
