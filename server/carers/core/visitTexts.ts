import { stateOf, takingOf } from '#server/dispatch/core/teamTask.ts'
import type { TeamTaskEvent, TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import type { TemplateName } from '#server/messages/core/templates.ts'
import { assertNever } from '#shared/assertNever.ts'
import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'
import { isGoerMissed } from './visitPath.ts'

export const VISIT_CHANGES = [
  'accepted',
  'set_out',
  'new_time',
  'no_access',
  'handed_on',
  'not_coming',
  'held',
] as const
export type VisitChange = (typeof VISIT_CHANGES)[number]

/**
 * The text that tells of this change, where the task still stands as it left it; null where nobody is texted for it. That they are there, or
 * done, is seen in the room.
 */
export function changeText(change: VisitChange, facts: TeamTaskFacts): TemplateName | null {
  // While they are missed nothing new is said of them; the page says whom to phone.
  if (isGoerMissed(facts)) return null
  const state = stateOf(facts)
  switch (change) {
    case 'accepted':
      return state === 'accepted' ? 'visit_accepted' : null
    case 'set_out':
      return state === 'en_route' ? 'visit_on_the_way' : null
    case 'new_time':
      return state === 'en_route' && takingOf(facts)?.setOut?.expectedAt ? 'visit_new_time' : null
    case 'no_access':
      return state === 'no_access' ? 'visit_at_door' : null
    case 'handed_on':
      return takingOf(facts) || facts.ended ? null : 'visit_asking_again'
    case 'not_coming':
      return state === 'stood_down' || state === 'failed' ? 'visit_not_coming' : null
    case 'held':
      return state === 'on_hold' ? 'visit_held' : null
    default:
      return assertNever(change)
  }
}

/** A time that is only a few minutes another is on the page, and no text. Seconds. */
const SAME_TIME = 600
/** A hold that moves what was promised by less than this is on the page alone. Seconds. */
const SHORT_HOLD = 1_800

/** What of an event a carer is texted about. `before`: as the task was, null where it was just raised. */
export function changeOf(
  before: TeamTaskFacts | null,
  after: TeamTaskFacts,
  event: TeamTaskEvent['kind'],
): VisitChange | null {
  // Who goes with them changes nothing for who waits, nor that the second goes where the first cannot.
  const has = takingOf(after)
  if (event === 'handed_on' && has) return null
  if (event === 'accepted' && has?.second && before && takingOf(before)) return null
  if (event === 'accepted' || event === 'no_access' || event === 'handed_on') return event
  // What was settled by telephone may come by another way; nobody is told that nobody comes.
  if (event === 'stood_down' || event === 'failed') return 'not_coming'
  if (event === 'held') return isPutOff(before, after) ? 'held' : null
  if (event !== 'set_out') return null
  const told = before && takingOf(before)?.setOut
  if (!told) return 'set_out'
  const now = takingOf(after)?.setOut?.expectedAt
  if (!now || now === told.expectedAt) return null
  const isNews = told.expectedAt === null || Math.abs(secondsBetween(told.expectedAt, now)) >= SAME_TIME
  return isNews ? 'new_time' : null
}

/** Nobody is asked again before it is well past the time that was promised, or to which it was held before. */
function isPutOff(before: TeamTaskFacts | null, { dueAt, hold }: TeamTaskFacts): boolean {
  if (!hold) return false
  const expectedAt = before && takingOf(before)?.setOut?.expectedAt
  const heldTo = before?.hold?.until ?? dueAt
  const promised = expectedAt ?? (heldTo > dueAt ? heldTo : dueAt)
  return hold.until > plusSeconds(promised, SHORT_HOLD)
}

/** Their own time, and so much longer. Seconds. */
const GRACE = 600
/** For whom half an hour is long. */
const SOON: readonly TeamTaskFacts['urgency'][] = ['U0', 'U1', 'U2']

/** What a carer who still waits is told at this moment: nothing while they are on the way in time. */
export function stillText(facts: TeamTaskFacts, at: Instant): TemplateName | null {
  if (!SOON.includes(facts.urgency) || facts.hold) return null
  const taking = takingOf(facts)
  if (!taking) return 'visit_still_asking'
  const expectedAt = taking.setOut?.expectedAt ?? null
  const isLate = at > facts.dueAt || (expectedAt !== null && at > plusSeconds(expectedAt, GRACE))
  return isLate ? 'visit_late' : null
}
