import { readTasksOfCall } from '#server/dispatch/taskStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { CallId, LineId, PatientId } from '#shared/ids.ts'
import { isStopped, readStopsOf, restoreStops } from './deathStopStore.ts'

/** `is`: as it is owed; of what a death had stopped, as it was before: with whom, and by when. */
export type Owed = { before: BoardTask; is: BoardTask }
export type OwedByCall = { tasks: Owed[]; restarted: (onlyIf: Fragment) => Fragment[] }

/**
 * What a call owes once it is about this person, or nobody: what is open, and what a death of somebody else had stopped, which is no
 * reason any more. Open and stopped are read as one, so that what starts again at this moment is not missed by both.
 */
export async function owedByCall(
  db: Database,
  lineId: LineId,
  callId: CallId,
  to: PatientId | null,
): Promise<OwedByCall> {
  const { sql } = db
  const isOfAnother = sql`(${to}::uuid = any(${recordsOf(sql, sql`tasks.patient_id`)})) is not true`
  const tasks = await readTasksOfCall(db, lineId, callId, sql`${isStopped(sql)} and ${isOfAnother}`)
  const ended = tasks.filter(({ state }) => state === 'done')
  const stops =
    ended.length > 0
      ? await readStopsOf(
          db,
          ended.map(({ taskId }) => taskId),
        )
      : []
  const owed = tasks.map((before): Owed => {
    const stop = stops.find(({ subjectId }) => subjectId === before.taskId)
    return { before, is: stop?.was ?? before }
  })
  return {
    tasks: owed,
    restarted: onlyIf => (stops.length > 0 ? [restoreStops(sql, stops, onlyIf)] : []),
  }
}
