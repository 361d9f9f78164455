import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { isPlaceKept, recordsOf } from './linkStore.ts'
import { entryColumns, type RecordRow } from './recordStore.ts'
import { hasRestriction, hiddenSections } from './sharingStore.ts'

/** Reads of one record what tells in whose area somebody is, and nothing else. */

const SECTIONS: readonly SectionName[] = ['addresses', 'currentLocation', 'gpPractice']
const BEFORE_GOING: readonly SectionName[] = ['addresses', 'currentLocation', 'safetyFlags']

/**
 * The newest version of each item that says where somebody is; of a record that is kept at another, the kept one’s. In no access log:
 * nobody is shown any of it, it only decides which teams are asked.
 */
export function readWhereaboutsOf(sql: Sql, lineId: string, patientId: PatientId) {
  return sql<RecordRow[]>`
    with ${keptRecord(sql, lineId, patientId)}
    select distinct on (e.section, e.item_id)
      true as allowed, p.version as record_version, ${isPlaceKept(sql, sql`p`)} as is_protected, now() as as_of,
      null as beside, null as marks, ${entryColumns(sql)}
    from patients p
    join record_entries e on e.patient_id = p.id and e.line_id = p.line_id
    where p.line_id = ${lineId}
      and p.id = (select id from kept_record)
      and e.section = any(${[...SECTIONS]}::text[])
    order by e.section, e.item_id, e.version desc`
}

/**
 * One JSON value about the person `id`, an expression of the statement: the newest versions of what says where they are, of the record that
 * is kept, and of what could harm who goes there, of each that is linked to it. To be parsed by `beforeGoing`; whoever shows it writes the
 * look. To `shownTo` it is shown as of a protected place where the person keeps their record or their address from them.
 */
export function beforeGoingOf(sql: Sql, lineId: string, id: Fragment, shownTo?: Actor): Fragment {
  return sql`(
    select json_build_object(
      'isProtected', ${isPlaceKept(sql, sql`p`)} or ${shownTo ? isPlaceKeptFrom(sql, shownTo) : sql`false`},
      'items', coalesce((
        select json_agg(json_build_object(
          'section', newest.section, 'itemId', newest.item_id, 'body', newest.body
        ) order by newest.section, newest.item_id)
        from (
          select distinct on (e.section, e.patient_id, e.item_id) e.section, e.item_id, e.known_state, e.body, e.retracted
          from record_entries e
          where e.line_id = ${lineId}
            and e.patient_id = any(${recordsOf(sql, sql`p.id`)})
            and e.section = any(${[...BEFORE_GOING]}::text[])
            and (e.section = 'safetyFlags' or e.patient_id = coalesce(p.kept_at, p.id))
          order by e.section, e.patient_id, e.item_id, e.version desc
        ) as newest
        where newest.known_state = 'known' and newest.retracted is null
      ), '[]')
    )
    from patients p
    where p.line_id = ${lineId} and p.id = ${id}
  )`
}

/** A boolean over the row `p` of patients and the record that it is kept at. */
function isPlaceKeptFrom(sql: Sql, actor: Actor): Fragment {
  const kept = (id: Fragment) => sql`(
    ${hasRestriction(sql, actor, id, 'hide_all')}
    or ${hiddenSections(sql, actor, id)} && array['addresses', 'currentLocation']
  )`
  return sql`(${kept(sql`p.id`)} or (p.kept_at is not null and ${kept(sql`p.kept_at`)}))`
}

function keptRecord(sql: Sql, lineId: string, patientId: PatientId): Fragment {
  return sql`
    kept_record as (
      select coalesce(kept_at, id) as id from patients where line_id = ${lineId} and id = ${patientId}
    )`
}
