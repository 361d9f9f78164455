import { type Instant, plusSeconds } from '#shared/time.ts'
import type { Urgency } from '#shared/urgency.ts'
import { isSooner, offerSeconds } from './howSoon.ts'
import { type SafetyErrand, safetyFollows } from './loneFollows.ts'
import { isWide, openOffer } from './openOffers.ts'
import { takingOf } from './teamTask.ts'
import type { Offer, TeamTaskFacts } from './teamTaskFacts.ts'
import { isTaken } from './twoGo.ts'
import { watchesOf } from './watches.ts'

/** What a team task will need at a moment. When it has moved on by then, keeping it changes nothing. */
export type TeamTaskErrand =
  /** Ask the next team. `after`: how many were asked; `isBeside`: without waiting for those. */
  | { kind: 'next'; after: number; isBeside?: true }
  | { kind: 'silent'; offer: number }
  /** Tell those who are asked in this offer, by whatever reaches them. */
  | { kind: 'tell'; offer: number }
  /** Tell those who were asked, or had it, that it is not theirs. */
  | { kind: 'tell_gone'; offer: number }
  /** Tell those who were asked in this offer beside whoever accepted it. */
  | { kind: 'tell_taken'; offer: number }
  | { kind: 'alert_lead'; from: Instant }
  | { kind: 'alert_manager'; from: Instant }
  /** Tell whoever has it, or is asked, to look before they go on. `since`: when it changed. */
  | { kind: 'tell_changed'; since: Instant }
  /** Shift leads who sit at no console, or the manager on call, are told by whatever reaches them. `since`: when they were to be. */
  | { kind: 'tell_lead'; since: Instant }
  | { kind: 'tell_manager'; since: Instant }
  /** Whoever has it is told that it is to be sooner, or may be later. `urgency`: what it became. */
  | { kind: 'tell_urgency'; since: Instant; urgency: Urgency; isSooner: boolean }
  /** Whoever has it, and is not there, is told to wait for a second, or that one may go. */
  | { kind: 'tell_two'; since: Instant; isTwo: boolean }
  | { kind: 'late'; dueAt: Instant }
  | { kind: 'resume'; until: Instant }
  | SafetyErrand

export type TeamTaskFollowUp = { key: string; dueAt: Instant; errand: TeamTaskErrand }

/** A shift lead is told after two offers' time, the manager on call after three. Source: domain guide 4.4. */
const LEAD_AFTER = 2
const MANAGER_AFTER = 3

/** What a move makes necessary: what is wanted now and was not before, so that no order of events can skip it. */
export function followUps(
  before: TeamTaskFacts | null,
  after: TeamTaskFacts,
  at: Instant,
): TeamTaskFollowUp[] {
  const had = new Set(before ? wanted(before, at).map(({ key }) => key) : [])
  return [
    ...wanted(after, at).filter(({ key }) => !had.has(key)),
    ...howSoonFor(before, after, at),
    ...twoFor(before, after, at),
  ]
}

/** Whoever is on the way by another time must hear of it, and not only where they look. */
function howSoonFor(before: TeamTaskFacts | null, after: TeamTaskFacts, at: Instant): TeamTaskFollowUp[] {
  const { urgency } = after
  if (!before || before.urgency === urgency || after.ended || !takingOf(after)) return []
  const sooner = isSooner(urgency, before.urgency)
  return [
    {
      key: `urgency/${urgency}/${at}`,
      dueAt: at,
      errand: { kind: 'tell_urgency', since: at, urgency, isSooner: sooner },
    },
  ]
}

/** The record says since that two go, or no more: nobody is to learn it at the door. */
function twoFor(before: TeamTaskFacts | null, after: TeamTaskFacts, at: Instant): TeamTaskFollowUp[] {
  const has = takingOf(after)
  const isChanged = before !== null && (before.two === null) !== (after.two === null)
  if (!isChanged || after.ended || !has || has.arrivedAt) return []
  return [{ key: `two/${at}`, dueAt: at, errand: { kind: 'tell_two', since: at, isTwo: after.two !== null } }]
}

function wanted(facts: TeamTaskFacts, at: Instant): TeamTaskFollowUp[] {
  return [
    ...toAsk(facts, at),
    ...toTell(facts, at),
    ...changedFor(facts, at),
    ...toAlert(facts, at),
    ...toResume(facts),
    ...late(facts),
    ...safetyFollows(watchesOf(facts), at),
  ]
}

function isWithLine(facts: TeamTaskFacts): boolean {
  return !facts.ended && !facts.hold && !isTaken(facts)
}

function toAsk(facts: TeamTaskFacts, at: Instant): TeamTaskFollowUp[] {
  if (!isWithLine(facts)) return []
  const after = facts.offers.length
  if (openOffer(facts)) {
    if (!isWide(facts)) return []
    const beside = `next/${after}/${facts.countsFrom}/beside`
    return [{ key: beside, dueAt: at, errand: { kind: 'next', after, isBeside: true } }]
  }
  const dueAt = facts.nobody?.lookAt ?? at
  // The moment from which the ladder counts is part of the key: a task that comes back is asked for anew.
  const key = `next/${after}/${facts.countsFrom}/${facts.nobody?.lookAt ?? 'now'}`
  return [{ key, dueAt, errand: { kind: 'next', after } }]
}

/** Whoever is asked is told, and has so long to answer; whoever is asked no more is told as well. */
function toTell(facts: TeamTaskFacts, at: Instant): TeamTaskFollowUp[] {
  return facts.offers.flatMap<TeamTaskFollowUp>((offer, nth) => {
    const number = nth + 1
    if (offer.answer === null)
      return [
        { key: `tell/${number}${anew(offer)}`, dueAt: at, errand: { kind: 'tell', offer: number } },
        {
          key: `silent/${number}${anew(offer)}`,
          dueAt: offer.until,
          errand: { kind: 'silent', offer: number },
        },
      ]
    return [
      ...(isGone(facts, number)
        ? [{ key: `gone/${number}`, dueAt: at, errand: { kind: 'tell_gone' as const, offer: number } }]
        : []),
      // Whoever was asked beside them may still be asked to go with them.
      ...(offer.answer.kind === 'accepted' && offer.to.length > 1 && (facts.ended !== null || isTaken(facts))
        ? [{ key: `taken/${number}`, dueAt: at, errand: { kind: 'tell_taken' as const, offer: number } }]
        : []),
    ]
  })
}

/** What became more urgent is told, and over, by promises of its own. */
function anew({ anewAt }: Offer): string {
  return anewAt ? `/${anewAt}` : ''
}

/** That they have died, or take back what was agreed, is proposed to a nurse as an end of it; whoever is on the way, or may say yes, must not learn it at the door. */
function changedFor({ died, takenBack, ended }: TeamTaskFacts, at: Instant): TeamTaskFollowUp[] {
  return [died, takenBack].flatMap(proposed =>
    !proposed || proposed.kept || ended
      ? []
      : [
          {
            key: `changed/${proposed.at}`,
            dueAt: at,
            errand: { kind: 'tell_changed', since: proposed.at } as const,
          },
        ],
  )
}

function isGone({ offers, takings, ended }: TeamTaskFacts, number: number): boolean {
  const isTheirs = takings.some(
    ({ offer, handedOn, second }) => !handedOn && (offer === number || second?.offer === number),
  )
  return offers[number - 1]?.answer?.kind === 'withdrawn' || (isTheirs && ended?.how === 'stood_down')
}

function toAlert(facts: TeamTaskFacts, at: Instant): TeamTaskFollowUp[] {
  if (!isWithLine(facts)) return []
  const { countsFrom: from, urgency, nobody, alerted } = facts
  const seconds = offerSeconds(urgency)
  const of = `${urgency}/${from}`
  return [
    {
      key: `lead/${of}`,
      dueAt: plusSeconds(from, LEAD_AFTER * seconds),
      errand: { kind: 'alert_lead', from },
    },
    {
      key: `manager/${of}`,
      dueAt: plusSeconds(from, MANAGER_AFTER * seconds),
      errand: { kind: 'alert_manager', from },
    },
    // Nobody is left who could be asked: whoever may find somebody is told at once.
    ...(nobody
      ? [{ key: `lead/nobody/${from}`, dueAt: at, errand: { kind: 'alert_lead' as const, from } }]
      : []),
    ...told('tell_lead', alerted.lead, at),
    ...told('tell_manager', alerted.manager, at),
  ]
}

function told(kind: 'tell_lead' | 'tell_manager', since: Instant | null, at: Instant): TeamTaskFollowUp[] {
  return since ? [{ key: `${kind}/${since}`, dueAt: at, errand: { kind, since } }] : []
}

function toResume({ hold, ended }: TeamTaskFacts): TeamTaskFollowUp[] {
  if (!hold || ended) return []
  return [{ key: `resume/${hold.until}`, dueAt: hold.until, errand: { kind: 'resume', until: hold.until } }]
}

function late({ dueAt, ended }: TeamTaskFacts): TeamTaskFollowUp[] {
  return ended ? [] : [{ key: `late/${dueAt}`, dueAt, errand: { kind: 'late', dueAt } }]
}
