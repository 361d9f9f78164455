import type { Fragment, Sql } from '#server/platform/database.ts'
import type { Instant } from '#shared/time.ts'
import type { TeamTaskAfter } from './teamTaskStore.ts'

/** A CTE `incident_drafted`: a target that was missed, once for each time by which somebody was to be there. */
export function draftIncident(
  sql: Sql,
  { id, lineId, facts }: TeamTaskAfter,
  at: Instant,
  onlyIf: Fragment,
): Fragment {
  const account = {
    kind: facts.kind,
    urgency: facts.urgency,
    raisedAt: facts.raised.at,
    dueAt: facts.dueAt,
    asked: facts.offers.map(({ team, at: askedAt, answer }) => ({
      team,
      at: askedAt,
      answer: answer?.kind ?? null,
    })),
  }
  return sql`
    incident_drafted as (
      insert into incident_drafts (key, line_id, kind, team_task_id, drafted_at, account)
      select ${`visit_late/${id}/${facts.dueAt}`}, ${lineId}::uuid, 'visit_late', ${id}::uuid, ${at}::timestamptz,
             ${sql.json(account as never)}::jsonb
      where ${onlyIf}
      on conflict (key) do nothing
    )`
}
