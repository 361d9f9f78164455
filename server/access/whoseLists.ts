import { isInLogOf } from '#server/audit/logStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'

/** Whose page it is, as far as it matters for what its lists hold. */
export type Page = Pick<Actor, 'sessionId' | 'staffId' | 'organisationId'>

/**
 * Of these pages of a line, the sessions of those whose lists may hold one of these people: their organisation has to do with them, or
 * they stand in the log of that session, as shown or as somebody who may exist. Asked when what lists say of them has changed, of whom
 * nothing is said to the page.
 */
export async function readListing(
  { sql, run }: Database,
  lineId: LineId,
  patientIds: readonly PatientId[],
  pages: readonly Page[],
): Promise<ReadonlySet<string>> {
  const rows = await run(sql<{ sessionId: string }[]>`
    with person as materialized (
      select distinct same.id
      from unnest(${[...patientIds]}::uuid[]) as changed (id)
      cross join lateral unnest(${recordsOf(sql, sql`changed.id`)}) as same (id)
    )
    select distinct page.session_id
    from unnest(
      ${sql.array(pages.map(one => one.sessionId))}::uuid[],
      ${sql.array(pages.map(one => one.staffId))}::uuid[],
      ${sql.array(pages.map(one => one.organisationId))}::uuid[]
    ) as page (session_id, staff_id, organisation_id)
    cross join person
    where exists (
        select
        from relationships r
        where r.line_id = ${lineId}
          and r.patient_id = person.id
          and r.organisation_id = page.organisation_id
          and (r.staff_id is null or r.staff_id = page.staff_id)
          and r.ended_at is null
      )
      or ${isInLogOf(sql, lineId, sql`person.id`, sql`page.session_id`)}`)
  return new Set(rows.map(row => row.sessionId))
}
