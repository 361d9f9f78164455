import { appendAccess } from '#server/audit/auditStore.ts'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import { disputeBefore, raiseDispute } from '#server/patients/disputeStore.ts'
import { type Looking, NO_REASON } from '#server/patients/openRecord.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CallId, CommandId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { PeopleDeps } from './peopleDeps.ts'

/** A record that may be of the wrong person is looked into on the next working day at the latest. */
const DUE_WORKING_DAYS = 1

export type Disputing = { commandId: CommandId; because: string; callId: CallId | null }

type Before = { patientId: string; raisedBy: string; settledName: string | null }

/** Whoever says it again must not believe that the record is stopped when it was settled since. */
function assertStands(
  { patientId, raisedBy, settledName }: Before,
  way: { patientId: string; actor: Actor },
): void {
  if (patientId !== way.patientId || raisedBy !== way.actor.staffId)
    throw new Problem('conflict', 'This was asked for before, about somebody else. Begin again.')
  if (settledName)
    throw new Problem(
      'conflict',
      `You said this before, and ${settledName} has settled it: the record is written to again. If you still doubt whose it is, say so once more.`,
    )
}

/**
 * "This may be the wrong person's record": from the commit of this statement nothing is written on it, every page that shows it
 * says so, and a privacy officer and the shift lead have it in their lists. Reading stays possible: what is there may be all
 * that anybody knows at three in the morning. Said twice it is said once.
 */
export async function disputeIdentity(
  deps: PeopleDeps,
  way: Looking & { actor: Actor },
  { commandId, because, callId }: Disputing,
  requestId: string,
): Promise<void> {
  const { sql } = deps.db
  const { actor, patientId, why, relationship } = way
  const review = {
    key: `identity_disputed/${commandId}`,
    kind: 'identity_disputed' as const,
    patientId,
    because,
    dueAt: workingDaysLater(deps.clock(), DUE_WORKING_DAYS),
  }
  const isRaised = sql`exists (select from dispute_raised)`
  const told = [{ kind: 'record' as const, patientId, turnsLists: true as const }]
  const [row] = await deps.db.run(sql<{ isAllowed: boolean; before: Before | null }[]>`
    with ${raiseDispute(sql, actor, { id: commandId, patientId, callId, because }, relationship)},
    ${appendFeed(sql, actor.lineId, told, isRaised)},
    looked as (
      select ${patientId}::uuid as patient_id, array['identity disputed'] as what,
             case when exists (select from disputed_person) then 'allowed' else 'refused' end as outcome
    ),
    ${appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`)},
    ${raiseReview(sql, actor, review, isRaised)}
    select exists (select from disputed_person) as is_allowed, ${disputeBefore(sql, actor.lineId, commandId)} as before`)
  if (!row?.isAllowed) throw new Problem('not_allowed', NO_REASON)
  if (row.before) assertStands(row.before, way)
  deps.wakeFeed(actor.lineId)
}
