import { settleOwed } from '#server/dispatch/owedTask.ts'
import { readOwedTask } from '#server/dispatch/taskStore.ts'
import { lifeOf } from '#server/patients/stopStore.ts'
import type { Database } from '#server/platform/database.ts'
import { type NamedNurse, readNamedNurses } from '#server/staff/staffStore.ts'
import type { CallId, LineId, TaskId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { CallFacts } from './core/facts.ts'
import { holder } from './core/follows.ts'
import { owedBy } from './core/owed.ts'
import type { StoredCall } from './storedCall.ts'

/** What else changes when a call does: who is busy with it, and what is owed for it. */

type Of = { callId: CallId; lineId: LineId }

/** What the call owes from now on, and owed until now. */
export async function owing(
  deps: { db: Database; clock: () => Instant; newId: () => string },
  { callId, lineId }: Of,
  before: StoredCall | null,
  after: CallFacts,
) {
  const [was, is] = [before ? owedBy(before.facts) : null, owedBy(after)]
  if (!was && !is) return null
  const existing = before ? await readOwedTask(deps.db, callId) : null
  // It is owed already, in a way that is not ours to change: a second task would be told to every board, and be nowhere.
  if (existing === 'of_a_newer_server') return null
  const patientId = before?.patientId
  const [life] = patientId && is ? await deps.db.run(lifeOf(deps.db.sql, lineId, patientId)) : []
  return settleOwed(deps.db.sql, lineId, existing, is, {
    callId,
    from: after.from,
    person: patientId && life ? { patientId, ...life } : null,
    newTaskId: deps.newId() as TaskId, // ids are branded where they are made
    at: deps.clock(),
  })
}

/** The nurses whose own state changes with the call's holder. */
export async function nursesAfter(
  db: Database,
  { callId, lineId }: Of,
  before: StoredCall | null,
  after: CallFacts,
  at: Instant,
): Promise<NamedNurse[]> {
  const [was, is] = [before ? holder(before.facts) : null, holder(after)]
  if (was?.staffId === is?.staffId) return []
  const nurses = await readNamedNurses(
    db,
    lineId,
    [was, is].flatMap(one => one?.staffId ?? []),
  )
  return nurses.flatMap((nurse): NamedNurse[] => {
    if (nurse.staffId === is?.staffId) return [{ ...nurse, state: 'busy' as const, since: at, callId }]
    if (!was || nurse.staffId !== was.staffId) return []
    // She who did not come to her call, or left it to others, is not offered the next one until she says that she is there.
    const missed = after.claims[was.number]?.released?.because === 'nurse_not_joined'
    const isLeft = was.number === is?.number
    return [
      {
        ...nurse,
        state: missed || isLeft || nurse.isDisabled ? ('away' as const) : ('ready' as const),
        since: at,
        callId: null,
      },
    ]
  })
}
