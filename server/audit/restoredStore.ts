import type { Database } from '#server/platform/database.ts'
import type { ReviewKind } from '#shared/access.ts'
import type { Instant } from '#shared/time.ts'

/** Raises access_reviews for what a restore lost. */

export type RestoreCard = { key: string; lineId: string; by: string; because: string; dueAt: Instant }

const KIND: ReviewKind = 'log_restored'

/**
 * A card in the queue of each line's hub, where it is not there already, judged or not. Answers how many were raised, and the lines of
 * which this database knows no hub any more.
 */
export async function raiseRestoreCards(
  db: Database,
  cards: readonly RestoreCard[],
): Promise<{ raised: number; without: string[] }> {
  const { sql } = db
  const [row] = await db.run(sql<{ raised: number; without: string[] }[]>`
    with card as (
      select * from jsonb_to_recordset(${sql.json(cards)}::jsonb)
        as card (key text, "lineId" uuid, by text, because text, "dueAt" timestamptz)
    ),
    hub as (
      select distinct on (line_id) line_id, id
      from organisations
      where kind = 'hub' and line_id in (select "lineId" from card)
      order by line_id, created_at, id
    ),
    raised as (
      insert into access_reviews (key, line_id, organisation_id, kind, staff_name, because, due_at, by_rule)
      select key, hub.line_id, hub.id, ${KIND}, card.by, because, "dueAt", true
      from card
      join hub on hub.line_id = card."lineId"
      where not exists (select from access_reviews there where there.key = card.key)
      on conflict (key) do nothing
      returning key
    )
    select (select count(*)::int from raised) as raised,
           array(
             select distinct "lineId"::text from card
             where not exists (select from hub where hub.line_id = card."lineId")
           ) as without`)
  return row ?? { raised: 0, without: [] }
}
