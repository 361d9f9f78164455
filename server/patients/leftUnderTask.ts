import type { Database } from '#server/platform/database.ts'
import type { PatientId, TaskId } from '#shared/ids.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { halfWrittenBy } from './halfWrittenStore.ts'

/** By which way a record is open for whoever has a task about its person. */
export function wayOfTaskKey(taskId: string): string {
  return `task ${taskId}`
}

/**
 * Why a task is not closed yet: its nurse left something half-written on the record that it opens to her, and it comes back by this task
 * alone. Her page knows of it only where the record is open there; after a reload, or in another window, it may not be.
 */
export async function leftUnderTask(
  db: Pick<Database, 'sql' | 'run'>,
  actor: Actor,
  { taskId, patientId }: { taskId: TaskId; patientId: PatientId | null },
): Promise<string | null> {
  if (!patientId) return null
  const sections = await halfWrittenBy(db, { actor, patientId, key: wayOfTaskKey(taskId) })
  if (sections.length === 0) return null
  const titles = [...new Set(sections.map(section => sectionOf(section).title))]
  return `Half-written on the record of this task: ${titles.join(', ')}. Open the record here, and save it or throw it away.`
}
