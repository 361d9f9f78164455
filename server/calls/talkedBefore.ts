import { appendAccess } from '#server/audit/auditStore.ts'
import { isHers, taskOfLine } from '#server/dispatch/commandTask.ts'
import { isTaskInHand } from '#server/dispatch/taskInHandStore.ts'
import { isPlaceKept } from '#server/patients/linkStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { TaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { TalkedBefore } from '#shared/talkedBefore.ts'
import { readCall } from './callStore.ts'
import { talksOf } from './core/call.ts'
import { readKeptOfTask } from './notesStore.ts'

/**
 * A call that was lost while they talked comes back as a task: whoever looks at it learns who had talked, and whoever has taken it what
 * was written down and whom it was about. Those words are a look like any other.
 */
export async function talkedBefore(
  { db }: { db: Database },
  actor: Actor,
  taskId: TaskId,
  requestId: string,
): Promise<TalkedBefore> {
  const task = await taskOfLine(db, actor, taskId)
  const call = task.callId ? await readCall(db, task.callId) : null
  const talks = call ? talksOf(call.facts) : []
  if (!call || talks.length === 0 || !isHers(task, actor)) return { talks, kept: null }
  const { sql } = db
  const why = { kind: 'task' as const, taskId }
  const kept = await readKeptOfTask(db, call.id, {
    patientId: task.patientId,
    isInHand: isTaskInHand(sql, task, actor),
    isCovered: isPlaceKept(sql, sql`p`),
    accessLogged: appendAccess(sql, { actor, action: 'opened', why, requestId }),
  })
  return { talks, kept }
}
