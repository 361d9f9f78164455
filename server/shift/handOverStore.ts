import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { HandOverItem, HandOverRow } from '#shared/handOver.ts'
import type { CommandId, HandOverId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns hand_overs. */

/** So many that are over are listed; each can be read whole. */
const PAST_SHOWN = 60

const Row = z
  .object({
    id: z.string(),
    version: z.int(),
    givenBy: z.string(),
    givenName: z.string(),
    givenAt: Instant,
    takenName: z.string().nullable(),
    takenAt: Instant.nullable(),
    withdrawnAt: Instant.nullable(),
    leadToldAt: Instant.nullable(),
  })
  .transform(row =>
    HandOverRow.parse({
      handOverId: row.id,
      version: row.version,
      givenBy: { staffId: row.givenBy, name: row.givenName },
      givenAt: row.givenAt,
      taken: row.takenAt ? { by: row.takenName, at: row.takenAt } : null,
      withdrawnAt: row.withdrawnAt,
      leadToldAt: row.leadToldAt,
    }),
  )

function columns(sql: Sql): Fragment {
  return sql`h.id, h.version, h.given_by, h.given_name, h.given_at, h.taken_name, h.taken_at, h.withdrawn_at, h.lead_told_at`
}

/** Those that wait, the oldest first, and what was, the last first. */
export async function readHandOvers(
  { sql, run }: Database,
  lineId: string,
): Promise<{ waiting: HandOverRow[]; past: HandOverRow[] }> {
  const isWaiting = sql`h.taken_at is null and h.withdrawn_at is null`
  const [waiting, past] = await Promise.all([
    run(
      sql`select ${columns(sql)} from hand_overs h where h.line_id = ${lineId} and ${isWaiting} order by h.given_at`,
    ),
    run(sql`
      select ${columns(sql)} from hand_overs h
      where h.line_id = ${lineId} and not (${isWaiting})
      order by h.given_at desc
      limit ${PAST_SHOWN}`),
  ])
  return { waiting: z.array(Row).parse(waiting), past: z.array(Row).parse(past) }
}

/** Another word whenever a hand-over is given, or another version of one is there. */
export async function readHandOverMark({ sql, run }: Database, lineId: string): Promise<string> {
  const [row] = await run(sql<{ mark: string }[]>`
    select md5(coalesce(string_agg(newest.id::text || newest.version, ' '), '')) as mark
    from (
      select h.id, h.version from hand_overs h where h.line_id = ${lineId} order by h.given_at desc, h.id limit ${PAST_SHOWN}
    ) as newest`)
  return row?.mark ?? ''
}

const Contents = z.array(HandOverItem)
const SeenBy = z.record(z.string(), z.object({ by: z.string(), at: Instant }))
export type StoredHandOver = HandOverRow & {
  items: HandOverItem[]
  seen: z.infer<typeof SeenBy>
  takenBy: string | null
  takenCommand: string | null
}

export async function readHandOver(
  { sql, run }: Database,
  lineId: string,
  handOverId: HandOverId | CommandId,
): Promise<StoredHandOver | null> {
  const [row] = await run(sql`
    select ${columns(sql)}, h.contents, h.seen, h.taken_by, h.taken_command
    from hand_overs h
    where h.id = ${handOverId} and h.line_id = ${lineId}`)
  if (!row) return null
  const { takenBy, takenCommand } = row as { takenBy: string | null; takenCommand: string | null } // by the table
  return {
    ...Row.parse(row),
    items: Contents.parse(row.contents),
    seen: SeenBy.parse(row.seen),
    takenBy,
    takenCommand,
  }
}

/** Who these people are, by initials and month of birth, and a row of the access log for each of them. */
export async function readNames(
  { sql, run }: Database,
  lineId: string,
  patientIds: readonly string[],
  accessLogged: Fragment,
): Promise<{ id: string; givenName: string | null; familyName: string | null; birthDate: string | null }[]> {
  return run(sql<
    { id: string; givenName: string | null; familyName: string | null; birthDate: string | null }[]
  >`
    with named as materialized (
      select p.id, p.given_name, p.family_name, p.birth_date
      from patients p
      where p.line_id = ${lineId} and p.id = any(${[...patientIds]}::uuid[])
    ),
    looked as (
      select id as patient_id, array['initials', 'birthMonth', 'watch'] as what, 'allowed' as outcome from named
    ),
    ${accessLogged}
    select * from named`)
}

/** CTE `hand_over_given (id)`. Who has given one that waits gives no second one. */
export function giveHandOver(
  sql: Sql,
  actor: Actor,
  { commandId, items }: { commandId: CommandId; items: readonly HandOverItem[] },
  at: Instant,
): Fragment {
  return sql`
    hand_over_given as (
      insert into hand_overs (id, line_id, given_by, given_name, given_at, contents)
      select ${commandId}::uuid, ${actor.lineId}::uuid, ${actor.staffId}::uuid, ${actor.name}, ${at}::timestamptz,
             ${sql.json(items as never)}::jsonb
      on conflict do nothing
      returning id
    )`
}

/** CTE `hand_over_taken (id)`: of two who acknowledge at once one does. Nobody acknowledges her own. */
export function takeHandOver(
  sql: Sql,
  actor: Actor,
  { commandId, handOverId }: { commandId: CommandId; handOverId: HandOverId },
  at: Instant,
): Fragment {
  return sql`
    hand_over_taken as (
      update hand_overs
      set version = version + 1, taken_by = ${actor.staffId}, taken_name = ${actor.name}, taken_at = ${at},
          taken_command = ${commandId}
      where id = ${handOverId} and line_id = ${actor.lineId} and given_by <> ${actor.staffId}
        and taken_at is null and withdrawn_at is null
      returning id
    )`
}

/** CTE `hand_over_withdrawn (id)`: by whoever gave it, while nobody has acknowledged it. */
export function withdrawHandOver(sql: Sql, actor: Actor, handOverId: HandOverId, at: Instant): Fragment {
  return sql`
    hand_over_withdrawn as (
      update hand_overs
      set version = version + 1, withdrawn_at = ${at}
      where id = ${handOverId} and line_id = ${actor.lineId} and given_by = ${actor.staffId}
        and taken_at is null and withdrawn_at is null
      returning id
    )`
}

/** CTE `hand_over_seen (id)`: whoever was first to know an item stays the one who did; only items that are there count. */
export function seeItems(
  sql: Sql,
  actor: Actor,
  { handOverId, keys }: { handOverId: HandOverId; keys: readonly string[] },
  at: Instant,
): Fragment {
  const mark = sql.json({ by: actor.name, at } as never)
  return sql`
    hand_over_seen as (
      update hand_overs h
      set version = h.version + 1,
          seen = (
            select coalesce(jsonb_object_agg(item ->> 'key', ${mark}::jsonb), '{}')
            from jsonb_array_elements(h.contents) as item
            where item ->> 'key' = any(${[...keys]}::text[])
          ) || h.seen
      where h.id = ${handOverId} and h.line_id = ${actor.lineId} and h.given_by <> ${actor.staffId} and h.withdrawn_at is null
      returning id
    )`
}

/** CTE `hand_over_lead_told (id)`: shift leads are told from now on that nobody has acknowledged it; empty where somebody has, or it was taken back. */
export function tellLead(sql: Sql, handOverId: string, at: Instant): Fragment {
  return sql`
    hand_over_lead_told as (
      update hand_overs
      set version = version + 1, lead_told_at = ${at}
      where id = ${handOverId} and taken_at is null and withdrawn_at is null and lead_told_at is null
      returning id
    )`
}
