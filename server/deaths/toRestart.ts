import { toldWith } from '#server/dispatch/personOfTask.ts'
import { readTask } from '#server/dispatch/taskStore.ts'
import { type Life, livesAsRead, livesOf } from '#server/patients/stopStore.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { PatientId, TaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { StandingStop } from './deathStopStore.ts'

type Other = Life & { patientId: PatientId }
type Restart = { stop: StandingStop; before: BoardTask; after: BoardTask }
/** `others`: whom a call turned out to be about after the death had stopped what it promised. */
type Restarts = { changes: Restart[]; others: Other[] }

/**
 * What was stopped starts again as it was: with whom it was, and by when it was due. It is owed about whom its call is about now, who
 * is somebody else where the call has left this record since.
 */
export async function toRestart(
  db: Database,
  actor: Actor,
  stops: readonly StandingStop[],
): Promise<Restarts> {
  const ids = new Set(stops.flatMap(({ leftFor }) => leftFor?.patientId ?? []))
  const others = await livesOf(db, actor.lineId, [...ids])
  const changes = await Promise.all(
    stops.map(async (stop): Promise<Restart[]> => {
      const before = await readTask(db, actor.lineId, stop.subjectId as TaskId) // an id of a task, from its own row
      return before
        ? [{ stop, before, after: { ...taskAgain(stop, before, others), version: before.version + 1 } }]
        : []
    }),
  )
  return { changes: changes.flat(), others }
}

function taskAgain({ was, leftFor }: StandingStop, now: BoardTask, others: readonly Other[]): BoardTask {
  if (leftFor) {
    const { patientId } = leftFor
    return toldWith(
      { ...was, patientId },
      others.find(other => other.patientId === patientId),
    )
  }
  // How the record is linked may be otherwise by now; whether they have died is said by whoever starts it again.
  return toldWith(was, { hasDied: was.hasDied === true, keptAt: now.keptAt ?? null })
}

/** A boolean, asked after the records of the one are locked: those others live or have died as was read. */
export function areOthersAsRead(sql: Sql, { lineId }: Actor, others: readonly Other[]): Fragment {
  return others.reduceRight<Fragment>(
    (rest, { patientId, ...life }) =>
      sql`case when ${livesAsRead(sql, lineId, patientId, life)} then ${rest} else false end`,
    sql`true`,
  )
}
