import type { Stopped } from '#server/patients/core/stopped.ts'
import type { PatientId, StaffId } from '#shared/ids.ts'
import { MOVED_BY_LEAD_DAYS, MOVED_BY_SAVER_DAYS } from '#shared/movedOutcome.ts'
import type { Actor } from '#shared/staff.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/**
 * Who may say of a call that it was about somebody else: whoever saved its outcome, for some days, and a shift lead of the line, for
 * longer. Saying it means to search all who are known to the line, and an old call must not be a key to that which never ends.
 * `since`: what was saved before is neither's to move; but what is on nobody's record stays a shift lead's until it is on somebody's.
 */
export type Mover = { staffId: StaffId; isLead: boolean; since: Instant }

const DAY = 86_400

export function moverOf({ staffId, role }: Pick<Actor, 'staffId' | 'role'>, at: Instant): Mover {
  const isLead = role === 'shift_lead'
  return {
    staffId,
    isLead,
    since: plusSeconds(at, -(isLead ? MOVED_BY_LEAD_DAYS : MOVED_BY_SAVER_DAYS) * DAY),
  }
}

/** Why it is not theirs to say; null where it is. `mayMove` in outcomeStore.ts asks the same of a row. */
export function whyNotTheirs(
  { staffId, isLead, since }: Mover,
  saved: { staffId: StaffId; at: Instant; patientId: PatientId | null } | undefined,
): string | null {
  if (isLead) return saved && saved.patientId !== null && saved.at < since ? TOO_OLD : null
  if (saved?.staffId !== staffId) return NOT_THEIRS
  return saved.at < since ? TOO_LATE : null
}

const NOT_THEIRS =
  'Only the nurse who saved this outcome, or a shift lead, can say that the call was about somebody else. Ask one of them.'
const TOO_LATE = `You saved this outcome more than ${MOVED_BY_SAVER_DAYS} days ago: only a shift lead can say now that the call was about somebody else. Ask whoever leads the shift.`
const TOO_OLD = `This outcome was saved more than ${MOVED_BY_LEAD_DAYS} days ago, and is not moved any more. Write on the record itself that the call was about somebody else.`

/** What is known of a saved call that is said to have been about somebody else, and of whom it would go to. */
export type Moving = {
  from: PatientId | null
  /** Whom the call is about: somebody else than `from` where that was put right in the call after its outcome was saved. */
  about: PatientId | null
  to: PatientId | null
  /** Two records of one person that are linked: both the call and its outcome are on one of them. */
  isSamePerson: boolean
  /** A death that still holds was reported in this call, on a record that it leaves. */
  isDeathToldIn: boolean
  /** The outcome says that the person has died. */
  saysDied: boolean
  /** A death is on a record of whom it would go to. */
  hasDied: boolean
  stopped: Stopped | null
}

/** Why it cannot be moved there, and what to do instead; null where it can. */
export function whyNotMoved(moving: Moving): string | null {
  const { from, about, to, isSamePerson, isDeathToldIn, saysDied, hasDied, stopped } = moving
  if (from === to && about === to) return to === null ? ALREADY_NOBODY : ALREADY_THERE
  if (isSamePerson) return SAME_PERSON
  if (isDeathToldIn) return DEATH_FIRST
  if (to === null) return null
  if (stopped) return NOT_ONTO[stopped]
  if (saysDied && !hasDied) return NO_DEATH_THERE
  return null
}

const ALREADY_NOBODY = 'This call is on nobody’s record already. Find the right person, or leave it.'
const ALREADY_THERE = 'This call is on that person’s record already. Look again whom it was about.'
const SAME_PERSON =
  'These are two records of the same person, and the call is on one of them: it stays there. If they are two persons, have the link taken back first.'
const DEATH_FIRST =
  'A death was reported in this call, on the record that it leaves. Take that back first, on that record (a shift lead does, with “Reported in error…”), then move the call.'
const NOT_ONTO: Readonly<Record<Stopped, string>> = {
  disputed:
    'Whose record that is, is disputed: nothing is put onto it until a shift lead has settled that. Choose “nobody yet” now, and move the call there afterwards.',
  kept_elsewhere:
    'There are two records of that person, and this is not the one that is written to. Search again, and choose the other one.',
}
const NO_DEATH_THERE =
  'What was saved says that the person has died, and no death is on the record of whom you chose. Have it reported there first, then move the call; or choose “nobody yet”.'

/** What was saved of a call that is still in hand, and settled anew. */
export type Settled = {
  /** On whose record it stands, and whether that is one of whom the call is about from now on. */
  from: PatientId | null
  isTheirs: boolean
  /** Which record it left in this call, and whether that is one of theirs. */
  left: PatientId | null
  isLeftTheirs: boolean
  /** That record takes what is new. */
  isOpen: boolean
  saysDied: boolean
  hasDied: boolean
}

/**
 * What becomes of it. It leaves a record whose person the call is not about, for nobody's: onto the record of whoever the call is about by
 * now it goes by an act, once somebody has read it for that. Where the call is about the same person after all it is back where it was
 * saved, for it was never said of anybody else.
 */
export function afterSettling(settled: Settled): 'stays' | 'leaves' | 'returns' {
  const { from, isTheirs, left, isLeftTheirs, isOpen, saysDied, hasDied } = settled
  if (from !== null) return isTheirs ? 'stays' : 'leaves'
  if (left === null || !isLeftTheirs || !isOpen || (saysDied && !hasDied)) return 'stays'
  return 'returns'
}
