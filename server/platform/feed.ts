import type { LineId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Fragment, Sql } from './database.ts'

/** Messages, or a jsonb array of them as an expression of the statement: whom it concerns is then asked in the same breath. */
export type Told = readonly LiveMessage[] | Fragment

/**
 * CTEs, `feed_head` and `feed_rows` at their end, that tell the line's consoles in the very statement that makes the change.
 * The counter row is locked until commit: numbers are gapless and in the order of commit, which a sequence is not.
 * `onlyIf` is a boolean over the statement's earlier CTEs, such as "something moved".
 */
export function appendFeed(sql: Sql, lineId: LineId, told: Told, onlyIf: Fragment): Fragment {
  const messages = isList(told) ? sql`${sql.json(told as never)}::jsonb` : told
  return sql`
    feed_told as materialized (select ${messages} as messages),
    feed_head as (
      update feed_heads
      set seq = seq + jsonb_array_length(feed_told.messages)
      from feed_told
      where line_id = ${lineId}
        and (${onlyIf})
      returning seq
    ),
    feed_rows as (
      insert into feed (line_id, seq, message)
      select ${lineId}::uuid, feed_head.seq - jsonb_array_length(feed_told.messages) + told.place, told.message
      from feed_head, feed_told, jsonb_array_elements(feed_told.messages) with ordinality as told (message, place)
      returning seq
    )`
}

function isList(told: Told): told is readonly LiveMessage[] {
  return Array.isArray(told)
}
