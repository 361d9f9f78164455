import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CommandId, IncidentId, LineId } from '#shared/ids.ts'
import { Incident, type SafetyAccount } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'
import type { TeamTaskAfter } from './teamTaskStore.ts'

/** Why it is drafted. */
type Because = { kind: 'visit_late' } | { kind: 'worker_not_safe'; safety: SafetyAccount }

/**
 * A CTE `incident_drafted`: a target that was missed, once for each time by which somebody was to be there; or somebody who went and was not
 * heard of, or pressed for help, once for each time.
 */
export function draftIncident(
  sql: Sql,
  { id, lineId, facts }: TeamTaskAfter,
  because: Because,
  at: Instant,
  onlyIf: Fragment,
): Fragment {
  const key =
    because.kind === 'visit_late'
      ? `visit_late/${id}/${facts.dueAt}`
      : `worker_not_safe/${id}/${because.safety.how}/${because.safety.outBy ?? because.safety.at}`
  const account = {
    kind: facts.kind,
    urgency: facts.urgency,
    raisedAt: facts.raised.at,
    dueAt: facts.dueAt,
    asked: facts.offers.map(({ team, at: askedAt, answer }) => ({
      team,
      at: askedAt,
      answer: answer?.kind ?? null,
      ...(answer ? { answeredAt: answer.at } : {}),
      ...(answer?.kind === 'declined' ? { reason: answer.reason } : {}),
    })),
    ...(because.kind === 'worker_not_safe' ? { safety: because.safety } : {}),
  }
  return sql`
    incident_drafted as (
      insert into incident_drafts (key, line_id, kind, team_task_id, drafted_at, account)
      select ${key}, ${lineId}::uuid, ${because.kind}, ${id}::uuid, ${at}::timestamptz,
             ${sql.json(account as never)}::jsonb
      where ${onlyIf}
      on conflict (key) do nothing
    )`
}

/** Closed ones are shown for so long, beside those that are open. */
const CLOSED_SHOWN = 50

/** Those that are open, the oldest first, and after them the last that were closed. */
export async function readIncidents({ sql, run }: Database, lineId: LineId): Promise<Incident[]> {
  const rows = await run(sql`
    (select ${columns(sql)} from incident_drafts i where i.line_id = ${lineId} and i.closed_at is null)
    union all
    (
      select ${columns(sql)} from incident_drafts i
      where i.line_id = ${lineId} and i.closed_at is not null
      order by i.closed_at desc
      limit ${CLOSED_SHOWN}
    )
    order by is_closed, shown_at`)
  return rows.map(row => Row.parse(row))
}

/** The open ones before `shown_at` is asked for: the oldest first; of the closed ones the last first. */
function columns(sql: Sql): Fragment {
  return sql`
    i.id as incident_id, i.kind, i.drafted_at, i.account, i.closed_at is not null as is_closed,
    case when i.closed_at is null then extract(epoch from i.drafted_at) else -extract(epoch from i.closed_at) end as shown_at,
    i.closed_at, i.closed_name, i.finding,
    (
      select coalesce(json_agg(json_build_object(
        'at', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', n.by_name, 'words', n.words
      ) order by n.at, n.id), '[]')
      from incident_notes n where n.incident_id = i.id
    ) as notes`
}

const Row = z
  .object({
    incidentId: z.string(),
    kind: z.string(),
    draftedAt: Instant,
    account: z.unknown(),
    closedAt: Instant.nullable(),
    closedName: z.string().nullable(),
    finding: z.string().nullable(),
    notes: z.unknown(),
  })
  .transform(({ closedAt, closedName, finding, ...row }) =>
    Incident.parse({ ...row, closed: closedAt ? { at: closedAt, by: closedName, finding } : null }),
  )

/** CTE `incident_added (id)`: to one that is open, or was closed already: what comes out later is added too. */
export function addToIncident(
  sql: Sql,
  actor: Actor,
  { commandId, incidentId, words }: { commandId: CommandId; incidentId: IncidentId; words: string },
  at: Instant,
): Fragment {
  return sql`
    incident_added as (
      insert into incident_notes (id, incident_id, at, by_staff, by_name, words)
      select ${commandId}::uuid, i.id, ${at}::timestamptz, ${actor.staffId}::uuid, ${actor.name}, ${words}
      from incident_drafts i
      where i.id = ${incidentId} and i.line_id = ${actor.lineId}
      on conflict (id) do nothing
      returning id
    )`
}

/** CTE `incident_closed (id)`: whoever is quicker closes it. */
export function closeIncident(
  sql: Sql,
  actor: Actor,
  { commandId, incidentId, finding }: { commandId: CommandId; incidentId: IncidentId; finding: string },
  at: Instant,
): Fragment {
  return sql`
    incident_closed as (
      update incident_drafts
      set closed_at = ${at}, closed_by = ${actor.staffId}, closed_name = ${actor.name}, finding = ${finding},
          closed_command = ${commandId}
      where id = ${incidentId} and line_id = ${actor.lineId} and closed_at is null
      returning id
    )`
}

/** Whether there is such an incident, by whom it was closed, and who did something by this very command. */
export async function readIncidentKnown(
  { sql, run }: Database,
  lineId: LineId,
  { incidentId, commandId }: { incidentId: IncidentId; commandId: CommandId },
): Promise<{ closedName: string | null; byCommand: string | null } | null> {
  const [row] = await run(sql<{ closedName: string | null; byCommand: string | null }[]>`
    select i.closed_name,
           coalesce(
             (select n.by_staff from incident_notes n where n.id = ${commandId} and n.incident_id = i.id),
             case when i.closed_command = ${commandId} then i.closed_by end
           ) as by_command
    from incident_drafts i
    where i.id = ${incidentId} and i.line_id = ${lineId}`)
  return row ?? null
}
