import type { LineId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Database } from './database.ts'
import { appendFeed } from './feed.ts'

/**
 * Tells a line's consoles something that needs no telling in the change's own statement: a pointer that only says "look
 * again". If it is lost with the process, the console sees the newer version at its next look.
 */
export async function tellBoard(
  db: Database,
  lineId: LineId,
  messages: readonly LiveMessage[],
): Promise<void> {
  await db.run(db.sql`with ${appendFeed(db.sql, lineId, messages, db.sql`true`)} select seq from feed_head`)
}
