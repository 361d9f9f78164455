import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import { FACT_SECTIONS } from './core/identityFacts.ts'
import { isPlaceKept } from './linkStore.ts'
import { entryColumns, type RecordRow } from './recordStore.ts'

/** Reads of several records what tells them apart, and nothing else. */

type Asked = {
  lineId: string
  patientIds: readonly PatientId[]
  /** A boolean about the person `p`: whether this actor may see who they are. */
  isShown: Fragment
  /** A text[] about the person `p`: the sections of which this actor is shown nothing. */
  kept: Fragment
  accessLogged: Fragment
}

/**
 * The identifying entries of these persons, newest version of each, and one row in the access log for every one of them; of
 * those who may not be seen there is only the refusal.
 */
export function readFacts(sql: Sql, { lineId, patientIds, isShown, kept, accessLogged }: Asked) {
  const ids = sql`${[...patientIds]}::uuid[]`
  return sql<RecordRow[]>`
    with asked as (
      select p.id, p.version, ${isPlaceKept(sql, sql`p`)} as is_protected, ${kept} as kept
      from patients p
      where p.line_id = ${lineId} and p.id = any(${ids}) and (${isShown})
    ),
    shown as materialized (
      select distinct on (e.patient_id, e.section, e.item_id) ${entryColumns(sql)}
      from asked
      join record_entries e on e.patient_id = asked.id and e.line_id = ${lineId}
      where e.section = any(${[...FACT_SECTIONS]}::text[]) and not (e.section = any(asked.kept))
      order by e.patient_id, e.section, e.item_id, e.version desc
    ),
    looked as (
      select one.id as patient_id,
             array(select distinct section from shown where shown.patient_id = one.id) as what,
             case when exists (select from asked where asked.id = one.id) then 'allowed' else 'refused' end as outcome
      from unnest(${ids}) as one (id)
    ),
    ${accessLogged}
    select true as allowed, asked.version as record_version, asked.is_protected, now() as as_of, null as beside,
           null as marks, shown.*
    from asked
    join shown on shown.patient_id = asked.id`
}
