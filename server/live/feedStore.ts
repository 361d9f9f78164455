import { z } from 'zod'
import type { Database } from '#server/platform/database.ts'
import { LineId, PatientId } from '#shared/ids.ts'
import { FeedEntry } from '#shared/live.ts'

const Row = FeedEntry.extend({ lineId: LineId, message: z.unknown() })
/** An entry with its line; without `entry` where it is in words of another version of this house. */
export type TailRow = { lineId: LineId; seq: number; entry: FeedEntry | undefined }

/** A read of one line that is longer than this goes on in the next read: nobody's news waits behind a flood. */
export const PER_READ = 500

/**
 * What each line's feed holds after the number given, in order. Complete from there on: numbers become visible in the
 * order in which they were given out, because the counter row stays locked until its statement is committed. An entry that
 * cannot be read, perhaps because a newer server wrote it, keeps nobody from the others: least of all the other lines.
 */
export async function readFeeds(
  db: Database,
  after: ReadonlyMap<LineId, number>,
  options: { deadlineMs: number },
): Promise<TailRow[]> {
  const lines = [...after.keys()]
  const numbers = [...after.values()]
  const query = db.sql`
    select entry.line_id, entry.seq, entry.at, entry.message
    from unnest(${db.sql.array(lines)}::uuid[], ${db.sql.array(numbers)}::bigint[]) as heard (line_id, seq)
    cross join lateral (
      select line_id, seq, at, message
      from feed
      where feed.line_id = heard.line_id
        and feed.seq > heard.seq
      order by seq
      limit ${PER_READ}
    ) entry
    order by entry.line_id, entry.seq`
  return (await db.run(query, options)).map(row => {
    const { lineId, ...entry } = Row.parse(row)
    return { lineId, seq: entry.seq, entry: FeedEntry.safeParse(entry).data }
  })
}

export async function readHead(db: Database, lineId: LineId): Promise<number> {
  const [row] = await db.run(db.sql<{ seq: number }[]>`select seq from feed_heads where line_id = ${lineId}`)
  return row?.seq ?? 0
}

/**
 * The newest number, and what a console missed when that is little: more than `limit` entries are not read. What cannot be
 * read is left out; the numbers tell that it is.
 */
export async function readMissed(
  db: Database,
  lineId: LineId,
  after: number,
  limit: number,
): Promise<{ head: number; entries: FeedEntry[] }> {
  const rows = await db.run(db.sql`
    select head.seq as head, entry.seq, entry.at, entry.message
    from feed_heads head
    left join lateral (
      select seq, at, message
      from feed
      where feed.line_id = head.line_id
        and feed.seq > ${after}
        and head.seq - ${after}::bigint between 1 and ${limit}
      order by seq
      limit ${limit}
    ) entry on true
    where head.line_id = ${lineId}
    order by entry.seq`)
  const head = z.int().parse(rows[0]?.head ?? 0)
  return { head, entries: rows.flatMap(row => FeedEntry.safeParse(row).data ?? []) }
}

/** Whose change was told in the last seconds as one that lists go by. Of many changes at once the newest are looked through. */
export async function readTurned(db: Database, lineId: LineId, seconds: number): Promise<PatientId[]> {
  const rows = await db.run(db.sql`
    select distinct entry.message ->> 'patientId' as patient_id
    from feed_heads head
    join feed entry on entry.line_id = head.line_id and entry.seq > head.seq - ${MOST_TURNED}::bigint
    where head.line_id = ${lineId}
      and entry.at > now() - ${seconds}::int * interval '1 second'
      and entry.message ->> 'turnsLists' = 'true'`)
  return rows.map(row => PatientId.parse(row.patientId))
}

const MOST_TURNED = 2_000

/** Tells every process that these lines have news. Only a wake-up: whoever misses it finds the news by polling. */
export async function notifyLines(
  db: Database,
  channel: string,
  from: string,
  lineIds: readonly LineId[],
): Promise<void> {
  // A notification holds 8,000 bytes; with very many lines everybody looks at everything.
  const text = [from, ...(lineIds.length > 150 ? ['*'] : lineIds)].join(' ')
  await db.run(db.sql`select pg_notify(${channel}, ${text})`)
}

/** A console that was away for a day takes the snapshot. */
export async function pruneFeed(db: Database): Promise<void> {
  await db.run(db.sql`delete from feed where at < now() - interval '1 day'`)
}
