import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { StaffId, type TeamId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'

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

const Phones = z.array(z.object({ staffId: StaffId, phone: E164 }))

/** Where these people are reached for a team, on duty or not: whoever was asked is told what became of it. Who has no number is left out. */
export async function readPhonesOf(
  { sql, run }: Database,
  teamId: TeamId,
  of: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, E164>> {
  const rows = await run(sql`
    select staff.id as staff_id, coalesce(m.phone, staff.phone_number) as phone
    from team_members m
    join staff on staff.id = m.staff_id
    where m.team_id = ${teamId}
      and m.staff_id = any(${[...of]}::uuid[])
      and m.left_at is null
      and staff.disabled_at is null
      and coalesce(m.phone, staff.phone_number) is not null`)
  return new Map(Phones.parse(rows).map(({ staffId, phone }) => [staffId, phone]))
}
