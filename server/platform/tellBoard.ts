import type { LineId } from '#shared/ids.ts'
import type { Database } from './database.ts'
import { appendFeed, type Told } from './feed.ts'

/**
 * Tells a line's consoles something that needs no telling in the change's own statement: a pointer that only says "look
 * again". If it is lost with the process, the console sees the newer version at its next look.
 */
export async function tellBoard(db: Database, lineId: LineId, told: Told): Promise<void> {
  await db.run(db.sql`with ${appendFeed(db.sql, lineId, told, db.sql`true`)} select seq from feed_head`)
}
