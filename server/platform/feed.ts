import type { LineId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Fragment, Sql } from './database.ts'

/**
 * Two CTEs, `feed_head` and `feed_rows`, that tell the line's consoles in the very statement that makes the change.
 * The counter row is locked until commit: numbers are gapless and in the order of commit, which a sequence is not.
 * `onlyIf` is a boolean over the statement's earlier CTEs, such as "something moved".
 */
export function appendFeed(
  sql: Sql,
  lineId: LineId,
  messages: readonly LiveMessage[],
  onlyIf: Fragment,
): Fragment {
  return sql`
    feed_head as (
      update feed_heads
      set seq = seq + ${messages.length}
      where line_id = ${lineId}
        and (${onlyIf})
      returning seq
    ),
    feed_rows as (
      insert into feed (line_id, seq, message)
      select ${lineId}::uuid, feed_head.seq - ${messages.length} + told.place, told.message
      from feed_head, jsonb_array_elements(${sql.json(messages as never)}::jsonb) with ordinality as told (message, place)
      returning seq
    )`
}
