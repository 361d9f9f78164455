import type { Fragment, Sql } from '#server/platform/database.ts'

/** `callId`: that of the call as text. `records`: a uuid[]. `leftAt`: since when the call is not about them any more. */
export type FromCall = { lineId: string; callId: Fragment; records: Fragment; leftAt: Fragment }

/** Rows `(patient_id)`: whose record each of those items is on that `itemsFromCall` counts. */
export function recordsOfItems(sql: Sql, of: FromCall): Fragment {
  return sql`select patient_id from record_entries from_call where ${isLeft(sql, of)}`
}

/**
 * A number: how many items of these records still say what was written in this call, and nobody has looked at since it left. What was
 * only said in it to be still right is not among them; what somebody has said to be right since is not either.
 */
export function itemsFromCall(sql: Sql, of: FromCall): Fragment {
  return sql`(select count(*)::int from record_entries from_call where ${isLeft(sql, of)})`
}

/** One JSON value: which they are, and whether the call wrote them anew or changed what was there. */
export function itemsLeftBy(sql: Sql, of: FromCall): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'patientId', patient_id, 'section', section, 'itemId', item_id, 'change', change
    ) order by written_at), '[]')
    from record_entries from_call
    where ${isLeft(sql, of)}
  )`
}

function isLeft(sql: Sql, { lineId, callId, records, leftAt }: FromCall): Fragment {
  return sql`
    from_call.line_id = ${lineId}
      and from_call.patient_id = any(${records})
      and from_call.source ->> 'callId' = ${callId}
      and from_call.change in ('added', 'changed')
      and not exists (
        select from record_entries since
        where since.patient_id = from_call.patient_id and since.section = from_call.section
          and since.item_id = from_call.item_id and since.version > from_call.version
          and (since.change <> 'confirmed' or since.written_at > ${leftAt})
      )`
}

/**
 * A boolean: as of this version the item says what was written in this call, whatever became of it since: whoever sends the same again
 * is answered again.
 */
export function isFromCall(
  sql: Sql,
  item: { patientId: string; section: string; itemId: string; version: number },
  callId: string,
): Fragment {
  return sql`coalesce((
    select source ->> 'callId' = ${callId}
    from record_entries
    where patient_id = ${item.patientId} and section = ${item.section} and item_id = ${item.itemId}
      and version <= ${item.version} and change <> 'confirmed'
    order by version desc
    limit 1
  ), false)`
}
