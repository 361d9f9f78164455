import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { CallId, StaffId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { StoredCall } from './storedCall.ts'

/**
 * A call about nobody that a shift lead lets rest, and one that is taken up again: both are in the call's diary. It rests at the epoch at
 * which that was said: a call that is about somebody since is not at rest.
 */
export type RestKind = 'outcome_rested' | 'outcome_taken_up'

type Change = {
  kind: RestKind
  by: { staffId: StaffId; name: string }
  because: string | null
  at: Instant
  sourceKey: string
}

/** CTEs `call_rested (id)` and `rest_in_diary`: where the call, which nobody has in hand, still is as it was read. */
export function restCallOver(
  sql: Sql,
  call: StoredCall,
  { kind, by, because, at, sourceKey }: Change,
  onlyIf: Fragment,
): Fragment {
  const version = call.version + 1
  const event = { kind, at, epoch: call.identityEpoch, version, because, by: by.name }
  return sql`
    call_rested as (
      update calls
      set version = ${version}
      where id = ${call.id}
        and line_id = ${call.lineId}
        and version = ${call.version}
        and identity_epoch = ${call.identityEpoch}
        and held_by is null
        and ${onlyIf}
      returning id
    ),
    rest_in_diary as (
      insert into call_events (source_key, call_id, line_id, received_at, event, by_staff, moved_from, moved_to)
      select ${sourceKey}, call_rested.id, ${call.lineId}::uuid, ${at}::timestamptz, ${sql.json(event)}::jsonb,
             ${by.staffId}::uuid, ${call.state}, ${call.state}
      from call_rested
    )`
}

/** A lateral join over `calls`, as `rest (at, by, because)`: how it was let rest; nothing but nulls where it does not rest. */
export function restOf(sql: Sql): Fragment {
  return sql`
    left join lateral (
      select said.event ->> 'at' as at, said.event ->> 'by' as by, said.event ->> 'because' as because
      from (
        select event
        from call_events
        where call_events.call_id = calls.id
          and event ->> 'kind' = any(${['outcome_rested', 'outcome_taken_up'] satisfies RestKind[]}::text[])
          and (event ->> 'epoch')::int = calls.identity_epoch
        order by (event ->> 'version')::bigint desc
        limit 1
      ) said
      where said.event ->> 'kind' = 'outcome_rested'
    ) rest on true`
}

/** Whether this call rests. */
export async function isAtRest({ sql, run }: Database, callId: CallId): Promise<boolean> {
  const rows = await run(
    sql`select from calls ${restOf(sql)} where calls.id = ${callId} and rest.at is not null`,
  )
  return rows.length > 0
}

const Said = z.object({
  callId: CallId,
  by: StaffId,
  event: z.object({ kind: z.enum(['outcome_rested', 'outcome_taken_up']), because: z.string().nullable() }),
})

/** What was said under this key already. */
export async function readRest(
  { sql, run }: Database,
  sourceKey: string,
): Promise<z.infer<typeof Said> | undefined> {
  const [row] = await run(sql`
    select call_id, by_staff as by, event from call_events where source_key = ${sourceKey}`)
  return row && Said.parse(row)
}
