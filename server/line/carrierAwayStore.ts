import type { Database } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/** The looks of half a minute, three of them: one that fails is no news. */
const TOLD_AFTER_SECONDS = 30

/** Keeps whether a look at a line was answered. Written when that changes. */
export async function keepCarrierSeen(
  db: Database,
  lineId: LineId,
  isAnswered: boolean,
  at: Instant,
): Promise<void> {
  const { sql } = db
  await db.run(sql`
    update lines
    set carrier_away_since = ${isAnswered ? null : at}
    where id = ${lineId}
      and carrier_away_since is ${isAnswered ? sql`not null` : sql`null`}`)
}

/** The lines for which the carrier has answered no look for some time, each since when. */
export async function readCarrierAway(db: Database, at: Instant): Promise<Map<LineId, Instant>> {
  const rows = await db.run(db.sql<{ id: LineId; since: Instant }[]>`
    select id, carrier_away_since as since
    from lines
    where carrier_away_since < ${at}::timestamptz - make_interval(secs => ${TOLD_AFTER_SECONDS})`)
  return new Map(rows.map(({ id, since }) => [id, since]))
}
