import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { type LineId, OrganisationId, StaffId } from '#shared/ids.ts'
import { OrganisationKind } from '#shared/organisations.ts'
import { Role } from '#shared/staff.ts'

/** Reads organisations and those who work there. */

export const OrganisationOfLine = z.object({
  organisationId: OrganisationId,
  name: z.string(),
  kind: OrganisationKind,
  odsCode: z.string().nullable(),
  people: z.array(z.object({ staffId: StaffId, name: z.string(), role: Role })),
})
export type OrganisationOfLine = z.infer<typeof OrganisationOfLine>

/** One JSON value: the organisations of a line, each an OrganisationOfLine, with those of its people who can sign in. */
export function organisationsOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(
    select coalesce(json_agg(of_line order by of_line.kind, of_line.name), '[]')
    from (
      select o.id as "organisationId", o.name, o.kind, o.ods_code as "odsCode",
             coalesce((
               select json_agg(json_build_object('staffId', s.id, 'name', s.name, 'role', s.role) order by s.name, s.id)
               from staff s
               where s.organisation_id = o.id and s.disabled_at is null
             ), '[]') as people
      from organisations o
      where o.line_id = ${lineId}
    ) of_line
  )`
}

const Organisations = z.array(OrganisationOfLine)

/** The organisations of a line, with those of their people who can sign in. */
export async function readOrganisations(db: Database, lineId: LineId): Promise<OrganisationOfLine[]> {
  const [row] = await db.run(db.sql`select ${organisationsOf(db.sql, lineId)} as organisations`)
  return Organisations.parse(row?.organisations)
}
