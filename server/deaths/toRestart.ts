import { readTask } from '#server/dispatch/taskStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { TaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { StandingStop } from './deathStore.ts'

type Restart = { stop: StandingStop; before: BoardTask; after: BoardTask }

/** What was stopped starts again as it was: with whom it was, and by when it was due. */
export async function toRestart(
  db: Database,
  actor: Actor,
  stops: readonly StandingStop[],
): Promise<Restart[]> {
  const changes = await Promise.all(
    stops.map(async (stop): Promise<Restart[]> => {
      const before = await readTask(db, actor.lineId, stop.subjectId as TaskId) // an id of a task, from its own row
      return before ? [{ stop, before, after: { ...stop.was, version: before.version + 1 } }] : []
    }),
  )
  return changes.flat()
}
