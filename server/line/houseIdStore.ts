import type { Database } from '#server/platform/database.ts'

/** The id of the house whose database this is, as it was made with the database. */
export async function readHouseId(db: Database): Promise<string> {
  const [row] = await db.run(db.sql<{ id: string }[]>`select id from houses`)
  if (!row) throw new Error('the database has no row in houses: was it emptied by hand?')
  return row.id
}
