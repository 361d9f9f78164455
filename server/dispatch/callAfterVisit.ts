import { numberToRing } from '#server/patients/roundFactsStore.ts'
import type { Life } from '#server/patients/stopStore.ts'
import type { Database } from '#server/platform/database.ts'
import { BoardTask } from '#shared/dispatch.ts'
import type { CallId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import { afterVisitDue } from './core/afterVisit.ts'
import { toldWith } from './personOfTask.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'

export type AfterVisitDeps = {
  db: Database
  newId: () => string
  /** From which number a call came: calls are above this module, which is handed it. */
  numberOfCall: (callId: CallId) => Promise<E164 | null>
}

/**
 * The call that is owed once a team has said how it ended, for the statement in which it says so: to whoever rang, else by the number on the
 * record. Nobody is rung about somebody who has died.
 */
export async function callAfterVisit(
  { db, newId, numberOfCall }: AfterVisitDeps,
  { id, lineId, patientId, callId, facts }: StoredTeamTask,
  life: Life,
  at: Instant,
): Promise<BoardTask | null> {
  const dueAt = life.hasDied ? null : afterVisitDue(facts)
  if (dueAt === null) return null
  const rang = callId ? await numberOfCall(callId) : null
  const task = BoardTask.parse({
    taskId: newId(),
    version: 1,
    kind: 'after_visit',
    state: 'open',
    callId: null,
    from: rang ?? (await numberToRing(db, lineId, patientId)),
    raisedAt: at,
    // Told late by a phone that had no signal, it is not owed before anybody could know of it.
    dueAt: dueAt < at ? at : dueAt,
    owner: { kind: 'desk' },
    patientId,
    recordingSid: null,
    seconds: null,
    tries: 0,
    afterTeamTask: id,
  })
  return toldWith(task, life)
}
