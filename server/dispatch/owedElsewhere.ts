import { type Life, livesAsRead } from '#server/patients/stopStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { toldWith } from './personOfTask.ts'
import { changeTask, isTaskUnchanged } from './taskStore.ts'

/** What a call still owes, once the call is about somebody else: pieces for the statement that says so. */
export type OwedElsewhere = {
  /** A boolean to put before anything is written: the persons live as was read, and what is owed is what was read. */
  isAsRead: Fragment
  parts: (onlyIf: Fragment) => Fragment[]
  told: LiveMessage[]
}

type Elsewhere = {
  /** About whom it is owed from now on; nobody, while that is not known. */
  to: PatientId | null
  /** Whom it leaves and to whom it comes. What starts again on the one at this moment, or stops on the other, comes wholly before or after. */
  lives: readonly (Life & { patientId: PatientId })[]
}

/**
 * The same promises, owed about somebody else: with whom they were, and by when they are due. `before`: as each is stored; `is`: as it
 * is owed, which is otherwise where something had stopped it.
 */
export function owedElsewhere(
  sql: Sql,
  lineId: LineId,
  tasks: readonly { before: BoardTask; is: BoardTask }[],
  { to, lives }: Elsewhere,
): OwedElsewhere {
  const changes = tasks.map(({ before, is }) => ({
    before,
    after: {
      ...toldWith(
        { ...is, patientId: to },
        lives.find(life => life.patientId === to),
      ),
      version: before.version + 1,
    },
  }))
  const guards = [
    ...lives.map(({ patientId, ...life }) => livesAsRead(sql, lineId, patientId, life)),
    ...tasks.map(({ before }) => isTaskUnchanged(sql, before)),
  ]
  return {
    isAsRead: guards.reduceRight<Fragment>(
      (rest, guard) => sql`case when ${guard} then ${rest} else false end`,
      sql`true`,
    ),
    parts: onlyIf => changes.map((change, i) => changeTask(sql, `owed_${i}`, change, onlyIf)),
    told: changes.map(({ after }) => ({ kind: 'task', task: after })),
  }
}
