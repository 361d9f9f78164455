import { touchRecord } from '#server/patients/patientStore.ts'
import { type Life, lifeOf, livesAsRead } from '#server/patients/stopStore.ts'
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

/** A task with what consoles are told of whom it is about: whether they have died, and which of two linked records is kept. */
export function toldWith(
  { hasDied: _, keptAt: __, ...task }: BoardTask,
  life: Pick<Life, 'hasDied' | 'keptAt'> | null | undefined,
): BoardTask {
  return {
    ...task,
    ...(life?.keptAt ? { keptAt: life.keptAt } : {}),
    ...(life?.hasDied ? { hasDied: true } : {}),
  }
}

/**
 * Consoles are told with a change whether the person has died, and of a linked record which one is kept: a report of their death, or a link, at
 * this moment comes wholly before or wholly after. It counts with the record, so that a report which waits for it finds that it has read too little.
 */
export async function personOfTask(db: Database, lineId: LineId, task: BoardTask): Promise<PersonOfTask> {
  const { sql } = db
  const { patientId } = task
  const [life] = patientId ? await db.run(lifeOf(sql, lineId, patientId)) : []
  if (!patientId || !life) return { told: changed => changed, guards: [], parts: () => [] }
  return {
    told: changed => toldWith(changed, life),
    guards: [livesAsRead(sql, lineId, patientId, life)],
    parts: onlyIf => [touchRecord(sql, lineId, patientId, onlyIf)],
  }
}
