import { appendAccess } from '#server/audit/auditStore.ts'
import { readOtherCalls, readOtherNotes } from '#server/calls/otherCallsStore.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import { owedAbout } from '#server/dispatch/owedAboutStore.ts'
import { isPlaceKept, recordsOf } from '#server/patients/linkStore.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CallId } from '#shared/ids.ts'
import type { BesideThis, OtherNotes } from '#shared/otherCalls.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, type RecordDeps } from './aboutPatient.ts'

/** Two carers may ring at once about one person: who else talks about them now, and what is owed already. */
export async function otherCallsFor(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  requestId: string,
): Promise<BesideThis> {
  const { forTask, ...about } = await asking(deps, actor, callId, epoch, requestId)
  const owed = owedAbout(deps.db.sql, { lineId: actor.lineId, callId, forTask })
  const beside = await readOtherCalls(deps.db, { ...about, callId }, owed)
  if (!beside) throw stale()
  return beside
}

/** What the colleague has written so far. Both write for themselves; each sees what the other writes. */
export async function otherNotesFor(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { epoch, otherCallId }: { epoch: number; otherCallId: CallId },
  requestId: string,
): Promise<OtherNotes> {
  const about = await asking(deps, actor, callId, epoch, requestId)
  const notes = await readOtherNotes(deps.db, otherCallId, about)
  if (notes === null)
    throw new Problem(
      'not_allowed',
      'Where this person is, is protected, and what your colleague writes may say it. Ask your colleague.',
    )
  if (!notes) throw new Problem('not_found', 'That call is not about this person, or nobody has it any more.')
  return notes
}

async function asking(deps: RecordDeps, actor: Actor, callId: CallId, epoch: number, requestId: string) {
  const { call, looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const { patientId, relationship, why } = looking
  const accessLogged = appendAccess(deps.db.sql, { actor, action: 'opened', why, requestId })
  const { sql } = deps.db
  const person = sql`
    select p.id, ${recordsOf(sql, sql`p.id`)} as records, ${isPlaceKept(sql, sql`p`)} as is_covered
    from patients p
    where p.line_id = ${actor.lineId} and p.id = ${patientId}`
  return { lineId: actor.lineId, patientId, person, relationship, accessLogged, forTask: call.forTask }
}
