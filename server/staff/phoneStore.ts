import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { StaffId } from '#shared/ids.ts'

/** The nurse's own telephone, or null when she has named none. */
export async function readStaffPhone(db: Database, staffId: StaffId): Promise<string | null> {
  const [row] = await db.run(db.sql<{ phoneNumber: string | null }[]>`
    select phone_number from staff where id = ${staffId} and disabled_at is null`)
  return row?.phoneNumber ?? null
}

/** A boolean of a statement: it is the number of somebody's account, who may sign in. */
export function isNumberOfAccount(sql: Sql, staffId: StaffId, number: string): Fragment {
  return sql`exists (
    select from staff where id = ${staffId} and phone_number = ${number} and disabled_at is null
  )`
}
