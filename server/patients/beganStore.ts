import type { Sql } from '#server/platform/database.ts'

/** Reads record_entries: with what a record began, for a registration that is sent again. Asks nobody's leave: shows nobody anything. */
export function beganWith(sql: Sql, lineId: string, patientId: string) {
  return sql<{ section: string; knownState: string; body: unknown; authorId: string | null }[]>`
    select e.section, e.known_state, e.body, e.author ->> 'id' as author_id
    from record_entries e
    join patients p on p.id = e.patient_id and p.line_id = e.line_id
    where e.line_id = ${lineId}
      and e.patient_id = ${patientId}
      and e.version = 1
      and e.written_at = p.created_at`
}
