import type { Board } from '#client/live/core/board.ts'
import { type BoardTeamTask, TEAM_TASK_OVER } from '#shared/teamTasks.ts'
import { outlivesDeath } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'

/** The soonest due first. What is over and still on the board is there for whoever is out, and not for itself. */
export function openTeamTasks(tasks: Board['teamTasks']): BoardTeamTask[] {
  return [...tasks.values()]
    .filter(({ state }) => !TEAM_TASK_OVER.includes(state))
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.teamTaskId.localeCompare(b.teamTaskId))
}

/** One has said yes, two are to go, and nobody goes with them. */
export function lacksSecond({ two, owner }: BoardTeamTask): boolean {
  return two !== undefined && !two.isWaived && two.second === null && owner.kind === 'responder'
}

/** A nurse has something to do: it is late, nobody accepts it, they could not get in, or whom it is for has died or taken sharing back. */
export function needsTheLine(task: BoardTeamTask, now: Instant): boolean {
  if (task.hasDied && !outlivesDeath(task.kind) && task.afterDeath !== 'kept') return true
  if (task.takenBack === 'proposed' || task.state === 'no_access') return true
  if (lacksSecond(task))
    return task.alerted !== 'nobody' || task.nobodyUntil !== null || task.state !== 'accepted'
  if (task.state === 'arrived' || task.state === 'on_hold') return false
  if (task.dueAt < now) return true
  return task.owner.kind !== 'responder' && (task.alerted !== 'nobody' || task.nobodyUntil !== null)
}
