import { z } from 'zod'
import type { Database, Fragment } from '#server/platform/database.ts'
import type { ReviewKind } from '#shared/access.ts'
import { Instant } from '#shared/time.ts'

/** Owns second_place, and raises access_reviews when it has ended. */

const KIND: ReviewKind = 'second_place_ended'
/** The house itself is nobody of the staff. */
const THE_HOUSE = 'Goldthread'

/** Every head is in the second place at this moment. Where it had ended, it begins anew. */
export async function keepSecondPlace(db: Database, endsAfterMs: number): Promise<void> {
  const { sql } = db
  await db.run(sql`
    insert into second_place as place (since, last_at)
    values (now(), now())
    on conflict (is_the_only_row) do update
    set since = case when ${hasEnded(db, endsAfterMs)} then now() else place.since end,
        last_at = greatest(place.last_at, now())`)
}

const Ended = z.object({ lastAt: Instant, raised: z.int(), isAgreed: z.boolean() })
export type Ended = z.infer<typeof Ended>

/**
 * Undefined while some process keeps the second place, or none ever did. Otherwise every hub has one card in the queue of its privacy
 * officers for this ending, raised here where it was not yet; `isAgreed`: each of them was closed with “There was good reason”.
 */
export async function raiseIfEnded(
  db: Database,
  { endsAfterMs, dueAt }: { endsAfterMs: number; dueAt: Instant },
): Promise<Ended | undefined> {
  const { sql } = db
  /** With the hour that it is of the two which the clocks tell twice, as `whichHour` says it: their clock is the same an hour later. */
  const day = (at: 'since' | 'last_at') => {
    const shown = (moved: Fragment) =>
      sql`to_char((${sql(at)} + ${moved}) at time zone 'Europe/London', 'DD-Mon-YYYY HH24:MI')`
    const now = shown(sql`interval '0'`)
    return sql`${now} || case ${now}
      when ${shown(sql`interval '1 hour'`)} then ' BST'
      when ${shown(sql`interval '-1 hour'`)} then ' GMT'
      else ''
    end`
  }
  const rows = await db.run(sql`
    with ended as (
      select since, last_at from second_place as place where ${hasEnded(db, endsAfterMs)}
    ),
    asked as (
      select distinct on (line_id)
        line_id, id as organisation_id, ${KIND} || '/' || line_id || '/' || extract(epoch from since) as key
      from ended
      cross join organisations
      where kind = 'hub'
      order by line_id, created_at, id
    ),
    raised as (
      insert into access_reviews (key, line_id, organisation_id, kind, staff_name, because, due_at, by_rule)
      select key, line_id, organisation_id, ${KIND}, ${THE_HOUSE},
             'From ' || ${day('since')} || ' to ' || ${day('last_at')} || ' copies that prove that nobody has altered the access log were kept in a second place as well (its anchors), and since then on one machine only. '
               || 'Whoever runs that machine could now alter the log unseen. '
               || 'Is it right that there is no second place any more? Ask whoever runs the service for you why, and write down what they said. If there was no good reason, say so here and have the second place put back.',
             ${dueAt}::timestamptz, true
      from asked
      cross join ended
      where not exists (select from access_reviews there where there.key = asked.key)
      on conflict (key) do nothing
      returning key
    )
    select last_at, (select count(*)::int from raised) as raised,
           not exists (
             select from asked
             left join access_reviews review on review.key = asked.key
             where review.verdict is distinct from 'justified'
           ) as is_agreed
    from ended`)
  return rows[0] && Ended.parse(rows[0])
}

function hasEnded({ sql }: Database, endsAfterMs: number) {
  return sql`place.last_at < now() - make_interval(secs => ${endsAfterMs / 1000})`
}
