import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { StaffId } from '#shared/ids.ts'
import type { LocalDate } from '#shared/time.ts'

/** Owns reveal_counts. */

export type Reveal = { of: 'door' | 'location'; staffId: StaffId; onDay: LocalDate; atMost: number }

/**
 * A CTE `reveal_counted (count, is_within)`: one more look of this person of staff on this day, where `onlyIf` holds, and whether
 * it is still within the budget. The row is locked until the commit: fifty looks at once are fifty looks.
 */
export function countReveal(sql: Sql, { of, staffId, onDay, atMost }: Reveal, onlyIf: Fragment): Fragment {
  return sql`
    reveal_counted as (
      insert into reveal_counts as counted (staff_id, of, on_day, count)
      select ${staffId}::uuid, ${of}, ${onDay}::date, 1
      where ${onlyIf}
      on conflict (staff_id, of, on_day) do update set count = counted.count + 1
      returning count, count <= ${atMost} as is_within
    )`
}

/** How often it was counted on this day; 0 when it was not. */
export async function readRevealCount(
  db: Database,
  { of, staffId, onDay }: Omit<Reveal, 'atMost'>,
): Promise<number> {
  const [row] = await db.run(db.sql<{ count: number }[]>`
    select count from reveal_counts where staff_id = ${staffId} and of = ${of} and on_day = ${onDay}`)
  return row?.count ?? 0
}
