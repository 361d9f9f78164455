import { type Database, HOUSE_NAMES } from '#server/platform/database.ts'

/** Whether any process of the house works on this database at this moment. Asked of PostgreSQL itself. */
export async function isHouseOpen(db: Database): Promise<boolean> {
  const { sql } = db
  const [row] = await db.run(sql<{ isOpen: boolean }[]>`
    select exists (
      select from pg_stat_activity
      where datname = current_database() and application_name = any(${Object.values(HOUSE_NAMES)}) and pid <> pg_backend_pid()
    ) as is_open`)
  return row?.isOpen ?? true
}
