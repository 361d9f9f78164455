import { touchRecord } from '#server/patients/patientStore.ts'
import { lifeOf, livesAsRead } from '#server/patients/stopStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { LineId } from '#shared/ids.ts'

/** Whom a task is about, while it is changed: what consoles are told of it, and pieces for the statement that changes it. */
export type PersonOfTask = {
  told: (task: BoardTask) => BoardTask
  /** To be asked before the task is locked, as a report of a death locks the person first. */
  guards: Fragment[]
  parts: (onlyIf: Fragment) => Fragment[]
}

/**
 * Consoles are told with a change whether the person has died: a report of their death at this moment comes wholly before or wholly
 * after. It counts with the record, so that a report which waits for it finds that it has read too little.
 */
export async function personOfTask(db: Database, lineId: LineId, task: BoardTask): Promise<PersonOfTask> {
  const { sql } = db
  const { patientId } = task
  const [life] = patientId ? await db.run(lifeOf(sql, lineId, patientId)) : []
  if (!patientId || !life) return { told: changed => changed, guards: [], parts: () => [] }
  return {
    told: ({ hasDied: _, ...changed }) => (life.hasDied ? { ...changed, hasDied: true } : changed),
    guards: [livesAsRead(sql, lineId, patientId, life)],
    parts: onlyIf => [touchRecord(sql, lineId, patientId, onlyIf)],
  }
}
