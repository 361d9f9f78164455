import type { Fragment, Sql } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'

/** Owns consent_guides. */

/** One JSON value: the newest guide of a line, or null where nobody has written one. */
export function guideOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(select guide from consent_guides where line_id = ${lineId} order by version desc limit 1)`
}
