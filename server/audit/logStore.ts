import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { AccessLine } from '#shared/access.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { AccessAction } from './core/accessAction.ts'

export type LookRow = {
  id: number
  link: number
  at: Instant
  actorName: string
  actorRole: string
  organisation: string
  action: AccessAction
  what: string[]
  why: unknown
  outcome: 'allowed' | 'refused'
  /** What somebody asked about it. */
  asked: AccessLine['asked'] | null
}

/** A boolean: within a day, and signed in as now, somebody was shown this person's record. */
export function hasShown(sql: Sql, lineId: LineId, patientId: PatientId, sessionId: string): Fragment {
  return sql`exists (
    select 1
    from access_log
    where line_id = ${lineId}
      and patient_id = ${patientId}
      and session_id = ${sessionId}
      and outcome = 'allowed'
      and action in ('opened', 'summarised')
      and at > now() - interval '1 day'
  )`
}

/** A boolean: within a day, and signed in as this session, somebody looked at this person or was refused: their page may show a name. */
export function isInLogOf(sql: Sql, lineId: LineId, patientId: Fragment, sessionId: Fragment): Fragment {
  return sql`exists (
    select
    from access_log
    where line_id = ${lineId}
      and patient_id = ${patientId}
      and session_id = ${sessionId}
      and at > now() - interval '1 day'
  )`
}

/**
 * Who looked at one person, newest first, as one statement with its own look in the log. Empty when the reader has no reason to be
 * there; then the log says that the look was refused.
 */
export async function readLog(
  db: Database,
  reading: {
    lineId: LineId
    patientId: PatientId
    relationship: Fragment
    accessLogged: Fragment
    before: number | null
    limit: number
  },
): Promise<{ isAllowed: boolean; rows: LookRow[] }> {
  const { sql } = db
  const { lineId, patientId, relationship, accessLogged, before, limit } = reading
  const iso = (at: Fragment) => sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const rows = await db.run(sql<({ isAllowed: boolean } & LookRow)[]>`
    with asked as (
      select exists (
        select 1 from patients where line_id = ${lineId} and id = ${patientId} and (${relationship})
      ) as is_allowed
    ),
    looked as (
      select ${patientId}::uuid as patient_id, array['access log'] as what,
             case when is_allowed then 'allowed' else 'refused' end as outcome
      from asked
    ),
    ${accessLogged}
    select asked.is_allowed, log.*, question.*
    from asked
    left join lateral (
      select id, seq as link, at, actor_name, actor_role, organisation, action, what, why, outcome
      from access_log
      where asked.is_allowed
        and line_id = ${lineId}
        and patient_id = ${patientId}
        and ${before === null ? sql`true` : sql`id < ${before}`}
      order by id desc
      limit ${limit}
    ) as log on true
    left join lateral (
      select jsonb_agg(jsonb_build_object(
        'at', ${iso(sql`raised_at`)}, 'dueAt', ${iso(sql`due_at`)},
        'answer', case when verdict is not null then jsonb_build_object('at', ${iso(sql`verdict_at`)}, 'verdict', verdict, 'says', verdict_note) end
      ) order by raised_at desc) as asked
      from access_reviews
      where line_id = ${lineId}
        and patient_id = ${patientId}
        and kind = 'asked_about'
        and log.id = any(look_ids)
    ) as question on true`)
  const [first] = rows
  return { isAllowed: first?.isAllowed ?? false, rows: rows.filter(row => row.id !== null) }
}
