import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { ConsentGuide } from '#shared/consentGuide.ts'
import type { LineId } from '#shared/ids.ts'

/** Owns consent_guides. */

/** One JSON value: the newest guide of a line, or null where nobody has written one. */
export function guideOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(select guide from consent_guides where line_id = ${lineId} order by version desc limit 1)`
}

/** Adds the next version of a line's guide. False when that version is there already, or is not the next. */
export async function addGuide(db: Database, lineId: LineId, guide: ConsentGuide): Promise<boolean> {
  const { sql } = db
  const rows = await db.run(sql`
    insert into consent_guides (line_id, version, guide)
    select ${lineId}, ${guide.version}, ${sql.json(guide as never)}::jsonb
    where ${guide.version} = 1 + coalesce((select max(version) from consent_guides where line_id = ${lineId}), 1)
    on conflict do nothing
    returning version`)
  return rows.length > 0
}
