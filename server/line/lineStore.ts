import type { Database } from '#server/platform/database.ts'

export async function readLineRows(db: Database): Promise<object[]> {
  return db.run(db.sql`select id, name, phone_number, on_call_numbers from lines order by name`)
}
