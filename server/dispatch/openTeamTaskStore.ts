import type { Database, Fragment } from '#server/platform/database.ts'
import type { LineId, TeamTaskId } from '#shared/ids.ts'
import { LATE_KINDS, type LateWord } from './core/lateWords.ts'
import type { TeamTaskEvent } from './core/teamTaskFacts.ts'
import { StoredTeamTask } from './storedTeamTask.ts'
import { columns, isKnown } from './teamTaskStore.ts'

/** What other modules show in the same look: one JSON value over the CTE `opened`, and what the access log calls it. */
export type BesideTeamTask = {
  what: string
  value: Fragment
  /** It is all that is shown, and nothing of the task itself. */
  isAll?: true
}

export type OpenedTeamTask = {
  task: StoredTeamTask
  events: TeamTaskEvent[]
  /** What whoever was sent wrote when it was over, or not with them any more: it changed nothing, and is for the line to read. */
  late: LateWord[]
  beside: unknown
  /** Where the person is, is protected: what anybody wrote of the task may tell it. */
  isPlaceKept: boolean
}

/**
 * One task for somebody who may read why it is asked for, with all that happened. `accessLogged`: the CTEs that log the rows of `looked`, in
 * the same statement; `isKept`: a boolean over `p`, a patients. Null where there is none.
 */
export async function openTeamTask(
  { sql, run }: Database,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  { accessLogged, isKept }: { accessLogged: Fragment; isKept: Fragment },
  beside?: BesideTeamTask,
): Promise<OpenedTeamTask | null> {
  const what = [...(beside?.isAll ? [] : ['teamTask']), ...(beside ? [beside.what] : [])]
  const [row] = await run(sql`
    with opened as materialized (
      select ${columns(sql)} from team_tasks t where t.id = ${teamTaskId} and t.line_id = ${lineId} and ${isKnown(sql)}
    ),
    looked as (
      select patient_id, ${what}::text[] as what, 'allowed' as outcome from opened
    ),
    ${accessLogged}
    select opened.*, ${beside?.value ?? sql`null`} as beside,
           (select coalesce(${isKept}, false) from patients p where p.id = opened.patient_id) as is_place_kept, (
             select coalesce(json_agg(event order by received_at, source_key), '[]')
             from team_task_events
             where team_task_id = opened.id and moved_to is not null
           ) as events, (
             select coalesce(json_agg(event order by received_at, source_key), '[]')
             from team_task_events
             where team_task_id = opened.id and moved_to is null and event ->> 'kind' = any(${[...LATE_KINDS]}::text[])
           ) as late
    from opened`)
  if (!row) return null
  const events = row.events as TeamTaskEvent[] // written by `moveTeamTask`, shown in words
  return {
    task: StoredTeamTask.parse(row),
    events,
    late: row.late as LateWord[], // written by `keepIgnoredOfTeamTask`, shown in words
    beside: row.beside,
    isPlaceKept: row.isPlaceKept === true,
  }
}
