import { z } from 'zod'
import { type Database, type Fragment, isStillNamed, type Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { LineId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { OrganisationKind } from '#shared/organisations.ts'
import type { Role } from '#shared/staff.ts'
import type { Person } from './accountStore.ts'
import { ByTwo } from './newAccountStore.ts'
import { isByTwo, type NewProposal, proposeRole, someoneCouldAnswer } from './proposalStore.ts'
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
  ...ByTwo.shape,
})
type Changed = z.infer<typeof Changed>

/**
 * CTEs that give somebody what the earlier CTE `fits (id, role, new_line_id, new_organisation_id, is_let_in)` says: `moved`, and with it
 * every session of theirs ends and they leave the board of `lineId`, where they are until now and which is told `ifLeft`.
 */
export function giveRights(sql: Sql, lineId: LineId, ifLeft: readonly LiveMessage[]): Fragment {
  const answering = isAnswering(sql, sql`moved.role`)
  return sql`
    moved as (
      update staff
      set role = fits.role, line_id = fits.new_line_id, organisation_id = fits.new_organisation_id,
          disabled_at = case when not fits.is_let_in then staff.disabled_at end
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
        and ${answering}
      returning readiness.staff_id
    ),
    off_board as (
      delete from readiness using moved where readiness.staff_id = moved.id and not ${answering}
      returning readiness.staff_id
    ),
    ${appendFeed(sql, lineId, ifLeft, sql`exists (select from left_board) or exists (select from off_board)`)}`
}

const isAnswering = (sql: Sql, role: Fragment) => sql`${role} in ${sql(ANSWERING)}`

/**
 * Gives somebody another role, organisation or line, in one statement that also ends every session of theirs and takes them off
 * the board, which is told `ifLeft`. Who answers calls must be of a hub; with a call in hand nobody changes line or stops
 * answering. 'holds_a_task': something on the old line is hers still. A role that is given by two people is proposed, and nothing
 * changes; of somebody disabled it may be changed, for it is asked about when they are let in. What was proposed before is taken back.
 */
export async function changeRights(
  db: Database,
  { staffId, lineId }: Person,
  { role, organisation, line }: NewRights,
  ifLeft: readonly LiveMessage[],
  proposal: NewProposal,
  accessLogged: Fragment,
): Promise<Changed | 'holds_a_task'> {
  const { sql } = db
  const answering = isAnswering(sql, sql`role`)
  try {
    const [row] = await db.run(sql`
      with person as (
        select staff.id, staff.line_id, staff.organisation_id, staff.role as was_role, staff.disabled_at is not null as is_disabled,
               coalesce(${role ?? null}, staff.role) as role,
               exists (select from readiness where staff_id = staff.id and call_id is not null) as has_call
        from staff
        where staff.id = ${staffId}
        for no key update of staff
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
      fitting as materialized (
        select *, ${isByTwo(sql, sql`role`)}
                  and not is_disabled
                  and (role, new_line_id, new_organisation_id) is distinct from (was_role, line_id, organisation_id) as is_by_two,
               ${someoneCouldAnswer(sql, {
                 lineId: sql`new_line_id`,
                 organisationId: sql`new_organisation_id`,
                 staffId: sql`wanted.id`,
               })} as could_answer
        from wanted
        where new_organisation_id is not null
          and (kind = 'hub' or not ${answering})
          and (not has_call or (new_line_id = line_id and ${answering}))
      ),
      giving as (
        select id as staff_id, role, new_line_id as line_id, new_organisation_id as organisation_id, was_role,
               line_id as was_line_id, organisation_id as was_organisation_id, is_disabled as was_disabled,
               could_answer as needs_yes, false as for_password
        from fitting
        where is_by_two
      ),
      fits as (
        select id, role, new_line_id, new_organisation_id, false as is_let_in
        from fitting
        where not (is_by_two and could_answer)
      ),
      ${giveRights(sql, lineId, ifLeft)},
      ${proposeRole(sql, proposal, sql`select id from fitting`)},
      ${accessLogged}
      select line_name, organisation, kind as organisation_kind, ${answering} as may_answer, has_call,
             exists (select from moved) as is_changed,
             (select coalesce(decision, 'proposed') from role_asked) as by_two
      from wanted`)
    return Changed.parse(row)
  } catch (error) {
    if (isStillNamed(error)) return 'holds_a_task'
    throw error
  }
}
