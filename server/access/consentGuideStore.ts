import type { Fragment, Sql } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'

/** Owns consent_guides; reads what a line is called. */

/** One JSON value: the newest guide of a line, or null where nobody has written one. */
export function guideOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(select guide from consent_guides where line_id = ${lineId} order by version desc limit 1)`
}

/** One JSON value: the name of a line, as it is said in its guide. */
export function lineNameOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(select name from lines where id = ${lineId})`
}
