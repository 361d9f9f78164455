import type { Fragment, Sql } from '#server/platform/database.ts'

/** A row `(call_id, at, by)` for each of these `calls` that was about the person of these `records`, and is not since it was put right in hand. */
export type PutRight = (sql: Sql, of: { calls: Fragment; records: Fragment }) => Fragment
