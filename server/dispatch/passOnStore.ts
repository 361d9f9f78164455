import type { Database } from '#server/platform/database.ts'
import type { LineId, StaffId, TeamTaskId } from '#shared/ids.ts'

/** What is open of what teams are asked, and a nurse of the line sees to, also while a team has it. */
export async function teamTasksInHandOf(
  { sql, run }: Database,
  lineId: LineId,
  staffId: StaffId,
): Promise<TeamTaskId[]> {
  const rows = await run(sql<{ id: TeamTaskId }[]>`
    select id
    from team_tasks
    where line_id = ${lineId}
      and facts #>> '{inHand,staffId}' = ${staffId}
      and state not in ('done', 'stood_down', 'failed')
    order by due_at, id`)
  return rows.map(({ id }) => id)
}
