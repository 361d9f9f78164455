import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showTime } from '#client/ui/core/when.ts'
import type { StaffId } from '#shared/ids.ts'
import { type BoardTeamTask, teamTaskStates } from '#shared/teamTasks.ts'
import { declineReasons } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

/** Who is asked, or has it, and how far they are. */
export function whereItIs(task: BoardTeamTask, now: Instant): string {
  const { owner, offer, alsoAsked = [], state, nobodyUntil, expectedAt } = task
  if (owner.kind === 'responder') {
    const eta = expectedAt && state === 'en_route' ? `, expected ${showTime(expectedAt)}` : ''
    return `${teamTaskStates[state].text}: ${owner.name}, ${owner.team}${eta}`
  }
  if (offer) {
    const left = secondsBetween(now, offer.until)
    const until = left > 0 ? `answers within ${inWordsDuration(left)}` : 'the time to answer is over'
    if (alsoAsked.length > 0) return `Asking ${[...alsoAsked, offer.team].join(', ')} at once: ${until}`
    return `${state === 'seen' ? 'Seen by' : 'Asking'} ${offer.team}: ${until}`
  }
  if (state === 'on_hold') return 'On hold'
  if (nobodyUntil) return `Nobody is left to ask: looked at again ${showTime(nobodyUntil)}`
  return 'The next team is being asked'
}

/** What the team before said; nothing once somebody has it. */
export function whatWasSaid({ before, owner }: BoardTeamTask): string | null {
  if (!before || owner.kind === 'responder') return null
  if (before.answer === 'silent') return `${before.team} did not answer`
  return `${before.team} declined: ${before.reason ? declineReasons[before.reason].text.toLowerCase() : ''}`
}

/** Whose it is on the line while no team has it. */
export function heldBy({ owner }: BoardTeamTask, me: StaffId): string {
  if (owner.kind === 'responder') return ''
  if (owner.kind === 'desk') return 'Nobody of the line has it in hand'
  return owner.staffId === me ? 'You see to it' : `${owner.name} sees to it`
}

/** Who was told that nobody accepts. */
export function toldOf({ alerted, owner }: BoardTeamTask): string | null {
  if (owner.kind === 'responder' || alerted === 'nobody') return null
  return alerted === 'manager' ? 'The manager on call is told' : 'Shift leads are told'
}

/** That two go, who the second is, and who is asked; nothing where one may go. */
export function twoGo({ two, owner, offer, nobodyUntil }: BoardTeamTask): string | null {
  if (!two) return null
  if (two.isWaived) return 'Two were asked for: a shift lead has said that one may go'
  if (two.second) return `Two go: ${two.second} is the second`
  if (owner.kind !== 'responder') return 'Two are to go'
  if (offer) return `Two are to go: ${offer.team} is asked for the second`
  return nobodyUntil
    ? 'Two are to go: nobody is left to ask for the second'
    : 'Two are to go: the second is being asked for'
}
