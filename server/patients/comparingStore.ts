import type { Fragment, Sql } from '#server/platform/database.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { isPlaceKept } from './linkStore.ts'
import { entryColumns, type RecordRow } from './recordStore.ts'

/** Owns record_entries: reading what several people are compared by. */

type Comparing = {
  lineId: string
  patientIds: readonly string[]
  /** A boolean over the database: whether this actor has a reason to compare now. */
  relationship: Fragment
  only: readonly SectionName[]
  /** The CTE of the access log, reading from `looked`. */
  accessLogged: Fragment
}

/**
 * Of several people the newest version of every item of these sections, with one row of the access log for each person: what
 * `readRecord` does for one. Nobody's row comes back when there is no reason; each is then logged as refused.
 * Both lists stand in queries of their own, which hides their length: PostgreSQL would plan anew for each, and that takes longer than reading.
 */
export function readToCompare(sql: Sql, { lineId, patientIds, relationship, only, accessLogged }: Comparing) {
  return sql<(RecordRow & { comparedId: string })[]>`
    with asked as materialized (
      select wanted.id as wanted_id, p.id, p.version, ${isPlaceKept(sql, sql`p`)} as is_protected
      from unnest((select ${[...patientIds]}::text[])) as given (id)
      cross join lateral (select given.id::uuid) as wanted (id)
      left join patients p on p.line_id = ${lineId} and p.id = wanted.id and (${relationship})
    ),
    shown as materialized (
      select distinct on (e.patient_id, e.section, e.item_id) ${entryColumns(sql)}
      from asked
      join record_entries e on e.patient_id = asked.id and e.line_id = ${lineId}
        and e.section = any((select ${[...only]}::text[])::text[])
      order by e.patient_id, e.section, e.item_id, e.version desc
    ),
    looked as (
      select
        wanted_id as patient_id,
        array(select distinct section from shown where shown.patient_id = asked.id) as what,
        case when asked.id is null then 'refused' else 'allowed' end as outcome
      from asked
    ),
    ${accessLogged}
    select
      true as allowed, asked.version as record_version, asked.is_protected, now() as as_of, null as beside, asked.id as compared_id, shown.*
    from asked
    left join shown on shown.patient_id = asked.id
    where asked.id is not null`
}
