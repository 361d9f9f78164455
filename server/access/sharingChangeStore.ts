import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CallId, CommandId, LineId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'
import type { AskedOfSharing } from './core/askedOfSharing.ts'
import type { NewReceipt } from './core/sharingReceipts.ts'

/** Owns sharing_changes and sharing_receipts. */

export const ChangeKind = z.enum([
  'settled',
  'withdrawn_all',
  'limited',
  'limit_ended',
  'edited',
  'retracted',
])
export type ChangeKind = z.infer<typeof ChangeKind>

export type NewChange = {
  id: CommandId
  kind: ChangeKind
  /** As it was sent; null where a form of the record changed it by the way. */
  asked: AskedOfSharing | null
  actor: Actor
  patientId: PatientId
  /** Null where it was heard without a call. */
  callId: CallId | null
  at: Instant
  receipts: readonly NewReceipt[]
  /** Who said it for the person, where the person was not heard. */
  toldBy?: string
  /** How often sharing had been written on the record when the receipts were worked out: its `sharing_version`. */
  readAt: number
}

/**
 * CTEs `sharing_changed (id)` and its receipts. `isWritten` is a boolean over the statement's earlier CTEs. Where sharing was
 * written since `readAt`, the statement gives itself up: the receipts might not be true any more. Whatever else was written holds up
 * nobody: a record on which colleagues write without a pause can be withdrawn all the same.
 */
export function keepChange(sql: Sql, change: NewChange, isWritten: Fragment): Fragment {
  const { id, kind, asked, actor, patientId, callId, at, receipts, readAt } = change
  return sql`
    sharing_changed as (
      insert into sharing_changes (id, line_id, patient_id, call_id, kind, asked_hash, at, staff_id, staff_name, organisation)
      select ${id}::uuid, ${actor.lineId}::uuid, ${patientId}::uuid, ${callId}::uuid, ${kind}, ${asked ? hashOf(sql, asked) : null}::bytea,
             ${at}::timestamptz,
             ${actor.staffId}::uuid, ${actor.name}, ${actor.organisation}
      where ${isWritten} and must_hold(coalesce((select sharing_version = ${readAt + 1} from patient_changed), true))
      on conflict (id) do nothing
      returning id
    ),
    receipts_kept as (
      insert into sharing_receipts (change_id, key, kind, who, before, after, later, later_at, looks_after, closed_at)
      select sharing_changed.id, r.key, r.kind, r.who, r.before, r.after, r.later ->> 'is', (r.later ->> 'at')::timestamptz,
             r."looksAfter", ${at}::timestamptz
      from sharing_changed
      cross join jsonb_to_recordset(${sql.json(receipts as never)}::jsonb)
        as r (key text, kind text, who text, before text, after text, later jsonb, "looksAfter" boolean)
    )`
}

/** Of what was asked, however its fields are ordered. */
function hashOf(sql: Sql, { says }: AskedOfSharing): Fragment {
  return sql`sha256(convert_to(${sql.json(says as never)}::jsonb::text, 'UTF8'))`
}

/** A CTE: one receipt for each code of the CTE `codes_ended (id, staff_name, made_at)`. */
export function keepCodeReceipts(sql: Sql, at: Instant): Fragment {
  return sql`
    code_receipts_kept as (
      insert into sharing_receipts (change_id, key, kind, who, before, after, closed_at)
      select sharing_changed.id, 'code/' || codes_ended.id, 'code', codes_ended.staff_name,
             to_char(codes_ended.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'nothing', ${at}::timestamptz
      from sharing_changed
      cross join codes_ended
    )`
}

/** How long after a change a page that closes is said to have closed because of it. */
const BECAUSE_OF_IT_MINUTES = 15

/**
 * A page with this record open was told that it changed, or asked again and was refused: kept with the newest change of the
 * person's mind, where there was one just now, on this record or on one that is linked to it. Whichever comes first makes the row.
 */
export async function keepPageReceipt(
  db: Database,
  { actor, records, what }: { actor: Actor; records: Fragment; what: 'told' | 'closed' },
  onlyIf: Fragment,
): Promise<void> {
  const { sql } = db
  await db.run(sql`
    insert into sharing_receipts as receipt (change_id, key, kind, who, organisation, told_at, closed_at)
    select c.id, ${`page/${actor.sessionId}`}, 'page', ${actor.name}, ${actor.organisation},
           ${what === 'told' ? sql`clock_timestamp()` : sql`null`}::timestamptz,
           ${what === 'closed' ? sql`clock_timestamp()` : sql`null`}::timestamptz
    from (
      select id
      from sharing_changes
      where line_id = ${actor.lineId}
        and patient_id = any(${records})
        and at > now() - make_interval(mins => ${BECAUSE_OF_IT_MINUTES})
      order by at desc, id
      limit 1
    ) as c
    where ${onlyIf}
    on conflict (change_id, key) do update
    set told_at = coalesce(receipt.told_at, excluded.told_at),
        closed_at = coalesce(receipt.closed_at, excluded.closed_at)`)
}

const Receipt = z.object({
  kind: z.enum(['organisation', 'person', 'carer', 'code', 'page']),
  who: z.string(),
  organisation: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Whether the organisation looked after the person then; null where that was not kept. */
  looksAfter: z.boolean().nullable(),
  /** What turns next of itself, as it was known then. */
  later: z.object({ at: Instant, is: z.string().nullable() }).nullable(),
  toldAt: Instant.nullable(),
  closedAt: Instant.nullable(),
})
export type Receipt = z.infer<typeof Receipt>

export const KeptChange = z.object({
  changeId: z.uuid(),
  kind: ChangeKind,
  at: Instant,
  staffName: z.string(),
  organisation: z.string(),
  receipts: z.array(Receipt),
})
export type KeptChange = z.infer<typeof KeptChange>

const MOST_CHANGES = 30

/** One JSON value: the changes of the person whom `asked (id)` names, the newest first, each a KeptChange. */
export function changesOf(sql: Sql, lineId: LineId): Fragment {
  const moment = (column: Fragment) =>
    sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sql`(
    select coalesce(json_agg(changed order by changed.at desc), '[]')
    from (
      select c.id as "changeId", c.kind, ${moment(sql`c.at`)} as at, c.staff_name as "staffName", c.organisation,
             coalesce((
               select json_agg(json_build_object(
                 'kind', r.kind, 'who', r.who, 'organisation', r.organisation, 'before', r.before, 'after', r.after,
                 'looksAfter', r.looks_after, 'later', ${laterOf(sql)}, 'toldAt', ${moment(sql`r.told_at`)}, 'closedAt', ${moment(sql`r.closed_at`)}
               ) order by r.kind, r.key)
               from sharing_receipts r
               where r.change_id = c.id
             ), '[]') as receipts
      from sharing_changes c
      where c.line_id = ${lineId}
        and c.patient_id = (select id from asked)
      order by c.at desc, c.id
      limit ${MOST_CHANGES}
    ) changed
  )`
}

/** What this command came to at its first answer, where it was carried out already, for this person by this actor; and whether it asked the same. */
export async function readKept(
  db: Database,
  actor: Actor,
  patientId: PatientId,
  asked: AskedOfSharing,
): Promise<(KeptChange & { saysTheSame: boolean }) | null> {
  const { sql } = db
  const [row] = await db.run(sql`
    select ${keptColumns(sql)},
           c.kind = ${asked.kind} and coalesce(c.asked_hash = ${hashOf(sql, asked)}, true) as says_the_same
    from sharing_changes c
    where c.id = ${asked.commandId} and c.line_id = ${actor.lineId} and c.patient_id = ${patientId} and c.staff_id = ${actor.staffId}`)
  return row ? KeptChange.extend({ saysTheSame: z.boolean() }).parse(row) : null
}

/** The newest change of this person's mind, where this actor heard it in the last day and `onlyIf` holds. */
export async function readLastOwn(
  db: Database,
  actor: Actor,
  patientId: PatientId,
  onlyIf: Fragment,
): Promise<KeptChange | null> {
  const { sql } = db
  const [row] = await db.run(sql`
    select ${keptColumns(sql)}
    from (
      select *
      from sharing_changes
      where line_id = ${actor.lineId} and patient_id = ${patientId}
      order by at desc, id
      limit 1
    ) as c
    where c.staff_id = ${actor.staffId} and c.at > now() - interval '1 day' and ${onlyIf}`)
  return row ? KeptChange.parse(row) : null
}

/** Of `r`, a sharing_receipts. */
function laterOf(sql: Sql): Fragment {
  return sql`case when r.later_at is not null then json_build_object(
    'at', to_char(r.later_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'is', r.later
  ) end`
}

/** The columns of `c`, a sharing_changes, with what it came to for those it was about: what only followed from it is read later. */
function keptColumns(sql: Sql): Fragment {
  const moment = (column: Fragment) =>
    sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sql`
    c.id as change_id, c.kind, c.at, c.staff_name, c.organisation,
    coalesce((
      select json_agg(json_build_object(
        'kind', r.kind, 'who', r.who, 'organisation', r.organisation, 'before', r.before, 'after', r.after,
        'looksAfter', r.looks_after, 'later', ${laterOf(sql)}, 'toldAt', ${moment(sql`r.told_at`)}, 'closedAt', ${moment(sql`r.closed_at`)}
      ) order by r.kind, r.key)
      from sharing_receipts r
      where r.change_id = c.id and r.kind in ('organisation', 'person', 'carer')
    ), '[]') as receipts`
}
