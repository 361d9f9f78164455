import { appendAccess } from '#server/audit/auditStore.ts'
import { isInDiary, toBoard } from '#server/calls/callStore.ts'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { moveCallOver } from '#server/calls/movedStore.ts'
import type { Proof } from '#server/calls/proveIdentity.ts'
import type { StoredCall, StoredIdentity } from '#server/calls/storedCall.ts'
import { owedElsewhere } from '#server/dispatch/owedElsewhere.ts'
import { recordsTold } from '#server/patients/linkStore.ts'
import { lockPersons, touchPersons } from '#server/patients/stopStore.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { LiveMessage } from '#shared/live.ts'
import { type MoveOutcome, movedInLog } from '#shared/movedOutcome.ts'
import type { Actor } from '#shared/staff.ts'
import { moveOutcomeTo } from './movedStore.ts'
import type { MovingRead } from './readMoving.ts'

export function sourceKeyOf({ commandId }: MoveOutcome): string {
  return `outcome-moved/${commandId}`
}

type Writing = { asked: MoveOutcome; proof: Proof | null; moving: MovingRead; requestId: string }

/**
 * One statement: the call with its epoch, its diary, the outcome, what is still owed, a change of both records, the news to every page
 * that shows one of them or one linked to it, and both access logs. Returns whether it was written; otherwise something is not as it
 * was read. It locks in the order of the house: persons, tasks, the call, the feed, the log.
 */
export async function writeMove(
  deps: CallDeps,
  actor: Actor,
  call: StoredCall,
  { asked, proof, moving, requestId }: Writing,
): Promise<boolean> {
  const { sql } = deps.db
  const { lineId, staffId } = actor
  const { from, to, left, life, lives } = moving
  const { because } = asked
  const at = deps.clock()
  const identity = identityAfter(asked, proof)
  const after = { ...call, patientId: to, identity, version: call.version + 1 }
  const owed = owedElsewhere(sql, lineId, moving.owed.tasks, { to, lives })
  const told: LiveMessage[] = [
    { kind: 'call', call: toBoard(after) },
    { kind: 'identity', callId: call.id, epoch: call.identityEpoch + 1 },
    ...owed.told,
  ]
  const persons = to === null ? left : [...left, to]
  const isMoved = sql`exists (select from call_moved)`
  const checked = proof?.kind === 'proved' && proof.skippedBecause !== null ? [movedInLog.unchecked] : []
  const access = {
    actor,
    action: 'changed' as const,
    why: { kind: 'call' as const, callId: call.id, movedBecause: because },
    requestId,
  }
  const parts = [
    lockPersons(sql, lineId, persons, to && life ? { patientId: to, ...life } : null),
    sql`unchanged as materialized (
      select case when exists (select from persons_as_read) then ${owed.isAsRead} else false end as holds
    )`,
    moveCallOver(
      sql,
      call,
      { from, to, identity, by: staffId, because, at, sourceKey: sourceKeyOf(asked) },
      sql`(select holds from unchanged)`,
    ),
    moveOutcomeTo(sql, { callId: call.id, lineId, to, moved: { at, by: actor.name, because } }, isMoved),
    ...owed.parts(isMoved),
    ...moving.owed.restarted(isMoved),
    touchPersons(sql, lineId, persons, isMoved),
    appendFeed(sql, lineId, recordsTold(sql, persons, told, { turnsLists: false }), isMoved),
    sql`looked as (
      select patient_id, what, 'allowed' as outcome
      from (
        select unnest(${left}::uuid[]), ${[movedInLog.off]}::text[]
        union all
        select ${to}::uuid, ${[movedInLog.on, ...checked]}::text[]
      ) as their_records (patient_id, what)
      where patient_id is not null and ${isMoved}
    )`,
    appendAccess(sql, access, sql`exists (select from feed_head)`),
  ]
  const list = parts.reduce((all, part) => sql`${all}, ${part}`)
  const rows = await deps.db.run(sql`with ${list} select id from call_moved`).catch(error => {
    // The same command at the same moment, for this call or another: it is looked for again.
    if (isInDiary(error)) return []
    throw error
  })
  return rows.length > 0
}

/** What was checked is kept with the call, as in one that is in hand. */
function identityAfter({ to }: MoveOutcome, proof: Proof | null): StoredIdentity {
  if (to.kind === 'nobody' || proof?.kind !== 'proved')
    return { checked: [], skippedBecause: null, caller: null, provisional: false }
  const { checked, skippedBecause } = proof
  return { checked, skippedBecause, caller: to.caller, provisional: false }
}
