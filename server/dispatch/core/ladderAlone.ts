import type { HandleTeamTask } from '#shared/teamTasks.ts'
import type { TeamTaskEvent } from './teamTaskFacts.ts'

/** What is decided about the task itself, whoever is being asked meanwhile. Whom to ask next is not: that depends on who was asked. */
const WHOEVER_IS_ASKED: readonly HandleTeamTask['act'][] = [
  'take',
  'hold',
  'keep',
  'urgency',
  'stand_down',
  'settle',
]

const LADDER: readonly TeamTaskEvent['kind'][] = [
  'nobody_left',
  'seen',
  'declined',
  'silent',
  'lead_alerted',
  'manager_alerted',
  'breached',
]

/**
 * Whether what a nurse decides holds although the task has moved since she looked: it was asked of the next by itself, and nobody has
 * accepted it, set out or decided about it. At night the ladder moves each few minutes, and she is not to read and press again for that.
 */
export function isLadderAlone(
  act: HandleTeamTask['act'],
  since: readonly (Pick<TeamTaskEvent, 'kind'> & { by?: unknown })[],
): boolean {
  return WHOEVER_IS_ASKED.includes(act) && since.every(isByItself)
}

function isByItself({ kind, by }: { kind: TeamTaskEvent['kind']; by?: unknown }): boolean {
  return LADDER.includes(kind) || (kind === 'offered' && by === null)
}
