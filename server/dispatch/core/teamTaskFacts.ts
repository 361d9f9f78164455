import type { StaffId, TeamId } from '#shared/ids.ts'
import type { VisitOutcome } from '#shared/teamTasks.ts'
import type { DeclineReason, Skill, WorkKind } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import type { Urgency } from '#shared/urgency.ts'
import type { Out, SafetyEvent } from './loneWork.ts'
import type { Second, Two } from './twoGo.ts'

export type Named = { staffId: StaffId; name: string }

/** A team asked. `by`: the nurse who chose it; null where the ladder went on by itself. */
export type Offer = {
  teamId: TeamId
  team: string
  /** Who may answer, the first on call first. */
  to: readonly Named[]
  by: Named | null
  at: Instant
  until: Instant
  /** When it became more urgent while it waited for its answer: whoever is asked is told anew. */
  anewAt?: Instant | undefined
  seen: { by: Named; at: Instant } | null
  answer:
    | { kind: 'accepted'; by: Named; at: Instant }
    | { kind: 'declined'; by: Named; at: Instant; reason: DeclineReason; words: string | null }
    | { kind: 'silent'; at: Instant }
    /** Somebody of the line changed it meanwhile: another team, hold, stood down. */
    | { kind: 'withdrawn'; at: Instant }
    | null
}

/** Who has it, and how far they are. */
export type Taking = {
  offer: number
  teamId: TeamId
  team: string
  by: Named
  at: Instant
  /** `saidAt`: when they last said when they come; a phone without a signal tells late. */
  setOut: { at: Instant; expectedAt: Instant | null; saidAt?: Instant | undefined } | null
  arrivedAt: Instant | null
  /** The last time they stood before a closed door, until they are in. */
  noAccess: { at: Instant; words: string } | null
  handedOn: { at: Instant; because: string } | null
  /** Who goes with them, where nobody goes alone. */
  second: Second | null
  /** They are out on a visit, or were: from setting out until they are known to be safe, whatever becomes of the task. */
  out: Out | null
}

/** Who went with somebody, with the clock that is theirs: it goes on when they do not go any more. */
export type SecondOut = Second & Pick<Taking, 'teamId' | 'team' | 'out'>

/** What is known of one team task. Facts only grow; where it is, is worked out from them. Offers and takings are in their order. */
export type TeamTaskFacts = {
  raised: { at: Instant; by: Named }
  kind: WorkKind
  urgency: Urgency
  skills: readonly Skill[]
  why: string
  dueAt: Instant
  /** By which it is meant in a text; null where it was raised before there were any. */
  code: string | null
  /** Nobody goes alone. */
  two: Two | null
  /** Which team was to be asked first, where the nurse said so. */
  first: TeamId | null
  /** The nurse who has it in hand while no team has; null: all of them. */
  inHand: Named | null
  offers: readonly Offer[]
  takings: readonly Taking[]
  /** Everybody who has gone as the second and has been out, in their order. */
  seconds: readonly SecondOut[]
  /** Since when nobody is left to ask, and when that is looked at again. */
  nobody: { since: Instant; lookAt: Instant } | null
  hold: { until: Instant; because: string; by: Named; at: Instant } | null
  /** From when the ladder counts: raised, handed on, taken off hold. */
  countsFrom: Instant
  alerted: { lead: Instant | null; manager: Instant | null }
  breachedAt: Instant | null
  /** That the person has died was told about this task: cancelling it is proposed, until a nurse stands it down or keeps it. */
  died: Proposed | null
  /** The same where sharing was taken back since: nobody is held back by it, as it is no word about the visit, and whoever has it is told to look. */
  takenBack: Proposed | null
  ended:
    | { how: 'done'; at: Instant; by: Named; outcome: VisitOutcome }
    | { how: 'settled'; at: Instant; by: Named; words: string }
    | { how: 'stood_down' | 'failed'; at: Instant; by: Named; words: string }
    | null
}

/** That cancelling it is proposed since then, and that a nurse has said that it is wanted all the same. */
export type Proposed = { at: Instant; kept: { by: Named; at: Instant; because: string } | null }

/** What happened. `at`: when, by the clock of whoever says it. */
export type TeamTaskEvent =
  | {
      kind: 'raised'
      at: Instant
      by: Named
      work: Pick<TeamTaskFacts, 'kind' | 'urgency' | 'skills' | 'why' | 'dueAt' | 'first' | 'code'> & {
        two?: Two['because'] | null
      }
    }
  | {
      kind: 'offered'
      at: Instant
      offer: number
      teamId: TeamId
      team: string
      to: readonly Named[]
      by: Named | null
      until: Instant
      /** Who is asked already goes on being asked. */
      isBeside?: true | undefined
    }
  | { kind: 'nobody_left'; at: Instant; lookAt: Instant }
  | { kind: 'seen'; at: Instant; offer: number; by: Named }
  | { kind: 'accepted'; at: Instant; offer: number; by: Named }
  | {
      kind: 'declined'
      at: Instant
      offer: number
      by: Named
      reason: DeclineReason
      words: string | null
    }
  | { kind: 'silent'; at: Instant; offer: number }
  | { kind: 'set_out'; at: Instant; by: Named; expectedAt: Instant | null }
  | { kind: 'arrived'; at: Instant; by: Named }
  | { kind: 'no_access'; at: Instant; by: Named; words: string }
  | { kind: 'handed_on'; at: Instant; by: Named; because: string; isUnsafe?: boolean }
  | { kind: 'done'; at: Instant; by: Named; outcome: VisitOutcome }
  | { kind: 'failed'; at: Instant; by: Named; words: string }
  /** `withTheShift`: by a hand-over, also while a team has it: it comes back to whoever is there then. */
  | { kind: 'taken_in_hand'; at: Instant; by: Named; withTheShift?: true }
  | { kind: 'held'; at: Instant; by: Named; until: Instant; because: string }
  | { kind: 'resumed'; at: Instant; by: Named | null }
  | { kind: 'urgency_changed'; at: Instant; by: Named; urgency: Urgency; dueAt: Instant; because: string }
  | { kind: 'stood_down'; at: Instant; by: Named; words: string }
  | { kind: 'settled'; at: Instant; by: Named; words: string }
  | { kind: 'lead_alerted'; at: Instant }
  | { kind: 'manager_alerted'; at: Instant }
  | { kind: 'breached'; at: Instant }
  | { kind: 'death_told'; at: Instant }
  /** Sharing was taken back since this was asked for; or is agreed to again. */
  | { kind: 'sharing_taken_back'; at: Instant }
  | { kind: 'sharing_given_again'; at: Instant }
  | { kind: 'kept_on'; at: Instant; by: Named; because: string }
  | { kind: 'one_goes'; at: Instant; by: Named; because: string }
  /** The record says since that nobody goes alone, or says so no more. */
  | { kind: 'two_asked'; at: Instant; because: Two['because'] }
  | { kind: 'two_over'; at: Instant }
  | SafetyEvent

/** How a team task begins: nothing is known before it was raised. */
export function begin({ at, by, work }: Extract<TeamTaskEvent, { kind: 'raised' }>): TeamTaskFacts {
  return {
    raised: { at, by },
    ...work,
    two: work.two ? { because: work.two, waived: null } : null,
    inHand: by,
    offers: [],
    takings: [],
    seconds: [],
    nobody: null,
    hold: null,
    countsFrom: at,
    alerted: { lead: null, manager: null },
    breachedAt: null,
    died: null,
    takenBack: null,
    ended: null,
  }
}

/** Everybody who was asked in an offer that is open, or of one whose time is over and which nobody has said anything to. */
export function mayAnswer(facts: TeamTaskFacts, staffId: StaffId, number: number): boolean {
  return facts.offers[number - 1]?.to.some(one => one.staffId === staffId) ?? false
}
