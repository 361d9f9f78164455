import type { Fragment, Sql } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { isKnown } from './teamTaskStore.ts'

/** So many of a person, the newest first: as of their calls. */
const LAST_TASKS = 20

/** Done, these have moved the person, or may have: of a protected place the kind itself would tell where they are. */
const MOVES_THEM: readonly WorkKind[] = [
  'hospice_admission',
  'ambulance_information',
  'social_care',
  'safeguarding',
]

/**
 * One JSON value: what was asked of teams about the person whom `asked (id, is_protected)` names, newest first, each as a PastTeamTask.
 * Whom the ladder asked in vain is not told: it is the line's.
 */
export function pastTeamTasksOf(sql: Sql, lineId: LineId, { showsPlace }: { showsPlace: boolean }): Fragment {
  const isCovered = showsPlace ? sql`false` : sql`(select is_protected from asked)`
  return sql`(
    select coalesce(json_agg(past order by past."raisedAt" desc), '[]')
    from (
      select t.id as "teamTaskId", t.urgency, t.state,
             case when ${isCovered} and t.kind = any(${[...MOVES_THEM]}::text[]) then null else t.kind end as kind,
             t.facts -> 'raised' ->> 'at' as "raisedAt",
             case when not ${isCovered} then t.facts -> 'raised' -> 'by' ->> 'name' end as "raisedBy",
             case when not ${isCovered} then t.facts ->> 'why' end as why,
             case when ${isCovered} then '[]'::jsonb else (t.facts -> 'takings') end as takings,
             case
               when t.facts ->> 'ended' is null then null
               when ${isCovered} then ((t.facts -> 'ended') - array['words', 'outcome', 'by']) || '{"by": null}'
               else t.facts -> 'ended'
             end as ended,
             ${isCovered} as "isCovered"
      from team_tasks t
      where t.line_id = ${lineId} and t.patient_id = (select id from asked) and ${isKnown(sql)}
      order by t.raised_at desc
      limit ${LAST_TASKS}
    ) past
  )`
}
