import type { Fragment, Sql } from '#server/platform/database.ts'

/**
 * A number: how many items of these `records`, a uuid[], still say what was written in this call. What was only said to be still right
 * is not among them.
 */
export function itemsFromCall(sql: Sql, lineId: string, callId: string, records: Fragment): Fragment {
  return sql`(
    select count(*)::int
    from record_entries from_call
    where from_call.line_id = ${lineId}
      and from_call.patient_id = any(${records})
      and from_call.source ->> 'callId' = ${callId}
      and from_call.change in ('added', 'changed')
      and not exists (
        select from record_entries since
        where since.patient_id = from_call.patient_id and since.section = from_call.section
          and since.item_id = from_call.item_id and since.version > from_call.version and since.change <> 'confirmed'
      )
  )`
}
