import { answersToo, type BoardTask } from '#shared/dispatch.ts'
import type { OpenRow, ShiftNow, ShowOpen } from '#shared/shift.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** "Not closed after 24 h", every shift (domain guide 4.7): hours, and not a day, which is longer or shorter when the clocks change. */
const DAY_OLD_SECONDS = 86_400

/**
 * What is open, the soonest due first, which of late things is the one that waits longest; of two due at one moment the more urgent, then
 * the older. A promise for which another call back stands is not there twice, as on the board. Of what is `show`n the first `rows`, and
 * how many there are of each.
 */
export function openRows(
  { tasks, teamTasks }: { tasks: readonly BoardTask[]; teamTasks: readonly BoardTeamTask[] },
  { show, rows, at }: { show: ShowOpen; rows: number; at: Instant },
): Pick<ShiftNow, 'rows' | 'counts'> {
  const byId = new Map(tasks.map(task => [task.taskId, task]))
  const all: OpenRow[] = [
    ...tasks
      .filter(task => !task.answeredBy || !answersToo(byId.get(task.answeredBy.taskId), task))
      .map(task => ({ kind: 'task' as const, task })),
    ...teamTasks.map(teamTask => ({ kind: 'team_task' as const, teamTask })),
  ]
  const of: Record<ShowOpen, OpenRow[]> = {
    all,
    late: all.filter(row => isLate(row, at)),
    day_old: all.filter(row => partsOf(row).raisedAt <= plusSeconds(at, -DAY_OLD_SECONDS)),
  }
  return {
    rows: of[show].toSorted(inOrder).slice(0, rows),
    counts: { all: of.all.length, late: of.late.length, day_old: of.day_old.length },
  }
}

/** Somebody is there: what is due by then is met, although it is not done. */
function isLate(row: OpenRow, at: Instant): boolean {
  if (row.kind === 'team_task' && row.teamTask.state === 'arrived') return false
  return partsOf(row).dueAt < at
}

function partsOf(row: OpenRow) {
  const { dueAt, raisedAt } = row.kind === 'task' ? row.task : row.teamTask
  // What the line itself owes has no urgency of its own: its clock says how soon.
  const urgency = row.kind === 'task' ? 'U9' : row.teamTask.urgency
  return { dueAt, raisedAt, urgency }
}

function inOrder(one: OpenRow, other: OpenRow): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  return (
    a.dueAt.localeCompare(b.dueAt) ||
    a.urgency.localeCompare(b.urgency) ||
    a.raisedAt.localeCompare(b.raisedAt)
  )
}
