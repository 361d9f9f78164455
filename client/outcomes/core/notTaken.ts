import type { CallId } from '#shared/ids.ts'
import { type BoardTeamTask, TEAM_TASK_OVER } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'

const URGENT: readonly BoardTeamTask['urgency'][] = ['U0', 'U1', 'U2']

/** What is said beside the button that closes a call; null where nothing urgent was asked of a team in it. */
export type NotTaken = { isWaiting: boolean; says: string }

/**
 * Whoever closes the call may be the last to look: what she asked for urgently in it is not accepted yet. Once it is the line stays, in
 * other words, so that the button under her hand does not move.
 */
export function notTaken(tasks: Iterable<BoardTeamTask>, callId: CallId): NotTaken | null {
  const urgent = [...tasks].filter(task => task.callId === callId && URGENT.includes(task.urgency))
  if (urgent.length === 0) return null
  const waiting = urgent
    .filter(({ owner, state }) => owner.kind !== 'responder' && !TEAM_TASK_OVER.includes(state))
    .toSorted((one, other) => one.urgency.localeCompare(other.urgency))
  const [first, ...others] = waiting
  if (!first) return { isWaiting: false, says: 'Nothing urgent of this call waits for a team.' }
  const also = others.length > 0 ? `, and ${others.length} more` : ''
  return {
    isWaiting: true,
    says: `Not accepted yet: ${first.urgency}, ${workKinds[first.kind].text}${also}.`,
  }
}
