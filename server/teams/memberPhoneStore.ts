import type { Fragment, Sql } from '#server/platform/database.ts'
import type { StaffId } from '#shared/ids.ts'

/** A boolean of a statement: a team reaches somebody by this number, who is in it and may sign in. */
export function isNumberInTeam(sql: Sql, staffId: StaffId, number: string): Fragment {
  return sql`exists (
    select from team_members
    join staff on staff.id = staff_id
    where staff_id = ${staffId}
      and phone = ${number}
      and left_at is null
      and disabled_at is null
  )`
}
