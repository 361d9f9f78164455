import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { SOFTWARE } from '#server/platform/software.ts'
import type { PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import type { AccessAction } from './core/accessAction.ts'

/** Who looks: somebody who is signed in, or somebody without an account whom one of them let in. */
export type Looker =
  | Actor
  | (Pick<Actor, 'lineId' | 'name' | 'organisation' | 'device'> & {
      staffId: null
      sessionId: null
      role: string
    })

/** Whoever keeps the house, at its terminal: nobody knows who sat there. The line and the organisation are of the statement. */
export type Terminal = Record<'lineId' | 'organisation', Fragment> &
  Pick<Actor, 'name' | 'device'> & { staffId: null; sessionId: null; role: string }

/** Who looks, and why. Kept with the looker's name, role, organisation and kind of device of this moment, and our version. */
export type Access = { actor: Looker | Terminal; action: AccessAction; why: WhyOpened; requestId?: string }

/**
 * CTEs that log one row for each row of the statement's earlier CTE `looked (patient_id, what, outcome)`. Nobody is shown
 * anything before this is committed, because it is the same statement: a failed log is a failed read. `what` names the groups
 * of fields that were shown; `outcome` is 'allowed' or 'refused'. One per statement.
 *
 * The rows are one link of the organisation's chain: `access_rows`, `access_digest` (what they come to), `access_link` (the
 * head, made or moved under its lock) and `access_logged`. No rows, no link. Rows without a link are refused by the table.
 * The head stays locked until the commit, so it is locked last. In which order the CTEs of a statement run is left to the
 * planner: `after`, a boolean over CTEs that lock what others lock too (`exists (select from feed_head)`), makes this wait
 * for them. Two statements that lock in different orders would wait for each other.
 */
export function appendAccess(
  sql: Sql,
  { actor, action, why, requestId }: Access,
  after: Fragment = sql`true`,
): Fragment {
  const { lineId, organisation } = actor
  const nothing = sql`decode(repeat('00', 32), 'hex')` // what the first link stands on
  return sql`
    access_rows as materialized (
      select
        nextval('access_log_id_seq') as id, (row_number() over ())::int as place,
        ${actor.staffId}::uuid as actor_id, ${actor.name}::text as actor_name, ${actor.role}::text as actor_role,
        ${actor.sessionId}::uuid as session_id, ${requestId ?? null}::text as request_id, ${action}::text as action,
        looked.patient_id, looked.what, ${sql.json(why)}::jsonb as why, looked.outcome,
        ${SOFTWARE}::text as software, ${actor.device}::text as device
      from looked
    ),
    access_digest as materialized (
      select sha256(convert_to(string_agg(access_row_text(
        id, place, actor_id, actor_name, actor_role, session_id, request_id, action, patient_id, what, why, outcome,
        software, device
      ), E'\n' order by place), 'UTF8')) as rows_hash
      from access_rows
      having count(*) > 0 and (${after}) is not null
    ),
    access_link as (
      insert into access_log_heads as head (line_id, organisation, seq, at, previous_hash, hash)
      select
        ${lineId}::uuid, ${organisation}, 1, begun.at, ${nothing},
        access_link_hash(${nothing}, rows_hash, ${lineId}, ${organisation}, 1, begun.at)
      from access_digest
      cross join lateral (select clock_timestamp() as at offset 0) as begun
      on conflict (line_id, organisation) do update
      set (seq, at, previous_hash, hash) = (
        select
          head.seq + 1, moved.at, head.hash,
          access_link_hash(
            head.hash, (select rows_hash from access_digest), head.line_id, head.organisation, head.seq + 1, moved.at
          )
        from (select greatest(head.at, clock_timestamp()) as at offset 0) as moved
      )
      returning seq, at, previous_hash, hash
    ),
    access_logged as (
      insert into access_log (
        id, line_id, organisation, seq, place, at, previous_hash, hash,
        actor_id, actor_name, actor_role, session_id, request_id, action, patient_id, what, why, outcome, software, device
      )
      overriding system value
      select
        id, ${lineId}::uuid, ${organisation}, link.seq, place, link.at, link.previous_hash, link.hash,
        actor_id, actor_name, actor_role, session_id, request_id, action, patient_id, what, why, outcome, software, device
      from access_rows
      left join access_link as link on true
    )`
}

/**
 * Writes down a look at something that no statement of ours reads with its log: a message kept at the carrier, or a record
 * that was asked for and not even opened. Wait for it before anything is shown.
 */
export async function logAccess(
  db: Database,
  access: Access,
  {
    patientId,
    what,
    outcome,
  }: { patientId: PatientId | null; what: string[]; outcome: 'allowed' | 'refused' },
): Promise<void> {
  const { sql } = db
  await db.run(sql`
    with looked as (
      select ${patientId}::uuid as patient_id, ${sql.array(what)}::text[] as what, ${outcome}::text as outcome
    ),
    ${appendAccess(sql, access)}
    select 1`)
}
