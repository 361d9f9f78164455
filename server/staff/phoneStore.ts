import type { Database } from '#server/platform/database.ts'
import type { StaffId } from '#shared/ids.ts'

/** The nurse's own telephone, or null when she has named none. */
export async function readStaffPhone(db: Database, staffId: StaffId): Promise<string | null> {
  const [row] = await db.run(db.sql<{ phoneNumber: string | null }[]>`
    select phone_number from staff where id = ${staffId} and disabled_at is null`)
  return row?.phoneNumber ?? null
}
