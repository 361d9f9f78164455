import type { HandOverItem } from '#shared/handOver.ts'
import type { StaffId } from '#shared/ids.ts'

/**
 * By id what may have been the giver's when a hand-over was given: nothing that was somebody else's then, or nobody's, and nothing that came
 * later. A hand-over may wait until she is on again, with other work. What a team had then may be in her hand besides.
 */
export function hersAsGiven(items: readonly HandOverItem[], giver: StaffId): ReadonlySet<string> {
  return new Set(
    items.flatMap(item => {
      if (item.kind !== 'open') return []
      const { owner } = item.row.kind === 'task' ? item.row.task : item.row.teamTask
      const isHers = owner.kind === 'responder' || (owner.kind === 'nurse' && owner.staffId === giver)
      if (!isHers) return []
      return [item.row.kind === 'task' ? item.row.task.taskId : item.row.teamTask.teamTaskId]
    }),
  )
}
