import type { Database } from '#server/platform/database.ts'
import { type E164, showPhoneNumber } from '#shared/phoneNumber.ts'
import type { LinkRow } from './core/linkHash.ts'
import type { ChainName } from './core/walkChain.ts'

/** Owns access_log and access_log_heads, as auditStore.ts does: reading them as a chain. Nothing is computed by the database. */

/** A page of the whole log is longer than any statement of the house takes. */
const PAGE_MS = 14_000

export type HeadRow = ChainName & { seq: number; at: string; hash: string }

export function readHeads(db: Database): Promise<HeadRow[]> {
  return db.run(db.sql<HeadRow[]>`
    select line_id, organisation, seq, extract(epoch from at)::text as at, encode(hash, 'hex') as hash
    from access_log_heads
    order by line_id, organisation`)
}

/** The next rows in the order of the chains, of their links, and of the places in a link. */
export function readRowsAfter(db: Database, after: LinkRow | undefined, limit: number): Promise<LinkRow[]> {
  const { sql } = db
  const onwards = after
    ? sql`and (line_id, organisation, seq, place, id)
          > (${after.lineId}::uuid, ${after.organisation}, ${after.seq}::bigint, ${after.place}::int, ${after.id}::bigint)`
    : sql``
  return db.run(
    sql<LinkRow[]>`
      select line_id, organisation, seq, place::text, extract(epoch from at)::text as at,
             encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash, id::text, actor_id, actor_name,
             actor_role, session_id, request_id, action, patient_id, what::text, why::text, outcome,
             software, device
      from access_log
      where (line_id, organisation, seq, place) is not null
        ${onwards}
      order by access_log.line_id, access_log.organisation, access_log.seq, access_log.place, access_log.id
      limit ${limit}`,
    { deadlineMs: PAGE_MS },
  )
}

export type Guards = { isRewritable: boolean; mayLackLink: boolean; mayRepeat: boolean }

/** Whether the table still refuses what it must: to be rewritten, rows without a link, and two rows in one place. */
export async function readGuards(db: Database): Promise<Guards> {
  const [guards] = await db.run(db.sql<Guards[]>`
    select
      not exists (
        select from pg_trigger
        where tgrelid = 'access_log'::regclass and tgname = 'access_log_is_only_added_to' and tgenabled in ('O', 'A')
      ) as is_rewritable,
      exists (
        select from pg_attribute
        where attrelid = 'access_log'::regclass and not attnotnull
          and attname in ('line_id', 'organisation', 'seq', 'place', 'at', 'previous_hash', 'hash')
      ) as may_lack_link,
      not exists (
        select from pg_index
        where indexrelid = to_regclass('access_log_chain') and indisunique and indisvalid
      ) as may_repeat`)
  return guards ?? { isRewritable: true, mayLackLink: true, mayRepeat: true }
}

/** Rows that stand in no chain: a walk does not meet them. Only where the table no longer refuses them. */
export async function countUnlinked(db: Database): Promise<number> {
  const [row] = await db.run(
    db.sql<{ count: number }[]>`
      select count(*) as count
      from access_log
      where num_nulls(line_id, organisation, seq, place, at, previous_hash, hash) > 0`,
    { deadlineMs: PAGE_MS },
  )
  return row?.count ?? 0
}

/** What people call the lines; where two have one name, with their numbers. */
export async function readLineNames(db: Database): Promise<Map<string, string>> {
  const rows = await db.run(
    db.sql<{ id: string; name: string; number: E164; isOneOfMany: boolean }[]>`
      select id, name, phone_number as number, count(*) over (partition by name) > 1 as is_one_of_many from lines`,
  )
  return new Map(
    rows.map(({ id, name, number, isOneOfMany }) => [
      id,
      isOneOfMany ? `${name}, ${showPhoneNumber(number)}` : name,
    ]),
  )
}
