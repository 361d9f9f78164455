import { z } from 'zod'
import type { PutRight } from '#server/audit/putRight.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { CallId, PatientId, StaffId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { StoredCall, StoredIdentity } from './storedCall.ts'

/** Whom a call is about, put right after it was over and its outcome saved. */

type Change = {
  from: PatientId | null
  to: PatientId | null
  identity: StoredIdentity
  by: StaffId
  because: string
  at: Instant
  sourceKey: string
}

/**
 * CTEs `call_moved (id)` and `move_in_diary`: the call, which nobody has in hand, is about somebody else, where it still is as it was
 * read. The epoch grows as with every settling.
 */
export function moveCallOver(
  sql: Sql,
  call: StoredCall,
  { from, to, identity, by, because, at, sourceKey }: Change,
  onlyIf: Fragment,
): Fragment {
  return sql`
    call_moved as (
      update calls
      set patient_id = ${to},
          identity = ${sql.json(identity as never)},
          identity_epoch = ${call.identityEpoch + 1},
          version = version + 1
      where id = ${call.id}
        and line_id = ${call.lineId}
        and version = ${call.version}
        and identity_epoch = ${call.identityEpoch}
        and held_by is null
        and ${onlyIf}
      returning id
    ),
    move_in_diary as (
      insert into call_events (source_key, call_id, line_id, received_at, event, by_staff, moved_from, moved_to)
      select ${sourceKey}, call_moved.id, ${call.lineId}::uuid, ${at}::timestamptz,
             ${sql.json({ kind: 'outcome_moved', at, from, patientId: to, epoch: call.identityEpoch + 1, because })}::jsonb,
             ${by}::uuid, ${call.state}, ${call.state}
      from call_moved
    )`
}

/** A uuid[] over the row `calls`: whom this call was ever said to be about, as its diary says; the records that it has left, and the one it is on. */
export function formerlyAbout(sql: Sql): Fragment {
  return sql`array(
    select told.id::uuid
    from call_events
    cross join lateral (
      values (event ->> 'patientId'), (case when event ->> 'kind' = 'outcome_moved' then event ->> 'from' end)
    ) as told (id)
    where call_events.call_id = calls.id
  )`
}

/** A moment over the row `calls`: when what was saved of it first left a record; null where it never did. */
export function firstLeftAt(sql: Sql): Fragment {
  return sql`(
    select min(received_at)
    from call_events
    where call_events.call_id = calls.id and (event ->> 'kind' = 'outcome_moved' or event ->> 'outcomeLeft' is not null)
  )`
}

/**
 * A uuid: the record which what was saved of this call left last while the call was still in hand; null where it left none so, or was
 * moved by an act since, whose word is newer: a caller whose line was lost waits for another nurse, and the call can be moved meanwhile.
 */
export function leftInHand(sql: Sql, callId: CallId): Fragment {
  return sql`(
    select (event ->> 'outcomeLeft')::uuid
    from call_events
    where call_id = ${callId} and (event ->> 'outcomeLeft' is not null or event ->> 'kind' = 'outcome_moved')
    order by (event ->> 'epoch')::int desc
    limit 1
  )`
}

/** What settles whom a call is about. */
const SETTLING = ['identified', 'identity_cleared', 'outcome_moved']

/** When a call left the person whom it had been said to be about, and who said so: the first settling after the last that named them. */
export const putRightInHand: PutRight = (sql, { calls: ids, records }) => sql`
  select calls.id as call_id, left_then.received_at as at, staff.name as by
  from calls
  cross join lateral (
    select max((event ->> 'epoch')::int) as epoch
    from call_events
    where call_events.call_id = calls.id
      and event ->> 'kind' = any(${SETTLING}::text[])
      and (event ->> 'patientId')::uuid = any(${records})
  ) as named
  cross join lateral (
    select received_at, by_staff
    from call_events
    where call_events.call_id = calls.id
      and event ->> 'kind' = any(${SETTLING}::text[])
      and (event ->> 'epoch')::int > named.epoch
    order by (event ->> 'epoch')::int
    limit 1
  ) as left_then
  join staff on staff.id = left_then.by_staff
  where calls.id in ${ids} and (calls.patient_id = any(${records})) is not true`

const Move = z.object({
  callId: CallId,
  by: StaffId,
  event: z.object({
    kind: z.literal('outcome_moved'),
    from: PatientId.nullable(),
    patientId: PatientId.nullable(),
    epoch: z.int(),
    because: z.string(),
  }),
})
export type Move = z.infer<typeof Move>

/** A move that was made under this key already. */
export async function readMove(db: Database, sourceKey: string): Promise<Move | undefined> {
  const [row] = await db.run(db.sql`
    select call_id, by_staff as by, event
    from call_events
    where source_key = ${sourceKey}`)
  return row && Move.parse(row)
}
