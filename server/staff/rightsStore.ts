import { z } from 'zod'
import { type Database, isStillNamed } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { LiveMessage } from '#shared/live.ts'
import { OrganisationKind } from '#shared/organisations.ts'
import type { Role } from '#shared/staff.ts'
import type { Person } from './accountStore.ts'
import { ANSWERING } from './sessionStore.ts'

/** Changes of what somebody of the staff is: role, organisation, line. */

export type NewRights = {
  role?: Role | undefined
  organisation?: string | undefined
  line?: string | undefined
}

const Changed = z.object({
  lineName: z.string().nullable(),
  organisation: z.string().nullable(),
  organisationKind: OrganisationKind.nullable(),
  mayAnswer: z.boolean(),
  hasCall: z.boolean(),
  isChanged: z.boolean(),
})
type Changed = z.infer<typeof Changed>

/**
 * Gives somebody another role, organisation or line, in one statement that also ends every session of theirs and takes them off
 * the board, which is told `ifLeft`. Who answers calls must be of a hub; with a call in hand nobody changes line or stops
 * answering. 'holds_a_task': something on the old line is hers still.
 */
export async function changeRights(
  db: Database,
  { staffId, lineId }: Person,
  { role, organisation, line }: NewRights,
  ifLeft: readonly LiveMessage[],
): Promise<Changed | 'holds_a_task'> {
  const { sql } = db
  const answering = sql`role in ${sql(ANSWERING)}`
  try {
    const [row] = await db.run(sql`
      with person as (
        select staff.id, staff.line_id, staff.organisation_id, coalesce(${role ?? null}, staff.role) as role,
               exists (select from readiness where staff_id = staff.id and call_id is not null) as has_call
        from staff
        where staff.id = ${staffId}
      ),
      wanted as (
        select person.*, lines.id as new_line_id, lines.name as line_name, organisations.id as new_organisation_id,
               organisations.name as organisation, organisations.kind
        from person
        left join lines on case when ${line ?? null}::text is null then lines.id = person.line_id
                                else lines.phone_number = ${line ?? null} end
        left join organisations
          on organisations.line_id = lines.id
          and case when ${organisation ?? null}::text is null then organisations.id = person.organisation_id
                   else organisations.name = ${organisation ?? null} end
      ),
      fits as (
        select *
        from wanted
        where new_organisation_id is not null
          and (kind = 'hub' or not ${answering})
          and (not has_call or (new_line_id = line_id and ${answering}))
      ),
      moved as (
        update staff
        set role = fits.role, line_id = fits.new_line_id, organisation_id = fits.new_organisation_id
        from fits
        where staff.id = fits.id
        returning staff.id, staff.line_id, staff.role
      ),
      ended as (
        update sessions set ended_at = now() from moved where sessions.staff_id = moved.id and sessions.ended_at is null
      ),
      left_board as (
        update readiness
        set line_id = moved.line_id, state = 'away', since = now(), heard = false
        from moved
        where readiness.staff_id = moved.id
          and readiness.call_id is null
          and moved.${answering}
        returning readiness.staff_id
      ),
      off_board as (
        delete from readiness using moved where readiness.staff_id = moved.id and not moved.${answering}
        returning readiness.staff_id
      ),
      ${appendFeed(sql, lineId, ifLeft, sql`exists (select from left_board) or exists (select from off_board)`)}
      select line_name, organisation, kind as organisation_kind, ${answering} as may_answer, has_call,
             exists (select from moved) as is_changed
      from wanted`)
    return Changed.parse(row)
  } catch (error) {
    if (isStillNamed(error)) return 'holds_a_task'
    throw error
  }
}
