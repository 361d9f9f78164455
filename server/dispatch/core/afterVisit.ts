import { dayInBritain, momentInBritain, showTime } from '#shared/days.ts'
import { outlivesDeath } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { Urgency } from '#shared/urgency.ts'
import { isRemote } from './teamTask.ts'
import type { TeamTaskFacts } from './teamTaskFacts.ts'

/** So long after a visit it shows whether it has helped. Somebody who waits for a visit that does not come is rung at once. Seconds. */
const AN_HOUR = 3_600
const WHERE_IT_FAILED_SECONDS = 600

/** What was wanted within an hour is asked about at any hour; for the rest nobody is woken between these. */
const NIGHT = { from: '21:00', until: '08:00' } as const

/** Of what nobody sat up for it is asked half a day later, by day, and before it would be among what is not closed after 24 hours. */
const HALF_A_DAY = 12 * AN_HOUR

/** Those that somebody at the house waits for, and those that were dated. Source: domain guide 4.7, which asks it of every visit. */
const WAITED_FOR: readonly Urgency[] = ['U1', 'U2', 'U3']
const DATED: readonly Urgency[] = ['U4', 'U5', 'U6']

/**
 * When whoever waited is to be rung, once a team has said how it ended: is it as they found it, and does it hold; or who comes now, where it
 * could not be done. Null where nobody waits for it, or they have died.
 */
export function afterVisitDue(facts: TeamTaskFacts): Instant | null {
  const { ended, urgency, kind, died } = facts
  if (!ended || died || outlivesDeath(kind)) return null
  if (ended.how === 'failed') return plusSeconds(ended.at, WHERE_IT_FAILED_SECONDS)
  if (ended.how !== 'done' || isRemote(facts)) return null
  if (DATED.includes(urgency)) return byDay(plusSeconds(ended.at, HALF_A_DAY))
  if (!WAITED_FOR.includes(urgency)) return null
  const due = plusSeconds(ended.at, AN_HOUR)
  return urgency === 'U1' ? due : byDay(due)
}

function byDay(due: Instant): Instant {
  const [clock, day] = [showTime(due).slice(0, 5), dayInBritain(due)]
  if (clock < NIGHT.until) return momentInBritain(day, NIGHT.until)
  if (clock < NIGHT.from) return due
  return momentInBritain(dayInBritain(plusSeconds(due, HALF_A_DAY)), NIGHT.until)
}
